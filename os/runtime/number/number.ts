/** Number (ECMA-262 21.1) and the global functions about numbers (19.2.2 – 19.2.5). Methods get the primitive as `this`. */
import { toIntegerOrInfinity, toNumber, toNumeric } from '../core/conversion.ts';
import { makeWrapper, primitiveOfWrapper } from '../object/wrapper.ts';
import { formatExponential, formatFixed, formatGrouped, formatPrecision } from './format.ts';
import { parseDecimal, parseInteger } from './parse.ts';
import { formatRadix } from './radix.ts';

export class NumberGlobal {
  /** ECMA-262 21.1.1.1: BigInts are converted, which ToNumber refuses. */
  static $call(...values: unknown[]): number {
    return values.length === 0 ? 0 : numberFrom(values[0]);
  }

  static $call$1(value: unknown): number {
    return typeof value === 'number' ? value : numberFrom(value);
  }

  static $construct(newTarget: unknown, ...values: unknown[]): object {
    return makeWrapper(newTarget, values.length === 0 ? 0 : numberFrom(values[0]));
  }

  static get EPSILON(): number {
    return 2.220446049250313e-16;
  }
  static get MAX_SAFE_INTEGER(): number {
    return 9007199254740991;
  }
  static get MAX_VALUE(): number {
    return 1.7976931348623157e308;
  }
  static get MIN_SAFE_INTEGER(): number {
    return -9007199254740991;
  }
  static get MIN_VALUE(): number {
    return 5e-324;
  }
  static get NaN(): number {
    return NaN;
  }
  static get NEGATIVE_INFINITY(): number {
    return -Infinity;
  }
  static get POSITIVE_INFINITY(): number {
    return Infinity;
  }

  static isFinite(value: unknown): boolean {
    return typeof value === 'number' && value - value === 0;
  }

  static isInteger(value: unknown): boolean {
    return typeof value === 'number' && Math.trunc(value) === value && value - value === 0;
  }

  static isNaN(value: unknown): boolean {
    // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
    return typeof value === 'number' && value !== value;
  }

  static isSafeInteger(value: unknown): boolean {
    return typeof value === 'number' && Math.trunc(value) === value && Math.abs(value) <= 9007199254740991;
  }

  static parseFloat(text: unknown): number {
    return parseDecimal(text);
  }

  static parseInt(text: unknown, radix?: unknown): number {
    return parseInteger(text, radix);
  }

  toExponential(this: unknown, fraction?: unknown): string {
    const x = numberValue(this, 'toExponential');
    const digits = fraction === undefined ? 0 : toIntegerOrInfinity(fraction);
    if (x - x !== 0) return `${x}`;
    if (digits < 0 || digits > 100)
      throw new RangeError('toExponential() argument must be between 0 and 100');
    return formatExponential(x, fraction === undefined ? undefined : digits);
  }

  toFixed(this: unknown, fraction?: unknown): string {
    const x = numberValue(this, 'toFixed');
    const digits = fraction === undefined ? 0 : toIntegerOrInfinity(fraction);
    if (digits < 0 || digits > 100)
      throw new RangeError('toFixed() digits argument must be between 0 and 100');
    return x - x === 0 ? formatFixed(x, digits) : `${x}`;
  }

  toLocaleString(this: unknown): string {
    return formatGrouped(numberValue(this, 'toLocaleString'));
  }

  toPrecision(this: unknown, precision?: unknown): string {
    const x = numberValue(this, 'toPrecision');
    if (precision === undefined) return `${x}`;
    const digits = toIntegerOrInfinity(precision);
    if (x - x !== 0) return `${x}`;
    if (digits < 1 || digits > 100) throw new RangeError('toPrecision() argument must be between 1 and 100');
    return formatPrecision(x, digits);
  }

  toString(this: unknown, radix?: unknown): string {
    const x = numberValue(this, 'toString');
    if (radix === undefined) return `${x}`;
    const base = toIntegerOrInfinity(radix);
    if (base < 2 || base > 36) throw new RangeError('toString() radix argument must be between 2 and 36');
    return base === 10 || x - x !== 0 ? `${x}` : formatRadix(x, base);
  }

  valueOf(this: unknown): number {
    return numberValue(this, 'valueOf');
  }
}

function numberFrom(value: unknown): number {
  if (typeof value === 'object') {
    const primitive = toNumeric(value);
    return typeof primitive === 'bigint' ? toNumberOfBigInt(primitive) : toNumber(primitive);
  }
  return typeof value === 'bigint' ? toNumberOfBigInt(value) : toNumber(value);
}

/** Through its digits: BigInt to number is correctly rounded, as reading a long decimal is. */
function toNumberOfBigInt(value: bigint): number {
  return toNumber(`${value}`);
}

function numberValue(value: unknown, method: string): number {
  if (typeof value === 'number') return value;
  if (value instanceof Number) return primitiveOfWrapper<number>(value);
  throw new TypeError(`Number.prototype.${method} requires that 'this' be a Number`);
}

/** ECMA-262 19.2.2. */
export function isFiniteGlobal(value: unknown): boolean {
  const x = typeof value === 'number' ? value : toNumber(value);
  return x - x === 0;
}

/** ECMA-262 19.2.3. */
export function isNaNGlobal(value: unknown): boolean {
  const x = typeof value === 'number' ? value : toNumber(value);
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  return x !== x;
}

/** ECMA-262 19.2.4: the same function as Number.parseFloat. */
export function parseFloatGlobal(text: unknown): number {
  return parseDecimal(text);
}

/** ECMA-262 19.2.5: the same function as Number.parseInt. */
export function parseIntGlobal(text: unknown, radix?: unknown): number {
  return parseInteger(text, radix);
}
