/**
 * Hashing and equality of keys by SameValueZero (ECMA-262 7.2.11). A heap object's hash is made of its address, which never changes; a
 * string's is kept in the string; a number's comes from its value. Each place that asks has a function of its own for its type of keys, and
 * keys escape nowhere: their addresses are only mixed. Replaced in tests under Node.
 */

import { addressOf, bitsOfDouble, type i32, i32OfDouble, type u32, type u64 } from '../../unsafe.ts';
import { compactDense } from '../core/objects/dense.ts';
import { hashOf } from '../core/strings/primitives.ts';

/** A hash, never 0; equal keys have equal hashes. */
export function hashOfKey<K>(key: K): u32 {
  if (typeof key === 'string') return hashOf(key);
  if (typeof key === 'number') return hashOfNumber(key);
  if (typeof key === 'bigint') return hashOf(key.toString());
  return mixed(addressOf(key));
}

/** Integers by their value, so that -0 is 0; others by their bits. */
function hashOfNumber(value: number): u32 {
  const whole: i32 = i32OfDouble(value);
  return (whole as number) === value ? mixed(whole) : mixed(bitsOfDouble(value));
}

/** The upper half of a product with 2^64 divided by the golden ratio: all bits of the word count (Knuth, TAOCP 3, 6.4). */
function mixed(word: u64): u32 {
  const product: u64 = (word ^ (word >> 29)) * (0x9e37_79b9 * 0x1_0000_0000 + 0x7f4a_7c15);
  const hash: u32 = product >> 32;
  return hash === 0 ? 1 : hash;
}

/** Removes the elements of an array without holes at these indices, which ascend. */
export function dropElements(array: object, indices: readonly number[]): void {
  if (indices.length > 0) compactDense(addressOf(array), addressOf(indices));
}

/** SameValueZero. */
export function isSameKey<K>(a: K, b: K): boolean {
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  return a === b || (a !== a && b !== b);
}
