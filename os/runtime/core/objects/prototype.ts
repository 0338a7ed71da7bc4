/** The prototype links of values, and what may be done to an object as a whole (ECMA-262 10.1.1 to 10.1.4). */

import {
  KIND_BOOLEAN,
  KIND_FIRST_OBJECT,
  KIND_NUMBER,
  KIND_STRING_LATIN1,
  KIND_STRING_SLICE,
  OBJECT_FLAGS,
  OBJECT_NOT_EXTENSIBLE,
  SHAPE_KIND,
  SHAPE_PROTOTYPE,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { WORD_NULL } from '../../../../toolchain/compiler/layout/values.ts';
import { replaceWord } from '../../../memory/barrier.ts';
import { kindShape } from '../../../memory/heap.ts';
import {
  addressOf,
  load32,
  load64,
  openObject,
  store32,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { isNumber, isObject, isPointer } from '../values.ts';
import { endEpoch, makeDictionaryOf } from './own.ts';
import { dictionaryShape } from './shape.ts';

/** The word of the object where the lookup of a property of a value that isn't nullish goes on; null at the end. */
export function prototypeWord(value: unknown): u64 {
  let shape: usize = 0;
  if (isNumber(value)) shape = kindShape(KIND_NUMBER);
  else if (isPointer(value)) shape = load32(addressOf(value));
  else shape = kindShape(KIND_BOOLEAN);
  const kind: u32 = load32(shape + SHAPE_KIND);
  if (kind < KIND_FIRST_OBJECT) shape = kindShape(kind);
  return load64(shape + SHAPE_PROTOTYPE);
}

/** The prototype of an object, or null. */
export function getPrototype(object: unknown): unknown {
  return valueOfWord<unknown>(prototypeWord(object));
}

/**
 * Registers the prototype of the values of a kind (layout/objects.ts, kind table), and of what the run time itself makes
 * of it. All strings share one.
 */
export function setIntrinsicPrototype(kind: u32, prototype: unknown): void {
  const first: u32 = kind <= KIND_STRING_SLICE ? KIND_STRING_LATIN1 : kind;
  const last: u32 = kind <= KIND_STRING_SLICE ? KIND_STRING_SLICE : kind;
  for (let each: u32 = first; each <= last; each++) {
    replaceWord(kindShape(each) + SHAPE_PROTOTYPE, wordOf(prototype));
  }
}

/** OrdinarySetPrototypeOf (10.1.2.1): false when it can't be. The object becomes a dictionary. */
export function setPrototype(object: unknown, prototype: unknown): boolean {
  openObject(object);
  if (prototypeWord(object) === wordOf(prototype)) return true;
  if (!isExtensible(object)) return false;
  let each: unknown = prototype;
  while (isObject(each)) {
    if (wordOf(each) === wordOf(object)) return false;
    each = getPrototype(each);
  }
  const address: usize = addressOf(object);
  makeDictionaryOf(address);
  endEpoch(address);
  store32(address, dictionaryShape(load32(address), wordOf(prototype)));
  return true;
}

export function isExtensible(object: unknown): boolean {
  return (load32(addressOf(object) + OBJECT_FLAGS) & OBJECT_NOT_EXTENSIBLE) === 0;
}

export function preventExtensions(object: unknown): void {
  openObject(object);
  const place: usize = addressOf(object) + OBJECT_FLAGS;
  store32(place, load32(place) | OBJECT_NOT_EXTENSIBLE);
}

/** Is it the end of a chain? */
export function isChainEnd(word: u64): boolean {
  return word === WORD_NULL || word === 0;
}

/** `__proto__: value` in a literal (B.3.1): values that can't be a prototype change nothing. */
export function setPrototypeOfLiteral(object: unknown, value: unknown): void {
  if (isObject(value) || wordOf(value) === WORD_NULL) setPrototype(object, value);
}
