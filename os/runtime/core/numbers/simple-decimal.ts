/** Numbers as JSON texts nearly always have them: few digits, no exponent. Replaced in tests under Node. */
import { addressOf, doubleOfU64, type i32, load8, type u32, type u64, type usize } from '../../../unsafe.ts';
import { isWide, lengthAt, settled, unitsOf } from '../strings/storage.ts';
import { exactPowerOfTen } from './powers-of-ten.ts';

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const EXPONENT = 0x65;
const LETTER_X = 0x78;
/** So many digits, and so large a power of ten, are exact doubles, of which a quotient is rounded once. */
const DIGITS_MAX = 15;

let end: i32 = 0;

/** Where the number ends that simpleDecimal gave last. */
export function endOfSimple(): i32 {
  return end;
}

/** The number of JSON's grammar (RFC 8259 6) that begins at a place of a text; NaN where it isn't as simple as that, or none. */
export function simpleDecimal(text: string, from: i32): number {
  const string: usize = settled(addressOf(text));
  if (isWide(string)) return NaN;
  const units: usize = unitsOf(string);
  const length: i32 = lengthAt(string);
  const isNegative: boolean = load8(units + from) === MINUS;
  const first: i32 = isNegative ? from + 1 : from;
  let digits: u64 = 0;
  let at: i32 = first;
  for (; at < length; at++) {
    const digit: u32 = load8(units + at) - ZERO;
    if (digit > 9) break;
    digits = digits * 10 + digit;
  }
  let count: i32 = at - first;
  if (count === 0 || (count > 1 && load8(units + first) === ZERO)) return NaN;
  let behind: i32 = 0;
  if (at < length && load8(units + at) === POINT) {
    const point: i32 = at;
    for (at++; at < length; at++) {
      const digit: u32 = load8(units + at) - ZERO;
      if (digit > 9) break;
      digits = digits * 10 + digit;
    }
    behind = at - point - 1;
    if (behind === 0) return NaN;
    count += behind;
  }
  if (count > DIGITS_MAX || (at < length && (load8(units + at) | 0x20) === EXPONENT)) return NaN;
  end = at;
  const whole: number = doubleOfU64(digits);
  const magnitude: number = behind === 0 ? whole : whole / exactPowerOfTen(behind);
  return isNegative ? -magnitude : magnitude;
}

/**
 * The decimal integer that a text begins with, as parseInt reads it (ECMA-262 19.2.5); NaN where it begins with anything but a sign and
 * digits, where those are many, or where a prefix may say that they are hexadecimal.
 */
export function leadingInteger(text: string): number {
  const string: usize = settled(addressOf(text));
  if (isWide(string)) return NaN;
  const units: usize = unitsOf(string);
  const length: i32 = lengthAt(string);
  const sign: u32 = length > 0 ? load8(units) : 0;
  const first: i32 = sign === MINUS || sign === PLUS ? 1 : 0;
  let digits: u64 = 0;
  let at: i32 = first;
  for (; at < length; at++) {
    const digit: u32 = load8(units + at) - ZERO;
    if (digit > 9) break;
    digits = digits * 10 + digit;
  }
  const count: i32 = at - first;
  if (count === 0 || count > DIGITS_MAX) return NaN;
  if (digits === 0 && at < length && (load8(units + at) | 0x20) === LETTER_X) return NaN;
  const magnitude: number = doubleOfU64(digits);
  return sign === MINUS ? -magnitude : magnitude;
}
