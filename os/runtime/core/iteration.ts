/**
 * The iterator protocol as compiled code drives it (ECMA-262 7.4). A record is four words in a stack frame or on the heap: the iterator (or
 * what is walked) at +8, its `next` method at +16, or else the next index at +24, which the collector must not take for a word.
 * What is exhausted gives a hole.
 */

import {
  ARRAY_LENGTH,
  KIND_ARRAY,
  KIND_FRAME,
  KIND_STRING_LATIN1,
  SHAPE_COUNT,
  SHAPE_DICTIONARY,
  SHAPE_FLAGS,
  SHAPE_PROTOTYPE,
  STRING_DATA,
  TYPED_LENGTH,
} from '../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE } from '../../../toolchain/compiler/layout/values.ts';
import { allocate, kindShape } from '../../memory/heap.ts';
import {
  addressOf,
  type i32,
  load8,
  load32,
  load64,
  objectAt,
  store32,
  store64,
  trust,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../unsafe.ts';
import { invoke0 } from './calls.ts';
import { toBoolean } from './conversion.ts';
import { throwTypeError } from './errors.ts';
import { isBuiltinFunction } from './functions.ts';
import { describe, throwIteratorResult, throwNotIterable } from './messages.ts';
import { arrayAppend, elementWord } from './objects/elements.ts';
import { getElement, getProperty } from './objects/properties.ts';
import { lengthOf, slice } from './strings/primitives.ts';
import { isOfKind, lengthAt, settled, stringAt, unitOf } from './strings/storage.ts';
import { stringOfUnit } from './strings/units.ts';
import { hole, isArray, isCallable, isNullish, isObject, isString, isTypedArray } from './values.ts';

const RECORD_BYTES: usize = 32;
const RECORD_ITERATOR: usize = 8;
const RECORD_NEXT: usize = 16;
const RECORD_INDEX: usize = 24;

interface MayIterate {
  readonly [Symbol.iterator]?: unknown;
}

function makeRecord(iterator: unknown, next: unknown): unknown {
  const record: usize = allocate(RECORD_BYTES, kindShape(KIND_FRAME));
  store64(record + RECORD_ITERATOR, wordOf(iterator));
  store64(record + RECORD_NEXT, wordOf(next));
  return objectAt<unknown>(record);
}

function iteratorOf(record: unknown): unknown {
  return valueOfWord<unknown>(load64(addressOf(record) + RECORD_ITERATOR));
}

function nextOf(record: unknown): unknown {
  return valueOfWord<unknown>(load64(addressOf(record) + RECORD_NEXT));
}

/** The iterator of GetIterator(source, sync); `text` is how the program writes the source, '' when it has no name. */
export function openIterator(source: unknown, text: string): unknown {
  if (isNullish(source)) refuse(source, text);
  const method: unknown = trust<MayIterate>(source)[Symbol.iterator];
  if (!isCallable(method)) refuse(source, text);
  const iterator: unknown = invoke0(method, source);
  if (!isObject(iterator)) throwTypeError('Result of the Symbol.iterator method is not an object');
  return iterator;
}

function openRecord(source: unknown, text: string): unknown {
  const iterator: unknown = openIterator(source, text);
  return makeRecord(iterator, getProperty(iterator, 'next'));
}

/**
 * As openIterator, where nobody can have replaced `next` of the iterators of arrays: an array that is iterated as arrays are is walked by
 * index, its record having a hole for a method.
 */
export function openWalk(source: unknown, text: string): unknown {
  if (
    isArray(source) &&
    isIteratedByIndex(source) &&
    isBuiltinFunction(trust<MayIterate>(source)[Symbol.iterator])
  )
    return makeRecord(source, hole());
  return openRecord(source, text);
}

function isWalk(record: unknown): boolean {
  return load64(addressOf(record) + RECORD_NEXT) === WORD_HOLE;
}

/** As stepIterator, of a record that openWalk made. */
export function stepWalk(record: unknown): unknown {
  return isWalk(record) ? stepIndexed(record) : stepIterator(iteratorOf(record), nextOf(record));
}

/** As closeIterator, of a record that openWalk made: what is walked by index has nothing to close. */
export function closeWalk(record: unknown): void {
  if (!isWalk(record)) closeIterator(iteratorOf(record));
}

/** As abandonIterator, of a record that openWalk made. */
export function abandonWalk(record: unknown): void {
  if (!isWalk(record)) abandonIterator(iteratorOf(record));
}

function refuse(source: unknown, text: string): never {
  throwNotIterable(lengthOf(text) === 0 ? describe(source) : text);
}

/** IteratorStepValue: the next value, or a hole when there is none. */
export function stepIterator(iterator: unknown, next: unknown): unknown {
  return iteratorResult(invoke0(next, iterator));
}

/** The value of an iterator's result object, or a hole when it says done. */
export function iteratorResult(result: unknown): unknown {
  if (!isObject(result)) throwIteratorResult(result);
  if (toBoolean(getProperty(result, 'done'))) return hole();
  return getProperty(result, 'value');
}

/** The next code point of a string that a record walks, as a string, or a hole. */
export function stepString(record: unknown): unknown {
  const address: usize = addressOf(record);
  const string: usize = load64(address + RECORD_ITERATOR);
  const index: usize = load32(address + RECORD_INDEX);
  if (index >= lengthAt(string)) return hole();
  store32(address + RECORD_INDEX, index + 1);
  if (isOfKind(string, KIND_STRING_LATIN1)) return stringOfUnit(load8(string + STRING_DATA + index));
  const unit: u32 = unitOf(settled(string), index);
  if (unit < 0xd800 || unit > 0xdbff || !isLowSurrogate(string, index + 1)) return stringOfUnit(unit);
  store32(address + RECORD_INDEX, index + 2);
  return slice(stringAt(string), index as i32, (index + 2) as i32);
}

function isLowSurrogate(string: usize, index: usize): boolean {
  if (index >= lengthAt(string)) return false;
  const unit: u32 = unitOf(string, index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The next element of whatever has indices, walked by a record: arrays of any kind, typed arrays, strings. */
export function stepIndexed(record: unknown): unknown {
  const source: unknown = iteratorOf(record);
  if (isString(source)) return stepString(record);
  const address: usize = addressOf(record);
  const index: u32 = load32(address + RECORD_INDEX);
  const from: usize = addressOf(source);
  const length: u32 = load32(from + (isArray(source) ? ARRAY_LENGTH : TYPED_LENGTH));
  if (index >= length) return hole();
  store32(address + RECORD_INDEX, index + 1);
  return getElement(source, index as number);
}

/** Passes a value on unless it is undefined or null, which nothing iterates. */
export function requireIterable(source: unknown, text: string): unknown {
  if (!isObject(source) && !isString(source)) refuse(source, text);
  return source;
}

/** IteratorClose on a normal completion (7.4.11): calls `return()` if there is one. */
export function closeIterator(iterator: unknown): void {
  const method: unknown = getProperty(iterator, 'return');
  if (isNullish(method)) return;
  const result: unknown = invoke0(method, iterator);
  if (!isObject(result)) throwIteratorResult(result);
}

/** IteratorClose on a throw completion: errors of `return()` are swallowed. */
export function abandonIterator(iterator: unknown): void {
  try {
    const method: unknown = getProperty(iterator, 'return');
    if (!isNullish(method)) invoke0(method, iterator);
  } catch {
    // The error that ended the loop is the one that counts (7.4.11 step 5).
  }
}

/** Is the array iterated as arrays are: has it no iterator of the program's, and does it inherit none? */
function isIteratedByIndex(array: unknown): boolean {
  const shape: usize = load32(addressOf(array));
  const prototype: u64 = load64(kindShape(KIND_ARRAY) + SHAPE_PROTOTYPE);
  const isPlain: boolean =
    load32(shape + SHAPE_COUNT) === 0 && (load32(shape + SHAPE_FLAGS) & SHAPE_DICTIONARY) === 0;
  if (isPlain && load64(shape + SHAPE_PROTOTYPE) === prototype) return true;
  const method: unknown = trust<MayIterate>(array)[Symbol.iterator];
  return wordOf(method) === wordOf(trust<MayIterate>(valueOfWord<unknown>(prototype))[Symbol.iterator]);
}

/**
 * Appends all that an iterable gives to an array. Strings, typed arrays, and arrays without an iterator of their own are walked by
 * index; the iterator of Array.prototype is taken to be the built-in one.
 */
export function arrayAppendAll(array: unknown, source: unknown): void {
  const target: unknown[] = trust<unknown[]>(array);
  if (isArray(source) && isIteratedByIndex(source)) {
    const from: usize = addressOf(source);
    for (let i = 0; i < source.length; i++) arrayAppend(target, valueOfWord<unknown>(elementWord(from, i)));
    return;
  }
  const indexed: boolean = isString(source) || isTypedArray(source);
  const record: unknown = indexed ? makeRecord(source, undefined) : openRecord(source, '');
  const end: unknown = hole();
  for (let value = step(record, indexed); wordOf(value) !== wordOf(end); value = step(record, indexed))
    arrayAppend(target, value);
}

function step(record: unknown, indexed: boolean): unknown {
  return indexed ? stepIndexed(record) : stepIterator(iteratorOf(record), nextOf(record));
}
