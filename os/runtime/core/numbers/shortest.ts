/**
 * The shortest decimal that reads back as a double, of those the closest to it (ECMA-262 6.1.6.1.20 note 2): Raffaello Giulietti, "The
 * Schubfach way to render doubles" (2020). A double's rounding interval is scaled by a power of ten such that it holds at least one integer
 * and at most one multiple of ten; three products of 128 bits say which. The letters of the paper are in brackets.
 */
import {
  type i32,
  type i64,
  load64,
  multiplyHigh64,
  stackWords,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { carryOf, log2OfPowerOfTen, writePowerOfTen } from './powers-of-ten.ts';

const FRACTION_MASK = 0x000f_ffff_ffff_ffff;
const IMPLICIT = 0x0010_0000_0000_0000;

let exponentFound: i32 = 0;

/** The exponent of what `shortestDigits` found last. */
export function exponentOfShortest(): i32 {
  return exponentFound;
}

/**
 * The digits, as an integer that isn't divisible by ten, of the finite positive double with these bits; it is that integer times ten to the
 * power of `exponentOfShortest()`.
 */
export function shortestDigits(bits: u64): u64 {
  const field: i32 = bits >> 52;
  const fraction: u64 = bits & FRACTION_MASK;
  const mantissa: u64 = field === 0 ? fraction : fraction | IMPLICIT; // (c)
  const exponent: i32 = (field === 0 ? 1 : field) - 1075; // (q)
  // A power of two is nearer to its lower neighbour, by half.
  const uneven: boolean = fraction === 0 && field > 1;
  const power: i32 = uneven ? (exponent * 1262611 - 524031) >> 22 : (exponent * 1262611) >> 22; // (k)
  const words: usize = stackWords(2);
  writePowerOfTen(0 - power, words);
  const shift: u64 = exponent + log2OfPowerOfTen(0 - power) + 1; // (h)
  // The double and the ends of its interval, in quarters of the unit that is looked for.
  const middle: u64 = mantissa << 2;
  const value: u64 = scaled(words, middle << shift);
  const lower: u64 = scaled(words, (uneven ? middle - 1 : middle - 2) << shift);
  const upper: u64 = scaled(words, (middle + 2) << shift);
  // The ends belong to the interval of an even mantissa.
  const excluded: u64 = mantissa & 1;
  const from: u64 = lower + excluded;
  const to: u64 = upper - excluded;
  return trimmed(chosen(value, from, to), power);
}

/** The integer, in units, of those in the interval: a multiple of ten if there is one, else the closest. All in quarters. */
function chosen(value: u64, from: u64, to: u64): u64 {
  const whole: u64 = value >> 2; // (s)
  if (whole >= 10) {
    const tens: u64 = (whole / 10) * 10;
    const isBelowInside: boolean = from <= tens << 2;
    const isAboveInside: boolean = (tens + 10) << 2 <= to;
    if (isBelowInside !== isAboveInside) return isBelowInside ? tens : tens + 10;
  }
  const isBelowInside: boolean = from <= whole << 2;
  const isAboveInside: boolean = (whole + 1) << 2 <= to;
  if (isBelowInside !== isAboveInside) return isBelowInside ? whole : whole + 1;
  const half: u64 = (whole << 2) + 2;
  return value < half || (value === half && (whole & 1) === 0) ? whole : whole + 1;
}

/** The product with the power of ten, 128 bits below the point cut off, "to odd": the last bit says whether anything was lost. (rop) */
function scaled(words: usize, factor: u64): u64 {
  const high: u64 = load64(words);
  // The paper's table is one above what is cut off.
  const low: u64 = load64(words + 8) + 1;
  if (low === 0) return scaledBy(high + 1, 0, factor);
  return scaledBy(high, low, factor);
}

function scaledBy(high: u64, low: u64, factor: u64): u64 {
  const product: u64 = high * factor;
  const fraction: u64 = product + multiplyHigh64(low, factor);
  const whole: u64 = multiplyHigh64(high, factor) + carryOf(fraction, product);
  return fraction > 1 ? whole | 1 : whole;
}

function trimmed(digits: u64, power: i32): u64 {
  let rest: u64 = digits;
  let exponent: i64 = power;
  if (rest % 100_000_000 === 0) {
    rest = rest / 100_000_000;
    exponent += 8;
  }
  if (rest % 10_000 === 0) {
    rest = rest / 10_000;
    exponent += 4;
  }
  while (rest % 10 === 0) {
    rest = rest / 10;
    exponent += 1;
  }
  exponentFound = exponent as i32;
  return rest;
}
