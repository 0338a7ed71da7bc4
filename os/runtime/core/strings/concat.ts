/**
 * Putting texts together (ECMA-262 13.15.3 for strings). A short result is copied; a long one is a rope, which costs the same however long its
 * parts are.
 */
import { KIND_STRING_LATIN1, STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  type i32,
  i32OfDouble,
  load64,
  stackWords,
  store64,
  type u32,
  type usize,
  valueOfWord,
} from '../../../unsafe.ts';
import { primitiveToString } from '../conversion.ts';
import { throwRangeError } from '../errors.ts';
import { writeInt32 } from '../numbers/digits.ts';
import { isNumber, isPointer, isString, numberOf } from '../values.ts';
import {
  copyUnits,
  isOfKind,
  isWide,
  LENGTH_MAX,
  lengthAt,
  makeFlat,
  makeRope,
  settled,
  stringAt,
} from './storage.ts';
import { stringOfUnit } from './units.ts';
import { copyWords } from './words.ts';

/** Concatenations up to this length are copied, longer ones are ropes (a rope is as large as a flat string of 16 bytes). */
const COPY_MAX: usize = 64;
/** What the digits of an int32 take at most, with a sign. */
const INT32_DIGITS: usize = 11;

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
    return stringAt(makeRope(left, right, length));
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
 * the words. The usual ones, short strings of Latin-1 and int32s, are put together in the stack frame.
 */
export function concatAll(count: u32, words: usize): string {
  const end: usize = words + count * 8;
  // What is copied and written goes up to a word, or the three of a number, beyond the text.
  const buffer: usize = stackWords(12);
  let size: usize = 0;
  for (let at: usize = words; at < end; at += 8) {
    const part: unknown = valueOfWord<unknown>(load64(at));
    if (isNumber(part)) {
      const value: number = numberOf(part);
      const whole: i32 = i32OfDouble(value);
      if ((whole as number) !== value || size + INT32_DIGITS > COPY_MAX) return concatOthers(words, end);
      size += writeInt32(buffer + size, whole);
    } else {
      if (!isPointer(part)) return concatOthers(words, end);
      const string: usize = addressOf(part);
      const length: usize = lengthAt(string);
      if (size + length > COPY_MAX || !isOfKind(string, KIND_STRING_LATIN1)) return concatOthers(words, end);
      copyWords(buffer + size, string + STRING_DATA, length);
      size += length;
    }
  }
  if (size <= 1) return size === 0 ? '' : stringOfUnit(load64(buffer) & 0xff);
  const flat: usize = makeFlat(size, false);
  copyWords(flat + STRING_DATA, buffer, size);
  return stringAt(flat);
}

/** As concatAll, of any parts: those that are longer than COPY_MAX are never copied. */
function concatOthers(words: usize, end: usize): string {
  for (let at: usize = words; at < end; at += 8) {
    const part: unknown = valueOfWord<unknown>(load64(at));
    if (!isString(part)) store64(at, addressOf(primitiveToString(part)));
  }
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
