/** StringToNumber (ECMA-262 7.1.4.1.1), and reading the longest decimal literal at a place for parseFloat. */

import { addressOf, type i32, load8, load16, type u32, type u64, type usize } from '../../../unsafe.ts';
import { digitsToNumber, digitValue } from '../../number/radix.ts';
import { isWhiteSpace } from '../../string/white-space.ts';
import { lengthOf, unitAt } from '../strings/primitives.ts';
import { isWide, settled, unitsOf } from '../strings/storage.ts';
import { DIGITS_MAX, doubleOfDigits } from './decimal-to-double.ts';
import { nearestDouble } from './nearest-double.ts';
import { endOfSimple, simpleDecimal } from './simple-decimal.ts';

/** More digits don't fit into a word. */
const WORD_DIGITS = 19;
/** An exponent is read up to ten times this: more than a string's length can make up for. */
const EXPONENT_MAX = 100_000_000;

/** The number that a whole string means: white space around it is passed over; NaN when it isn't a StringNumericLiteral. */
export function stringToNumber(text: string): number {
  const simple: number = simpleDecimal(text, 0);
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  if (simple === simple && endOfSimple() === lengthOf(text)) return simple;
  let from: i32 = 0;
  let to: i32 = lengthOf(text);
  while (from < to && isWhiteSpace(unitAt(text, from))) from++;
  while (to > from && isWhiteSpace(unitAt(text, to - 1))) to--;
  if (from === to) return 0;
  const radix: i32 = radixAt(text, from, to);
  if (radix !== 10) return wholeInRadix(text, from + 2, to, radix);
  const value: number = decimalAt(text, from, to);
  return decimalEnd === to ? value : NaN;
}

/** The radix that a prefix 0x, 0o or 0b announces. */
function radixAt(text: string, from: i32, to: i32): i32 {
  if (from + 2 > to || unitAt(text, from) !== 0x30) return 10;
  const letter: i32 = unitAt(text, from + 1) | 0x20;
  if (letter === 0x78) return 16;
  if (letter === 0x6f) return 8;
  return letter === 0x62 ? 2 : 10;
}

function wholeInRadix(text: string, from: i32, to: i32, radix: i32): number {
  if (from === to) return NaN;
  for (let i: i32 = from; i < to; i++) if (digitValue(unitAt(text, i)) >= radix) return NaN;
  return digitsToNumber(text, from, to, radix);
}

let decimalEnd: i32 = 0;

/** Where the literal that decimalAt read ends. */
export function endOfDecimal(): number {
  return decimalEnd;
}

/**
 * The value of the longest StrDecimalLiteral in text[from, to) that begins at `from`; NaN, with its end at `from`, when
 * there is none.
 */
export function decimalAt(text: string, from: i32, to: i32): number {
  let at: i32 = from;
  const first: i32 = at < to ? unitAt(text, at) : 0;
  if (first === 0x2b || first === 0x2d) at++;
  if (isInfinityAt(text, at, to)) {
    decimalEnd = at + 8;
    return first === 0x2d ? -Infinity : Infinity;
  }
  const magnitude: number = unsignedAt(text, at, to);
  if (decimalEnd === at) {
    decimalEnd = from;
    return NaN;
  }
  return first === 0x2d ? -magnitude : magnitude;
}

function isInfinityAt(text: string, at: i32, to: i32): boolean {
  const word: string = 'Infinity';
  if (at + 8 > to) return false;
  for (let i: i32 = 0; i < 8; i++) if (unitAt(text, at + i) !== unitAt(word, i)) return false;
  return true;
}

/** Digits, point, digits, exponent. Sets decimalEnd, to `from` when there is no digit. */
function unsignedAt(text: string, from: i32, to: i32): number {
  const string: usize = settled(addressOf(text));
  const units: usize = unitsOf(string);
  const wide: boolean = isWide(string);
  let at: i32 = from;
  while (at < to && unitOf(units, wide, at) === 0x30) at += 1;
  let anyDigit: boolean = at > from;
  // The digits that count, as far as they fit, and where the last of them stands before the point (below 0: behind it).
  let digits: u64 = 0;
  let significant: i32 = 0;
  let point: i32 = -1;
  for (; at < to; at += 1) {
    const digit: u32 = unitOf(units, wide, at) - 0x30;
    if (digit <= 9) {
      anyDigit = true;
      if (significant < WORD_DIGITS) digits = digits * 10 + digit;
      if (digits !== 0) significant += 1;
    } else if (digit === POINT && point < 0) {
      point = at;
    } else break;
  }
  if (!anyDigit) {
    decimalEnd = from;
    return 0;
  }
  const end: i32 = at;
  const behind: i32 = point < 0 ? 0 : end - point - 1;
  const exponent: i32 = exponentAt(text, end, to);
  const power: i32 = exponent - behind;
  if (significant <= WORD_DIGITS) {
    const value: number = nearestDouble(digits, power);
    if (value >= 0) return value;
  } else {
    // What was left out makes it more than these digits, and less than the next.
    const scale: i32 = power + significant - WORD_DIGITS;
    const value: number = nearestDouble(digits, scale);
    if (value >= 0 && value === nearestDouble(digits + 1, scale)) return value;
  }
  return exactValue(text, from, end, significant + power);
}

/** A point, less the digit 0, as an u32. */
const POINT = 0xffff_fffe;

function unitOf(units: usize, wide: boolean, index: usize): u32 {
  const unit: u32 = wide ? load16(units + index * 2) : load8(units + index);
  return unit;
}

/** The exponent part at `at`, 0 when there is none; sets decimalEnd behind it. */
function exponentAt(text: string, at: i32, to: i32): i32 {
  decimalEnd = at;
  if (at >= to || (unitAt(text, at) | 0x20) !== 0x65) return 0;
  let place: i32 = at + 1;
  const sign: i32 = place < to ? unitAt(text, place) : 0;
  if (sign === 0x2b || sign === 0x2d) place += 1;
  if (place >= to || !isDigit(unitAt(text, place))) return 0;
  let value: i32 = 0;
  for (; place < to && isDigit(unitAt(text, place)); place += 1) {
    if (value < EXPONENT_MAX) value = value * 10 + (unitAt(text, place) - 0x30);
  }
  decimalEnd = place;
  return sign === 0x2d ? 0 - value : value;
}

function isDigit(unit: i32): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** The exact way: the significant digits again, as a list. `point`: how many of them stand before the decimal point. */
function exactValue(text: string, from: number, to: number, point: number): number {
  const digits: number[] = [];
  let more: boolean = false;
  for (let at = from; at < to; at++) {
    const unit: number = unitAt(text, at);
    if (!isDigit(unit) || (digits.length === 0 && unit === 0x30)) continue;
    if (digits.length < DIGITS_MAX) digits.push(unit - 0x30);
    else if (unit !== 0x30) more = true;
  }
  if (more) digits.push(1);
  return doubleOfDigits(digits, point);
}
