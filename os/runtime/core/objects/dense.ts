/**
 * What the methods of arrays do to arrays that the compiler doesn't follow (`isAnyArray`), on their storage as a whole. Holes stay
 * holes; where one is read, the prototypes have their say.
 */
import {
  ARRAY_ELEMENT_KIND,
  ARRAY_LENGTH,
  ELEMENTS_BOXED,
  KIND_ARRAY,
  OBJECT_FLAGS,
  SHAPE_ARGUMENTS,
  SHAPE_FLAGS,
  SHAPE_KIND,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE } from '../../../../toolchain/compiler/layout/values.ts';
import { replaceWord } from '../../../memory/barrier.ts';
import {
  fillMemory,
  load8,
  load32,
  load64,
  moveMemory,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { isPointer, numberOf } from '../values.ts';
import { elementOrHole, LENGTH_MAX, storeElement } from './elements.ts';
import { addFirst, dropFirst, elementBytes, elementsStart, keepElements } from './front.ts';
import { getElement, mayHaveIndices } from './properties.ts';
import { prototypeWord } from './prototype.ts';

/**
 * Is the value laid out as an array, and neither frozen nor sealed, nor an `arguments` object? Nor may its prototypes have accessors for
 * indices.
 */
export function isDenseArray(value: unknown): boolean {
  if (!isPointer(value)) return false;
  const address: usize = wordOf(value);
  const shape: usize = load32(address);
  return (
    load32(shape + SHAPE_KIND) === KIND_ARRAY &&
    (load32(shape + SHAPE_FLAGS) & SHAPE_ARGUMENTS) === 0 &&
    load32(address + OBJECT_FLAGS) === 0 &&
    !mayHaveIndices(prototypeWord(value))
  );
}

/** Appends an element. The new length. */
export function appendDense(array: unknown, item: unknown): number {
  const address: usize = wordOf(array);
  const length: u32 = load32(address + ARRAY_LENGTH);
  storeElement(address, length, wordOf(item));
  return (length + 1) as number;
}

/** Appends the elements of another array that has no holes. The new length. */
export function appendAllDense(array: unknown, items: unknown): number {
  const address: usize = wordOf(array);
  const from: usize = wordOf(items);
  const count: usize = load32(from + ARRAY_LENGTH);
  for (let i: usize = 0; i < count; i++)
    storeElement(address, load32(address + ARRAY_LENGTH), elementOrHole(from, i));
  return load32(address + ARRAY_LENGTH) as number;
}

/** Takes the last element away; undefined when there is none. */
export function popDense(array: unknown): unknown {
  const address: usize = wordOf(array);
  const length: u32 = load32(address + ARRAY_LENGTH);
  if (length === 0) return undefined;
  const last: unknown = elementAt(array, length - 1);
  shorten(address, length - 1);
  return last;
}

/** Takes the first element away; undefined when there is none. */
export function shiftDense(array: unknown): unknown {
  const address: usize = wordOf(array);
  const length: u32 = load32(address + ARRAY_LENGTH);
  if (length === 0) return undefined;
  const first: unknown = elementAt(array, 0);
  dropFirst(address, 1);
  return first;
}

/** Takes `count` elements away at the front, of at least so many, if the value is a dense array; else false. */
export function removeFromFront(value: unknown, count: number): boolean {
  if (!isDenseArray(value)) return false;
  dropFirst(wordOf(value), count as usize);
  return true;
}

/** Adds `count` elements at the front, which the caller writes at once, if the value is a dense array that may have so many; else false. */
export function addToFront(value: unknown, count: number): boolean {
  if (!isDenseArray(value) || load32(wordOf(value) + ARRAY_LENGTH) + (count as usize) > LENGTH_MAX)
    return false;
  addFirst(wordOf(value), count as usize);
  return true;
}

/** Removes the elements at the indices that another array has, which ascend. */
export function compactDense(array: usize, indices: usize): void {
  const length: usize = load32(array + ARRAY_LENGTH);
  const count: usize = load32(indices + ARRAY_LENGTH);
  const start: usize = elementsStart(array);
  const size: usize = elementBytes(array);
  keepElements(array, start, start + length * 8);
  for (let i: usize = 0; i < count; i++) {
    const from: usize = indexAt(indices, i) + 1;
    const to: usize = i + 1 < count ? indexAt(indices, i + 1) : length;
    moveMemory(start + (from - i - 1) * size, start + from * size, (to - from) * size);
  }
  for (let i: usize = 0; i < count; i++) shorten(array, load32(array + ARRAY_LENGTH) - 1);
}

function indexAt(indices: usize, place: usize): usize {
  return numberOf(valueOfWord<unknown>(elementOrHole(indices, place))) as usize;
}

function elementAt(array: unknown, index: u32): unknown {
  const word: u64 = elementOrHole(wordOf(array), index);
  return word === WORD_HOLE ? getElement(array, index as number) : valueOfWord<unknown>(word);
}

/** Forgets the last element. */
function shorten(address: usize, length: u32): void {
  if (load8(address + ARRAY_ELEMENT_KIND) === ELEMENTS_BOXED)
    replaceWord(elementsStart(address) + length * 8, 0);
  store32(address + ARRAY_LENGTH, length);
}

/**
 * Copies the element at `from` of a dense array, which was stored just now, over those behind it up to `to`; false where the array has become
 * shorter.
 */
export function repeatElement(array: unknown, from: u32, to: u32): boolean {
  const address: usize = wordOf(array);
  if (from >= to || to > load32(address + ARRAY_LENGTH)) return false;
  const size: usize = elementBytes(address);
  const first: usize = elementsStart(address) + (from as usize) * size;
  const end: usize = elementsStart(address) + (to as usize) * size;
  keepElements(address, first, end);
  if (size === 1) {
    fillMemory(first, load8(first), end - first);
  } else if (size === 4) {
    const bits: u32 = load32(first);
    for (let at: usize = first + 4; at < end; at += 4) store32(at, bits);
  } else {
    const word: u64 = load64(first);
    for (let at: usize = first + 8; at < end; at += 8) store64(at, word);
  }
  return true;
}
