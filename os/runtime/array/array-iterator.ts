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
  /** Of the element that was reached. */
  #index = -1;
  readonly #mode: number;

  constructor(array: ArrayLike<T>, mode: number) {
    super();
    if (array === undefined || array === null)
      throw new TypeError('Cannot convert undefined or null to object');
    this.#array = array;
    this.#mode = mode;
  }

  next(): IteratorResult<R, undefined> {
    return this.$advance() ? iteratorResult<R>(this.$taken(), false) : iteratorResult<R>(undefined, true);
  }

  $advance(): boolean {
    const array = this.#array;
    if (array === undefined) return false;
    const index = this.#index + 1;
    this.#index = index;
    if (index < lengthOfArrayLike(array)) return true;
    this.#array = undefined;
    return false;
  }

  $taken(): R {
    const array = trust<ArrayLike<T>>(this.#array);
    const index = this.#index;
    if (this.#mode === ITERATE_VALUES) return trust<R>(array[index]);
    if (this.#mode === ITERATE_KEYS) return trust<R>(index);
    return trust<R>([index, array[index]]);
  }

  override get [Symbol.toStringTag](): string {
    return 'Array Iterator';
  }
}
