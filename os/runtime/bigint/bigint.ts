/** BigInt (ECMA-262 21.2). Methods get the primitive as `this`; the arithmetic is in core/. */

import { trust } from '../../unsafe.ts';
import { bigIntToString, stringToBigInt } from '../core/bigint.ts';
import { toIntegerOrInfinity, toPrimitiveNumber } from '../core/conversion.ts';
import { formatRadix } from '../number/radix.ts';
import { primitiveOfWrapper } from '../object/wrapper.ts';
import { toIndex } from '../typed-array/array-buffer.ts';

export class BigIntGlobal {
  /** ECMA-262 21.2.1.1: numbers must be integers. */
  static $call(value?: unknown): bigint {
    const primitive = toPrimitiveNumber(value);
    if (typeof primitive !== 'number') return toBigInt(primitive);
    if (Math.trunc(primitive) !== primitive || primitive - primitive !== 0) {
      throw new RangeError(
        `The number ${primitive} cannot be converted to a BigInt because it is not an integer`,
      );
    }
    return integerToBigInt(primitive);
  }

  static $construct(): never {
    throw new TypeError('BigInt is not a constructor');
  }

  /** ECMA-262 21.2.2.1. */
  static asIntN(bits: unknown, value: unknown): bigint {
    const width = toIndex(bits, 'Invalid value: not (convertible to) a safe integer');
    const integer = toBigInt(value);
    if (width === 0) return 0n;
    const modulus = 1n << integerToBigInt(width);
    const rest = integer & (modulus - 1n);
    return rest >= modulus >> 1n ? rest - modulus : rest;
  }

  /** ECMA-262 21.2.2.2. */
  static asUintN(bits: unknown, value: unknown): bigint {
    const width = toIndex(bits, 'Invalid value: not (convertible to) a safe integer');
    const integer = toBigInt(value);
    return integer & ((1n << integerToBigInt(width)) - 1n);
  }

  toLocaleString(this: unknown): string {
    return bigIntToString(bigIntValue(this, 'toLocaleString'), 10);
  }

  toString(this: unknown, radix?: unknown): string {
    const value = bigIntValue(this, 'toString');
    const base = radix === undefined ? 10 : toIntegerOrInfinity(radix);
    if (base < 2 || base > 36) throw new RangeError('toString() radix must be between 2 and 36');
    return bigIntToString(value, base);
  }

  valueOf(this: unknown): bigint {
    return bigIntValue(this, 'valueOf');
  }

  get [Symbol.toStringTag](): string {
    return 'BigInt';
  }
}

/** ToBigInt (ECMA-262 7.1.13): TypeError for numbers, undefined, null and symbols. */
export function toBigInt(value: unknown): bigint {
  const primitive = toPrimitiveNumber(value);
  if (typeof primitive === 'bigint') return primitive;
  if (typeof primitive === 'boolean') return primitive ? 1n : 0n;
  if (typeof primitive === 'string') {
    const parsed = stringToBigInt(primitive);
    if (parsed === undefined) throw new SyntaxError(`Cannot convert ${primitive} to a BigInt`);
    return trust<bigint>(parsed);
  }
  throw new TypeError(`Cannot convert ${String(primitive)} to a BigInt`);
}

/** An integral number, through its text: below 10^21 that is its exact digits, above it is read in hexadecimal. */
function integerToBigInt(value: number): bigint {
  if (Math.abs(value) < 1e21) return trust<bigint>(stringToBigInt(`${value}`));
  const magnitude = trust<bigint>(stringToBigInt(`0x${formatRadix(Math.abs(value), 16)}`));
  return value < 0 ? -magnitude : magnitude;
}

function bigIntValue(value: unknown, method: string): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof BigInt) return primitiveOfWrapper<bigint>(value);
  throw new TypeError(`BigInt.prototype.${method} requires that 'this' be a BigInt`);
}
