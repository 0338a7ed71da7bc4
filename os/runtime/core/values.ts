/**
 * What a boxed word is: the tests that everything in this room begins with (layout/values.ts draws the words).
 * Each is a few instructions; none can fail or allocate.
 */

import {
  KIND_ARRAY,
  KIND_BIGINT,
  KIND_FIRST_OBJECT,
  KIND_STRING_SLICE,
  KIND_SYMBOL,
  KIND_TYPED_ARRAY,
  SHAPE_CALLABLE,
  SHAPE_FLAGS,
  SHAPE_KIND,
} from '../../../toolchain/compiler/layout/objects.ts';
import {
  DOUBLE_OFFSET,
  NOT_POINTER_MASK_LOW,
  WORD_FALSE,
  WORD_HOLE,
  WORD_NULL,
  WORD_TRUE,
  WORD_UNDEFINED,
} from '../../../toolchain/compiler/layout/values.ts';
import {
  addressOf,
  doubleOfBits,
  load32,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../unsafe.ts';

export function isNumber(value: unknown): value is number {
  return wordOf(value) >= DOUBLE_OFFSET;
}

/** The double of a value that is a number. */
export function numberOf(value: unknown): number {
  return doubleOfBits(wordOf(value) - DOUBLE_OFFSET);
}

/** Any heap or static object: strings, symbols and BigInts too. */
export function isPointer(value: unknown): boolean {
  const word: u64 = wordOf(value);
  return word < DOUBLE_OFFSET && (word & NOT_POINTER_MASK_LOW) === 0;
}

export function isUndefined(value: unknown): value is undefined {
  return wordOf(value) === WORD_UNDEFINED;
}

export function isNull(value: unknown): value is null {
  return wordOf(value) === WORD_NULL;
}

/** undefined or null. */
export function isNullish(value: unknown): boolean {
  const word: u64 = wordOf(value);
  return word === WORD_UNDEFINED || word === WORD_NULL;
}

export function isHole(value: unknown): boolean {
  return wordOf(value) === WORD_HOLE;
}

/** The internal marker: no property, no element. Never escapes from this room. */
export function hole(): unknown {
  return valueOfWord<unknown>(WORD_HOLE);
}

export function isBoolean(value: unknown): value is boolean {
  const word: u64 = wordOf(value);
  return word === WORD_TRUE || word === WORD_FALSE;
}

export function isTrue(value: unknown): boolean {
  return wordOf(value) === WORD_TRUE;
}

/** The shape of a pointer. */
export function shapeOf(pointer: unknown): usize {
  return load32(addressOf(pointer));
}

/** KIND_* of a pointer. */
export function kindOf(pointer: unknown): u32 {
  return load32(shapeOf(pointer) + SHAPE_KIND);
}

export function isString(value: unknown): value is string {
  return isPointer(value) && kindOf(value) <= KIND_STRING_SLICE;
}

export function isSymbol(value: unknown): value is symbol {
  return isPointer(value) && kindOf(value) === KIND_SYMBOL;
}

export function isBigInt(value: unknown): value is bigint {
  return isPointer(value) && kindOf(value) === KIND_BIGINT;
}

/** Is it an Object in the specification's sense (functions too)? */
export function isObject(value: unknown): value is object {
  return isPointer(value) && kindOf(value) >= KIND_FIRST_OBJECT;
}

/** IsCallable (ECMA-262 7.2.3). */
export function isCallable(value: unknown): value is (...args: unknown[]) => unknown {
  return isPointer(value) && (load32(shapeOf(value) + SHAPE_FLAGS) & SHAPE_CALLABLE) !== 0;
}

export function isArray(value: unknown): value is unknown[] {
  return isPointer(value) && kindOf(value) === KIND_ARRAY;
}

export function isTypedArray(value: unknown): boolean {
  return isPointer(value) && kindOf(value) === KIND_TYPED_ARRAY;
}

/** The same bits: identity of objects, symbols and immediates; not equality of numbers or strings. */
export function isSameWord(a: unknown, b: unknown): boolean {
  return wordOf(a) === wordOf(b);
}
