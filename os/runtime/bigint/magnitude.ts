/**
 * Natural numbers of any size: digits of 32 bits, least first, without leading zeros, in an array. The schoolbook
 * algorithms; what isn't said to change its operand makes a new number.
 */
import { productHigh, productLow, quotientOf } from './words.ts';

const BASE = 4294967296;
export const DIGIT_BITS = 32;

export type Digits = number[];

/** Removes leading zeros, in place. */
export function trimmed(a: Digits): Digits {
  while (a.length > 0 && a[a.length - 1] === 0) a.pop();
  return a;
}

/** The digits of a whole number, not negative. */
export function digitsOf(value: number): Digits {
  const out: Digits = [];
  let rest = value;
  while (rest > 0) {
    const low = rest % BASE;
    out.push(low);
    rest = (rest - low) / BASE;
  }
  return out;
}

function zeros(count: number): Digits {
  const out: Digits = [];
  for (let i = 0; i < count; i++) out.push(0);
  return out;
}

/** Below 0, 0 or above 0 as `a` is less than, equal to or greater than `b`. */
export function compareDigits(a: Digits, b: Digits): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = a.length - 1; i >= 0; i--) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `a + b`. */
export function sum(a: Digits, b: Digits): Digits {
  const out: Digits = [];
  const length = Math.max(a.length, b.length);
  let carry = 0;
  for (let i = 0; i < length; i++) {
    const total = (i < a.length ? (a[i] as number) : 0) + (i < b.length ? (b[i] as number) : 0) + carry;
    carry = total >= BASE ? 1 : 0;
    out.push(carry === 1 ? total - BASE : total);
  }
  if (carry === 1) out.push(1);
  return out;
}

/** `a - b`, where b ≤ a. */
export function difference(a: Digits, b: Digits): Digits {
  const out: Digits = [];
  let borrow = 0;
  for (let i = 0; i < a.length; i++) {
    const rest = (a[i] as number) - (i < b.length ? (b[i] as number) : 0) - borrow;
    borrow = rest < 0 ? 1 : 0;
    out.push(borrow === 1 ? rest + BASE : rest);
  }
  return trimmed(out);
}

/** `a · b`. */
export function product(a: Digits, b: Digits): Digits {
  const out = zeros(a.length + b.length);
  for (let i = 0; i < a.length; i++) {
    const factor = a[i] as number;
    let carry = 0;
    for (let j = 0; j < b.length; j++) {
      const other = b[j] as number;
      const before = out[i + j] as number;
      out[i + j] = productLow(factor, other, before, carry);
      carry = productHigh(factor, other, before, carry);
    }
    out[i + b.length] = carry;
  }
  return trimmed(out);
}

/** `a = a · factor + add`; both are one digit. */
export function multiplyAdd(a: Digits, factor: number, add: number): void {
  let carry = add;
  for (let i = 0; i < a.length; i++) {
    const digit = a[i] as number;
    a[i] = productLow(digit, factor, carry, 0);
    carry = productHigh(digit, factor, carry, 0);
  }
  if (carry !== 0) a.push(carry);
}

/** `a = a / divisor`, one digit and not 0; the remainder. */
export function divideByDigit(a: Digits, divisor: number): number {
  let rest = 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const low = a[i] as number;
    const quotient = quotientOf(rest, low, divisor);
    // rest · 2^32 + low - quotient · divisor is below 2^32: its lower half is all of it
    const whole = productLow(quotient, divisor, 0, 0);
    rest = low >= whole ? low - whole : low - whole + BASE;
    a[i] = quotient;
  }
  trimmed(a);
  return rest;
}

export interface Division {
  readonly quotient: Digits;
  readonly remainder: Digits;
}

/** `a / b` and `a % b`, b not 0 (Knuth, The Art of Computer Programming 4.3.1, algorithm D). */
export function divide(a: Digits, b: Digits): Division {
  if (compareDigits(a, b) < 0) return { quotient: [], remainder: a };
  if (b.length === 1) {
    const quotient = a.slice();
    const rest = divideByDigit(quotient, b[0] as number);
    return { quotient, remainder: digitsOf(rest) };
  }
  // D1: shifted so that the divisor's highest bit is set, an estimate is at most 2 too large
  const shift = Math.clz32(b[b.length - 1] as number);
  const rest = shiftedLeft(a, shift);
  const divisor = shiftedLeft(b, shift);
  while (rest.length <= a.length) rest.push(0);
  const quotient = zeros(a.length - b.length + 1);
  for (let at = a.length - b.length; at >= 0; at--) quotient[at] = divideStep(rest, divisor, at);
  return { quotient: trimmed(quotient), remainder: shiftedRight(trimmed(rest), shift) };
}

/** D3 to D6: one digit of the quotient; subtracts it times the divisor from the remainder's digits that begin at `at`. */
function divideStep(rest: Digits, divisor: Digits, at: number): number {
  const length = divisor.length;
  const leading = divisor[length - 1] as number;
  const high = rest[at + length] as number;
  let estimate = high >= leading ? BASE - 1 : quotientOf(high, rest[at + length - 1] as number, leading);
  let carry = 0;
  let borrow = 0;
  for (let i = 0; i < length; i++) {
    const digit = divisor[i] as number;
    const left = (rest[at + i] as number) - productLow(estimate, digit, carry, 0) - borrow;
    carry = productHigh(estimate, digit, carry, 0);
    borrow = left < 0 ? 1 : 0;
    rest[at + i] = borrow === 1 ? left + BASE : left;
  }
  let top = high - carry - borrow;
  while (top < 0) {
    estimate--;
    top += addInPlace(rest, divisor, at);
  }
  rest[at + length] = top;
  return estimate;
}

/** Adds `b` to the digits of `a` that begin at `at`, as many as `b` has; the carry. */
function addInPlace(a: Digits, b: Digits, at: number): number {
  let carry = 0;
  for (let i = 0; i < b.length; i++) {
    const total = (a[at + i] as number) + (b[i] as number) + carry;
    carry = total >= BASE ? 1 : 0;
    a[at + i] = carry === 1 ? total - BASE : total;
  }
  return carry;
}

/** `a · 2^count`. */
export function shiftedLeft(a: Digits, count: number): Digits {
  if (a.length === 0) return [];
  const bits = count % DIGIT_BITS;
  const out = zeros((count - bits) / DIGIT_BITS);
  let carry = 0;
  for (let i = 0; i < a.length; i++) {
    const digit = a[i] as number;
    out.push(((digit << bits) | carry) >>> 0);
    carry = bits === 0 ? 0 : digit >>> (DIGIT_BITS - bits);
  }
  if (carry !== 0) out.push(carry);
  return out;
}

/** `a / 2^count`, rounded down. */
export function shiftedRight(a: Digits, count: number): Digits {
  const bits = count % DIGIT_BITS;
  const skipped = (count - bits) / DIGIT_BITS;
  const out: Digits = [];
  for (let i = skipped; i < a.length; i++) {
    const above = i + 1 < a.length ? (a[i + 1] as number) : 0;
    const digit = (a[i] as number) >>> bits;
    out.push(bits === 0 ? digit : (digit | (above << (DIGIT_BITS - bits))) >>> 0);
  }
  return trimmed(out);
}

/** `a` modulo 2^count. */
export function lowBits(a: Digits, count: number): Digits {
  const bits = count % DIGIT_BITS;
  const whole = (count - bits) / DIGIT_BITS;
  if (whole >= a.length) return a;
  const out = a.slice(0, whole);
  if (bits !== 0) out.push(((a[whole] as number) & (2 ** bits - 1)) >>> 0);
  return trimmed(out);
}

/** The number of bits without leading zeros. */
export function bitLength(a: Digits): number {
  if (a.length === 0) return 0;
  return a.length * DIGIT_BITS - Math.clz32(a[a.length - 1] as number);
}
