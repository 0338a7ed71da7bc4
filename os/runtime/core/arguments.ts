/** Arrays between compiled code and calls: rest parameters, `arguments`, spread arguments, array literals. */

import {
  ARRAY_BYTES,
  ARRAY_ELEMENT_KIND,
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  SHAPE_ELEMENTS_SHIFT,
  SHAPE_FLAGS,
  STORAGE_WORDS,
} from '../../../toolchain/compiler/layout/objects.ts';
import { allocate } from '../../memory/heap.ts';
import {
  addressOf,
  load32,
  load64,
  objectAt,
  store32,
  store64,
  trust,
  type u32,
  type usize,
} from '../../unsafe.ts';
import { constructArray, invokeArray } from './calls.ts';
import { toLength } from './conversion.ts';
import { throwTypeError } from './errors.ts';
import { callableCode, constructorCode } from './functions.ts';
import { arrayAppend, elementWord, newArray, reserve, storeElement } from './objects/elements.ts';
import { getElement, getProperty } from './objects/properties.ts';
import { makeStorage } from './objects/storage.ts';
import { isArray, isNullish, isObject } from './values.ts';

/** A new array of a shape, of `count` boxed words at `words`. */
export function arrayOfWords(shape: usize, count: u32, words: usize): unknown {
  const array: usize = emptyArray(shape, count);
  for (let i: usize = 0; i < count; i++) storeElement(array, i, load64(words + i * 8));
  return objectAt<unknown>(array);
}

/** The arguments object: of `count` arguments the first `declared` stand at `first`, the others at `more`. */
export function argumentsOfWords(
  shape: usize,
  count: u32,
  first: usize,
  declared: u32,
  more: usize,
): unknown {
  const array: usize = emptyArray(shape, count);
  for (let i: usize = 0; i < count; i++) {
    storeElement(array, i, i < declared ? load64(first + i * 8) : load64(more + (i - declared) * 8));
  }
  return objectAt<unknown>(array);
}

function emptyArray(shape: usize, capacity: usize): usize {
  const array: usize = allocate(ARRAY_BYTES, shape);
  store32(array + ARRAY_ELEMENT_KIND, (load32(shape + SHAPE_FLAGS) >> SHAPE_ELEMENTS_SHIFT) & 3);
  if (capacity !== 0) reserve(array, capacity, true);
  return array;
}

/** Gives a new array storage for `count` elements, which the caller fills in, and that length; the storage's address. */
export function arrayReserve(array: unknown, count: u32): usize {
  const address: usize = addressOf(array);
  reserve(address, count, true);
  store32(address + ARRAY_LENGTH, count);
  return load64(address + ARRAY_STORAGE);
}

/** The address of the elements of an array as boxed words, valid while nothing writes to it. */
export function arrayWords(array: unknown): usize {
  const address: usize = addressOf(array);
  const count: usize = load32(address + ARRAY_LENGTH);
  const storage: usize = makeStorage(count);
  for (let i: usize = 0; i < count; i++) store64(storage + STORAGE_WORDS + i * 8, elementWord(address, i));
  return storage + STORAGE_WORDS;
}

/** `callee.call(self, ...list)`: the list is an array, an array-like (apply) or undefined. */
export function callSpread(callee: unknown, self: unknown, list: unknown, text: string): unknown {
  callableCode(callee, text);
  return invokeArray(callee, self, listOf(list));
}

/** `new callee(...list)`. */
export function constructSpread(callee: unknown, list: unknown, text: string): unknown {
  constructorCode(callee, text);
  return constructArray(callee, listOf(list), callee);
}

/** CreateListFromArrayLike (7.3.19); nothing for undefined and null. */
function listOf(list: unknown): unknown[] {
  if (isArray(list)) return trust<unknown[]>(list);
  const out: unknown[] = newArray(4);
  if (isNullish(list)) return out;
  if (!isObject(list)) throwTypeError('CreateListFromArrayLike called on non-object');
  const length: number = toLength(getProperty(list, 'length'));
  for (let i = 0; i < length; i++) arrayAppend(out, getElement(list, i));
  return out;
}
