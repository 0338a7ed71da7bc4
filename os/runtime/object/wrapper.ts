/**
 * Objects around primitives (`new String('x')`, `Object(1)`): KIND_WRAPPER, the primitive in the first slot
 * (ECMA-262 10.4.3, 20.3.4, 21.1.4, 22.1.4). Rare, so they are made the slow way.
 */
import { HEADER_SHAPE } from '../../../toolchain/compiler/layout/values.ts';
import { KIND_WRAPPER, OBJECT_SLOTS, SHAPE_KIND } from '../../../toolchain/compiler/layout/objects.ts';
import { allocate, kindShape } from '../../memory/heap.ts';
import { addressOf, load32, load64, objectAt, store64, type usize, valueOfWord, wordOf } from '../../unsafe.ts';
import { setPrototype } from '../core/objects/prototype.ts';

const WRAPPER_BYTES = 64;

/** An object around `primitive` whose prototype is `constructor.prototype`. */
export function makeWrapper(constructor: unknown, primitive: unknown): object {
  const address: usize = allocate(WRAPPER_BYTES, kindShape(KIND_WRAPPER));
  store64(address + OBJECT_SLOTS, wordOf(primitive));
  const wrapper = objectAt<object>(address);
  setPrototype(wrapper, (constructor as { prototype: unknown }).prototype);
  return wrapper;
}

/** Is the object one of these? */
export function isWrapper(value: object): boolean {
  const shape: usize = load32(addressOf(value) + HEADER_SHAPE);
  return load32(shape + SHAPE_KIND) === KIND_WRAPPER;
}

/** The primitive inside; the caller knows that the object is one of these. */
export function primitiveOfWrapper<T>(wrapper: object): T {
  return valueOfWord<T>(load64(addressOf(wrapper) + OBJECT_SLOTS));
}

/** The primitive inside, or undefined when the object isn't one of these. */
export function unwrapped(value: object): unknown {
  return isWrapper(value) ? primitiveOfWrapper<unknown>(value) : undefined;
}
