/** Finding a byte in a typed array of bytes, eight at a time. */
import { TYPED_INT8 } from '../../../toolchain/compiler/layout/objects.ts';
import { type i32, i32OfDouble, type usize } from '../../unsafe.ts';
import { indexOfByte } from '../core/strings/words.ts';
import { elementCount, elementsOf, typeOf } from './layout.ts';

/** The first index from `from` on, below `length`, of an array of bytes at which a number stands, or -1. */
export function indexOfElement(array: object, element: number, from: number, length: number): number {
  const whole: i32 = i32OfDouble(element);
  const least: i32 = typeOf(array) === TYPED_INT8 ? -128 : 0;
  if ((whole as number) !== element || whole < least || whole > least + 255) return -1;
  // Finding out where to begin may have run code that took the buffer away.
  const end: usize = Math.min(length, elementCount(array)) as usize;
  const found: usize = indexOfByte(elementsOf(array), from as usize, end, (whole & 255) as usize);
  if (found >= end) return -1;
  return found as number;
}
