/** One element again and again: what `fill` does once the first is stored. */
import {
  ARRAY_LENGTH,
  KIND_ARRAY,
  OBJECT_FLAGS,
  OBJECT_FROZEN,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { addressOf, load32, load64, store32, store64, type u32, type usize } from '../../../unsafe.ts';
import { isPointer, kindOf } from '../values.ts';
import { elementBytes, elementsStart, keepElements } from './front.ts';

/**
 * Copies the element at `from` over those behind it, up to `to`; false where there is more to it: what is no array, elements beyond its end, a frozen
 * one. The array's kind of elements has that of the first already.
 */
export function repeatElement(value: unknown, from: u32, to: u32): boolean {
  if (!isPointer(value) || kindOf(value) !== KIND_ARRAY) return false;
  const array: usize = addressOf(value);
  if (from >= to || to > load32(array + ARRAY_LENGTH)) return false;
  if ((load32(array + OBJECT_FLAGS) & OBJECT_FROZEN) !== 0) return false;
  const size: usize = elementBytes(array);
  const first: usize = elementsStart(array) + (from as usize) * size;
  const end: usize = elementsStart(array) + (to as usize) * size;
  keepElements(array, first, end);
  if (size === 4) {
    const bits: u32 = load32(first);
    for (let at: usize = first + 4; at < end; at += 4) store32(at, bits);
  } else {
    const word = load64(first);
    for (let at: usize = first + 8; at < end; at += 8) store64(at, word);
  }
  return true;
}
