/**
 * Array iterators (ECMA-262 23.1.5), written out by hand: what `values`, `keys`, `entries` of arrays and typed arrays
 * return. The length is read again at each step, so that an array may grow while it is iterated.
 */
import { trust } from '../../unsafe.ts';
import { IteratorGlobal } from '../iterator/iterator.ts';
import { iteratorResult } from '../iterator/result.ts';
import { lengthOfArrayLike } from './indices.ts';

export const ITERATE_VALUES = 0;
export const ITERATE_KEYS = 1;
export const ITERATE_ENTRIES = 2;

export class ArrayIterator<T, R> extends IteratorGlobal<R> {
  /** Undefined once the iterator is exhausted: it stays so, even when the array grows. */
  #array: ArrayLike<T> | undefined;
  #index = 0;
  readonly #mode: number;

  constructor(array: ArrayLike<T>, mode: number) {
    super();
    if (array === undefined || array === null)
      throw new TypeError('Cannot convert undefined or null to object');
    this.#array = array;
    this.#mode = mode;
  }

  next(): IteratorResult<R, undefined> {
    const array = this.#array;
    if (array === undefined) return iteratorResult<R>(undefined, true);
    const index = this.#index;
    if (index >= lengthOfArrayLike(array)) {
      this.#array = undefined;
      return iteratorResult<R>(undefined, true);
    }
    this.#index = index + 1;
    if (this.#mode === ITERATE_VALUES) return iteratorResult<R>(trust<R>(array[index]), false);
    if (this.#mode === ITERATE_KEYS) return iteratorResult<R>(trust<R>(index), false);
    return iteratorResult<R>(trust<R>([index, array[index]]), false);
  }

  override get [Symbol.toStringTag](): string {
    return 'Array Iterator';
  }
}
