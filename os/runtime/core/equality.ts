/** Equality and order of any two values (ECMA-262 7.2.10 to 7.2.15). */
import type { i32 } from '../../unsafe.ts';
import { trust, wordOf } from '../../unsafe.ts';
import { compareBigInts, compareBigIntToNumber, equalBigInts, stringToBigInt } from './bigint.ts';
import { toNumber, toPrimitive, toPrimitiveNumber } from './conversion.ts';
import { compare, equal } from './strings/compare.ts';
import {
  isBigInt,
  isBoolean,
  isNullish,
  isNumber,
  isObject,
  isString,
  isSymbol,
  isUndefined,
  numberOf,
} from './values.ts';

/** `===` (7.2.15). */
export function strictEqual(a: unknown, b: unknown): boolean {
  if (isNumber(a)) return isNumber(b) && numberOf(a) === numberOf(b);
  if (wordOf(a) === wordOf(b)) return true;
  if (isString(a)) return isString(b) && equal(a, b);
  return isBigInt(a) && isBigInt(b) && equalBigInts(a, b);
}

/** Object.is (7.2.10). */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return wordOf(a) === wordOf(b);
  return strictEqual(a, b);
}

/** SameValueZero (7.2.11): NaN equals itself, zeros equal each other. */
export function sameValueZero(a: unknown, b: unknown): boolean {
  return wordOf(a) === wordOf(b) || strictEqual(a, b);
}

/** `==` (7.2.14). */
export function looseEqual(a: unknown, b: unknown): boolean {
  if (isNullish(a)) return isNullish(b);
  if (isNullish(b)) return false;
  if (isNumber(a) && isNumber(b)) return numberOf(a) === numberOf(b);
  if (isObject(a)) {
    if (isObject(b)) return wordOf(a) === wordOf(b);
    return looseEqual(toPrimitive(a), b);
  }
  if (isObject(b)) return looseEqual(a, toPrimitive(b));
  if (isSymbol(a) || isSymbol(b)) return wordOf(a) === wordOf(b);
  if (isBoolean(a)) return looseEqual(toNumber(a), b);
  if (isBoolean(b)) return looseEqual(a, toNumber(b));
  if (isString(a) && isString(b)) return equal(a, b);
  if (isBigInt(a)) return equalToBigInt(b, a);
  if (isBigInt(b)) return equalToBigInt(a, b);
  return toNumber(a) === toNumber(b);
}

/** A number, string or BigInt against a BigInt. */
function equalToBigInt(value: unknown, bigint: unknown): boolean {
  if (isBigInt(value)) return equalBigInts(value, bigint);
  if (isNumber(value)) return compareBigIntToNumber(bigint, numberOf(value)) === 0;
  const parsed: unknown = stringToBigInt(trust<string>(value));
  return !isUndefined(parsed) && equalBigInts(parsed, bigint);
}

/** Neither below, equal nor above: a NaN, or text that isn't a number against a BigInt. */
const UNORDERED: i32 = 2;

/** Below 0, 0, above 0 as `a` is less than, equal to or greater than `b`, or UNORDERED (7.2.13). */
function order(a: unknown, b: unknown): i32 {
  const left: unknown = toPrimitiveNumber(a);
  const right: unknown = toPrimitiveNumber(b);
  if (isString(left) && isString(right)) {
    const difference: i32 = compare(left, right);
    if (difference < 0) return -1;
    return difference > 0 ? 1 : 0;
  }
  if (isBigInt(left)) return orderBigInt(left, right);
  if (isBigInt(right)) {
    const reverse: i32 = orderBigInt(right, left);
    return reverse === UNORDERED ? UNORDERED : 0 - reverse;
  }
  return orderNumbers(toNumber(left), toNumber(right));
}

function orderNumbers(a: number, b: number): i32 {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : UNORDERED;
}

function orderBigInt(bigint: unknown, other: unknown): i32 {
  if (isBigInt(other)) return compareBigInts(bigint, other);
  if (isString(other)) {
    const parsed: unknown = stringToBigInt(other);
    return isUndefined(parsed) ? UNORDERED : compareBigInts(bigint, parsed);
  }
  return compareBigIntToNumber(bigint, toNumber(other));
}

export function lessThan(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return numberOf(a) < numberOf(b);
  if (isString(a) && isString(b)) return compare(a, b) < 0;
  return order(a, b) < 0;
}

export function lessOrEqual(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return numberOf(a) <= numberOf(b);
  if (isString(a) && isString(b)) return compare(a, b) <= 0;
  return order(a, b) <= 0;
}

export function greaterThan(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return numberOf(a) > numberOf(b);
  if (isString(a) && isString(b)) return compare(a, b) > 0;
  return order(a, b) === 1;
}

export function greaterOrEqual(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return numberOf(a) >= numberOf(b);
  if (isString(a) && isString(b)) return compare(a, b) >= 0;
  const outcome: i32 = order(a, b);
  return outcome === 0 || outcome === 1;
}
