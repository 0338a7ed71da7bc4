/**
 * Type conversion (ECMA-262 7.1). Each function looks at the common kinds first, and calls into the program (valueOf,
 * toString, Symbol.toPrimitive) only for objects.
 */

import {
  KIND_WRAPPER,
  OBJECT_SLOTS,
  SHAPE_CALLABLE,
  SHAPE_FLAGS,
} from '../../../toolchain/compiler/layout/objects.ts';
import { WORD_FALSE, WORD_NULL, WORD_UNDEFINED } from '../../../toolchain/compiler/layout/values.ts';
import { allocate, kindShape } from '../../memory/heap.ts';
import { load32, objectAt, store64, truncate, trust, type u64, type usize, wordOf } from '../../unsafe.ts';
import { bigIntIsZero, bigIntToString } from './bigint.ts';
import { invoke0, invoke1 } from './calls.ts';
import { throwTypeError } from './errors.ts';
import { describe, throwNotAFunction } from './messages.ts';
import { stringToNumber } from './numbers/parse.ts';
import { numberToString } from './numbers/to-string.ts';
import { getProperty } from './objects/properties.ts';
import { prototypeWord } from './objects/prototype.ts';
import { emptyShape } from './objects/shape.ts';
import { lengthOf } from './strings/primitives.ts';
import {
  isBigInt,
  isBoolean,
  isCallable,
  isNull,
  isNullish,
  isNumber,
  isObject,
  isString,
  isSymbol,
  isTrue,
  isUndefined,
  numberOf,
  shapeOf,
} from './values.ts';

interface Convertible {
  readonly [Symbol.toPrimitive]?: unknown;
}

/** ToPrimitive (7.1.1) with hint "default". */
export function toPrimitive(value: unknown): unknown {
  return isObject(value) ? primitiveOf(value, 'default') : value;
}

/** ToPrimitive with hint "number". */
export function toPrimitiveNumber(value: unknown): unknown {
  return isObject(value) ? primitiveOf(value, 'number') : value;
}

/** ToPrimitive with hint "string". */
export function toPrimitiveString(value: unknown): unknown {
  return isObject(value) ? primitiveOf(value, 'string') : value;
}

function primitiveOf(value: object, hint: string): unknown {
  const exotic: unknown = trust<Convertible>(value)[Symbol.toPrimitive];
  if (!isNullish(exotic)) {
    if (!isCallable(exotic)) throwNotAFunction(typeofValue(exotic) + ' ' + describe(exotic));
    const result: unknown = invoke1(exotic, value, hint);
    if (!isObject(result)) return result;
    throwTypeError('Cannot convert object to primitive value');
  }
  return ordinaryToPrimitive(value, wordOf(hint) === wordOf('string'));
}

/** OrdinaryToPrimitive (7.1.1.1). */
export function ordinaryToPrimitive(value: object, stringFirst: boolean): unknown {
  const first: unknown = getProperty(value, stringFirst ? 'toString' : 'valueOf');
  if (isCallable(first)) {
    const result: unknown = invoke0(first, value);
    if (!isObject(result)) return result;
  }
  const second: unknown = getProperty(value, stringFirst ? 'valueOf' : 'toString');
  if (isCallable(second)) {
    const result: unknown = invoke0(second, value);
    if (!isObject(result)) return result;
  }
  throwTypeError('Cannot convert object to primitive value');
}

/** ToBoolean (7.1.2). */
export function toBoolean(value: unknown): boolean {
  if (isNumber(value)) {
    const number: number = numberOf(value);
    // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
    return number !== 0 && number === number;
  }
  const word: u64 = wordOf(value);
  if (word === WORD_FALSE || word === WORD_UNDEFINED || word === WORD_NULL) return false;
  if (isString(value)) return lengthOf(value) !== 0;
  if (isBigInt(value)) return !bigIntIsZero(value);
  return true;
}

/** ToNumber (7.1.4). TypeError for symbols and BigInts. */
export function toNumber(value: unknown): number {
  if (isNumber(value)) return numberOf(value);
  if (isUndefined(value)) return NaN;
  if (isNull(value)) return 0;
  if (isBoolean(value)) return isTrue(value) ? 1 : 0;
  if (isString(value)) return stringToNumber(value);
  if (isSymbol(value)) throwTypeError('Cannot convert a Symbol value to a number');
  if (isBigInt(value)) throwTypeError('Cannot convert a BigInt value to a number');
  return toNumber(toPrimitiveNumber(value));
}

/** ToNumeric (7.1.3): a number or a BigInt. */
export function toNumeric(value: unknown): number | bigint {
  if (isNumber(value)) return value;
  const primitive: unknown = toPrimitiveNumber(value);
  return isBigInt(primitive) ? primitive : toNumber(primitive);
}

/** ToString (7.1.17). TypeError for symbols. */
export function toStringValue(value: unknown): string {
  if (isString(value)) return value;
  if (isSymbol(value)) throwTypeError('Cannot convert a Symbol value to a string');
  if (isObject(value)) return toStringValue(toPrimitiveString(value));
  return primitiveToString(value);
}

/** The name by which os/runtime calls it. */
export function toString(value: unknown): string {
  return toStringValue(value);
}

/** ToString of undefined, null, a boolean, a number or a BigInt. */
export function primitiveToString(value: unknown): string {
  if (isNumber(value)) return numberToString(numberOf(value));
  if (isUndefined(value)) return 'undefined';
  if (isNull(value)) return 'null';
  if (isBoolean(value)) return isTrue(value) ? 'true' : 'false';
  return bigIntToString(value, 10);
}

/** ToIntegerOrInfinity (7.1.5). */
export function toIntegerOrInfinity(value: unknown): number {
  const number: number = toNumber(value);
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  if (number !== number) return 0;
  return truncate(number) + 0;
}

/** ToLength (7.1.20). */
export function toLength(value: unknown): number {
  const length: number = toIntegerOrInfinity(value);
  if (length <= 0) return 0;
  return length < 9007199254740991 ? length : 9007199254740991;
}

/** ToObject (7.1.18). TypeError for undefined and null. */
export function toObject(value: unknown): object {
  if (isObject(value)) return value;
  if (isNullish(value)) throwTypeError('Cannot convert undefined or null to object');
  return makeWrapper(value, prototypeWord(value));
}

/** A wrapper object of a primitive with a prototype (its word). */
export function makeWrapper(value: unknown, prototype: u64): object {
  const shape: usize = emptyShape(kindShape(KIND_WRAPPER), prototype);
  const wrapper: usize = allocate(64, shape);
  store64(wrapper + OBJECT_SLOTS, wordOf(value));
  return objectAt<object>(wrapper);
}

/** `typeof value` (13.5.3). */
export function typeofValue(value: unknown): string {
  if (isNumber(value)) return 'number';
  if (isUndefined(value)) return 'undefined';
  if (isBoolean(value)) return 'boolean';
  if (isNull(value)) return 'object';
  if (isString(value)) return 'string';
  if (isSymbol(value)) return 'symbol';
  if (isBigInt(value)) return 'bigint';
  return (load32(shapeOf(value) + SHAPE_FLAGS) & SHAPE_CALLABLE) !== 0 ? 'function' : 'object';
}

/** ToPropertyKey (7.1.19), for the rest of os/runtime. */
export { toPropertyKey } from './objects/keys.ts';
