/** BigInt (ECMA-262 21.2). Methods get the primitive as `this`; the arithmetic is reached through core/bigint.ts. */
import { bigIntOfNumber, bigIntToString, toBigInt, wrapBigInt } from '../core/bigint.ts';
import { toIntegerOrInfinity, toPrimitiveNumber } from '../core/conversion.ts';
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
    return bigIntOfNumber(primitive);
  }

  static $construct(): never {
    throw new TypeError('BigInt is not a constructor');
  }

  /** ECMA-262 21.2.2.1. */
  static asIntN(bits: unknown, value: unknown): bigint {
    const width = toIndex(bits, 'Invalid value: not (convertible to) a safe integer');
    return wrapBigInt(toBigInt(value), width, true);
  }

  /** ECMA-262 21.2.2.2. */
  static asUintN(bits: unknown, value: unknown): bigint {
    const width = toIndex(bits, 'Invalid value: not (convertible to) a safe integer');
    return wrapBigInt(toBigInt(value), width, false);
  }

  toLocaleString(this: unknown): string {
    return bigIntToString(bigIntValue(this, 'toLocaleString'), 10);
  }

  toString(this: unknown, radix?: unknown): string {
    const value = bigIntValue(this, 'toString');
    const base = radix === undefined ? 10 : toIntegerOrInfinity(radix);
    if (base < 2 || base > 36) throw new RangeError('toString() radix argument must be between 2 and 36');
    return bigIntToString(value, base);
  }

  valueOf(this: unknown): bigint {
    return bigIntValue(this, 'valueOf');
  }

  get [Symbol.toStringTag](): string {
    return 'BigInt';
  }
}

function bigIntValue(value: unknown, method: string): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof BigInt) return primitiveOfWrapper<bigint>(value);
  throw new TypeError(`BigInt.prototype.${method} requires that 'this' be a BigInt`);
}
