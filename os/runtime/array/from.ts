/** Array.from (ECMA-262 23.1.2.1). */

import { trust } from '../../unsafe.ts';
import { invoke } from '../core/calls.ts';
import { requireCallable } from './callbacks.ts';
import { lengthOfArrayLike } from './indices.ts';
import { createFrom } from './species.ts';

/** Copies an iterable, or else whatever has a length, into a new array, each element through `map` when it is given. */
export function fromIterableOrArrayLike<S, U>(
  constructor: unknown,
  source: Iterable<S> | ArrayLike<S>,
  map: unknown,
  thisArg: unknown,
): U[] {
  if (map !== undefined) requireCallable(map);
  if (source === undefined || source === null) {
    throw new TypeError(`${source} is not iterable`);
  }
  const iterate: unknown = trust<{ readonly [Symbol.iterator]?: unknown } | string>(source)[Symbol.iterator];
  if (iterate === undefined || iterate === null) {
    return fromArrayLike<S, U>(constructor, trust<ArrayLike<S>>(source), map, thisArg);
  }
  const out = createFrom<U>(constructor, undefined);
  let count = 0;
  if (map === undefined) {
    for (const value of trust<Iterable<unknown> | string>(source)) out[count++] = trust<U>(value);
  } else {
    const each = trust<(value: S, index: number) => U>(map);
    for (const item of trust<Iterable<unknown> | string>(source)) {
      const value = trust<S>(item);
      out[count] = thisArg === undefined ? each(value, count) : trust<U>(invoke(each, thisArg, value, count));
      count++;
    }
  }
  out.length = count;
  return out;
}

function fromArrayLike<S, U>(
  constructor: unknown,
  source: ArrayLike<S>,
  map: unknown,
  thisArg: unknown,
): U[] {
  const length = lengthOfArrayLike(source);
  const out = createFrom<U>(constructor, length);
  if (map === undefined) {
    for (let i = 0; i < length; i++) out[i] = trust<U>(source[i]);
  } else {
    const each = trust<(value: S, index: number) => U>(map);
    for (let i = 0; i < length; i++) {
      const value = trust<S>(source[i]);
      out[i] = thisArg === undefined ? each(value, i) : trust<U>(invoke(each, thisArg, value, i));
    }
  }
  out.length = length;
  return out;
}
