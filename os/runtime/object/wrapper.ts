/**
 * Objects around primitives (`new String('x')`, `Object(1)`): KIND_WRAPPER, the primitive in the first slot
 * (ECMA-262 10.4.3, 20.3.4, 21.1.4, 22.1.4). Rare, so they are made the slow way.
 */
import { KIND_WRAPPER, OBJECT_SLOTS } from '../../../toolchain/compiler/layout/objects.ts';
import { addressOf, load64, trust, valueOfWord, wordOf } from '../../unsafe.ts';
import { makeWrapper as makeWrapperOf } from '../core/conversion.ts';
import { kindOf } from '../core/values.ts';

/** An object around `primitive` whose prototype is `constructor.prototype`. */
export function makeWrapper(constructor: unknown, primitive: unknown): object {
  return makeWrapperOf(primitive, wordOf(trust<{ prototype: unknown }>(constructor).prototype));
}

/** Is the object one of these? */
export function isWrapper(value: object): boolean {
  return kindOf(value) === KIND_WRAPPER;
}

/** The primitive inside; the caller knows that the object is one of these. */
export function primitiveOfWrapper<T>(wrapper: object): T {
  return valueOfWord<T>(load64(addressOf(wrapper) + OBJECT_SLOTS));
}

/** The primitive inside, or undefined when the object isn't one of these. */
export function unwrapped(value: object): unknown {
  return isWrapper(value) ? primitiveOfWrapper<unknown>(value) : undefined;
}
