/** Searching in arrays by equality (ECMA-262 7.2.10, 7.2.14). */
import { integerOf, lengthOfArrayLike } from './indices.ts';

/** SameValueZero: `===`, but NaN equals itself (ECMA-262 7.2.11). */
export function sameValueZero(a: unknown, b: unknown): boolean {
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  return a === b || (a !== a && b !== b);
}

/** indexOf for `undefined`, which a hole isn't. */
export function indexOfGeneric(
  array: ArrayLike<unknown>,
  element: unknown,
  from: number,
  length: number,
): number {
  for (let i = from; i < length; i++) if (array[i] === element && i in array) return i;
  return -1;
}

/** ECMA-262 23.1.3.20 with the start index given; -1 means the whole array. */
export function lastIndexOfFrom(array: ArrayLike<unknown>, element: unknown, start: unknown): number {
  const length = lengthOfArrayLike(array);
  const relative = integerOf(start);
  let i = relative < 0 ? length + relative : relative < length ? relative : length - 1;
  for (; i >= 0; i--) if (array[i] === element && (element !== undefined || i in array)) return i;
  return -1;
}
