/**
 * The exact decimal digits of a double, rounded where the caller wants (halves away from zero, as ECMA-262 21.1.3 asks:
 * "if there are two such n, pick the larger n"). A double is m·2^e; its digits are those of the integer m·2^e, or of
 * m·5^-e with the point -e places from the right. Long arithmetic on limbs of seven decimal digits.
 */

import { StringBuilder, unitAt } from '../core/strings/primitives.ts';
import { highWord, lowWord } from '../math/words.ts';

const LIMB = 10000000;

/** Digits d1 d2 d3 … without leading or trailing zeros; the value is 0.d1d2d3… · 10^point. Zero has no digits. */
export class Decimal {
  readonly digits: string;
  readonly point: number;
  constructor(digits: string, point: number) {
    this.digits = digits;
    this.point = point;
  }
}

function multiply(limbs: number[], factor: number): void {
  let carry = 0;
  for (let i = 0; i < limbs.length; i++) {
    const product = (limbs[i] as number) * factor + carry;
    carry = Math.floor(product / LIMB);
    limbs[i] = product - carry * LIMB;
  }
  while (carry > 0) {
    limbs.push(carry % LIMB);
    carry = Math.floor(carry / LIMB);
  }
}

function multiplyByPower(limbs: number[], base: number, exponent: number, chunk: number): void {
  let power = 1;
  for (let i = 0; i < chunk; i++) power *= base;
  let left = exponent;
  for (; left >= chunk; left -= chunk) multiply(limbs, power);
  for (; left > 0; left--) multiply(limbs, base);
}

/** All digits of a finite number ≥ 0. */
export function exactDecimal(x: number): Decimal {
  if (x === 0) return new Decimal('', 0);
  const high = highWord(x);
  const biased = (high >> 20) & 0x7ff;
  const mantissa = ((high & 0xfffff) | (biased === 0 ? 0 : 0x100000)) * 4294967296 + (lowWord(x) >>> 0);
  const exponent = (biased === 0 ? 1 : biased) - 1075;
  const limbs: number[] = [];
  for (let rest = mantissa; rest > 0; rest = Math.floor(rest / LIMB)) limbs.push(rest % LIMB);
  if (exponent >= 0) multiplyByPower(limbs, 2, exponent, 23);
  else multiplyByPower(limbs, 5, -exponent, 10);
  const all = digitsOf(limbs);
  let count = all.length;
  while (unitAt(all, count - 1) === 48) count--;
  return new Decimal(all.substring(0, count), all.length + (exponent < 0 ? exponent : 0));
}

function digitsOf(limbs: readonly number[]): string {
  const out = new StringBuilder();
  let leading = true;
  for (let i = limbs.length - 1; i >= 0; i--) {
    const limb = limbs[i] as number;
    for (let divisor = LIMB / 10; divisor >= 1; divisor /= 10) {
      const digit = Math.floor(limb / divisor) % 10;
      if (leading && digit === 0) continue;
      leading = false;
      out.addUnit(48 + digit);
    }
  }
  return out.finish();
}

/**
 * `decimal` cut after `count` digits (may be ≤ 0) and rounded half up, zeros appended: `count` digits, or one more when
 * rounding carried into a new first digit.
 */
export function roundDecimal(decimal: Decimal, count: number): Decimal {
  const digits = decimal.digits;
  if (count < 0) return new Decimal('', decimal.point);
  if (digits.length <= count) return new Decimal(digits + '0'.repeat(count - digits.length), decimal.point);
  if (unitAt(digits, count) < 53) return new Decimal(digits.substring(0, count), decimal.point);
  let last = count - 1;
  while (last >= 0 && unitAt(digits, last) === 57) last--;
  const zeros = '0'.repeat(count - 1 - last);
  if (last < 0) return new Decimal('1' + zeros, decimal.point + 1);
  const raised = String.fromCharCode(unitAt(digits, last) + 1);
  return new Decimal(digits.substring(0, last) + raised + zeros, decimal.point);
}

/** The shortest digits that read back as `x`, from its ordinary text (ECMA-262 6.1.6.1.20). */
export function shortestDecimal(x: number): Decimal {
  if (x === 0) return new Decimal('0', 1);
  const text = `${x}`;
  let digits = '';
  let point = -1;
  let exponent = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = unitAt(text, i);
    if (unit === 46) point = digits.length;
    else if (unit === 101) {
      const sign = unitAt(text, i + 1) === 45 ? -1 : 1;
      for (let k = i + 2; k < text.length; k++) exponent = exponent * 10 + unitAt(text, k) - 48;
      exponent *= sign;
      break;
    } else digits += String.fromCharCode(unit);
  }
  if (point < 0) point = digits.length;
  let zeros = 0;
  while (zeros < digits.length - 1 && unitAt(digits, zeros) === 48) zeros++;
  let end = digits.length;
  while (end > zeros + 1 && unitAt(digits, end - 1) === 48) end--;
  return new Decimal(digits.substring(zeros, end), point - zeros + exponent);
}
