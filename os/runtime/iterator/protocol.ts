/** Steps of the iterator protocol for code that drives an iterator by hand (ECMA-262 7.4). */

import { trust } from '../../unsafe.ts';
import { invoke } from '../core/calls.ts';

/** IteratorStep: the result object, which must be an object. */
export function stepOf<T>(source: Iterator<T>): IteratorResult<T, undefined> {
  const result: unknown = source.next();
  if (typeof result !== 'object' || result === null) {
    throw new TypeError(`Iterator result ${String(result)} is not an object`);
  }
  return trust<IteratorResult<T, undefined>>(result);
}

/** IteratorClose on a normal completion: calls `return()` if there is one. */
export function closeIterator(source: Iterator<unknown>): void {
  const close: unknown = source.return;
  if (close !== undefined && close !== null) invoke(close, source);
}
