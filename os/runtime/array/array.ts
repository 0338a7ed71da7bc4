/**
 * Array (ECMA-262 23.1). One class, hence one long file; what isn't a short loop is in the files beside it.
 *
 * The idea: every method is an index loop over `this.length` and `this[i]`, which the compiler turns into raw loads for
 * each kind of elements, since classes with type parameters are copied for the types they are used with. The methods
 * are generic as the specification wants: on another receiver the same loop takes the general property paths.
 *
 * Holes: a read that gives `undefined` is the only one that needs HasProperty, so dense arrays never ask.
 * Nothing here may keep `length` in a variable where a callback could make a stale one visible beyond what the
 * specification allows: the count of steps is fixed at the start, elements are read when they are reached.
 */

import { isAnyArray, trust } from '../../unsafe.ts';
import { invoke } from '../core/calls.ts';
import { toIntegerOrInfinity } from '../core/conversion.ts';
import { appendAllDense, appendDense, popDense, shiftDense } from '../core/objects/dense.ts';
import { ArrayIterator, ITERATE_ENTRIES, ITERATE_KEYS, ITERATE_VALUES } from './array-iterator.ts';
import {
  concatInto,
  copyWithinArray,
  fillArray,
  flattenInto,
  joinArray,
  joinLocale,
  reverseArray,
} from './bulk.ts';
import { requireCallable } from './callbacks.ts';
import { fromIterableOrArrayLike } from './from.ts';
import { integerOf, lengthOfArrayLike, MAX_SAFE_LENGTH, relativeEnd, relativeStart } from './indices.ts';
import { isArray } from './is-array.ts';
import { indexOfGeneric, lastIndexOfFrom, sameValueZero } from './search.ts';
import { sortArray, sortedCopy } from './sort.ts';
import { arraySpeciesCreate, createFrom } from './species.ts';
import { removeFirst, spliceArray, toSplicedArray, unshiftArray } from './splice.ts';

type Callback<T, R> = (value: T, index: number, array: T[]) => R;

/** What the arguments of `Array` make of an empty array: a length, or its elements. */
function fillNew<T>(array: T[], items: readonly T[]): void {
  const length: unknown = items[0];
  if (items.length === 1 && typeof length === 'number') {
    if (length !== length >>> 0) throw new RangeError('Invalid array length');
    array.length = length;
    return;
  }
  for (let i = 0; i < items.length; i++) array[i] = trust<T>(items[i]);
}

export class ArrayGlobal<T> {
  /** ECMA-262 23.1.1.1. `new Array(length)` or `new Array(...items)`; also for subclasses. */
  constructor(...items: unknown[]) {
    fillNew<unknown>(trust<unknown[]>(this), items);
  }

  static $call(...items: unknown[]): unknown[] {
    const array: unknown[] = [];
    fillNew<unknown>(array, items);
    return array;
  }

  /** Array.prototype is an array itself (ECMA-262 23.1.3), an empty one. */
  get $prototype$length(): number {
    return 0;
  }

  /** ECMA-262 23.1.2.2. The compiler knows this as a test of the layout. */
  static isArray(value: unknown): value is unknown[] {
    return isArray(value);
  }

  /** ECMA-262 23.1.2.3. */
  static of<U>(this: unknown, ...items: U[]): U[] {
    const out = createFrom<U>(this, items.length);
    for (let i = 0; i < items.length; i++) out[i] = trust<U>(items[i]);
    out.length = items.length;
    return out;
  }

  /** ECMA-262 23.1.2.1. */
  static from<S, U>(
    this: unknown,
    source: Iterable<S> | ArrayLike<S>,
    map?: unknown,
    thisArg?: unknown,
  ): U[] {
    return fromIterableOrArrayLike<S, U>(this, source, map, thisArg);
  }

  static get [Symbol.species](): unknown {
    return this;
  }

  /** ECMA-262 23.1.3.1. */
  at(this: T[], index: unknown): T | undefined {
    const length = lengthOfArrayLike(this);
    const relative = integerOf(index);
    const position = relative < 0 ? relative + length : relative;
    return position >= 0 && position < length ? this[position] : undefined;
  }

  /** ECMA-262 23.1.3.2. */
  concat(this: T[], ...items: unknown[]): T[] {
    const out = arraySpeciesCreate<T>(this, 0);
    let length = concatInto(out, 0, this);
    for (let i = 0; i < items.length; i++) length = concatInto(out, length, items[i]);
    out.length = length;
    return out;
  }

  /** ECMA-262 23.1.3.4. */
  copyWithin(this: T[], target: unknown, start: unknown, end?: unknown): T[] {
    return copyWithinArray(this, target, start, end);
  }

  /** ECMA-262 23.1.3.5. */
  entries(this: T[]): ArrayIterator<T, [number, T]> {
    return new ArrayIterator<T, [number, T]>(this, ITERATE_ENTRIES);
  }

  /** ECMA-262 23.1.3.6. */
  every(this: T[], callback: Callback<T, unknown>, thisArg?: unknown): boolean {
    const length = lengthOfArrayLike(this);
    requireCallable(callback);
    for (let i = 0; i < length; i++) {
      const value = trust<T>(this[i]);
      if (value === undefined && !(i in this)) continue;
      if (!(thisArg === undefined ? callback(value, i, this) : invoke(callback, thisArg, value, i, this)))
        return false;
    }
    return true;
  }

  /** ECMA-262 23.1.3.7. */
  fill(this: T[], value: T, start?: unknown, end?: unknown): T[] {
    return fillArray(this, value, start, end);
  }

  /** ECMA-262 23.1.3.8. */
  filter(this: T[], callback: Callback<T, unknown>, thisArg?: unknown): T[] {
    const length = lengthOfArrayLike(this);
    requireCallable(callback);
    const out = arraySpeciesCreate<T>(this, 0);
    let count = 0;
    for (let i = 0; i < length; i++) {
      const value = trust<T>(this[i]);
      if (value === undefined && !(i in this)) continue;
      if (thisArg === undefined ? callback(value, i, this) : invoke(callback, thisArg, value, i, this)) {
        out[count++] = value;
      }
    }
    return out;
  }

  /** ECMA-262 23.1.3.9. Holes are visited as undefined. */
  find(this: T[], callback: Callback<T, unknown>, thisArg?: unknown): T | undefined {
    const length = lengthOfArrayLike(this);
    requireCallable(callback);
    for (let i = 0; i < length; i++) {
      const value = trust<T>(this[i]);
      if (thisArg === undefined ? callback(value, i, this) : invoke(callback, thisArg, value, i, this))
        return value;
    }
    return undefined;
  }

  /** ECMA-262 23.1.3.10. */
  findIndex(this: T[], callback: Callback<T, unknown>, thisArg?: unknown): number {
    const length = lengthOfArrayLike(this);
    requireCallable(callback);
    for (let i = 0; i < length; i++) {
      const value = trust<T>(this[i]);
      if (thisArg === undefined ? callback(value, i, this) : invoke(callback, thisArg, value, i, this))
        return i;
    }
    return -1;
  }

  /** ECMA-262 23.1.3.11. */
  findLast(this: T[], callback: Callback<T, unknown>, thisArg?: unknown): T | undefined {
    requireCallable(callback);
    for (let i = lengthOfArrayLike(this) - 1; i >= 0; i--) {
      const value = trust<T>(this[i]);
      if (thisArg === undefined ? callback(value, i, this) : invoke(callback, thisArg, value, i, this))
        return value;
    }
    return undefined;
  }

  /** ECMA-262 23.1.3.12. */
  findLastIndex(this: T[], callback: Callback<T, unknown>, thisArg?: unknown): number {
    requireCallable(callback);
    for (let i = lengthOfArrayLike(this) - 1; i >= 0; i--) {
      const value = trust<T>(this[i]);
      if (thisArg === undefined ? callback(value, i, this) : invoke(callback, thisArg, value, i, this))
        return i;
    }
    return -1;
  }

  /** ECMA-262 23.1.3.13. */
  flat(this: T[], depth?: unknown): unknown[] {
    const levels = depth === undefined ? 1 : toIntegerOrInfinity(depth);
    const out = arraySpeciesCreate<unknown>(this, 0);
    flattenInto(out, 0, this, levels);
    return out;
  }

  /** ECMA-262 23.1.3.14. */
  flatMap<U>(this: T[], callback: Callback<T, U | readonly U[]>, thisArg?: unknown): U[] {
    const length = lengthOfArrayLike(this);
    requireCallable(callback);
    const out = arraySpeciesCreate<U>(this, 0);
    let count = 0;
    for (let i = 0; i < length; i++) {
      const value = trust<T>(this[i]);
      if (value === undefined && !(i in this)) continue;
      const mapped: unknown =
        thisArg === undefined ? callback(value, i, this) : invoke(callback, thisArg, value, i, this);
      if (Array.isArray(mapped)) count = flattenInto(out, count, mapped, 0);
      else out[count++] = trust<U>(mapped);
    }
    return out;
  }

  /** ECMA-262 23.1.3.15. */
  forEach(this: T[], callback: Callback<T, void>, thisArg?: unknown): void {
    const length = lengthOfArrayLike(this);
    requireCallable(callback);
    for (let i = 0; i < length; i++) {
      const value = trust<T>(this[i]);
      if (value === undefined && !(i in this)) continue;
      if (thisArg === undefined) callback(value, i, this);
      else invoke(callback, thisArg, value, i, this);
    }
  }

  /** ECMA-262 23.1.3.16. */
  includes(this: T[], element: T, start?: unknown): boolean {
    const length = lengthOfArrayLike(this);
    for (let i = start === undefined ? 0 : relativeStart(start, length); i < length; i++) {
      if (sameValueZero(this[i], element)) return true;
    }
    return false;
  }

  /** ECMA-262 23.1.3.17. */
  indexOf(this: T[], element: T, start?: unknown): number {
    const length = lengthOfArrayLike(this);
    const from = start === undefined ? 0 : relativeStart(start, length);
    if (element === undefined) return indexOfGeneric(this, element, from, length);
    for (let i = from; i < length; i++) if (this[i] === element) return i;
    return -1;
  }

  /** ECMA-262 23.1.3.18. */
  join(this: T[], separator?: unknown): string {
    return joinArray(this, separator === undefined ? ',' : `${separator}`);
  }

  /** ECMA-262 23.1.3.19. */
  keys(this: T[]): ArrayIterator<T, number> {
    return new ArrayIterator<T, number>(this, ITERATE_KEYS);
  }

  /** ECMA-262 23.1.3.20. */
  lastIndexOf(this: T[], element: T, ...start: unknown[]): number {
    return lastIndexOfFrom(this, element, start.length === 0 ? -1 : start[0]);
  }

  lastIndexOf$1(this: T[], element: T): number {
    return lastIndexOfFrom(this, element, -1);
  }

  /** ECMA-262 23.1.3.21. */
  map<U>(this: T[], callback: Callback<T, U>, thisArg?: unknown): U[] {
    const length = lengthOfArrayLike(this);
    requireCallable(callback);
    const out = arraySpeciesCreate<U>(this, length);
    for (let i = 0; i < length; i++) {
      const value = trust<T>(this[i]);
      if (value === undefined && !(i in this)) continue;
      out[i] =
        thisArg === undefined
          ? callback(value, i, this)
          : trust<U>(invoke(callback, thisArg, value, i, this));
    }
    return out;
  }

  /** ECMA-262 23.1.3.22. */
  pop(this: T[]): T | undefined {
    if (isAnyArray(this)) return trust<T>(popDense(this));
    // biome-ignore lint/complexity/noUselessThisAlias: as in push$1
    const list: T[] = this;
    const length = lengthOfArrayLike(list);
    if (length === 0) {
      list.length = 0;
      return undefined;
    }
    const last = list[length - 1];
    if (!Array.isArray(list)) delete trust<T[]>(list)[length - 1];
    list.length = length - 1;
    return last;
  }

  /** ECMA-262 23.1.3.23. */
  push(this: T[], ...items: T[]): number {
    if (isAnyArray(this)) return appendAllDense(this, items);
    let length = lengthOfArrayLike(this);
    const count = items.length;
    if (length + count > MAX_SAFE_LENGTH) throw new TypeError('Pushing too many elements');
    for (let i = 0; i < count; i++) this[length++] = trust<T>(items[i]);
    this.length = length;
    return length;
  }

  push$1(this: T[], item: T): number {
    if (isAnyArray(this)) return appendDense(this, item);
    // biome-ignore lint/complexity/noUselessThisAlias: inference refines variables by what a test says of them, not `this`
    const list: T[] = this;
    if (Array.isArray(list)) {
      const length = list.length;
      list[length] = item;
      // A setter on a prototype may have taken it.
      if (list.length === length) list.length = length + 1;
      return length + 1;
    }
    return trust<unknown[]>(list).push(item, ...[]);
  }

  /** ECMA-262 23.1.3.24. */
  reduce<U>(this: T[], callback: (sum: U, value: T, index: number, array: T[]) => U, ...initial: U[]): U {
    if (initial.length > 0) return foldFrom(this, callback, trust<U>(initial[0]), 0);
    return foldWithoutInitial(this, callback);
  }

  reduce$1<U>(this: T[], callback: (sum: U, value: T, index: number, array: T[]) => U): U {
    return foldWithoutInitial(this, callback);
  }

  reduce$2<U>(this: T[], callback: (sum: U, value: T, index: number, array: T[]) => U, initial: U): U {
    return foldFrom(this, callback, initial, 0);
  }

  /** ECMA-262 23.1.3.25. */
  reduceRight<U>(
    this: T[],
    callback: (sum: U, value: T, index: number, array: T[]) => U,
    ...initial: U[]
  ): U {
    requireCallable(callback);
    let i = lengthOfArrayLike(this) - 1;
    let sum = trust<U>(initial[0]);
    if (initial.length === 0) {
      while (i >= 0 && !(i in this)) i--;
      if (i < 0) throw new TypeError('Reduce of empty array with no initial value');
      sum = trust<U>(this[i--]);
    }
    for (; i >= 0; i--) {
      const value = trust<T>(this[i]);
      if (value === undefined && !(i in this)) continue;
      sum = callback(sum, value, i, this);
    }
    return sum;
  }

  /** ECMA-262 23.1.3.26. */
  reverse(this: T[]): T[] {
    return reverseArray(this);
  }

  /** ECMA-262 23.1.3.27. */
  shift(this: T[]): T | undefined {
    if (isAnyArray(this)) return trust<T>(shiftDense(this));
    return removeFirst(this);
  }

  /** ECMA-262 23.1.3.28. */
  slice(this: T[], start?: unknown, end?: unknown): T[] {
    const length = lengthOfArrayLike(this);
    const from = relativeStart(start, length);
    const to = relativeEnd(end, length);
    const out = arraySpeciesCreate<T>(this, to > from ? to - from : 0);
    let count = 0;
    for (let i = from; i < to; i++, count++) {
      const value = trust<T>(this[i]);
      if (value === undefined && !(i in this)) continue;
      out[count] = value;
    }
    out.length = count;
    return out;
  }

  /** ECMA-262 23.1.3.29. */
  some(this: T[], callback: Callback<T, unknown>, thisArg?: unknown): boolean {
    const length = lengthOfArrayLike(this);
    requireCallable(callback);
    for (let i = 0; i < length; i++) {
      const value = trust<T>(this[i]);
      if (value === undefined && !(i in this)) continue;
      if (thisArg === undefined ? callback(value, i, this) : invoke(callback, thisArg, value, i, this))
        return true;
    }
    return false;
  }

  /** ECMA-262 23.1.3.30. */
  sort(this: T[], compare?: (a: T, b: T) => number): T[] {
    return sortArray(this, compare);
  }

  /** ECMA-262 23.1.3.31. */
  splice(this: T[], ...args: unknown[]): T[] {
    const items = trust<T[]>(args.length > 2 ? args.slice(2) : []);
    return spliceArray(this, args.length, args[0], args[1], items);
  }

  splice$2(this: T[], start: unknown, deleteCount: unknown): T[] {
    return spliceArray(this, 2, start, deleteCount, []);
  }

  /** ECMA-262 23.1.3.32. */
  toLocaleString(this: T[]): string {
    return joinLocale(this);
  }

  /** ECMA-262 23.1.3.33. */
  toReversed(this: T[]): T[] {
    const length = lengthOfArrayLike(this);
    const out = new Array<T>(length);
    for (let i = 0; i < length; i++) out[i] = trust<T>(this[length - 1 - i]);
    return out;
  }

  /** ECMA-262 23.1.3.34. */
  toSorted(this: T[], compare?: (a: T, b: T) => number): T[] {
    return sortedCopy(this, compare);
  }

  /** ECMA-262 23.1.3.35. */
  toSpliced(this: T[], ...args: unknown[]): T[] {
    const items = trust<T[]>(args.length > 2 ? args.slice(2) : []);
    return toSplicedArray(this, args.length, args[0], args[1], items);
  }

  /** ECMA-262 23.1.3.36. */
  toString(this: T[]): string {
    const join: unknown = this.join;
    if (typeof join === 'function') return trust<string>(invoke(join, this));
    return Object.prototype.toString.call(this);
  }

  /** ECMA-262 23.1.3.37. */
  unshift(this: T[], ...items: T[]): number {
    return unshiftArray(this, items);
  }

  /** ECMA-262 23.1.3.38. */
  values(this: T[]): ArrayIterator<T, T> {
    return new ArrayIterator<T, T>(this, ITERATE_VALUES);
  }

  /** ECMA-262 23.1.3.39. */
  with(this: T[], index: unknown, value: T): T[] {
    const length = lengthOfArrayLike(this);
    const relative = integerOf(index);
    const position = relative < 0 ? relative + length : relative;
    if (position < 0 || position >= length) throw new RangeError('Invalid index : ' + relative);
    const out = new Array<T>(length);
    for (let i = 0; i < length; i++) out[i] = i === position ? value : trust<T>(this[i]);
    return out;
  }

  /** ECMA-262 23.1.3.40: the same function as `values`. */
  [Symbol.iterator](this: T[]): ArrayIterator<T, T> {
    return new ArrayIterator<T, T>(this, ITERATE_VALUES);
  }
}

function foldFrom<T, U>(
  array: T[],
  callback: (sum: U, value: T, index: number, array: T[]) => U,
  initial: U,
  start: number,
): U {
  const length = lengthOfArrayLike(array);
  requireCallable(callback);
  let sum = initial;
  for (let i = start; i < length; i++) {
    const value = trust<T>(array[i]);
    if (value === undefined && !(i in array)) continue;
    sum = callback(sum, value, i, array);
  }
  return sum;
}

function foldWithoutInitial<T, U>(
  array: T[],
  callback: (sum: U, value: T, index: number, array: T[]) => U,
): U {
  const length = lengthOfArrayLike(array);
  requireCallable(callback);
  let first = 0;
  while (first < length && array[first] === undefined && !(first in array)) first++;
  if (first >= length) throw new TypeError('Reduce of empty array with no initial value');
  return foldFrom(array, callback, trust<U>(array[first]), first + 1);
}
