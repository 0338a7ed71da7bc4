/** Iterator results: one literal, so that they all share a shape (ECMA-262 7.4.15 CreateIterResultObject). */
import { trust } from '../../unsafe.ts';

/** `{ value, done }`. */
export function iteratorResult<T>(value: T | undefined, done: boolean): IteratorResult<T, undefined> {
  return trust<IteratorResult<T, undefined>>({ value, done });
}
