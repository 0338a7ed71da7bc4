/**
 * The shortest decimal digits that read back as a double, and the closest to it among those (ECMA-262 6.1.6.1.20 note 2).
 * Doubles of up to 15 digits, nearly all that programs print, are found by trying: m / 10^k with both exact is rounded
 * once, so if it gives the double, m is its digits, and no two decimals of 15 digits share a double. The others are done
 * exactly (Steele and White 1990, "How to print floating-point numbers accurately", with the fixup of Burger and Dybvig).
 */
import {
  bitLength,
  compareNaturals,
  multiplyAdd,
  multiplyByPowerOfTen,
  type Natural,
  naturalOf,
  shiftLeft,
  subtractNatural,
  sumOfNaturals,
} from './natural.ts';

/** Digits d1 d2 … without leading or trailing zeros; the value is 0.d1d2… · 10^point. */
export class Digits {
  readonly digits: number[];
  readonly point: number;
  constructor(digits: number[], point: number) {
    this.digits = digits;
    this.point = point;
  }
}

/** 2^52: the least mantissa of a normal double. */
const MANTISSA_MIN = 4503599627370496;
const EXPONENT_MIN = -1074;
const TRY_MAX = 1e15;
const HALF = 1e8;

/** The digits of a finite positive double `value` = mantissa · 2^exponent (the mantissa below 2^53, as in its bits). */
export function shortestDigits(value: number, mantissa: number, exponent: number): Digits {
  let power = 1;
  for (let fraction = 0; fraction <= 22; fraction++) {
    const scaled = value * power;
    if (scaled >= TRY_MAX) break;
    const whole = rounded(scaled);
    if (whole / power === value) return digitsOfInteger(whole, fraction);
    power *= 10;
  }
  return exactDigits(mantissa, exponent);
}

/** The nearest integer of a positive number below 1e15. */
function rounded(value: number): number {
  const high = (value / HALF) | 0;
  const low = (value - high * HALF + 0.5) | 0;
  return high * HALF + low;
}

/** The digits of an integer from 1 to 1e15, of which the last `fraction` stand behind the point. */
function digitsOfInteger(value: number, fraction: number): Digits {
  const reversed: number[] = [];
  const high = (value / HALF) | 0;
  let low = (value - high * HALF) | 0;
  for (let i = 0; i < 8; i++) {
    reversed.push(low % 10);
    low = (low / 10) | 0;
  }
  for (let rest = high; rest > 0; rest = (rest / 10) | 0) reversed.push(rest % 10);
  let top = reversed.length;
  while (top > 0 && reversed[top - 1] === 0) top--;
  let bottom = 0;
  while (bottom < top && reversed[bottom] === 0) bottom++;
  const digits: number[] = [];
  for (let i = top - 1; i >= bottom; i--) digits.push(reversed[i] as number);
  return new Digits(digits, top - fraction);
}

/** Generates digits of value/scale while what is left isn't within half of the distance to a neighbour. */
export function exactDigits(mantissa: number, exponent: number): Digits {
  const even = mantissa % 2 === 0;
  const uneven = mantissa === MANTISSA_MIN && exponent > EXPONENT_MIN;
  const value = naturalOf(mantissa);
  let point = estimate(bitLength(value) + exponent - 1);
  const scale = naturalOf(1);
  const below = naturalOf(1);
  shiftLeft(value, uneven ? 2 : 1);
  shiftLeft(scale, uneven ? 2 : 1);
  if (exponent >= 0) {
    shiftLeft(value, exponent);
    shiftLeft(below, exponent);
  } else {
    shiftLeft(scale, -exponent);
  }
  const above = sumOfNaturals(below, []);
  if (uneven) multiplyAdd(above, 2, 0);
  if (point >= 0) {
    multiplyByPowerOfTen(scale, point);
  } else {
    multiplyByPowerOfTen(value, -point);
    multiplyByPowerOfTen(below, -point);
    multiplyByPowerOfTen(above, -point);
  }
  if (reaches(value, above, scale, even)) {
    point++;
  } else {
    multiplyAdd(value, 10, 0);
    multiplyAdd(below, 10, 0);
    multiplyAdd(above, 10, 0);
  }
  return new Digits(generate(value, scale, below, above, even), point);
}

/** ⌈log10(2^bits)⌉ or one less. */
function estimate(bits: number): number {
  const guess = bits * 0.30102999566398114 - 1e-10;
  const whole = guess | 0;
  return guess > whole ? whole + 1 : whole;
}

function reaches(value: Natural, above: Natural, scale: Natural, even: boolean): boolean {
  const order = compareNaturals(sumOfNaturals(value, above), scale);
  return even ? order >= 0 : order > 0;
}

function generate(value: Natural, scale: Natural, below: Natural, above: Natural, even: boolean): number[] {
  const digits: number[] = [];
  while (true) {
    let digit = 0;
    while (compareNaturals(value, scale) >= 0) {
      subtractNatural(value, scale);
      digit++;
    }
    const order = compareNaturals(value, below);
    const low = even ? order <= 0 : order < 0;
    const high = reaches(value, above, scale, even);
    if (low || high) {
      digits.push(roundsUp(value, scale, digit, low, high) ? digit + 1 : digit);
      return digits;
    }
    digits.push(digit);
    multiplyAdd(value, 10, 0);
    multiplyAdd(below, 10, 0);
    multiplyAdd(above, 10, 0);
  }
}

/** Both neighbours are near enough: the closer one, in the middle the even digit. */
function roundsUp(value: Natural, scale: Natural, digit: number, low: boolean, high: boolean): boolean {
  if (!low) return true;
  if (!high) return false;
  const order = compareNaturals(sumOfNaturals(value, value), scale);
  return order === 0 ? digit % 2 === 1 : order > 0;
}
