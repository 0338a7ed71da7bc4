/** StringToNumber (ECMA-262 7.1.4.1.1), and reading the longest decimal literal at a place for parseFloat. */

import { digitsToNumber, digitValue } from '../../number/radix.ts';
import { isWhiteSpace } from '../../string/white-space.ts';
import { lengthOf, unitAt } from '../strings/primitives.ts';
import { DIGITS_MAX, doubleOfDigits, quickDouble } from './decimal-to-double.ts';

/** The number that a whole string means: white space around it is passed over; NaN when it isn't a StringNumericLiteral. */
export function stringToNumber(text: string): number {
  let from: number = 0;
  let to: number = lengthOf(text);
  while (from < to && isWhiteSpace(unitAt(text, from))) from++;
  while (to > from && isWhiteSpace(unitAt(text, to - 1))) to--;
  if (from === to) return 0;
  const radix: number = radixAt(text, from, to);
  if (radix !== 10) return wholeInRadix(text, from + 2, to, radix);
  const value: number = decimalAt(text, from, to);
  return decimalEnd === to ? value : NaN;
}

/** The radix that a prefix 0x, 0o or 0b announces. */
function radixAt(text: string, from: number, to: number): number {
  if (from + 2 > to || unitAt(text, from) !== 0x30) return 10;
  const letter: number = unitAt(text, from + 1) | 0x20;
  if (letter === 0x78) return 16;
  if (letter === 0x6f) return 8;
  return letter === 0x62 ? 2 : 10;
}

function wholeInRadix(text: string, from: number, to: number, radix: number): number {
  if (from === to) return NaN;
  for (let i = from; i < to; i++) if (digitValue(unitAt(text, i)) >= radix) return NaN;
  return digitsToNumber(text, from, to, radix);
}

let decimalEnd: number = 0;

/** Where the literal that decimalAt read ends. */
export function endOfDecimal(): number {
  return decimalEnd;
}

/**
 * The value of the longest StrDecimalLiteral in text[from, to) that begins at `from`; NaN, with its end at `from`, when
 * there is none.
 */
export function decimalAt(text: string, from: number, to: number): number {
  let at: number = from;
  const first: number = at < to ? unitAt(text, at) : 0;
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

function isInfinityAt(text: string, at: number, to: number): boolean {
  const word: string = 'Infinity';
  if (at + 8 > to) return false;
  for (let i = 0; i < 8; i++) if (unitAt(text, at + i) !== unitAt(word, i)) return false;
  return true;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Digits, point, digits, exponent. Sets decimalEnd, to `from` when there is no digit. */
function unsignedAt(text: string, from: number, to: number): number {
  let at: number = from;
  let mantissa: number = 0;
  let significant: number = 0;
  let digits: number = 0;
  let point: number = 0;
  let inFraction: boolean = false;
  for (; at < to; at++) {
    const unit: number = unitAt(text, at);
    if (unit === 0x2e && !inFraction) {
      inFraction = true;
      continue;
    }
    if (!isDigit(unit)) break;
    digits++;
    if (inFraction) point++;
    if (significant > 0 || unit !== 0x30) {
      significant++;
      if (significant <= 15) mantissa = mantissa * 10 + (unit - 0x30);
    }
  }
  if (digits === 0) {
    decimalEnd = from;
    return 0;
  }
  const bodyEnd: number = at;
  const exponent: number = exponentAt(text, bodyEnd, to);
  if (significant <= 15) {
    const quick: number = quickDouble(mantissa, exponent - point);
    if (quick >= 0) return quick;
  }
  return exactValue(text, from, bodyEnd, significant + exponent - point);
}

/** The exponent part at `at`, 0 when there is none; sets decimalEnd behind it. */
function exponentAt(text: string, at: number, to: number): number {
  decimalEnd = at;
  if (at >= to || (unitAt(text, at) | 0x20) !== 0x65) return 0;
  let place: number = at + 1;
  const sign: number = place < to ? unitAt(text, place) : 0;
  if (sign === 0x2b || sign === 0x2d) place++;
  if (place >= to || !isDigit(unitAt(text, place))) return 0;
  let value: number = 0;
  for (; place < to && isDigit(unitAt(text, place)); place++) {
    if (value < 100000) value = value * 10 + (unitAt(text, place) - 0x30);
  }
  decimalEnd = place;
  return sign === 0x2d ? -value : value;
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
