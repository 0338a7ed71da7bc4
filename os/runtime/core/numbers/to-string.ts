/** Number::toString with radix ten (ECMA-262 6.1.6.1.20); other radices are os/runtime/number/radix.ts's. */
import { STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  absolute,
  bitsOfDouble,
  copyMemory,
  doubleOfU64,
  type i32,
  i32OfDouble,
  load64,
  stackWords,
  store8,
  store64,
  type u32,
  type u64,
  u64OfDouble,
  type usize,
} from '../../../unsafe.ts';
import { makeFlat, stringAt } from '../strings/storage.ts';
import { stringOfUnit } from '../strings/units.ts';
import { ASCII_ZEROS, eightDigits, leadingZeroBits, writeInteger } from './digits.ts';
import { exponentOfShortest, shortestDigits } from './shortest.ts';

const ZERO = 0x30;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
/** "0.000000" as a word. */
const SMALL = 0x3030_3030 * 0x1_0000_0000 + 0x3030_2e30;
const EXACT_MAX = 0x0020_0000_0000_0000;

/** The text of an int32. */
export function int32ToString(value: i32): string {
  if (value >= 0 && value <= 9) return stringOfUnit(ZERO + value);
  const magnitude: u32 = value < 0 ? 0 - value : value;
  if (magnitude >= 10_000_000) return integerToString(magnitude, value < 0);
  // At most eight characters: one word.
  const digits: u64 = eightDigits(magnitude);
  const skipped: u64 = leadingZeroBits(digits);
  const ascii: u64 = (digits + ASCII_ZEROS) >> skipped;
  const length: u64 = 8 - (skipped >> 3);
  const text: usize = makeFlat(value < 0 ? length + 1 : length, false);
  store64(text + STRING_DATA, value < 0 ? (ascii << 8) | MINUS : ascii);
  return stringAt(text);
}

/** The text of an integer below 2^64. */
export function integerToString(magnitude: u64, negative: boolean): string {
  const out: usize = stackWords(4);
  return flatOf(out, writeInteger(out + 1, magnitude), negative);
}

/** The text of any number. */
export function numberToString(value: number): string {
  const small: i32 = i32OfDouble(value);
  if ((small as number) === value) return int32ToString(small);
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  if (value !== value) return 'NaN';
  if (value === Infinity) return 'Infinity';
  if (value === -Infinity) return '-Infinity';
  const magnitude: number = absolute(value);
  const whole: u64 = u64OfDouble(magnitude);
  if (whole < EXACT_MAX && doubleOfU64(whole) === magnitude) return integerToString(whole, value < 0);
  return layOut(shortestDigits(bitsOfDouble(magnitude)), exponentOfShortest(), value < 0);
}

/** Steps 6 to 12: decimal notation from 1e-7 up to 1e21, else an exponent. */
function layOut(digits: u64, exponent: i32, negative: boolean): string {
  const written: usize = stackWords(6);
  const count: i32 = writeInteger(written, digits);
  const point: i32 = count + exponent;
  const out: usize = stackWords(8);
  const text: usize = out + 1;
  if (point > 0 && point <= 21) {
    copyDigits(text, written);
    if (count <= point) {
      for (let i: i32 = count; i < point; i++) store8(text + i, ZERO);
      return flatOf(out, point, negative);
    }
    copyDigits(text + point + 1, written + point);
    store8(text + point, POINT);
    return flatOf(out, count + 1, negative);
  }
  if (point > -6 && point <= 0) {
    store64(text, SMALL);
    copyDigits(text + 2 - point, written);
    return flatOf(out, 2 - point + count, negative);
  }
  copyDigits(text, written);
  let length: i32 = 1;
  if (count > 1) {
    copyDigits(text + 2, written + 1);
    store8(text + 1, POINT);
    length = count + 1;
  }
  store8(text + length, 0x65);
  if (point > 0) store8(text + length + 1, PLUS);
  else store8(text + length + 1, MINUS);
  const scale: u32 = point > 0 ? point - 1 : 1 - point;
  const scaleDigits: i32 = writeInteger(text + length + 2, scale);
  return flatOf(out, length + 2 + scaleDigits, negative);
}

/** Copies 24 bytes: more than there are digits. */
function copyDigits(to: usize, from: usize): void {
  const first: u64 = load64(from);
  const second: u64 = load64(from + 8);
  const third: u64 = load64(from + 16);
  store64(to, first);
  store64(to + 8, second);
  store64(to + 16, third);
}

/** The string of `length` characters at `out` + 1, with a sign before them if negative, for which `out` is free. */
function flatOf(out: usize, length: usize, negative: boolean): string {
  store8(out, MINUS);
  const from: usize = negative ? out : out + 1;
  const size: usize = negative ? length + 1 : length;
  const text: usize = makeFlat(size, false);
  copyMemory(text + STRING_DATA, from, size);
  return stringAt(text);
}
