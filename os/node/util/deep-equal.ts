/**
 * Deep equality, as `assert.deepStrictEqual` and `util.isDeepStrictEqual` have it (Node docs: assert).
 */

import {
  type AnyTypedArray,
  isDate,
  isError,
  isMap,
  isRegExp,
  isSet,
  isTypedArray,
  unboxPrimitive,
} from '../inspect/brands.ts';

/** Same types, prototypes and values all the way down; circles are compared as circles. */
export function isDeepStrictEqual(left: unknown, right: unknown): boolean {
  return isEqual(left, right, true, new Map());
}

/** As `isDeepStrictEqual`, but primitives are compared by `==` and prototypes aren't. */
export function isDeepLooseEqual(left: unknown, right: unknown): boolean {
  return isEqual(left, right, false, new Map());
}

/** `==`, and NaN equals NaN. */
export function isLooselyEqual(left: unknown, right: unknown): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: assert.equal is defined by the loose comparison
  return left == right || (Number.isNaN(left) && Number.isNaN(right));
}

type Seen = Map<object, object>;

function isEqual(left: unknown, right: unknown, isStrict: boolean, seen: Seen): boolean {
  if (isStrict ? Object.is(left, right) : left === right) return true;
  if (!isObject(left) || !isObject(right)) {
    if (isStrict || isObject(left) || isObject(right)) return false;
    return isLooselyEqual(left, right);
  }
  if (isStrict && Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (Object.prototype.toString.call(left) !== Object.prototype.toString.call(right)) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  if (!hasEqualContent(left, right)) return false;
  if (seen.get(left) === right) return true;
  seen.set(left, right);
  const result = hasEqualMembers(left, right, isStrict, seen);
  seen.delete(left);
  return result;
}

/** What isn't in properties: dates, patterns, errors' messages, boxed values, functions. */
function hasEqualContent(left: object, right: object): boolean {
  if (typeof left === 'function') return false;
  if (isDate(left)) return isDate(right) && Object.is(left.getTime(), right.getTime());
  if (isRegExp(left)) {
    return isRegExp(right) && String(left) === String(right) && left.lastIndex === right.lastIndex;
  }
  if (isError(left)) return isError(right) && left.message === right.message && left.name === right.name;
  const boxed = unboxPrimitive(left);
  if (boxed !== undefined) return Object.is(boxed.primitive, unboxPrimitive(right)?.primitive);
  return true;
}

function hasEqualMembers(left: object, right: object, isStrict: boolean, seen: Seen): boolean {
  if (isSet(left, false)) {
    if (!isSet(right, false) || !hasEqualElements(left, right, isStrict, seen)) return false;
  } else if (isMap(left, false)) {
    if (!isMap(right, false) || !hasEqualEntries(left, right, isStrict, seen)) return false;
  } else if (isTypedArray(left)) return isTypedArray(right) && hasEqualBytes(left, right);
  if (Array.isArray(left) && left.length !== (right as unknown[]).length) return false;
  const leftKeys = comparedKeys(left, isStrict);
  if (leftKeys.length !== comparedKeys(right, isStrict).length) return false;
  const leftFields = left as Record<PropertyKey, unknown>;
  const rightFields = right as Record<PropertyKey, unknown>;
  for (const key of leftKeys) {
    if (!Object.prototype.propertyIsEnumerable.call(right, key)) return false;
    if (!isEqual(leftFields[key], rightFields[key], isStrict, seen)) return false;
  }
  return true;
}

function comparedKeys(value: object, isStrict: boolean): (string | symbol)[] {
  const keys: (string | symbol)[] = Object.keys(value);
  if (!isStrict) return keys;
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  }
  return keys;
}

function hasEqualElements(left: Set<unknown>, right: Set<unknown>, isStrict: boolean, seen: Seen): boolean {
  if (left.size !== right.size) return false;
  const rest = [...right].filter((element) => !left.has(element));
  for (const element of left) {
    if (right.has(element)) continue;
    const index = rest.findIndex((other) => isEqual(element, other, isStrict, seen));
    if (index < 0) return false;
    rest.splice(index, 1);
  }
  return true;
}

function hasEqualEntries(
  left: Map<unknown, unknown>,
  right: Map<unknown, unknown>,
  isStrict: boolean,
  seen: Seen,
): boolean {
  if (left.size !== right.size) return false;
  const rest = [...right.keys()].filter((key) => !left.has(key));
  for (const [key, value] of left) {
    if (right.has(key)) {
      if (!isEqual(value, right.get(key), isStrict, seen)) return false;
      continue;
    }
    const index = rest.findIndex(
      (other) => isEqual(key, other, isStrict, seen) && isEqual(value, right.get(other), isStrict, seen),
    );
    if (index < 0) return false;
    rest.splice(index, 1);
  }
  return true;
}

function hasEqualBytes(left: AnyTypedArray, right: AnyTypedArray): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) {
    if (!Object.is(left[i], right[i])) return false;
  }
  return true;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
