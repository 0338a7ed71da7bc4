/**
 * Sorting strings by code units (ECMA-262 23.1.3.30.2 without a comparator), stably: a merge sort of entries that hold a string's first four
 * units as one number, so that few comparisons look at the strings themselves.
 *
 *   entry: +0 u64 the first four units, the first one uppermost, absent ones 0   +8 ptr the string
 */
import {
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  RAW_BYTES,
  STORAGE_WORDS,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { replaceWord } from '../../../memory/barrier.ts';
import { allocateRaw } from '../../../memory/heap.ts';
import { addressOf, copyMemory, load32, load64, store64, type u64, type usize } from '../../../unsafe.ts';
import { throwAllocationFailed } from '../errors.ts';
import { compare } from './compare.ts';
import { lengthAt, settled, stringAt, unitOf } from './storage.ts';

const ENTRY: usize = 16;
/** Runs of so many are sorted by insertion. */
const RUN: usize = 8;

/** Sorts a dense array of boxed elements, all of which are strings. */
export function sortStrings(array: unknown): void {
  const address: usize = addressOf(array);
  const count: usize = load32(address + ARRAY_LENGTH);
  const words: usize = load64(address + ARRAY_STORAGE) + STORAGE_WORDS;
  for (let i: usize = 0; i < count; i++) settled(load64(words + i * 8));
  const block: usize = allocateRaw(count * ENTRY * 2);
  if (block === 0) throwAllocationFailed('Invalid array length');
  // From here on nothing is allocated.
  const entries: usize = block + RAW_BYTES;
  for (let i: usize = 0; i < count; i++) {
    const string: usize = load64(words + i * 8);
    store64(entries + i * ENTRY, firstUnits(string));
    store64(entries + i * ENTRY + 8, string);
  }
  const sorted: usize = sortEntries(entries, entries + count * ENTRY, count);
  for (let i: usize = 0; i < count; i++) replaceWord(words + i * 8, load64(sorted + i * ENTRY + 8));
}

function firstUnits(string: usize): u64 {
  const length: usize = lengthAt(string);
  let units: u64 = 0;
  for (let i: usize = 0; i < 4; i++) {
    units = units << 16;
    if (i < length) units = units | unitOf(string, i);
  }
  return units;
}

function isBefore(a: usize, b: usize): boolean {
  const unitsA: u64 = load64(a);
  const unitsB: u64 = load64(b);
  if (unitsA !== unitsB) return unitsA < unitsB;
  return compare(stringAt(load64(a + 8)), stringAt(load64(b + 8))) < 0;
}

function put(to: usize, entry: usize): void {
  const units: u64 = load64(entry);
  const string: u64 = load64(entry + 8);
  store64(to, units);
  store64(to + 8, string);
}

/** Sorts `count` entries with room for as many at `spare`; which of the two the sorted ones are in. */
function sortEntries(entries: usize, spare: usize, count: usize): usize {
  const end: usize = entries + count * ENTRY;
  for (let start: usize = entries; start < end; start += RUN * ENTRY) {
    insertAll(start, start + RUN * ENTRY < end ? start + RUN * ENTRY : end);
  }
  let from: usize = entries;
  let to: usize = spare;
  for (let width: usize = RUN; width < count; width *= 2) {
    for (let start: usize = 0; start < count; start += width * 2) {
      const middle: usize = start + width < count ? start + width : count;
      const last: usize = middle + width < count ? middle + width : count;
      merge(to + start * ENTRY, from + start * ENTRY, from + middle * ENTRY, from + last * ENTRY);
    }
    const sorted: usize = to;
    to = from;
    from = sorted;
  }
  return from;
}

function insertAll(start: usize, end: usize): void {
  for (let at: usize = start + ENTRY; at < end; at += ENTRY) {
    const units: u64 = load64(at);
    const string: u64 = load64(at + 8);
    let place: usize = at;
    while (place > start) {
      const before: u64 = load64(place - ENTRY);
      if (units > before) break;
      if (units === before && compare(stringAt(string), stringAt(load64(place - 8))) >= 0) break;
      put(place, place - ENTRY);
      place -= ENTRY;
    }
    store64(place, units);
    store64(place + 8, string);
  }
}

function merge(out: usize, start: usize, middle: usize, end: usize): void {
  let to: usize = out;
  let left: usize = start;
  let right: usize = middle;
  while (left < middle && right < end) {
    if (isBefore(right, left)) {
      put(to, right);
      right += ENTRY;
    } else {
      put(to, left);
      left += ENTRY;
    }
    to += ENTRY;
  }
  copyMemory(to, left, middle - left);
  copyMemory(to + (middle - left), right, end - right);
}
