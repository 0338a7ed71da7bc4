/**
 * String.prototype.normalize (ECMA-262 22.1.3.15, Unicode Standard Annex 15). Decompose into code points, put marks in
 * canonical order, and for NFC and NFKC compose again; Hangul syllables by arithmetic. Latin-1 text is NFC as it is,
 * ASCII is in every form.
 */
import { StringBuilder, slice, unitAt } from '../core/strings/primitives.ts';
import { codePointAt, stringOfCodePoint } from './code-points.ts';
import { CANONICAL_INDEX, CANONICAL_POOL, COMBINING_RANKS, COMPOSITES } from './tables/canonical.ts';
import { COMPATIBLE_INDEX, COMPATIBLE_POOL } from './tables/compatible.ts';
import { recordAtOrBefore } from './tables/lookup.ts';

const HANGUL_FIRST = 0xac00;
const HANGUL_COUNT = 11172;
const LEAD_FIRST = 0x1100;
const VOWEL_FIRST = 0x1161;
const TRAIL_BASE = 0x11a7;

/** ECMA-262 22.1.3.15; `form` is a string. RangeError when it isn't one of the four. */
export function normalizeString(text: string, form: string): string {
  const compatible = form === 'NFKC' || form === 'NFKD';
  const compose = form === 'NFC' || form === 'NFKC';
  if (!compatible && !compose && form !== 'NFD') {
    throw new RangeError(`The normalization form should be one of NFC, NFD, NFKC, NFKD.`);
  }
  const limit = compose && !compatible ? 0x100 : 0x80;
  let i = 0;
  while (i < text.length && unitAt(text, i) < limit) i++;
  if (i === text.length) return text;
  const points: number[] = [];
  for (let k = 0; k < text.length; ) {
    const point = codePointAt(text, k);
    k += point > 0xffff ? 2 : 1;
    decompose(points, point, compatible);
  }
  const ranks: number[] = [];
  for (let k = 0; k < points.length; k++) ranks.push(combiningRank(points[k] as number));
  orderMarks(points, ranks);
  const count = compose ? composePoints(points, ranks) : points.length;
  const out = new StringBuilder();
  for (let k = 0; k < count; k++) {
    const point = points[k] as number;
    if (point < 0x10000) out.addUnit(point);
    else out.add(stringOfCodePoint(point));
  }
  return out.finish();
}

function decompose(points: number[], point: number, compatible: boolean): void {
  if (point < 0x80) {
    points.push(point);
    return;
  }
  if (point >= HANGUL_FIRST && point < HANGUL_FIRST + HANGUL_COUNT) {
    const syllable = point - HANGUL_FIRST;
    points.push(LEAD_FIRST + Math.floor(syllable / 588), VOWEL_FIRST + Math.floor((syllable % 588) / 28));
    if (syllable % 28 > 0) points.push(TRAIL_BASE + (syllable % 28));
    return;
  }
  if (compatible && addFromPool(points, point, COMPATIBLE_INDEX, COMPATIBLE_POOL)) return;
  if (!addFromPool(points, point, CANONICAL_INDEX, CANONICAL_POOL)) points.push(point);
}

function addFromPool(points: number[], point: number, index: string, pool: string): boolean {
  const at = recordAtOrBefore(index, 4, point);
  if (at < 0 || unitAt(index, at) !== point >>> 16 || unitAt(index, at + 1) !== (point & 0xffff))
    return false;
  const offset = unitAt(index, at + 2);
  const text = slice(pool, offset, offset + unitAt(index, at + 3));
  for (let k = 0; k < text.length; ) {
    const part = codePointAt(text, k);
    k += part > 0xffff ? 2 : 1;
    points.push(part);
  }
  return true;
}

/** The rank of the canonical combining class, 0 for starters: what is no mark. */
export function combiningRank(point: number): number {
  if (point < 0x300) return 0;
  const at = recordAtOrBefore(COMBINING_RANKS, 4, point);
  if (at < 0 || unitAt(COMBINING_RANKS, at) !== point >>> 16) return 0;
  return unitAt(COMBINING_RANKS, at + 2) >= (point & 0xffff) ? unitAt(COMBINING_RANKS, at + 3) : 0;
}

/** The Canonical Ordering Algorithm: a stable insertion of each mark among the marks before it. */
function orderMarks(points: number[], ranks: number[]): void {
  for (let i = 1; i < points.length; i++) {
    const rank = ranks[i] as number;
    if (rank === 0) continue;
    const point = points[i] as number;
    let hole = i;
    while (hole > 0 && (ranks[hole - 1] as number) > rank) {
      points[hole] = points[hole - 1] as number;
      ranks[hole] = ranks[hole - 1] as number;
      hole--;
    }
    points[hole] = point;
    ranks[hole] = rank;
  }
}

/** The Canonical Composition Algorithm, in place; how many code points are left. */
function composePoints(points: number[], ranks: number[]): number {
  let count = 0;
  let starter = -1;
  let lastRank = -1;
  for (let i = 0; i < points.length; i++) {
    const point = points[i] as number;
    const rank = ranks[i] as number;
    const blocked = lastRank >= rank && lastRank >= 0;
    const composite = starter >= 0 && !blocked ? compositeOf(points[starter] as number, point) : 0;
    if (composite > 0) {
      points[starter] = composite;
      continue;
    }
    points[count] = point;
    if (rank === 0) {
      starter = count;
      lastRank = -1;
    } else lastRank = rank;
    count++;
  }
  return count;
}

/** The primary composite of two code points, or 0. */
function compositeOf(first: number, second: number): number {
  if (first >= LEAD_FIRST && first < LEAD_FIRST + 19 && second >= VOWEL_FIRST && second < VOWEL_FIRST + 21) {
    return HANGUL_FIRST + (first - LEAD_FIRST) * 588 + (second - VOWEL_FIRST) * 28;
  }
  const syllable = first - HANGUL_FIRST;
  if (syllable >= 0 && syllable < HANGUL_COUNT && syllable % 28 === 0) {
    if (second > TRAIL_BASE && second < TRAIL_BASE + 28) return first + second - TRAIL_BASE;
  }
  let low = 0;
  let high = COMPOSITES.length / 6 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const key = pointIn(middle * 6);
    const order = key === first ? pointIn(middle * 6 + 2) - second : key - first;
    if (order === 0) return pointIn(middle * 6 + 4);
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

function pointIn(at: number): number {
  return unitAt(COMPOSITES, at) * 0x10000 + unitAt(COMPOSITES, at + 1);
}
