/**
 * The double nearest to a decimal number, ties to even (ECMA-262 6.1.6.1, RoundMVResult), exactly and slowly: the quotient of two natural
 * numbers, a bit at a time. For what nearest-double.ts can't decide, and more digits than it takes.
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
} from './natural.ts';

/** More digits than any double or midpoint between doubles has; what follows matters only as "not zero". */
export const DIGITS_MAX = 800;

/** The double nearest to 0.d1d2… · 10^point; d1 isn't 0. */
export function doubleOfDigits(digits: readonly number[], point: number): number {
  if (point > 310) return Infinity;
  if (point < -326) return 0;
  const numerator: Natural = [];
  for (let i = 0; i < digits.length; i++) multiplyAdd(numerator, 10, digits[i] as number);
  const denominator = naturalOf(1);
  const exponent = point - digits.length;
  if (exponent >= 0) multiplyByPowerOfTen(numerator, exponent);
  else multiplyByPowerOfTen(denominator, -exponent);
  return quotient(numerator, denominator);
}

/** numerator / denominator as a double; both are changed. */
function quotient(numerator: Natural, denominator: Natural): number {
  let binary = bitLength(numerator) - bitLength(denominator);
  if (binary > 0) shiftLeft(denominator, binary);
  else if (binary < 0) shiftLeft(numerator, -binary);
  if (compareNaturals(numerator, denominator) < 0) {
    shiftLeft(numerator, 1);
    binary--;
  }
  if (binary > 1023) return Infinity;
  const bits = binary >= -1022 ? 53 : 1075 + binary;
  if (bits < 0) return 0;
  let mantissa = 0;
  for (let i = 0; i < bits; i++) {
    mantissa *= 2;
    if (compareNaturals(numerator, denominator) >= 0) {
      subtractNatural(numerator, denominator);
      mantissa++;
    }
    shiftLeft(numerator, 1);
  }
  // What is left, in halves of the last bit, against one: above is up, in the middle to even. (The same with no bits at
  // all: the quotient is then from 1 to 2 halves of the least subnormal.)
  const order = compareNaturals(numerator, denominator);
  if (order > 0 || (order === 0 && mantissa % 2 === 1)) mantissa++;
  return scaled(mantissa, binary - bits + 1);
}

/** mantissa · 2^exponent, exact or infinite; in two steps, since 2^exponent itself may be out of range. */
function scaled(mantissa: number, exponent: number): number {
  let result = mantissa;
  let left = exponent;
  for (; left > 0; left--) result *= 2;
  let divisor = 1;
  for (; left < -1000; left++) divisor *= 2;
  for (; left < 0; left++) result /= 2;
  return result / divisor;
}
