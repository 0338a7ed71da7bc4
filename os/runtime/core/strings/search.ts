/**
 * Finding one string in another (ECMA-262 6.1.4.1), by code units. Eight bytes, or four units, are looked at in one step, at two places: where
 * the needle's first unit would be and where its last would; only where both are, all of it is compared.
 */
import { KIND_STRING_LATIN1, STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  type i32,
  load8,
  load16,
  load64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { equalUnits, hasWideUnit } from './compare.ts';
import { isOfKind, isWide, lengthAt, settled, unitOf, unitsOf } from './storage.ts';
import { bytesBefore, everyByte, everyUnit, indexOfByte, zeroByte, zeroUnit } from './words.ts';

/** The first index ≥ `from` where `needle` stands in `text`, or -1. `from` must be in 0 … text.length. */
export function indexOfString(text: string, needle: string, from: i32): i32 {
  const haystack: usize = addressOf(text);
  const pattern: usize = addressOf(needle);
  if (
    lengthAt(pattern) === 1 &&
    isOfKind(haystack, KIND_STRING_LATIN1) &&
    isOfKind(pattern, KIND_STRING_LATIN1)
  ) {
    const end: usize = lengthAt(haystack);
    const found: usize = indexOfByte(haystack + STRING_DATA, from, end, load8(pattern + STRING_DATA));
    return found < end ? found : -1;
  }
  return indexOfPattern(settled(haystack), settled(pattern), from);
}

function indexOfPattern(haystack: usize, pattern: usize, from: i32): i32 {
  const length: i32 = lengthAt(haystack);
  const size: i32 = lengthAt(pattern);
  if (size === 0) return from;
  const end: i32 = length - size + 1;
  const first: u32 = unitOf(pattern, 0);
  const last: u32 = unitOf(pattern, size - 1);
  const wide: boolean = isWide(haystack);
  if (!wide && (first > 0xff || last > 0xff || (isWide(pattern) && hasWideUnit(pattern)))) return -1;
  const units: usize = unitsOf(haystack);
  let at: i32 = from;
  while (true) {
    at = wide
      ? nextWide(units, at, end, first, last, size - 1)
      : nextNarrow(units, at, end, first, last, size - 1);
    if (at >= end) return -1;
    if (size <= 2 || equalUnits(haystack, at + 1, pattern, 1, size - 2)) return at;
    at += 1;
  }
}

/** The first index from `from` on, below `end`, with the unit `first` there and `last` at a distance behind it; or `end` or more. */
function nextNarrow(units: usize, from: i32, end: i32, first: u32, last: u32, distance: i32): i32 {
  const firsts: u64 = everyByte(first);
  const lasts: u64 = everyByte(last);
  let at: i32 = from;
  for (; at + 8 <= end; at += 8) {
    const place: usize = units + at;
    const unlike: u64 = (load64(place) ^ firsts) | (load64(place + distance) ^ lasts);
    const found: u64 = zeroByte(unlike);
    if (found !== 0) return at + bytesBefore(found);
  }
  while (at < end) {
    const place: usize = units + at;
    if (load8(place) === first && load8(place + distance) === last) return at;
    at += 1;
  }
  return at;
}

function nextWide(units: usize, from: i32, end: i32, first: u32, last: u32, distance: i32): i32 {
  const firsts: u64 = everyUnit(first);
  const lasts: u64 = everyUnit(last);
  const behind: usize = distance * 2;
  let at: i32 = from;
  for (; at + 4 <= end; at += 4) {
    const place: usize = units + at * 2;
    const unlike: u64 = (load64(place) ^ firsts) | (load64(place + behind) ^ lasts);
    const found: u64 = zeroUnit(unlike);
    if (found !== 0) return at + (bytesBefore(found) >> 1);
  }
  while (at < end) {
    const place: usize = units + at * 2;
    if (load16(place) === first && load16(place + behind) === last) return at;
    at += 1;
  }
  return at;
}

/** The last index ≤ `from` where `needle` stands in `text`, or -1. */
export function lastIndexOfString(text: string, needle: string, from: i32): i32 {
  const haystack: usize = settled(addressOf(text));
  const pattern: usize = settled(addressOf(needle));
  const size: i32 = lengthAt(pattern);
  const length: i32 = lengthAt(haystack);
  const last: i32 = length - size;
  for (let i: i32 = from < last ? from : last; i >= 0; i -= 1) {
    if (equalUnits(haystack, i, pattern, 0, size)) return i;
  }
  return -1;
}

/** Does `needle` stand in `text` at `position`? */
export function matchesAt(text: string, needle: string, position: i32): boolean {
  const haystack: usize = addressOf(text);
  const pattern: usize = addressOf(needle);
  const size: i32 = lengthAt(pattern);
  const length: i32 = lengthAt(haystack);
  if (position < 0 || position > length - size) return false;
  return equalUnits(settled(haystack), position, settled(pattern), 0, size);
}
