/**
 * Hashing and equality of keys by SameValueZero (ECMA-262 7.2.11). A heap object's hash is its address, which never
 * changes; a string's is kept in the string; a number's comes from its bits. Replaced in tests under Node.
 */

import { addressOf, trust, type u64, wordOf } from '../../unsafe.ts';
import { compactDense } from '../core/objects/dense.ts';
import { hashOf } from '../core/strings/primitives.ts';

/** A hash from 0 to 2^31 - 1; equal keys have equal hashes. */
export function hashOfKey(key: unknown): number {
  if (typeof key === 'string') return hashOf(key) & 0x7fffffff;
  if (typeof key === 'bigint') return hashOf(key.toString()) & 0x7fffffff;
  if (typeof key === 'number' && key === 0) return 0;
  const word: u64 = typeof key === 'object' || typeof key === 'function' ? identityOf(key) : wordOf(key);
  const mixed: u64 = (word ^ (word >> 32)) * 0x9e3779b1;
  return ((mixed >> 16) & 0x7fffffff) as number;
}

/** An object's address; null has its word. */
function identityOf(key: unknown): u64 {
  return key === null ? wordOf(null) : addressOf(trust<object>(key));
}

/** Removes the elements of an array without holes at these indices, which ascend. */
export function dropElements(array: object, indices: readonly number[]): void {
  if (indices.length > 0) compactDense(addressOf(array), addressOf(indices));
}

/** SameValueZero. */
export function isSameKey(a: unknown, b: unknown): boolean {
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  return a === b || (a !== a && b !== b);
}
