/**
 * Strings as the rest of os/runtime sees them: length, units, slices, building. All indices are trusted:
 * the caller has checked them. Equality and order are in compare.ts, concatenation is in concat.ts.
 */

import {
  KIND_STRING_LATIN1,
  KIND_STRING_SLICE,
  SLICE_BASE,
  SLICE_START,
  STRING_DATA,
  STRING_LENGTH,
} from '../../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  fillMemory,
  type i32,
  load8,
  load16,
  load32,
  load64,
  store8,
  store16,
  store32,
  type u32,
  type usize,
} from '../../../unsafe.ts';
import { writeInt32 } from '../numbers/digits.ts';
import { int32ToString } from '../numbers/to-string.ts';
import { hashAt } from './hash.ts';
import {
  copyUnits,
  isOfKind,
  isWide,
  LENGTH_MAX,
  lengthAt,
  makeFlat,
  makeShort,
  makeSlice,
  settled,
  stringAt,
  unitOf,
} from './storage.ts';
import { stringOfUnit } from './units.ts';
import { copyFew } from './words.ts';

/** What writeInt32 may write to. */
const INTEGER_ROOM: u32 = 25;
/** Slices up to this length are copied, longer ones are views. */
const SLICE_COPY_MAX: usize = 20;

export function lengthOf(text: string): i32 {
  return lengthAt(addressOf(text));
}

/** The code unit at `index`, which must be below the length. Cost: constant, but a rope is made flat the first time. */
export function unitAt(text: string, index: i32): i32 {
  const string: usize = addressOf(text);
  if (isOfKind(string, KIND_STRING_LATIN1)) return load8(string + STRING_DATA + index);
  return unitOfOther(string, index);
}

/** The same of any string. */
function unitOfOther(string: usize, index: i32): i32 {
  // What was a rope is a slice of Latin-1, mostly.
  if (isOfKind(string, KIND_STRING_SLICE)) {
    const base: usize = load64(string + SLICE_BASE);
    const at: usize = load32(string + SLICE_START) + index;
    if (isOfKind(base, KIND_STRING_LATIN1)) return load8(base + STRING_DATA + at);
    return load16(base + STRING_DATA + at * 2);
  }
  return unitOf(settled(string), index);
}

/** The units from `from` up to `to`, 0 ≤ from ≤ to ≤ length. */
export function slice(text: string, from: i32, to: i32): string {
  const string: usize = addressOf(text);
  const length: usize = to - from;
  const start: usize = from;
  if (length === 0) return '';
  if (length === lengthAt(string)) return text;
  if (length === 1) return stringOfUnit(unitAt(text, from));
  if (length <= SLICE_COPY_MAX && isOfKind(string, KIND_STRING_LATIN1)) {
    const short: usize = makeShort(length);
    copyFew(short + STRING_DATA, string + STRING_DATA + start, length);
    return stringAt(short);
  }
  settled(string);
  if (length <= SLICE_COPY_MAX) {
    const wide: boolean = isWide(string);
    const flat: usize = makeFlat(length, wide);
    copyUnits(flat + STRING_DATA, wide, string, start, length);
    return stringAt(flat);
  }
  if (isOfKind(string, KIND_STRING_SLICE)) {
    const outer: usize = load32(string + SLICE_START);
    return stringAt(makeSlice(load64(string + SLICE_BASE), outer + start, length));
  }
  return stringAt(makeSlice(string, start, length));
}

/** A text with a unit before it, `missing` times, or behind it. */
export function paddedWith(text: string, unit: i32, missing: i32, atStart: boolean): string {
  const string: usize = settled(addressOf(text));
  const length: usize = lengthAt(string);
  const count: usize = missing;
  if (length + count <= 1) return count === 0 ? text : stringOfUnit(unit);
  const wide: boolean = unit > 0xff || isWide(string);
  const flat: usize = makeFlat(length + count, wide);
  const units: usize = flat + STRING_DATA;
  const filled: usize = atStart ? 0 : length;
  if (wide) for (let i: usize = 0; i < count; i++) store16(units + (filled + i) * 2, unit);
  else fillMemory(units + filled, unit, count);
  const kept: usize = atStart ? count : 0;
  copyUnits(wide ? units + kept * 2 : units + kept, wide, string, 0, length);
  return stringAt(flat);
}

/**
 * Builds a string of units or pieces: Latin-1 until a unit needs more. Give the finished string by `finish()` once;
 * afterwards the builder is empty.
 */
export class StringBuilder {
  /** The flat string that is being filled, or undefined; its length field is its capacity until it is finished. */
  private buffer: unknown = undefined;
  private capacity: u32 = 0;
  private count: u32 = 0;
  private wide: u32 = 0;

  /** Units so far. */
  get length(): number {
    return this.count as number;
  }

  /** Appends one code unit. */
  addUnit(unit: i32): void {
    if (this.count === this.capacity || (unit > 0xff && this.wide === 0)) this.reserve(1, unit > 0xff);
    const to: usize = addressOf(this.buffer) + STRING_DATA;
    const at: usize = this.count;
    if (this.wide !== 0) store16(to + at * 2, unit);
    else store8(to + at, unit);
    this.count += 1;
  }

  /** Appends a code point as one or two units. */
  addCodePoint(point: i32): void {
    if (point < 0x10000) {
      this.addUnit(point);
      return;
    }
    this.addUnit(0xd7c0 + (point >> 10));
    this.addUnit(0xdc00 + (point & 0x3ff));
  }

  /** Appends a string. */
  add(text: string): void {
    const string: usize = settled(addressOf(text));
    this.addRange(string, 0, lengthAt(string));
  }

  /** Appends a string between two units that are the same, of ASCII. */
  addEnclosed(text: string, unit: i32): void {
    const string: usize = settled(addressOf(text));
    const length: usize = lengthAt(string);
    if (this.count + length + 2 > this.capacity) this.reserve(length + 2, false);
    this.addUnit(unit);
    this.addRange(string, 0, length);
    this.addUnit(unit);
  }

  /** Appends the digits of an int32. */
  addInteger(value: i32): void {
    if (this.wide !== 0) {
      this.add(int32ToString(value));
      return;
    }
    if (this.count + INTEGER_ROOM > this.capacity) this.reserve(INTEGER_ROOM, false);
    const at: usize = this.count;
    this.count += writeInt32(addressOf(this.buffer) + STRING_DATA + at, value);
  }

  /** Appends the units from `from` up to `to` of a string. */
  addSlice(text: string, from: i32, to: i32): void {
    this.addRange(settled(addressOf(text)), from, to - from);
  }

  /** The string, whose memory was the builder's: no copy but for what was reserved too much in large ones. */
  finish(): string {
    if (this.count === 0) return '';
    const string: usize = addressOf(this.buffer);
    const length: usize = this.count;
    const wide: boolean = this.wide !== 0;
    const spare: usize = this.capacity - this.count;
    this.buffer = undefined;
    this.capacity = 0;
    this.count = 0;
    this.wide = 0;
    store32(string + STRING_LENGTH, length);
    if (length === 1) return stringOfUnit(unitAt(stringAt(string), 0));
    if (spare <= length) return stringAt(string);
    const exact: usize = makeFlat(length, wide);
    copyUnits(exact + STRING_DATA, wide, string, 0, length);
    return stringAt(exact);
  }

  private addRange(string: usize, from: usize, length: usize): void {
    if (length === 0) return;
    const wider: boolean = this.wide === 0 && isWide(string);
    const needed: usize = this.count + length;
    if (needed > this.capacity || wider) this.reserve(length, wider);
    const wide: boolean = this.wide !== 0;
    const at: usize = this.count;
    const to: usize = addressOf(this.buffer) + STRING_DATA + (wide ? at * 2 : at);
    copyUnits(to, wide, string, from, length);
    this.count += length;
  }

  /** Makes room for `more` units and widens what is there if asked to. */
  private reserve(more: usize, wider: boolean): void {
    const wide: boolean = wider || this.wide !== 0;
    const used: usize = this.count;
    let capacity: usize = this.capacity;
    if (used + more > capacity) {
      capacity = used + more + used / 2;
      if (capacity < 24) capacity = 24;
      if (capacity > LENGTH_MAX && used + more <= LENGTH_MAX) capacity = LENGTH_MAX;
    }
    const next: usize = makeFlat(capacity, wide);
    if (used !== 0) copyUnits(next + STRING_DATA, wide, addressOf(this.buffer), 0, used);
    this.buffer = stringAt(next);
    this.capacity = capacity;
    this.wide = wide ? 1 : 0;
  }
}

/** The hash of a string's units; never 0. */
export function hashOf(text: string): u32 {
  return hashAt(addressOf(text));
}
