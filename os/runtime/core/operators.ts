/**
 * The operators on operands that may be anything (ECMA-262 13.5 to 13.15): what compiled code calls when it couldn't prove
 * numbers. Two numbers come first in each; BigInts are bigint.ts's.
 */
import type { i32, u32 } from '../../unsafe.ts';
import {
  BIGINT_ADD,
  BIGINT_AND,
  BIGINT_DIVIDE,
  BIGINT_MULTIPLY,
  BIGINT_OR,
  BIGINT_POWER,
  BIGINT_REMAINDER,
  BIGINT_SHIFT_LEFT,
  BIGINT_SHIFT_RIGHT,
  BIGINT_SUBTRACT,
  BIGINT_XOR,
  bigIntBinary,
  bigIntNegate,
  bigIntNot,
  bigIntOfBits,
} from './bigint.ts';
import { toNumeric, toPrimitive, toStringValue } from './conversion.ts';
import { throwTypeError } from './errors.ts';
import { toInt32, toUint32 } from './numbers/integers.ts';
import { powerOfNumbers } from './numbers/power.ts';
import { remainderOfNumbers } from './numbers/remainder.ts';
import { concat } from './strings/concat.ts';
import { isBigInt, isNumber, isString, numberOf } from './values.ts';

/** Throws unless both are BigInts: called when not both are numbers. */
function requireBigInts(a: unknown, b: unknown): void {
  if (!isBigInt(a) || !isBigInt(b))
    throwTypeError('Cannot mix BigInt and other types, use explicit conversions');
}

/** `a + b` (13.15.3). */
export function add(a: unknown, b: unknown): unknown {
  if (isNumber(a) && isNumber(b)) return numberOf(a) + numberOf(b);
  if (isString(a) && isString(b)) return concat(a, b);
  const left: unknown = toPrimitive(a);
  const right: unknown = toPrimitive(b);
  if (isString(left) || isString(right)) return concat(toStringValue(left), toStringValue(right));
  const x: unknown = toNumeric(left);
  const y: unknown = toNumeric(right);
  if (isNumber(x) && isNumber(y)) return numberOf(x) + numberOf(y);
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_ADD, x, y);
}

export function subtract(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return numberOf(x) - numberOf(y);
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_SUBTRACT, x, y);
}

export function multiply(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return numberOf(x) * numberOf(y);
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_MULTIPLY, x, y);
}

export function divide(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return numberOf(x) / numberOf(y);
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_DIVIDE, x, y);
}

export function remainder(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return remainderOfNumbers(numberOf(x), numberOf(y));
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_REMAINDER, x, y);
}

export function power(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return powerOfNumbers(numberOf(x), numberOf(y));
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_POWER, x, y);
}

export function bitAnd(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return signed(toInt32(numberOf(x)) & toInt32(numberOf(y)));
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_AND, x, y);
}

export function bitOr(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return signed(toInt32(numberOf(x)) | toInt32(numberOf(y)));
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_OR, x, y);
}

export function bitXor(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return signed(toInt32(numberOf(x)) ^ toInt32(numberOf(y)));
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_XOR, x, y);
}

export function shiftLeft(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return signed(toInt32(numberOf(x)) << (toInt32(numberOf(y)) & 31));
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_SHIFT_LEFT, x, y);
}

export function shiftRight(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) return signed(toInt32(numberOf(x)) >> (toInt32(numberOf(y)) & 31));
  requireBigInts(x, y);
  return bigIntBinary(BIGINT_SHIFT_RIGHT, x, y);
}

export function shiftRightUnsigned(a: unknown, b: unknown): unknown {
  const x: unknown = toNumeric(a);
  const y: unknown = toNumeric(b);
  if (isNumber(x) && isNumber(y)) {
    const count: u32 = toUint32(numberOf(y)) & 31;
    const shifted: u32 = toUint32(numberOf(x)) >> count;
    return shifted as number;
  }
  requireBigInts(x, y);
  throwTypeError('BigInts have no unsigned right shift, use >> instead');
}

function signed(value: i32): number {
  return value as number;
}

/** `-a`. */
export function negate(a: unknown): unknown {
  const x: unknown = toNumeric(a);
  return isNumber(x) ? -numberOf(x) : bigIntNegate(x);
}

/** `~a`. */
export function bitNot(a: unknown): unknown {
  const x: unknown = toNumeric(a);
  if (!isNumber(x)) return bigIntNot(x);
  return signed(toInt32(numberOf(x)) ^ -1);
}

/** `a + 1` of a numeric. */
export function increment(a: unknown): unknown {
  const x: unknown = toNumeric(a);
  return isNumber(x) ? numberOf(x) + 1 : bigIntBinary(BIGINT_ADD, x, bigIntOfBits(1, true));
}

/** `a - 1` of a numeric. */
export function decrement(a: unknown): unknown {
  const x: unknown = toNumeric(a);
  return isNumber(x) ? numberOf(x) - 1 : bigIntBinary(BIGINT_SUBTRACT, x, bigIntOfBits(1, true));
}
