/**
 * Elements of arrays: dense storage of boxed words, doubles, int32s, or bytes of booleans (layout/objects.ts). An array's kind of elements
 * widens when a value doesn't fit (int32 → double → boxed, byte → boxed) unless the compiler fixed it by proof. A hole is a word, the low
 * byte of that word, or a NaN of its own; int32 elements have none. The length never exceeds the storage's capacity: there are no sparse
 * arrays, and one that memory can't hold is a RangeError.
 */

import {
  ARRAY_BYTES,
  ARRAY_ELEMENT_KIND,
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  BYTE_WORD_MAX,
  ELEMENTS_BOXED,
  ELEMENTS_BYTE,
  ELEMENTS_F64,
  ELEMENTS_I32,
  KIND_ARRAY,
  RAW_BYTES,
  SHAPE_FIXED_ELEMENTS,
  SHAPE_FLAGS,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
} from '../../../../toolchain/compiler/layout/objects.ts';
import {
  DOUBLE_OFFSET,
  HOLE_NAN_HIGH,
  UNDEFINED_NAN_HIGH,
  WORD_HOLE,
  WORD_UNDEFINED,
} from '../../../../toolchain/compiler/layout/values.ts';
import { panic } from '../../../machine/panic.ts';
import { replaceWord } from '../../../memory/barrier.ts';
import { allocate, kindShape } from '../../../memory/heap.ts';
import {
  addressOf,
  bitsOfDouble,
  fillMemory,
  type i32,
  i32OfDouble,
  load8,
  load32,
  load64,
  loadF64,
  objectAt,
  store8,
  store32,
  store64,
  storeF64,
  type u8,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { throwRangeError } from '../errors.ts';
import { toInt32 } from '../numbers/integers.ts';
import {
  bytesOf,
  capacityOf,
  elementBytes,
  elementsStart,
  keepElements,
  rebuild,
  replaceStorage,
  roomToLeave,
  useFront,
} from './front.ts';
import { fillHoles, makeRaw, makeStorage, makeUnclearedRaw, makeUnclearedStorage } from './storage.ts';

/** A dense array's length is at most this. */
export const LENGTH_MAX: u32 = 0x7fff_ffff;
const CAPACITY_MIN: usize = 4;

/** A new array of `length` holes, with room for `capacity` elements, of a kind of elements ELEMENTS_*. */
export function makeArray(kind: u32, length: u32, capacity: usize): usize {
  const array: usize = allocate(ARRAY_BYTES, kindShape(KIND_ARRAY));
  store32(array + ARRAY_ELEMENT_KIND, kind);
  if (capacity !== 0) reserve(array, capacity, true);
  if (length !== 0) setLength(array, length);
  return array;
}

/** `[]` with room for some elements, for code that appends to it. */
export function newArray(capacity: u32): unknown[] {
  return objectAt<unknown[]>(makeArray(ELEMENTS_BOXED, 0, capacity));
}

/** The word of the element at an index: a hole where there is none, also beyond the length. */
export function elementOrHole(array: usize, index: usize): u64 {
  if (index >= load32(array + ARRAY_LENGTH)) return WORD_HOLE;
  const storage: usize = load64(array + ARRAY_STORAGE);
  const kind: u32 = load8(array + ARRAY_ELEMENT_KIND);
  if (kind === ELEMENTS_BOXED) return load64(storage + STORAGE_WORDS + index * 8);
  if (kind === ELEMENTS_F64) {
    const high: u64 = load64(storage + RAW_BYTES + index * 8) >> 32;
    if (high === HOLE_NAN_HIGH) return WORD_HOLE;
    if (high === UNDEFINED_NAN_HIGH) return WORD_UNDEFINED;
    return wordOf(loadF64(storage + RAW_BYTES + index * 8));
  }
  if (kind === ELEMENTS_BYTE) return load8(storage + RAW_BYTES + index);
  const integer: i32 = load32(storage + RAW_BYTES + index * 4);
  return wordOf(integer as number);
}

/** As elementOrHole, with undefined for holes. */
export function elementWord(array: usize, index: usize): u64 {
  const word: u64 = elementOrHole(array, index);
  return word === WORD_HOLE ? WORD_UNDEFINED : word;
}

/** Writes an element (or a hole) at an index up to LENGTH_MAX - 1; the array grows as needed. */
export function storeElement(array: usize, index: usize, word: u64): void {
  const length: usize = load32(array + ARRAY_LENGTH);
  if (index < length && load8(array + ARRAY_ELEMENT_KIND) === ELEMENTS_BOXED) {
    replaceWord(load64(array + ARRAY_STORAGE) + STORAGE_WORDS + index * 8, word);
    return;
  }
  if (index >= LENGTH_MAX) throwRangeError('Invalid array length');
  if (index === length && hasRoom(array, length)) {
    store64(load64(array + ARRAY_STORAGE) + STORAGE_WORDS + index * 8, word);
    store32(array + ARRAY_LENGTH, length + 1);
    return;
  }
  fit(array, word);
  if (index >= length) {
    if (index > length) {
      setLength(array, index + 1);
    } else {
      reserve(array, index + 1, false);
      store32(array + ARRAY_LENGTH, index + 1);
    }
  }
  place(array, index, word);
}

/** Has the storage of boxed elements a place behind the last one? */
function hasRoom(array: usize, length: usize): boolean {
  const storage: usize = load64(array + ARRAY_STORAGE);
  if (storage === 0 || load8(array + ARRAY_ELEMENT_KIND) !== ELEMENTS_BOXED) return false;
  return length < load32(storage + STORAGE_CAPACITY);
}

/** Appends an element or a hole. */
export function arrayAppend(array: unknown[], value: unknown): void {
  const address: usize = wordOf(array);
  storeElement(address, load32(address + ARRAY_LENGTH), wordOf(value));
}

/** Sets the length: shorter forgets elements, longer adds holes. RangeError beyond LENGTH_MAX or memory. */
export function setLength(array: usize, length: usize): void {
  const old: usize = load32(array + ARRAY_LENGTH);
  if (length > LENGTH_MAX) throwRangeError('Invalid array length');
  if (length > old) {
    if (load8(array + ARRAY_ELEMENT_KIND) === ELEMENTS_I32) widen(array, ELEMENTS_F64);
    reserve(array, length, length - old > old);
  }
  const storage: usize = load64(array + ARRAY_STORAGE);
  const kind: u32 = load8(array + ARRAY_ELEMENT_KIND);
  if (length > old) {
    fillHoles(kind, elementsStart(array) + old * elementBytes(array), length - old);
  } else if (kind === ELEMENTS_BOXED && storage !== 0) {
    const start: usize = storage + STORAGE_WORDS;
    keepElements(array, start + length * 8, start + old * 8);
    fillMemory(start + length * 8, 0, (old - length) * 8);
  }
  store32(array + ARRAY_LENGTH, length);
}

/**
 * Gives a new array its length (ECMA-262 23.1.1.1 step 6.d): holes; where the compiler proved int32s, which have none, whatever the memory holds: the
 * program fills it at once. RangeError for what is no length.
 */
export function giveLength(array: unknown, length: number): void {
  const count: i32 = i32OfDouble(length);
  if ((count as number) !== length) throwRangeError('Invalid array length');
  giveCount(array, count);
}

/** giveLength of an int32. */
export function giveCount(array: unknown, count: i32): void {
  if (count < 0) throwRangeError('Invalid array length');
  if (count === 0) return;
  const address: usize = addressOf(array);
  const kind: u32 = load8(address + ARRAY_ELEMENT_KIND);
  const storage: usize = kind === ELEMENTS_BOXED ? storageOfHoles(count) : rawOfHoles(kind, count);
  store64(address + ARRAY_STORAGE, storage);
  store32(address + ARRAY_LENGTH, count);
}

function storageOfHoles(count: usize): usize {
  const storage: usize = makeUnclearedStorage(count);
  for (let i: usize = 0; i < count; i++) store64(storage + STORAGE_WORDS + i * 8, WORD_HOLE);
  return storage;
}

function rawOfHoles(kind: u32, count: usize): usize {
  const raw: usize = makeUnclearedRaw(count * bytesOf(kind));
  if (kind !== ELEMENTS_I32) fillHoles(kind, raw + RAW_BYTES, count);
  return raw;
}

/** Makes room for `count` elements; `exact`: no more than that. Growth is by half, so that appending is cheap. */
export function reserve(array: usize, count: usize, exact: boolean): void {
  const capacity: usize = capacityOf(array);
  if (count <= capacity || useFront(array, count)) return;
  let size: usize = count;
  if (!exact && size < capacity + capacity / 2) size = capacity + capacity / 2;
  if (!exact && size < CAPACITY_MIN) size = CAPACITY_MIN;
  rebuild(array, roomToLeave(array), size);
}

/** Sees that a value can be held: widens the kind of elements if it can't. */
function fit(array: usize, word: u64): void {
  const kind: u32 = load8(array + ARRAY_ELEMENT_KIND);
  if (kind === ELEMENTS_BOXED) return;
  if (kind === ELEMENTS_BYTE) {
    if (word > BYTE_WORD_MAX) widen(array, ELEMENTS_BOXED);
    return;
  }
  const isNumber: boolean = word >= DOUBLE_OFFSET;
  if (!isNumber && word !== WORD_HOLE && word !== WORD_UNDEFINED) {
    widen(array, ELEMENTS_BOXED);
  } else if (kind === ELEMENTS_I32) {
    if (!isNumber || !isInt32(word)) widen(array, ELEMENTS_F64);
  }
}

/** A number that is an int32 and not -0. */
function isInt32(word: u64): boolean {
  const value: number = valueOfWord<number>(word);
  const integer: i32 = toInt32(value);
  return wordOf(integer as number) === word;
}

/** Writes into existing storage what fits. */
function place(array: usize, index: usize, word: u64): void {
  const storage: usize = load64(array + ARRAY_STORAGE);
  const kind: u32 = load8(array + ARRAY_ELEMENT_KIND);
  if (kind === ELEMENTS_BOXED) {
    replaceWord(storage + STORAGE_WORDS + index * 8, word);
  } else if (kind === ELEMENTS_F64) {
    if (word < DOUBLE_OFFSET) {
      const nan: u64 = word === WORD_HOLE ? HOLE_NAN_HIGH : UNDEFINED_NAN_HIGH;
      store64(storage + RAW_BYTES + index * 8, nan << 32);
    } else {
      storeF64(storage + RAW_BYTES + index * 8, valueOfWord<number>(word));
    }
  } else if (kind === ELEMENTS_BYTE) {
    store8(storage + RAW_BYTES + index, word as u8);
  } else {
    store32(storage + RAW_BYTES + index * 4, toInt32(valueOfWord<number>(word)));
  }
}

/** Changes the kind of elements to a wider one. */
export function widen(array: usize, kind: u32): void {
  if ((load32(load32(array) + SHAPE_FLAGS) & SHAPE_FIXED_ELEMENTS) !== 0) {
    panic('an element of another kind than was proved');
  }
  const length: usize = load32(array + ARRAY_LENGTH);
  const capacity: usize = capacityOf(array);
  let storage: usize = 0;
  if (capacity !== 0) {
    if (kind === ELEMENTS_BOXED) {
      storage = makeStorage(capacity);
      for (let i: usize = 0; i < length; i++)
        store64(storage + STORAGE_WORDS + i * 8, elementOrHole(array, i));
    } else {
      storage = makeRaw(capacity * 8);
      for (let i: usize = 0; i < length; i++) {
        store64(storage + RAW_BYTES + i * 8, bitsOfDouble(valueOfWord<number>(elementOrHole(array, i))));
      }
    }
  }
  replaceStorage(array, storage);
  store8(array + ARRAY_ELEMENT_KIND, kind);
}
