/**
 * Lengths and relative indices, as the methods of arrays, typed arrays and strings take them.
 * The quick path of each is a number.
 */

import { truncate } from '../../unsafe.ts';
import { toIntegerOrInfinity, toLength } from '../core/conversion.ts';

/** The length of anything that has one: an array's at no cost, else ToLength of the property (ECMA-262 7.3.18). */
export function lengthOfArrayLike(value: ArrayLike<unknown>): number {
  return Array.isArray(value) ? value.length : toLength(value.length);
}

/** An optional relative start index, clamped to 0 … length: negative counts from the end (ECMA-262 23.1.3.28 steps 3–6). */
export function relativeStart(start: unknown, length: number): number {
  const relative = integerOf(start);
  if (relative < 0) return relative + length > 0 ? relative + length : 0;
  return relative < length ? relative : length;
}

/** As relativeStart, for an end that defaults to `length`. */
export function relativeEnd(end: unknown, length: number): number {
  return end === undefined ? length : relativeStart(end, length);
}

/** ToIntegerOrInfinity, that of numbers in place (ECMA-262 7.1.5). */
export function integerOf(value: unknown): number {
  if (typeof value !== 'number') return toIntegerOrInfinity(value);
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  return value === value ? truncate(value) + 0 : 0;
}

/** ToLength(undefined or a number) is at most 2^53 - 1; methods that grow an array refuse to pass it. */
export const MAX_SAFE_LENGTH = 9007199254740991;
