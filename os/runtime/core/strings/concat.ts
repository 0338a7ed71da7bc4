/**
 * Putting texts together (ECMA-262 13.15.3 for strings). A short result is copied; a long one is a rope, which costs the same however long its
 * parts are.
 */
import {
  KIND_STRING_LATIN1,
  STRING_DATA,
  STRING_LENGTH,
} from '../../../../toolchain/compiler/layout/objects.ts';
import {
  DOUBLE_OFFSET,
  INTEGER_PART_HIGH,
  NOT_POINTER_MASK_LOW,
} from '../../../../toolchain/compiler/layout/values.ts';
import {
  addressOf,
  doubleOfBits,
  type i32,
  i32OfDouble,
  load8,
  load64,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
  valueOfWord,
} from '../../../unsafe.ts';
import { primitiveToString } from '../conversion.ts';
import { throwRangeError } from '../errors.ts';
import { writeUsual } from '../numbers/digits.ts';
import { int32ToString } from '../numbers/to-string.ts';
import { isString } from '../values.ts';
import { addUnits, grownBy, PART_MAX, roomBehind, withMore } from './growing.ts';
import {
  copyUnits,
  endOfShort,
  isOfKind,
  isWide,
  LENGTH_MAX,
  lengthAt,
  makeFlat,
  makeRope,
  makeShort,
  SHORT_MAX,
  settled,
  stringAt,
} from './storage.ts';
import { stringOfUnit } from './units.ts';
import { copyShort } from './words.ts';

/** Concatenations up to this length are copied, longer ones are ropes (a rope is as large as a flat string of 16 bytes). */
const COPY_MAX: usize = 64;
/** An integer below takes eight bytes at most, others eleven with a sign: what writeUsual may write. */
const SHORT_INTEGERS = 100_000_000;
const SHORT_DIGITS: usize = 8;
const INTEGER_DIGITS: usize = 12;
const INTEGER_PART = INTEGER_PART_HIGH * 0x1_0000_0000;

/** `a + b`. RangeError "Invalid string length" beyond V8's limit. */
export function concat(a: string, b: string): string {
  const left: usize = addressOf(a);
  const right: usize = addressOf(b);
  const lengthA: usize = lengthAt(left);
  const lengthB: usize = lengthAt(right);
  if (lengthA === 0) return b;
  if (lengthB === 0) return a;
  const length: usize = lengthA + lengthB;
  if (length > COPY_MAX) {
    if (length > LENGTH_MAX) throwRangeError('Invalid string length');
    const grown: usize = grownBy(left, right, lengthB);
    return stringAt(grown !== 0 ? grown : makeRope(left, right, length));
  }
  if (isOfKind(left, KIND_STRING_LATIN1) && isOfKind(right, KIND_STRING_LATIN1)) {
    const short: usize = makeShort(length);
    const end: usize = endOfShort(short, length);
    copyShort(short + STRING_DATA, left + STRING_DATA, lengthA, end);
    copyShort(short + STRING_DATA + lengthA, right + STRING_DATA, lengthB, end);
    return stringAt(short);
  }
  const wide: boolean = isWide(left) || isWide(right);
  const flat: usize = makeFlat(length, wide);
  const to: usize = flat + STRING_DATA;
  copyUnits(to, wide, settled(left), 0, lengthA);
  copyUnits(wide ? to + lengthA * 2 : to + lengthA, wide, settled(right), 0, lengthB);
  return stringAt(flat);
}

/**
 * The strings, numbers, booleans, undefined and null of `count` words, one behind the other, as text: a template with all its parts. Writes to
 * the words. A word may also be an int32 (INTEGER_PART_HIGH). The usual ones, short strings of Latin-1 and int32s, are written where they belong at once,
 * into a string for which digits are reckoned with as a whole word.
 */
export function concatAll(count: u32, words: usize): string {
  const end: usize = words + count * 8;
  let most: usize = 0;
  for (let at: usize = words; at < end; at += 8) {
    const word: u64 = load64(at);
    if (word >= INTEGER_PART) most += roomFor(word);
    else if (word < DOUBLE_OFFSET) {
      if ((word & NOT_POINTER_MASK_LOW) !== 0) return concatOthers(words, end);
      const length: usize = lengthAt(word);
      if (length > COPY_MAX || !isOfKind(word, KIND_STRING_LATIN1)) return concatOthers(words, end);
      most += length;
    } else {
      const part: u64 = integerPart(doubleOfBits(word - DOUBLE_OFFSET));
      if (part === 0) return concatOthers(words, end);
      store64(at, part);
      most += roomFor(part);
    }
    if (most > SHORT_MAX) return concatOthers(words, end);
  }
  if (most === 0) return '';
  const short: usize = makeShort(most);
  const limit: usize = endOfShort(short, most);
  const start: usize = short + STRING_DATA;
  let to: usize = start;
  for (let at: usize = words; at < end; at += 8) {
    const word: u64 = load64(at);
    if (word >= INTEGER_PART) to += writeUsual(to, word);
    else {
      const length: usize = lengthAt(word);
      copyShort(to, word + STRING_DATA, length, limit);
      to += length;
    }
  }
  const length: usize = to - start;
  if (length === 1) return stringOfUnit(load8(start));
  store32(short + STRING_LENGTH, length);
  return stringAt(short);
}

/** An int32 as a part; 0 for other numbers. */
function integerPart(value: number): u64 {
  const whole: i32 = i32OfDouble(value);
  if ((whole as number) !== value) return 0;
  const low: u32 = whole;
  const word: u64 = low;
  return word | INTEGER_PART;
}

/** Bytes for the digits of a part that is an int32. */
function roomFor(part: u64): usize {
  const low: u32 = part;
  if (low < SHORT_INTEGERS) return SHORT_DIGITS;
  return INTEGER_DIGITS;
}

/** As concatAll, of any parts: those that are longer than COPY_MAX are never copied, but into the buffer of a text that grows. */
function concatOthers(words: usize, end: usize): string {
  for (let at: usize = words; at < end; at += 8) {
    const word: u64 = load64(at);
    if (word >= INTEGER_PART) store64(at, addressOf(int32ToString(word)));
    else {
      const part: unknown = valueOfWord<unknown>(word);
      if (!isString(part)) store64(at, addressOf(primitiveToString(part)));
    }
  }
  const first: usize = load64(words);
  if (lengthAt(first) > COPY_MAX) {
    const grown: usize = grownByAll(first, words + 8, end);
    if (grown !== 0) return stringAt(grown);
  }
  return inPieces(words, end);
}

/** A text with all parts behind it, if it is one that grows; else 0. */
function grownByAll(text: usize, words: usize, end: usize): usize {
  let count: usize = 0;
  let anyWide: u32 = 0;
  for (let at: usize = words; at < end; at += 8) {
    const part: usize = load64(at);
    count += lengthAt(part);
    if (isWide(part)) anyWide = 1;
    if (count > PART_MAX) return 0;
  }
  if (count === 0 || count + lengthAt(text) > LENGTH_MAX) return 0;
  const buffer: usize = roomBehind(text, count, anyWide !== 0);
  if (buffer === 0) return 0;
  let written: usize = 0;
  for (let at: usize = words; at < end; at += 8) {
    const part: usize = load64(at);
    const length: usize = lengthAt(part);
    addUnits(buffer, part, written, length);
    written += length;
  }
  return withMore(buffer, text, count);
}

function inPieces(words: usize, end: usize): string {
  let text: string = '';
  let first: usize = words;
  for (let at: usize = words; at < end; at += 8) {
    const part: usize = load64(at);
    if (lengthAt(part) <= COPY_MAX) continue;
    text = concat(concat(text, flatOf(first, at)), stringAt(part));
    first = at + 8;
  }
  return concat(text, flatOf(first, end));
}

/** The strings whose addresses stand in words, in one flat string. */
function flatOf(words: usize, end: usize): string {
  let length: usize = 0;
  let anyWide: u32 = 0;
  for (let at: usize = words; at < end; at += 8) {
    const part: usize = load64(at);
    length += lengthAt(part);
    if (isWide(part)) anyWide = 1;
  }
  if (length === 0) return '';
  if (words + 8 === end) return stringAt(load64(words));
  const wide: boolean = anyWide !== 0;
  const flat: usize = makeFlat(length, wide);
  let to: usize = flat + STRING_DATA;
  for (let at: usize = words; at < end; at += 8) {
    const part: usize = settled(load64(at));
    const size: usize = lengthAt(part);
    copyUnits(to, wide, part, 0, size);
    to += wide ? size * 2 : size;
  }
  return stringAt(flat);
}
