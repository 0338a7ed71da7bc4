/**
 * Finding one string in another. Pure: strings are read by unit only.
 * The first unit is looked for, then the rest compared; needles longer than a few units against long texts use
 * Horspool's skip table, so that no search costs more than a comparison a unit on average.
 */
import { unitAt } from '../core/strings/primitives.ts';

/** The first index ≥ `from` where `needle` stands in `text`, or -1. `from` must be in 0 … text.length. ECMA-262 6.1.4.1. */
export function indexOfString(text: string, needle: string, from: number): number {
  const length = needle.length;
  const last = text.length - length;
  if (length === 0) return from <= text.length ? from : -1;
  if (length >= 8 && last - from > 256) return skippingSearch(text, needle, from);
  const first = unitAt(needle, 0);
  for (let i = from; i <= last; i++) {
    if (unitAt(text, i) !== first) continue;
    let matched = 1;
    while (matched < length && unitAt(text, i + matched) === unitAt(needle, matched)) matched++;
    if (matched === length) return i;
  }
  return -1;
}

/** Horspool: how far to move by the unit under the needle's end, one entry for each low byte. */
function skippingSearch(text: string, needle: string, from: number): number {
  const length = needle.length;
  const skips = new Array<number>(256);
  for (let i = 0; i < 256; i++) skips[i] = length;
  for (let i = 0; i < length - 1; i++) skips[unitAt(needle, i) & 255] = length - 1 - i;
  const last = text.length - length;
  let i = from;
  while (i <= last) {
    let matched = length - 1;
    while (matched >= 0 && unitAt(text, i + matched) === unitAt(needle, matched)) matched--;
    if (matched < 0) return i;
    i += skips[unitAt(text, i + length - 1) & 255] as number;
  }
  return -1;
}

/** The last index ≤ `from` where `needle` stands in `text`, or -1. ECMA-262 6.1.4.2. */
export function lastIndexOfString(text: string, needle: string, from: number): number {
  const length = needle.length;
  for (let i = Math.min(from, text.length - length); i >= 0; i--) {
    if (matchesAt(text, needle, i)) return i;
  }
  return -1;
}

/** Does `needle` stand in `text` at `position`? */
export function matchesAt(text: string, needle: string, position: number): boolean {
  const length = needle.length;
  if (position < 0 || position + length > text.length) return false;
  for (let i = 0; i < length; i++) if (unitAt(text, position + i) !== unitAt(needle, i)) return false;
  return true;
}
