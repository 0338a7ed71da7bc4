/**
 * Where the code units of a string are (layout/objects.ts draws the four kinds), and making new flat strings.
 * A flat string is Latin-1 (a byte a unit) or UTF-16. A rope becomes flat, in place, the first time its units are asked
 * for: it turns into a slice of the flat string. A slice's base is always flat, so units are at most two steps away.
 */

import {
  KIND_STRING_LATIN1,
  KIND_STRING_ROPE,
  KIND_STRING_SLICE,
  KIND_STRING_UTF16,
  ROPE_LEFT,
  ROPE_RIGHT,
  SHAPE_KIND,
  SLICE_BASE,
  SLICE_START,
  STRING_DATA,
  STRING_FLAGS,
  STRING_HASH,
  STRING_LENGTH,
  STRING_LENGTH_MAX,
  STRING_WIDE,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { allocate, kindShape, takeReady, tryAllocateUncleared } from '../../../memory/heap.ts';
import {
  copyMemory,
  load8,
  load16,
  load32,
  load64,
  objectAt,
  store32,
  store64,
  type u32,
  type usize,
} from '../../../unsafe.ts';
import { throwAllocationFailed, throwRangeError } from '../errors.ts';
import { flatten } from './rope.ts';
import { widenUnits } from './words.ts';

export const LENGTH_MAX: u32 = STRING_LENGTH_MAX;

export function lengthAt(string: usize): u32 {
  return load32(string + STRING_LENGTH);
}

export function kindAt(string: usize): u32 {
  return load32(load32(string) + SHAPE_KIND);
}

/** Is a string of this kind? Strings have the shapes of the kind table, all of them. */
export function isOfKind(string: usize, kind: usize): boolean {
  const shape: usize = load32(string);
  return shape === kindShape(kind);
}

/** The address of the same text as a string that isn't a rope. Flattens. */
export function settled(string: usize): usize {
  if (isOfKind(string, KIND_STRING_ROPE)) flatten(string);
  return string;
}

/** Is each unit two bytes? */
export function isWide(string: usize): boolean {
  if (isOfKind(string, KIND_STRING_LATIN1)) return false;
  if (isOfKind(string, KIND_STRING_SLICE)) return isOfKind(load64(string + SLICE_BASE), KIND_STRING_UTF16);
  if (isOfKind(string, KIND_STRING_ROPE)) return (load32(string + STRING_FLAGS) & STRING_WIDE) !== 0;
  return true;
}

/** The address of the first unit, of a string that isn't a rope. */
export function unitsOf(string: usize): usize {
  if (!isOfKind(string, KIND_STRING_SLICE)) return string + STRING_DATA;
  const base: usize = load64(string + SLICE_BASE);
  const start: usize = load32(string + SLICE_START);
  return base + STRING_DATA + (isOfKind(base, KIND_STRING_UTF16) ? start * 2 : start);
}

/** The unit at `index`; a string that isn't a rope. */
export function unitOf(string: usize, index: usize): u32 {
  const units: usize = unitsOf(string);
  const unit: u32 = isWide(string) ? load16(units + index * 2) : load8(units + index);
  return unit;
}

/** A flat string of `length` units, which hold anything: for its maker to fill before anybody sees it. RangeError beyond LENGTH_MAX or memory. */
export function makeFlat(length: usize, wide: boolean): usize {
  if (length > LENGTH_MAX) throwRangeError('Invalid string length');
  const bytes: usize = wide ? length * 2 : length;
  const shape: usize = kindShape(wide ? KIND_STRING_UTF16 : KIND_STRING_LATIN1);
  const string: usize = tryAllocateUncleared(STRING_DATA + (bytes === 0 ? 8 : bytes), shape);
  if (string === 0) throwAllocationFailed('Invalid string length');
  store32(string + STRING_LENGTH, length);
  // No hash and no flags yet.
  store64(string + STRING_HASH, 0);
  return string;
}

/** What makeShort makes at most. */
export const SHORT_MAX: usize = 112;

/** As makeFlat, of Latin-1 and from one unit to SHORT_MAX: nearly always a few instructions. */
export function makeShort(length: usize): usize {
  const string: usize = takeReady(STRING_DATA + length);
  if (string === 0) return makeFlat(length, false);
  store64(string, kindShape(KIND_STRING_LATIN1) | (length << 32));
  store64(string + STRING_HASH, 0);
  return string;
}

/** Where the cell of a string that makeShort made ends: up to there words may be written. */
export function endOfShort(string: usize, length: usize): usize {
  return string + ((STRING_DATA + length + 15) & 0xffff_fff0);
}

/** A slice of a flat string. */
export function makeSlice(base: usize, start: usize, length: usize): usize {
  let slice: usize = takeReady(32);
  if (slice === 0) slice = cellForSlice();
  store64(slice, kindShape(KIND_STRING_SLICE) | (length << 32));
  store64(slice + STRING_HASH, 0);
  store64(slice + SLICE_BASE, base);
  store64(slice + SLICE_START, start);
  return slice;
}

function cellForSlice(): usize {
  return allocate(32, kindShape(KIND_STRING_SLICE));
}

/** A rope of two strings. */
export function makeRope(left: usize, right: usize, length: usize): usize {
  const rope: usize = allocate(32, kindShape(KIND_STRING_ROPE));
  store32(rope + STRING_LENGTH, length);
  store64(rope + ROPE_LEFT, left);
  store64(rope + ROPE_RIGHT, right);
  if (isWide(left) || isWide(right)) store32(rope + STRING_FLAGS, STRING_WIDE);
  return rope;
}

/** Copies `length` units of a string that isn't a rope to `to`, widening them if `wide`. */
export function copyUnits(to: usize, wide: boolean, string: usize, from: usize, length: usize): void {
  const units: usize = unitsOf(string);
  if (isWide(string)) copyMemory(to, units + from * 2, length * 2);
  else if (!wide) copyMemory(to, units + from, length);
  else widenUnits(to, units + from, length);
}

export function stringAt(address: usize): string {
  return objectAt<string>(address);
}
