/**
 * Calling function objects that aren't known: through the boxed entry that each has (layout/objects.ts). Arguments are
 * passed as words in memory, on the caller's stack or in an array's storage, where the collector sees them.
 */

import {
  ARRAY_LENGTH,
  FUNCTION_INFO,
  INFO_BUILTIN,
  INFO_CLASS,
  INFO_CODE,
  INFO_CONSTRUCT,
  INFO_FLAGS,
  INFO_NAME,
  STORAGE_WORDS,
} from '../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE } from '../../../toolchain/compiler/layout/values.ts';
import { panic } from '../../machine/panic.ts';
import {
  addressOf,
  constructBoxed,
  invokeBoxed,
  load32,
  load64,
  stackWords,
  store64,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../unsafe.ts';
import {
  describe,
  throwBuiltinCall,
  throwClassCall,
  throwNotAConstructor,
  throwNotAFunction,
} from './messages.ts';
import { elementOrHole } from './objects/elements.ts';
import { getElement } from './objects/properties.ts';
import { makeStorage } from './objects/storage.ts';
import { isCallable } from './values.ts';

/** Arguments that are copied to the stack; more go to the heap. */
const STACK_ARGUMENTS = 8;

/** Calls a function with any `this` and arguments. TypeError when it isn't one. */
export function invoke(fn: unknown, thisValue: unknown, ...args: unknown[]): unknown {
  return invokeArray(fn, thisValue, args);
}

export function invoke0(fn: unknown, thisValue: unknown): unknown {
  requireCallable(fn);
  return invokeBoxed(fn, thisValue, undefined, 0, stackWords(1));
}

export function invoke1(fn: unknown, thisValue: unknown, a: unknown): unknown {
  requireCallable(fn);
  const words: usize = stackWords(1);
  store64(words, wordOf(a));
  return invokeBoxed(fn, thisValue, undefined, 1, words);
}

export function invoke2(fn: unknown, thisValue: unknown, a: unknown, b: unknown): unknown {
  requireCallable(fn);
  const words: usize = stackWords(2);
  store64(words, wordOf(a));
  store64(words + 8, wordOf(b));
  return invokeBoxed(fn, thisValue, undefined, 2, words);
}

export function invoke3(fn: unknown, thisValue: unknown, a: unknown, b: unknown, c: unknown): unknown {
  requireCallable(fn);
  const words: usize = stackWords(3);
  store64(words, wordOf(a));
  store64(words + 8, wordOf(b));
  store64(words + 16, wordOf(c));
  return invokeBoxed(fn, thisValue, undefined, 3, words);
}

/** Calls with the elements of an array as arguments (spread, apply). */
export function invokeArray(fn: unknown, thisValue: unknown, args: unknown): unknown {
  requireCallable(fn);
  const count: u32 = load32(addressOf(args) + ARRAY_LENGTH);
  if (count <= STACK_ARGUMENTS) {
    const words: usize = stackWords(STACK_ARGUMENTS);
    copyArguments(words, args, count);
    return invokeBoxed(fn, thisValue, undefined, count, words);
  }
  const storage: usize = argumentStorage(args, count);
  return invokeBoxed(fn, thisValue, undefined, count, storage + STORAGE_WORDS);
}

/**
 * `new fn(...args)` where `new.target` is another constructor (Reflect.construct). Programs in which this can be reached have
 * boxed entries that look at `new.target` for the prototype.
 */
export function constructAs(fn: unknown, args: unknown, newTarget: unknown): unknown {
  return constructArray(fn, args, newTarget);
}

/** `new fn(...args)`; `newTarget` is `fn` itself or what the caller was constructed with. */
export function constructArray(fn: unknown, args: unknown, newTarget: unknown): unknown {
  requireConstructor(fn);
  const count: u32 = load32(addressOf(args) + ARRAY_LENGTH);
  const storage: usize = argumentStorage(args, count);
  return constructBoxed(fn, newTarget, count, storage + STORAGE_WORDS);
}

/** `new fn(...args)`. */
export function construct(fn: unknown, ...args: unknown[]): unknown {
  return constructArray(fn, args, fn);
}

/** A storage block with the elements of an array, copied, so that nothing that the callee does changes them. */
function argumentStorage(args: unknown, count: usize): usize {
  const storage: usize = makeStorage(count);
  copyArguments(storage + STORAGE_WORDS, args, count);
  return storage;
}

function copyArguments(words: usize, args: unknown, count: usize): void {
  const array: usize = addressOf(args);
  for (let i: usize = 0; i < count; i++) {
    const word: u64 = elementOrHole(array, i);
    store64(words + i * 8, word === WORD_HOLE ? wordOf(getElement(args, i as number)) : word);
  }
}

/** IsConstructor (ECMA-262 7.2.4). */
export function isConstructor(value: unknown): boolean {
  return isCallable(value) && load32(load64(addressOf(value) + FUNCTION_INFO) + INFO_CONSTRUCT) !== 0;
}

export function requireConstructor(value: unknown): void {
  if (!isConstructor(value)) throwNotAConstructor(describe(value));
}

/** Sees that a value has code to call: throws for what isn't callable, and for classes without `new`. */
export function requireCallable(value: unknown): void {
  if (!isCallable(value)) throwNotAFunction(describe(value));
  const info: usize = load64(addressOf(value) + FUNCTION_INFO);
  if (load32(info + INFO_CODE) !== 0) return;
  const flags: u32 = load32(info + INFO_FLAGS);
  if ((flags & INFO_CLASS) !== 0) {
    const name: string = describe(valueOfWord<unknown>(load32(info + INFO_NAME)));
    if ((flags & INFO_BUILTIN) !== 0) throwBuiltinCall(name);
    throwClassCall(name);
  }
  panic('a function without a boxed entry was called');
}

/**
 * A generic call by compiled code failed to find code in `value`: throws what V8 would; `text` is the callee's source.
 */
export function throwUncallable(value: unknown, text: string): never {
  if (isCallable(value)) requireCallable(value);
  throwNotAFunction(text);
}

/** As throwUncallable, for `new`. */
export function throwUnconstructable(text: string): never {
  throwNotAConstructor(text);
}
