/** The constructors of typed arrays (ECMA-262 23.2.5.1): from a length, a buffer, another typed array, or a list. */
import { type i32, i32OfDouble, trust, type u32 } from '../../unsafe.ts';
import { lengthOfArrayLike } from '../array/indices.ts';
import { byteLengthOf, isArrayBuffer, toIndex } from './array-buffer.ts';
import { copyElements } from './copy.ts';
import { attach, classNameOf, elementCount, isTypedArray, shiftOf, typeOf } from './layout.ts';

/** Fills in a newly allocated typed array from the constructor's arguments. */
export function initializeTypedArray(
  array: object,
  source: unknown,
  byteOffset: unknown,
  length: unknown,
): void {
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') {
    allocateElements(array, toIndex(source, 'Invalid typed array length: ', ''));
  } else if (isArrayBuffer(source)) viewBuffer(array, source, byteOffset, length);
  else if (isTypedArray(source)) {
    allocateElements(array, elementCount(source));
    copyElements(array, 0, source);
  } else fromList(array, source);
}

/** Gives an array a new zeroed buffer of its own. */
export function allocateElements(array: object, length: number): void {
  if (length > 4294967295) throw new RangeError(`Invalid typed array length: ${length}`);
  attach(array, new ArrayBuffer(length * (1 << shiftOf(typeOf(array)))), 0, length);
}

function viewBuffer(array: object, buffer: ArrayBuffer, byteOffset: unknown, length: unknown): void {
  if (
    typeof byteOffset === 'number' &&
    typeof length === 'number' &&
    viewWithin(array, buffer, byteOffset, length)
  )
    return;
  const size = 1 << shiftOf(typeOf(array));
  const offset = toIndex(byteOffset, 'Start offset ', ' is outside the bounds of the buffer');
  if ((offset & (size - 1)) !== 0)
    throw new RangeError(`start offset of ${classNameOf(array)} should be a multiple of ${size}`);
  const wanted = length === undefined ? -1 : toIndex(length, 'Invalid typed array length: ', '');
  const available = byteLengthOf(buffer);
  if (available < 0) throw new TypeError('Cannot perform Construct on a detached ArrayBuffer');
  if (wanted < 0) {
    if ((available & (size - 1)) !== 0)
      throw new RangeError(`byte length of ${classNameOf(array)} should be a multiple of ${size}`);
    if (offset > available)
      throw new RangeError(`Start offset ${offset} is outside the bounds of the buffer`);
    attach(array, buffer, offset, (available - offset) / size);
    return;
  }
  if (offset + wanted * size > available) throw new RangeError(`Invalid typed array length: ${wanted}`);
  attach(array, buffer, offset, wanted);
}

/** The usual case of viewBuffer, two integers within the buffer; false when it isn't that. */
function viewWithin(array: object, buffer: ArrayBuffer, byteOffset: number, length: number): boolean {
  const shift: u32 = shiftOf(typeOf(array));
  const offset: i32 = i32OfDouble(byteOffset);
  const count: i32 = i32OfDouble(length);
  const available: i32 = i32OfDouble(byteLengthOf(buffer));
  if ((offset as number) !== byteOffset || (count as number) !== length || offset < 0 || count < 0)
    return false;
  if (offset > available || count > (available - offset) >> shift || (offset >> shift) << shift !== offset)
    return false;
  attach(array, buffer, byteOffset, length);
  return true;
}

/** From an iterable, or else whatever has a length. */
function fromList(array: object, source: object): void {
  const iterate: unknown = trust<Iterable<unknown>>(source)[Symbol.iterator];
  let values = trust<ArrayLike<unknown>>(source);
  if (iterate !== undefined && iterate !== null && !Array.isArray(source)) {
    const list: unknown[] = [];
    for (const value of trust<Iterable<unknown>>(source)) list.push(value);
    values = list;
  }
  const length = lengthOfArrayLike(values);
  allocateElements(array, length);
  const target = trust<unknown[]>(array);
  for (let i = 0; i < length; i++) target[i] = values[i];
}
