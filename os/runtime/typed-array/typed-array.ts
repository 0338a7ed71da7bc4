/**
 * What all typed arrays share: %TypedArray% and its prototype (ECMA-262 23.2). One class, hence one long file.
 * Elements are read and written by `this[i]`, which the compiler makes raw where it knows the element type; whole ranges
 * are moved as bytes. Species are ignored: results are of the class that the array itself is.
 */
import {
  copyMemory,
  fillMemory,
  type i32,
  i32OfDouble,
  moveMemory,
  trust,
  typedConstructorOf,
  type usize,
} from '../../unsafe.ts';
import { ArrayIterator, ITERATE_ENTRIES, ITERATE_KEYS, ITERATE_VALUES } from '../array/array-iterator.ts';
import { joinArray, joinLocale } from '../array/bulk.ts';
import { requireCallable } from '../array/callbacks.ts';
import { integerOf, lengthOfArrayLike, relativeEnd, relativeStart } from '../array/indices.ts';
import { mergeSort } from '../array/merge-sort.ts';
import { sameValueZero } from '../array/search.ts';
import { toBigInt } from '../core/bigint.ts';
import { invoke } from '../core/calls.ts';
import { toIntegerOrInfinity, toNumber } from '../core/conversion.ts';
import { isBuiltinFunction } from '../core/functions.ts';
import { relativeIndex } from '../string/indices.ts';
import { leaveNextUncleared } from './array-buffer.ts';
import { indexOfElement } from './byte-search.ts';
import { initializeTypedArray } from './construct.ts';
import { copyElements, copySame } from './copy.ts';
import {
  bufferOf,
  elementCount,
  elementsOf,
  holdsBigInts,
  isTypedArray,
  offsetOf,
  shiftOf,
  typedArrayName,
  typeOf,
} from './layout.ts';
import { sortElements } from './sort.ts';

type Visit<T, R> = (value: T, index: number, array: unknown) => R;

export class TypedArrayGlobal<T> {
  constructor(source?: unknown, byteOffset?: unknown, length?: unknown) {
    initializeTypedArray(this, source, byteOffset, length);
  }

  static get [Symbol.species](): unknown {
    return this;
  }

  /** ECMA-262 23.2.2.1. */
  static from(this: unknown, source: unknown, map?: unknown, thisArg?: unknown): object {
    const Make = trust<new (values: unknown) => object>(this);
    if (map !== undefined) requireCallable(map);
    return new Make(
      Array.from(trust<Iterable<unknown>>(source), trust<(value: unknown) => unknown>(map), thisArg),
    );
  }

  /** ECMA-262 23.2.2.2. */
  static of(this: unknown, ...items: unknown[]): object {
    const Make = trust<new (values: unknown) => object>(this);
    return new Make(items);
  }

  get buffer(): ArrayBuffer {
    return bufferOf(valid(this));
  }

  get byteLength(): number {
    return elementCount(valid(this)) * (1 << shiftOf(typeOf(this)));
  }

  get byteOffset(): number {
    return offsetOf(valid(this));
  }

  get length(): number {
    return elementCount(valid(this));
  }

  /** ECMA-262 23.2.3.38. */
  get [Symbol.toStringTag](): string | undefined {
    return isTypedArray(this) ? typedArrayName(trust<object>(this)) : undefined;
  }

  at(index: unknown): T | undefined {
    const length = elementCount(valid(this));
    const relative = integerOf(index);
    const position = relative < 0 ? relative + length : relative;
    return position >= 0 && position < length ? trust<T[]>(this)[position] : undefined;
  }

  copyWithin(target: unknown, start: unknown, end?: unknown): this {
    const length = elementCount(valid(this));
    const to = relativeStart(target, length);
    const from = relativeStart(start, length);
    const count = Math.min(relativeEnd(end, length) - from, length - to);
    const size = 1 << shiftOf(typeOf(this));
    const elements: usize = elementsOf(this);
    if (count > 0) moveMemory(elements + to * size, elements + from * size, count * size);
    return this;
  }

  entries(): ArrayIterator<T, [number, T]> {
    return new ArrayIterator<T, [number, T]>(trust<T[]>(valid(this)), ITERATE_ENTRIES);
  }

  keys(): ArrayIterator<T, number> {
    return new ArrayIterator<T, number>(trust<T[]>(valid(this)), ITERATE_KEYS);
  }

  values(): ArrayIterator<T, T> {
    return new ArrayIterator<T, T>(trust<T[]>(valid(this)), ITERATE_VALUES);
  }

  [Symbol.iterator](): ArrayIterator<T, T> {
    return new ArrayIterator<T, T>(trust<T[]>(valid(this)), ITERATE_VALUES);
  }

  every(test: Visit<T, unknown>, thisArg?: unknown): boolean {
    const length = elementCount(valid(this));
    requireCallable(test);
    const array = trust<T[]>(this);
    for (let i = 0; i < length; i++) if (!visit(test, thisArg, trust<T>(array[i]), i, this)) return false;
    return true;
  }

  some(test: Visit<T, unknown>, thisArg?: unknown): boolean {
    const length = elementCount(valid(this));
    requireCallable(test);
    const array = trust<T[]>(this);
    for (let i = 0; i < length; i++) if (visit(test, thisArg, trust<T>(array[i]), i, this)) return true;
    return false;
  }

  fill(value: unknown, start?: unknown, end?: unknown): this {
    const length = elementCount(valid(this));
    const type = typeOf(this);
    const converted = holdsBigInts(type) ? toBigInt(value) : toNumber(value);
    const from = start === undefined ? 0 : relativeStart(start, length);
    const to = relativeEnd(end, length);
    if (shiftOf(type) === 0 && from < to) {
      const array = trust<unknown[]>(this);
      array[from] = converted;
      fillMemory(elementsOf(this) + from, trust<number>(array[from]) & 255, to - from);
      return this;
    }
    const array = trust<unknown[]>(this);
    for (let i = from; i < to; i++) array[i] = converted;
    return this;
  }

  filter(keep: Visit<T, unknown>, thisArg?: unknown): this {
    const length = elementCount(valid(this));
    requireCallable(keep);
    const array = trust<T[]>(this);
    const kept: T[] = [];
    for (let i = 0; i < length; i++) {
      const value = trust<T>(array[i]);
      if (visit(keep, thisArg, value, i, this)) kept.push(value);
    }
    return trust<this>(sameClass(this, kept));
  }

  find(test: Visit<T, unknown>, thisArg?: unknown): T | undefined {
    const index = this.findIndex(test, thisArg);
    return index < 0 ? undefined : trust<T[]>(this)[index];
  }

  findIndex(test: Visit<T, unknown>, thisArg?: unknown): number {
    const length = elementCount(valid(this));
    requireCallable(test);
    const array = trust<T[]>(this);
    for (let i = 0; i < length; i++) if (visit(test, thisArg, trust<T>(array[i]), i, this)) return i;
    return -1;
  }

  findLast(test: Visit<T, unknown>, thisArg?: unknown): T | undefined {
    const index = this.findLastIndex(test, thisArg);
    return index < 0 ? undefined : trust<T[]>(this)[index];
  }

  findLastIndex(test: Visit<T, unknown>, thisArg?: unknown): number {
    requireCallable(test);
    const array = trust<T[]>(this);
    for (let i = elementCount(valid(this)) - 1; i >= 0; i--) {
      if (visit(test, thisArg, trust<T>(array[i]), i, this)) return i;
    }
    return -1;
  }

  forEach(callback: Visit<T, void>, thisArg?: unknown): void {
    const length = elementCount(valid(this));
    requireCallable(callback);
    const array = trust<T[]>(this);
    for (let i = 0; i < length; i++) visit(callback, thisArg, trust<T>(array[i]), i, this);
  }

  includes(element: unknown, start?: unknown): boolean {
    const length = elementCount(valid(this));
    const from = start === undefined ? 0 : relativeStart(start, length);
    if (shiftOf(typeOf(this)) === 0 && typeof element === 'number')
      return indexOfElement(this, element, from, length) >= 0;
    const array = trust<T[]>(this);
    for (let i = from; i < length; i++) {
      if (sameValueZero(array[i], element)) return true;
    }
    return false;
  }

  indexOf(element: unknown, start?: unknown): number {
    const length = elementCount(valid(this));
    const from = start === undefined ? 0 : relativeStart(start, length);
    if (shiftOf(typeOf(this)) === 0 && typeof element === 'number')
      return indexOfElement(this, element, from, length);
    const array = trust<unknown[]>(this);
    for (let i = from; i < length; i++) {
      if (array[i] === element) return i;
    }
    return -1;
  }

  lastIndexOf(element: unknown, ...start: unknown[]): number {
    const length = elementCount(valid(this));
    const relative = start.length > 0 ? toIntegerOrInfinity(start[0]) : -1;
    const array = trust<unknown[]>(this);
    for (let i = relative < 0 ? length + relative : Math.min(relative, length - 1); i >= 0; i--) {
      if (array[i] === element) return i;
    }
    return -1;
  }

  join(separator?: unknown): string {
    return joinArray(trust<T[]>(valid(this)), separator === undefined ? ',' : `${separator}`);
  }

  map(change: Visit<T, unknown>, thisArg?: unknown): this {
    const length = elementCount(valid(this));
    requireCallable(change);
    const array = trust<T[]>(this);
    const out = trust<unknown[]>(sameClass(this, length));
    for (let i = 0; i < length; i++) out[i] = visit(change, thisArg, trust<T>(array[i]), i, this);
    return trust<this>(out);
  }

  reduce<U>(combine: (sum: U, value: T, index: number, array: unknown) => U, ...initial: U[]): U {
    const length = elementCount(valid(this));
    requireCallable(combine);
    const array = trust<T[]>(this);
    let i = 0;
    if (initial.length === 0 && length === 0)
      throw new TypeError('Reduce of empty array with no initial value');
    let sum = initial.length > 0 ? trust<U>(initial[0]) : trust<U>(array[i++]);
    for (; i < length; i++) sum = combine(sum, trust<T>(array[i]), i, this);
    return sum;
  }

  reduceRight<U>(combine: (sum: U, value: T, index: number, array: unknown) => U, ...initial: U[]): U {
    let i = elementCount(valid(this)) - 1;
    requireCallable(combine);
    const array = trust<T[]>(this);
    if (initial.length === 0 && i < 0) throw new TypeError('Reduce of empty array with no initial value');
    let sum = initial.length > 0 ? trust<U>(initial[0]) : trust<U>(array[i--]);
    for (; i >= 0; i--) sum = combine(sum, trust<T>(array[i]), i, this);
    return sum;
  }

  reverse(): this {
    const array = trust<T[]>(this);
    for (let low = 0, high = elementCount(valid(this)) - 1; low < high; low++, high--) {
      const value = trust<T>(array[low]);
      array[low] = trust<T>(array[high]);
      array[high] = value;
    }
    return this;
  }

  /** ECMA-262 23.2.3.26. */
  set(source: unknown, offset?: unknown): void {
    if (typeof offset === 'number' && isTypedArray(source)) {
      // The usual case: an integer, with room behind it.
      const at: i32 = i32OfDouble(offset);
      const room: i32 = elementCount(valid(this));
      if ((at as number) === offset && at >= 0 && at <= room) {
        const count: i32 = elementCount(trust<object>(source));
        if (count <= room - at && copySame(this, at, trust<object>(source))) return;
      }
    }
    const length = elementCount(valid(this));
    const at = offset === undefined ? 0 : integerOf(offset);
    if (at < 0) throw new RangeError('offset is out of bounds');
    if (isTypedArray(source)) {
      if (at + elementCount(trust<object>(source)) > length) throw new RangeError('offset is out of bounds');
      copyElements(this, at, trust<object>(source));
      return;
    }
    if (typeof source !== 'object' || source === null) {
      if (source === undefined || source === null)
        throw new TypeError('Cannot convert undefined or null to object');
      if (typeof source !== 'string') return;
    }
    const list = trust<ArrayLike<unknown>>(source);
    const count = lengthOfArrayLike(list);
    if (at + count > length) throw new RangeError('offset is out of bounds');
    const target = trust<unknown[]>(this);
    for (let i = 0; i < count; i++) target[at + i] = list[i];
  }

  slice(start?: unknown, end?: unknown): this {
    const length = elementCount(valid(this));
    const from = relativeStart(start, length);
    const to = relativeEnd(end, length);
    const count = to > from ? to - from : 0;
    const out = sameClassUncleared(this, count);
    const size = 1 << shiftOf(typeOf(this));
    copyMemory(elementsOf(out), elementsOf(this) + from * size, count * size);
    return trust<this>(out);
  }

  sort(compare?: unknown): this {
    const length = elementCount(valid(this));
    requireComparator(compare);
    if (compare === undefined) {
      sortElements(this);
      return this;
    }
    const array = trust<T[]>(this);
    const values: T[] = [];
    for (let i = 0; i < length; i++) values.push(trust<T>(array[i]));
    mergeSort<T>(values, trust<(a: T, b: T) => number>(compare));
    for (let i = 0; i < length; i++) array[i] = trust<T>(values[i]);
    return this;
  }

  /** ECMA-262 23.2.3.30: another view of the same bytes. */
  subarray(start?: unknown, end?: unknown): this {
    const length: i32 = elementCount(valid(this));
    const from: i32 = relativeIndex(start, length);
    const to: i32 = end === undefined ? length : relativeIndex(end, length);
    const Make = trust<new (buffer: ArrayBuffer, offset: number, length: number) => this>(
      typedConstructorOf(this),
    );
    return new Make(
      bufferOf(this),
      offsetOf(this) + ((from << shiftOf(typeOf(this))) as number),
      to > from ? ((to - from) as number) : 0,
    );
  }

  toLocaleString(): string {
    return joinLocale(trust<T[]>(valid(this)));
  }

  toReversed(): this {
    return this.slice().reverse();
  }

  toSorted(compare?: unknown): this {
    requireComparator(compare);
    return this.slice().sort(compare);
  }

  toString(): string {
    return this.join();
  }

  with(index: unknown, value: unknown): this {
    const length = elementCount(valid(this));
    const relative = integerOf(index);
    const position = relative < 0 ? relative + length : relative;
    const converted = holdsBigInts(typeOf(this)) ? toBigInt(value) : toNumber(value);
    if (!(position >= 0 && position < length)) throw new RangeError('Invalid typed array index');
    const out = this.slice();
    trust<unknown[]>(out)[position] = converted;
    return out;
  }
}

function valid(array: object): object {
  if (!isTypedArray(array)) throw new TypeError('this is not a typed array.');
  return array;
}

function visit<T, R>(fn: Visit<T, R>, thisArg: unknown, value: T, index: number, array: unknown): R {
  return thisArg === undefined ? fn(value, index, array) : trust<R>(invoke(fn, thisArg, value, index, array));
}

/** A new array of the class of `array`, from a length or a list. */
function sameClass(array: object, source: unknown): object {
  const Make = trust<new (source: unknown) => object>(typedConstructorOf(array));
  return new Make(source);
}

/** A new array of the class of `array`, whose elements the caller writes at once. A program's own class sees cleared ones. */
function sameClassUncleared(array: object, length: number): object {
  const Make = typedConstructorOf(array);
  if (isBuiltinFunction(Make)) leaveNextUncleared();
  return new (trust<new (length: number) => object>(Make))(length);
}

function requireComparator(compare: unknown): void {
  if (compare !== undefined && typeof compare !== 'function') {
    throw new TypeError('The comparison function must be either a function or undefined');
  }
}
