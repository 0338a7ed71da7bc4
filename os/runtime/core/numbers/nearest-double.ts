/**
 * The double nearest to a decimal of up to nineteen digits, ties to even, nearly always. Where both the digits and a power of ten are exact
 * doubles, one operation rounds once (Clinger, "How to read floating point numbers accurately", 1990). Otherwise the product with a power
 * of 128 bits is looked at (Lemire, "Number parsing at a gigabyte per second", 2021): the power is too small by less than one, so the
 * true product is too, by less than the digits; unless that could carry into the double's bits, they are right.
 */
import {
  countLeadingZeros64,
  doubleOfBits,
  doubleOfU64,
  type i32,
  load64,
  multiplyHigh64,
  stackWords,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { carryOf, exactPowerOfTen, log2OfPowerOfTen, writePowerOfTen } from './powers-of-ten.ts';

const EXACT_DIGITS_MAX = 0x0020_0000_0000_0000;
const EXACT_POWER_MAX = 22;
/** Beyond these, nineteen digits are 0 or infinite. */
const POWER_MIN = -342;
const POWER_MAX = 308;
/** 5^55 is the last power of five below 2^128. */
const EXACT_WIDE_POWER_MAX = 55;
const INFINITE_FIELD = 2047;
const ALL_ONES = -1;

/** digits · 10^power as a double; -1 when it is too near to the middle between two to say which. */
export function nearestDouble(digits: u64, power: i32): number {
  if (digits === 0) return 0;
  if (power === 0) return doubleOfU64(digits);
  if (digits < EXACT_DIGITS_MAX && power <= EXACT_POWER_MAX && power >= -EXACT_POWER_MAX) {
    const mantissa: number = doubleOfU64(digits);
    return power < 0 ? mantissa / exactPowerOfTen(0 - power) : mantissa * exactPowerOfTen(power);
  }
  if (power < POWER_MIN) return 0;
  if (power > POWER_MAX) return Infinity;
  return ofProduct(digits, power);
}

function ofProduct(digits: u64, power: i32): number {
  const words: usize = stackWords(2);
  writePowerOfTen(power, words);
  const leading: i32 = countLeadingZeros64(digits);
  const factor: u64 = digits << leading;
  const lowPower: u64 = load64(words + 8);
  const highPower: u64 = load64(words);
  // 192 bits: upper, middle, lower.
  const lower: u64 = lowPower * factor;
  const product: u64 = highPower * factor;
  const middle: u64 = product + multiplyHigh64(lowPower, factor);
  const upper: u64 = multiplyHigh64(highPower, factor) + carryOf(middle, product);
  const top: i32 = upper >> 63;
  // 53 bits and the one after them stay, fewer of a subnormal.
  let shift: i32 = top + 9;
  let field: i32 = top + 63 + log2OfPowerOfTen(power) - leading + 1023;
  if (field >= INFINITE_FIELD) return Infinity;
  if (field <= 0) {
    shift = shift + 1 - field;
    field = 0;
    if (shift > 63) return shift > 64 ? 0 : -1;
  }
  const one: u64 = 1;
  const mask: u64 = (one << shift) - 1;
  const cut: u64 = upper & mask;
  const isExact: boolean = power >= 0 && power <= EXACT_WIDE_POWER_MAX;
  if (!isExact && cut === mask && middle === ALL_ONES && lower + factor < factor) return -1;
  const kept: u64 = upper >> shift;
  let mantissa: u64 = kept >> 1;
  const isAbove: boolean = !isExact || cut !== 0 || middle !== 0 || lower !== 0;
  if ((kept & 1) !== 0 && (isAbove || (mantissa & 1) !== 0)) mantissa += 1;
  // A carry out of the mantissa goes where it belongs, into the exponent; up to infinity.
  const below: u64 = field === 0 ? 0 : field - 1;
  return doubleOfBits((below << 52) + mantissa);
}
