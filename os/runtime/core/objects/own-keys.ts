/** The keys of an object in the order of ECMA-262 10.1.11: indices ascending, other strings, then symbols, as they came. */
import {
  ARRAY_LENGTH,
  ENTRY_FLAGS,
  ENTRY_LOCATION,
  ENTRY_REP,
  FUNCTION_INFO,
  INFO_PROTOTYPE,
  KIND_ARRAY,
  KIND_FUNCTION,
  KIND_OBJECT,
  KIND_TYPED_ARRAY,
  KIND_WRAPPER,
  OBJECT_EXTRA,
  PROP_ENUMERABLE,
  PROP_PRIVATE,
  PROPERTY_IN_EXTRA,
  REP_BOXED,
  SHAPE_COUNT,
  SHAPE_DICTIONARY,
  SHAPE_FLAGS,
  STRING_LENGTH,
  TYPED_LENGTH,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE, WORD_UNDEFINED } from '../../../../toolchain/compiler/layout/values.ts';
import {
  addressOf,
  type i32,
  load8,
  load32,
  load64,
  trust,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { toObject } from '../conversion.ts';
import { indexOfName, NOT_AN_INDEX } from '../strings/index-key.ts';
import { isNullish, isObject, isString, isSymbol, kindOf } from '../values.ts';
import { entryInOrder } from './added.ts';
import { createDataProperty, descriptorFlags, findDescriptor } from './define.ts';
import { dictionaryEntry, dictionaryUsed } from './dictionary.ts';
import { arrayAppend, newArray } from './elements.ts';
import { keyOfIndex, toPropertyKey } from './keys.ts';
import { getByKey, hasIndexed, hasIndices, setByKey } from './properties.ts';
import { getPrototype } from './prototype.ts';
import { entryAt, keyOf } from './shape.ts';

/** [[OwnPropertyKeys]] of an object: a new array of interned strings and symbols. */
export function ownKeys(object: object): (string | symbol)[] {
  const keys: unknown[] = newArray(8);
  if (hasIndices(object)) addElementKeys(object, keys);
  const address: usize = addressOf(object);
  addIndexNames(address, keys);
  addImpliedKeys(object, keys);
  addNamed(address, keys, false);
  addNamed(address, keys, true);
  return trust<(string | symbol)[]>(keys);
}

function addElementKeys(object: object, keys: unknown[]): void {
  const length: u32 = elementCount(object);
  for (let index: u32 = 0; index < length; index++) {
    if (hasIndexed(object, index)) arrayAppend(keys, keyOfIndex(index));
  }
}

function elementCount(object: object): u32 {
  const kind: u32 = kindOf(object);
  const address: usize = addressOf(object);
  if (kind === KIND_ARRAY) return load32(address + ARRAY_LENGTH);
  if (kind === KIND_TYPED_ARRAY) return load32(address + TYPED_LENGTH);
  return load32(load64(address + 16) + STRING_LENGTH);
}

function addImpliedKeys(object: object, keys: unknown[]): void {
  const kind: u32 = kindOf(object);
  if (kind === KIND_ARRAY || (kind === KIND_WRAPPER && hasIndices(object))) arrayAppend(keys, 'length');
  const address: usize = addressOf(object);
  if (kind !== KIND_FUNCTION || isDictionary(address)) return;
  arrayAppend(keys, 'length');
  arrayAppend(keys, 'name');
  if (load32(load64(address + FUNCTION_INFO) + INFO_PROTOTYPE) !== WORD_UNDEFINED)
    arrayAppend(keys, 'prototype');
}

function isDictionary(object: usize): boolean {
  return (load32(load32(object) + SHAPE_FLAGS) & SHAPE_DICTIONARY) !== 0;
}

/** How many places for keys keyAt knows. */
function keyPlaces(object: usize): usize {
  if (isDictionary(object)) return dictionaryUsed(load64(object + OBJECT_EXTRA));
  return load32(load32(object) + SHAPE_COUNT);
}

/** The word of a key of an object by number; a hole where there is none (deleted, private, not yet defined). */
export function keyAt(object: usize, number: usize): u64 {
  if (isDictionary(object)) return load64(dictionaryEntry(load64(object + OBJECT_EXTRA), number));
  const entry: usize = entryInOrder(object, number);
  if (entry === 0 || (load8(entry + ENTRY_FLAGS) & PROP_PRIVATE) !== 0) return WORD_HOLE;
  const location: u32 = load32(entry + ENTRY_LOCATION);
  if (
    location < PROPERTY_IN_EXTRA &&
    load8(entry + ENTRY_REP) === REP_BOXED &&
    load64(object + location) === WORD_HOLE
  ) {
    return WORD_HOLE;
  }
  return keyOf(entry);
}

/** Adds the names that are indices, in ascending order: each pass finds the next larger one. */
function addIndexNames(object: usize, keys: unknown[]): void {
  const places: usize = keyPlaces(object);
  let least: u64 = 0;
  while (true) {
    let next: u64 = NOT_AN_INDEX;
    let nextKey: u64 = 0;
    for (let number: usize = 0; number < places; number++) {
      const word: u64 = keyAt(object, number);
      const key: unknown = valueOfWord<unknown>(word);
      if (isString(key)) {
        const index: u64 = indexOfName(key);
        if (index >= least && index < next) {
          next = index;
          nextKey = word;
        }
      }
    }
    if (nextKey === 0) return;
    arrayAppend(keys, valueOfWord<unknown>(nextKey));
    least = next + 1;
  }
}

function addNamed(object: usize, keys: unknown[], symbols: boolean): void {
  const places: usize = keyPlaces(object);
  for (let number: usize = 0; number < places; number++) {
    const key: unknown = valueOfWord<unknown>(keyAt(object, number));
    if (symbols) {
      if (isSymbol(key)) arrayAppend(keys, key);
    } else if (isString(key) && indexOfName(key) === NOT_AN_INDEX) {
      arrayAppend(keys, key);
    }
  }
}

/**
 * How many places for keys a plain object has: an ordinary one whose names stand in its shape's table in their order. -1 for all other
 * objects, and where a name is an index, which comes before others.
 */
export function plainKeyPlaces(object: object): i32 {
  const address: usize = addressOf(object);
  if (kindOf(object) !== KIND_OBJECT || isDictionary(address)) return -1;
  const places: usize = keyPlaces(address);
  for (let number: usize = 0; number < places; number++) {
    const key: unknown = valueOfWord<unknown>(keyOf(entryAt(load32(address), number)));
    if (isString(key) && indexOfName(key) !== NOT_AN_INDEX) return -1;
  }
  return places;
}

/** The enumerable name at a place of a plain object, undefined if there is none: a symbol, or nothing. */
export function plainKeyAt(object: object, place: usize): string | undefined {
  const address: usize = addressOf(object);
  const key: unknown = valueOfWord<unknown>(keyAt(address, place));
  if (!isString(key)) return undefined;
  const flags: u32 = load8(entryInOrder(address, place) + ENTRY_FLAGS);
  return (flags & PROP_ENUMERABLE) !== 0 ? key : undefined;
}

/** Is an own property enumerable? False when there is none. */
export function isEnumerable(object: object, key: unknown): boolean {
  return findDescriptor(object, key) && (descriptorFlags() & PROP_ENUMERABLE) !== 0;
}

/** CopyDataProperties (7.3.26): own enumerable properties of anything, to an object. */
export function copyDataProperties(target: unknown, source: unknown): void {
  if (!isNullish(source)) copyExcept(target, source, 0, 0);
}

/** As copyDataProperties, without `count` keys that stand as words at `excluded` (any values). */
export function copyRest(target: unknown, source: unknown, count: u32, excluded: usize): void {
  copyExcept(target, source, count, excluded);
}

function copyExcept(target: unknown, source: unknown, count: u32, excluded: usize): void {
  const from: object = toObject(source);
  const keys: unknown[] = ownKeys(from);
  for (let i = 0; i < keys.length; i++) {
    const key: unknown = keys[i];
    if (isEnumerable(from, key) && !isExcluded(key, count, excluded) && isObject(target)) {
      createDataProperty(target, key, getByKey(from, key));
    }
  }
}

/** As copyDataProperties, by [[Set]] (Object.assign, 20.1.2.1). */
export function assignOwn(target: object, source: unknown): void {
  if (isNullish(source)) return;
  const from: object = toObject(source);
  const keys: unknown[] = ownKeys(from);
  for (let i = 0; i < keys.length; i++) {
    const key: unknown = keys[i];
    if (isEnumerable(from, key)) setByKey(target, key, getByKey(from, key), true);
  }
}

function isExcluded(key: unknown, count: u32, excluded: usize): boolean {
  for (let i: usize = 0; i < count; i++) {
    if (wordOf(toPropertyKey(valueOfWord<unknown>(load64(excluded + i * 8)))) === wordOf(key)) return true;
  }
  return false;
}

/** The keys that `for (key in value)` visits (14.7.5.9): enumerable strings of the object, then of its prototypes. */
export function forInKeys(value: unknown): unknown[] {
  const out: unknown[] = newArray(8);
  if (isNullish(value)) return out;
  const object: object = toObject(value);
  let each: unknown = object;
  while (isObject(each)) {
    const keys: unknown[] = ownKeys(each);
    for (let i = 0; i < keys.length; i++) {
      const key: unknown = keys[i];
      if (isString(key) && isEnumerable(each, key) && !isShadowed(object, each, key)) arrayAppend(out, key);
    }
    each = getPrototype(each);
  }
  return out;
}

/** Has an object of the chain before `holder` an own property of this name? */
function isShadowed(object: object, holder: object, key: unknown): boolean {
  let each: unknown = object;
  while (isObject(each) && wordOf(each) !== wordOf(holder)) {
    if (findDescriptor(each, key)) return true;
    each = getPrototype(each);
  }
  return false;
}
