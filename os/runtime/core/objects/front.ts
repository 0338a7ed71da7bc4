/**
 * The front of arrays: elements are taken away there, and added, without moving the others (layout/objects.ts draws it). What is left free before
 * the first element is room that an array needs no words for: it is found again from the cell that the storage lies in.
 *
 * Each step here costs a constant, or moves elements after at least half as many steps that didn't. Nothing here runs the program's code.
 */

import {
  ARRAY_ELEMENT_KIND,
  ARRAY_FRONT,
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  ELEMENTS_BOXED,
  ELEMENTS_BYTE,
  ELEMENTS_I32,
  FRONT_GROWS,
  FRONT_MARK,
  FRONT_MOVED,
  RAW_BYTES,
  RAW_SIZE,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { beforeMove, beforeReplacing, isMarking } from '../../../memory/barrier.ts';
import { isFollowed } from '../../../memory/blocks.ts';
import { objectAround } from '../../../memory/mark.ts';
import {
  copyMemory,
  fillMemory,
  load8,
  load32,
  load64,
  moveMemory,
  store8,
  store32,
  store64,
  type u8,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { fillHoles, makeRaw, makeStorage } from './storage.ts';

/** So many elements are moved: that is as quick, and leaves nothing behind. */
const MOVED_MAX: usize = 16;
/** Elements that are moved at once while a marking goes on that hasn't seen them. */
const MARKED_MAX: usize = 256;
/** An array that is so many times smaller than the room before it gets another storage. */
const SPARSE: usize = 4;

/** Elements that the storage has room for, from the first on. */
export function capacityOf(array: usize): usize {
  const storage: usize = load64(array + ARRAY_STORAGE);
  if (storage === 0) return 0;
  if (isBoxed(array)) return load32(storage + STORAGE_CAPACITY);
  return load64(storage + RAW_SIZE) / elementBytes(array);
}

/** Where the first element is. */
export function elementsStart(array: usize): usize {
  return load64(array + ARRAY_STORAGE) + (isBoxed(array) ? STORAGE_WORDS : RAW_BYTES);
}

/** The size of an element. */
export function elementBytes(array: usize): usize {
  return bytesOf(load8(array + ARRAY_ELEMENT_KIND));
}

/** The size of an element of a kind. */
export function bytesOf(kind: u32): usize {
  if (kind === ELEMENTS_BYTE) return 1;
  return kind === ELEMENTS_I32 ? 4 : 8;
}

/** To be called before the elements from one place to another are moved or overwritten. */
export function keepElements(array: usize, from: usize, to: usize): void {
  if (isBoxed(array) && isMarking()) beforeMove(cellOf(array), from, to);
}

/** Gives an array another storage, which may be 0; it begins a cell. */
export function replaceStorage(array: usize, storage: usize): void {
  beforeReplacing(array);
  store64(array + ARRAY_STORAGE, storage);
  setMoved(array, false);
}

/** Takes `count` elements away at the front, of at least so many. */
export function dropFirst(array: usize, count: usize): void {
  const left: usize = load32(array + ARRAY_LENGTH) - count;
  const start: usize = elementsStart(array);
  const size: usize = elementBytes(array);
  if (left > MOVED_MAX) {
    keepElements(array, start, start + count * 8);
    if (isBoxed(array)) fillMemory(start, 0, count * 8);
    moveStart(array, load64(array + ARRAY_STORAGE) + count * size, capacityOf(array) - count);
    store32(array + ARRAY_LENGTH, left);
    if ((left & (left - 1)) === 0 && freeBefore(array) / SPARSE > left) rebuild(array, 0, left + left / 2);
    return;
  }
  keepElements(array, start, start + (left + count) * 8);
  moveMemory(start, start + count * size, left * size);
  if (isBoxed(array)) fillMemory(start + left * 8, 0, count * 8);
  store32(array + ARRAY_LENGTH, left);
  if (left === 0 && isMoved(array)) moveStart(array, cellOf(array), freeBefore(array) + capacityOf(array));
}

/** Adds `count` holes at the front (of int32s, which have none, zeros); for who knows that the array may become so long. */
export function addFirst(array: usize, count: usize): void {
  const length: usize = load32(array + ARRAY_LENGTH);
  const size: usize = elementBytes(array);
  if (freeBefore(array) >= count) {
    moveStart(array, load64(array + ARRAY_STORAGE) - count * size, capacityOf(array) + count);
  } else if (length <= MOVED_MAX && capacityOf(array) >= length + count) {
    const start: usize = elementsStart(array);
    keepElements(array, start, start + length * 8);
    moveMemory(start + count * size, start, length * size);
  } else {
    const more: usize = length / 2;
    const spare: usize = capacityOf(array) - length;
    rebuild(array, count + more, length + (spare < more ? spare : more));
    store8(array + ARRAY_FRONT, load8(array + ARRAY_FRONT) | FRONT_GROWS);
    moveStart(array, load64(array + ARRAY_STORAGE) - count * size, capacityOf(array) + count);
  }
  store32(array + ARRAY_LENGTH, length + count);
  fillHoles(load8(array + ARRAY_ELEMENT_KIND), elementsStart(array), count);
}

/** Makes room for `count` elements in the storage that an array has, if it has enough before the first one. */
export function useFront(array: usize, count: usize): boolean {
  if (!isMoved(array)) return false;
  const length: usize = load32(array + ARRAY_LENGTH);
  const free: usize = freeBefore(array);
  const capacity: usize = free + capacityOf(array);
  if (free < length / 2 || capacity < count) return false;
  const cell: usize = cellOf(array);
  const start: usize = elementsStart(array);
  if (isBoxed(array) && isMarking() && length > MARKED_MAX && !isFollowed(cell)) return false;
  keepElements(array, start, start + length * 8);
  const size: usize = elementBytes(array);
  moveMemory(start - free * size, start, length * size);
  if (isBoxed(array)) fillMemory(start + (length - free) * 8, 0, free * 8);
  moveStart(array, cell, capacity);
  return true;
}

/** Gives an array a storage with room for `free` elements before the first and for `capacity` from it on, at least its length. */
export function rebuild(array: usize, free: usize, capacity: usize): void {
  const size: usize = elementBytes(array);
  const storage: usize = isBoxed(array) ? makeStorage(free + capacity) : makeRaw((free + capacity) * size);
  const old: usize = load64(array + ARRAY_STORAGE);
  const header: usize = isBoxed(array) ? STORAGE_WORDS : RAW_BYTES;
  const length: usize = load32(array + ARRAY_LENGTH);
  if (old !== 0) copyMemory(storage + header + free * size, old + header, length * size);
  replaceStorage(array, storage);
  if (free !== 0) moveStart(array, storage + free * size, capacity);
}

/** Room that is to be left at the front when an array gets another storage: of one that grows there. */
export function roomToLeave(array: usize): usize {
  if ((load8(array + ARRAY_FRONT) & FRONT_GROWS) === 0) return 0;
  const half: usize = load32(array + ARRAY_LENGTH) / 2;
  const free: usize = freeBefore(array);
  return free < half ? free : half;
}

function isBoxed(array: usize): boolean {
  return load8(array + ARRAY_ELEMENT_KIND) === ELEMENTS_BOXED;
}

function isMoved(array: usize): boolean {
  return (load8(array + ARRAY_FRONT) & FRONT_MOVED) !== 0;
}

function setMoved(array: usize, moved: boolean): void {
  const front: u8 = load8(array + ARRAY_FRONT);
  store8(array + ARRAY_FRONT, moved ? front | FRONT_MOVED : front & FRONT_GROWS);
}

/** The cell that an array's storage lies in. */
function cellOf(array: usize): usize {
  const storage: usize = load64(array + ARRAY_STORAGE);
  return isMoved(array) ? objectAround(storage) : storage;
}

/** How many elements there is room for before the first one. */
function freeBefore(array: usize): usize {
  return isMoved(array) ? (load64(array + ARRAY_STORAGE) - cellOf(array)) / elementBytes(array) : 0;
}

/** Has an array's elements begin at another place of its cell, from which on there is room for `capacity`. */
function moveStart(array: usize, storage: usize, capacity: usize): void {
  const cell: usize = cellOf(array);
  if (!isBoxed(array)) {
    store64(storage + RAW_SIZE, capacity * elementBytes(array));
  } else if (storage !== cell) {
    // At the start of the cell there is all that it has room for.
    const room: u64 = capacity;
    store64(storage, (room << 32) + FRONT_MARK);
  }
  store64(array + ARRAY_STORAGE, storage);
  setMoved(array, storage !== cell);
}
