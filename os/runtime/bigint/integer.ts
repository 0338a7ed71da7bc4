/**
 * The operations of BigInts (ECMA-262 6.1.6.2) on a sign and a magnitude. Nothing here knows how a value is kept
 * (value.ts); it runs under Node as it is.
 */
import {
  bitLength,
  compareDigits,
  DIGIT_BITS,
  type Digits,
  difference,
  digitsOf,
  divide,
  lowBits,
  product,
  shiftedLeft,
  shiftedRight,
  sum,
  trimmed,
} from './magnitude.ts';

/** A mathematical integer; zero isn't negative. */
export interface Integer {
  readonly negative: boolean;
  readonly digits: Digits;
}

/** V8's limit. */
const BITS_MAX = 1073741824;

export function integerOf(negative: boolean, digits: Digits): Integer {
  return { negative: negative && digits.length > 0, digits };
}

/** The integer that a whole number is. */
export function integerOfNumber(value: number): Integer {
  return integerOf(value < 0, digitsOf(Math.abs(value)));
}

function requireSize(bits: number): void {
  if (bits > BITS_MAX) throw new RangeError('Maximum BigInt size exceeded');
}

export function negated(a: Integer): Integer {
  return integerOf(!a.negative, a.digits);
}

/** Below 0, 0 or above 0. */
export function compareIntegers(a: Integer, b: Integer): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const order = compareDigits(a.digits, b.digits);
  return a.negative ? -order : order;
}

/** As compareIntegers; NaN for NaN. */
export function compareToNumber(a: Integer, number: number): number {
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  if (number !== number) return NaN;
  if (number === Infinity) return -1;
  if (number === -Infinity) return 1;
  const whole = Math.trunc(number);
  const order = compareIntegers(a, integerOfNumber(whole));
  return order === 0 ? whole - number : order;
}

export function add(a: Integer, b: Integer): Integer {
  if (a.negative === b.negative) {
    const total = sum(a.digits, b.digits);
    requireSize(bitLength(total));
    return integerOf(a.negative, total);
  }
  return compareDigits(a.digits, b.digits) >= 0
    ? integerOf(a.negative, difference(a.digits, b.digits))
    : integerOf(b.negative, difference(b.digits, a.digits));
}

export function subtract(a: Integer, b: Integer): Integer {
  return add(a, negated(b));
}

export function multiply(a: Integer, b: Integer): Integer {
  requireSize(bitLength(a.digits) + bitLength(b.digits) - 1);
  return integerOf(a.negative !== b.negative, product(a.digits, b.digits));
}

/** Truncates (6.1.6.2.5). */
export function quotient(a: Integer, b: Integer): Integer {
  if (b.digits.length === 0) throw new RangeError('Division by zero');
  return integerOf(a.negative !== b.negative, divide(a.digits, b.digits).quotient);
}

/** Has the sign of the dividend (6.1.6.2.6). */
export function remainder(a: Integer, b: Integer): Integer {
  if (b.digits.length === 0) throw new RangeError('Division by zero');
  return integerOf(a.negative, divide(a.digits, b.digits).remainder);
}

export function power(base: Integer, exponent: Integer): Integer {
  if (exponent.negative) throw new RangeError('Exponent must be non-negative');
  const odd = exponent.digits.length > 0 && ((exponent.digits[0] as number) & 1) === 1;
  const bits = bitLength(base.digits);
  if (exponent.digits.length === 0) return integerOf(false, [1]);
  if (bits === 0) return base;
  if (bits === 1) return integerOf(base.negative && odd, [1]);
  const count = smallCount(exponent);
  requireSize((bits - 1) * count + 1);
  let out: Digits = [1];
  // from the exponent's highest bit on: square, and multiply where the bit is set
  for (let bit = bitLength(exponent.digits) - 1; bit >= 0; bit--) {
    out = product(out, out);
    if (((count >>> bit) & 1) === 1) out = product(out, base.digits);
  }
  requireSize(bitLength(out));
  return integerOf(base.negative && odd, out);
}

/** How far to shift, or a number beyond every limit. */
function smallCount(count: Integer): number {
  if (count.digits.length === 0) return 0;
  return count.digits.length === 1 ? (count.digits[0] as number) : Infinity;
}

export function shiftLeft(a: Integer, count: Integer): Integer {
  return count.negative ? shiftDown(a, smallCount(count)) : shiftUp(a, smallCount(count));
}

export function shiftRight(a: Integer, count: Integer): Integer {
  return count.negative ? shiftUp(a, smallCount(count)) : shiftDown(a, smallCount(count));
}

function shiftUp(a: Integer, count: number): Integer {
  if (a.digits.length === 0) return a;
  requireSize(bitLength(a.digits) + count);
  return integerOf(a.negative, shiftedLeft(a.digits, count));
}

/** Rounds towards minus infinity: of -x, -(floor((x - 1) / 2^count) + 1). */
function shiftDown(a: Integer, count: number): Integer {
  if (count > bitLength(a.digits)) return integerOf(a.negative, a.negative ? [1] : []);
  if (!a.negative) return integerOf(false, shiftedRight(a.digits, count));
  return integerOf(true, sum(shiftedRight(difference(a.digits, [1]), count), [1]));
}

/** `~a` = -a - 1. */
export function complement(a: Integer): Integer {
  return a.negative ? integerOf(false, difference(a.digits, [1])) : integerOf(true, sum(a.digits, [1]));
}

/** `value` modulo 2^width, as BigInt.asUintN and asIntN have it (21.2.2.2 and 21.2.2.1). `width`: a whole number. */
export function wrapped(value: Integer, width: number, signed: boolean): Integer {
  const bits = bitLength(value.digits);
  if (signed ? bits < width : bits <= width && !value.negative) return value;
  if (width === 0) return integerOf(false, []);
  requireSize(width);
  const low = lowBits(value.digits, width);
  const modulus = shiftedLeft([1], width);
  const rest = value.negative && low.length > 0 ? difference(modulus, low) : low;
  return signed && bitLength(rest) === width
    ? integerOf(true, difference(modulus, rest))
    : integerOf(false, rest);
}

export const AND = 0;
export const OR = 1;
export const XOR = 2;

/** `a & b`, `a | b` or `a ^ b` of the infinite two's complements (6.1.6.2.17). */
export function bitwise(operation: number, a: Integer, b: Integer): Integer {
  const length = Math.max(a.digits.length, b.digits.length) + 1;
  const x = complementDigits(a, length);
  const y = complementDigits(b, length);
  const out: Digits = [];
  for (let i = 0; i < length; i++) out.push(bitwiseDigit(operation, x[i] as number, y[i] as number));
  const sign = out.pop();
  trimmed(out);
  return sign === 0
    ? integerOf(false, out)
    : integerOf(true, difference(shiftedLeft([1], (length - 1) * DIGIT_BITS), out));
}

function bitwiseDigit(operation: number, a: number, b: number): number {
  if (operation === AND) return (a & b) >>> 0;
  return operation === OR ? (a | b) >>> 0 : (a ^ b) >>> 0;
}

/** The two's complement in `length` digits, which are enough for a sign: with leading zeros or ones. */
function complementDigits(a: Integer, length: number): Digits {
  const magnitude = a.negative ? difference(a.digits, [1]) : a.digits;
  const out: Digits = [];
  for (let i = 0; i < length; i++) {
    const digit = i < magnitude.length ? (magnitude[i] as number) : 0;
    out.push(a.negative ? ~digit >>> 0 : digit);
  }
  return out;
}
