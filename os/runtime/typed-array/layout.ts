/** The native fields of typed arrays (layout/objects.ts), and what follows from an element type. */

import {
  KIND_TYPED_ARRAY,
  SHAPE_KIND,
  TYPED_ADDRESS,
  TYPED_BIGINT64,
  TYPED_BIGUINT64,
  TYPED_BUFFER,
  TYPED_FLOAT64,
  TYPED_LENGTH,
  TYPED_OFFSET,
  TYPED_TYPE,
  TYPED_UINT8_CLAMPED,
  TYPED_UINT16,
} from '../../../toolchain/compiler/layout/objects.ts';
import { TYPED_NAMES } from '../../../toolchain/compiler/layout/typed-names.ts';
import { HEADER_SHAPE } from '../../../toolchain/compiler/layout/values.ts';
import {
  addressOf,
  load32,
  load64,
  objectAt,
  store32,
  store64,
  trust,
  typedConstructorOf,
  type u32,
  type usize,
  wordOf,
} from '../../unsafe.ts';
import { bytesOf } from './array-buffer.ts';

/** ECMA-262's [[TypedArrayName]], which a subclass has from the class of the language that it extends. */
export function typedArrayName(array: object): string {
  return TYPED_NAMES[typeOf(array)] ?? '';
}

/** The name of a typed array's class. */
export function classNameOf(array: object): string {
  return trust<{ readonly name: string }>(typedConstructorOf(array)).name;
}

/** Is the value laid out as a typed array? */
export function isTypedArray(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const shape: usize = load32(addressOf(value) + HEADER_SHAPE);
  return load32(shape + SHAPE_KIND) === KIND_TYPED_ARRAY;
}

/** Bytes an element of a type TYPED_*, as a power of two. */
export function shiftOf(type: u32): u32 {
  if (type <= TYPED_UINT8_CLAMPED) return 0;
  if (type <= TYPED_UINT16) return 1;
  return type < TYPED_FLOAT64 ? 2 : 3;
}

/** Are the elements BigInts? */
export function holdsBigInts(type: u32): boolean {
  return type === TYPED_BIGINT64 || type === TYPED_BIGUINT64;
}

/** TYPED_* of a typed array. */
export function typeOf(array: object): u32 {
  return load32(addressOf(array) + TYPED_TYPE);
}

/** Its length in elements. */
export function elementCount(array: object): number {
  const count: u32 = load32(addressOf(array) + TYPED_LENGTH);
  return count;
}

/** The address of its first element. */
export function elementsOf(array: object): usize {
  return load64(addressOf(array) + TYPED_ADDRESS);
}

/** Where in its buffer it begins, in bytes. */
export function offsetOf(array: object): number {
  const offset: u32 = load32(addressOf(array) + TYPED_OFFSET);
  return offset;
}

/** Its ArrayBuffer. */
export function bufferOf(array: object): ArrayBuffer {
  return objectAt<ArrayBuffer>(load64(addressOf(array) + TYPED_BUFFER));
}

/** Points a new typed array at `length` elements of a buffer. Bounds are the caller's to check. */
export function attach(array: object, buffer: ArrayBuffer, offsetBytes: number, length: number): void {
  const address: usize = addressOf(array);
  store64(address + TYPED_BUFFER, wordOf(buffer));
  store64(address + TYPED_ADDRESS, bytesOf(buffer) + offsetBytes);
  store32(address + TYPED_LENGTH, length);
  store32(address + TYPED_OFFSET, offsetBytes);
}
