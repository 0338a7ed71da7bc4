/** Storage blocks (boxed words) and raw blocks (doubles, int32s, bytes): making, filling and growing them. */

import {
  ELEMENTS_BOXED,
  ELEMENTS_BYTE,
  ELEMENTS_I32,
  KIND_RAW,
  KIND_STORAGE,
  RAW_BYTES,
  RAW_SIZE,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { HOLE_NAN_HIGH, WORD_HOLE, WORD_UNDEFINED } from '../../../../toolchain/compiler/layout/values.ts';
import { kindShape, tryAllocate, tryAllocateUncleared } from '../../../memory/heap.ts';
import {
  copyMemory,
  fillMemory,
  load32,
  load64,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { throwAllocationFailed, throwOutOfMemory } from '../errors.ts';

/** A storage block of `capacity` words, all zero (which the collector passes over). RangeError without memory. */
export function makeStorage(capacity: usize): usize {
  const words: usize = capacity === 0 ? 1 : capacity;
  const block: usize = tryAllocate(STORAGE_WORDS + words * 8, kindShape(KIND_STORAGE));
  if (block === 0) throwAllocationFailed('Invalid array length');
  store32(block + STORAGE_CAPACITY, words);
  return block;
}

/** As makeStorage, but the words are whatever the memory holds: the caller writes all of them before anything else is allocated. */
export function makeUnclearedStorage(capacity: usize): usize {
  const block: usize = tryAllocateUncleared(STORAGE_WORDS + capacity * 8, kindShape(KIND_STORAGE));
  if (block === 0) throwAllocationFailed('Invalid array length');
  store32(block + STORAGE_CAPACITY, capacity);
  return block;
}

/** A raw block of `sizeBytes` zero bytes. RangeError without memory. */
export function makeRaw(sizeBytes: usize): usize {
  const block: usize = tryAllocate(RAW_BYTES + sizeBytes, kindShape(KIND_RAW));
  if (block === 0) throwOutOfMemory();
  store64(block + RAW_SIZE, sizeBytes);
  return block;
}

/** As makeRaw, but the bytes are whatever the memory holds: the caller writes all of them before the program sees any. */
export function makeUnclearedRaw(sizeBytes: usize): usize {
  const block: usize = tryAllocateUncleared(RAW_BYTES + sizeBytes, kindShape(KIND_RAW));
  if (block === 0) throwOutOfMemory();
  store64(block + RAW_SIZE, sizeBytes);
  return block;
}

/** Makes `count` elements of a kind holes, from an address on; int32s, which have none, zeros. */
export function fillHoles(kind: u32, first: usize, count: usize): void {
  if (kind === ELEMENTS_BYTE) fillMemory(first, WORD_HOLE, count);
  else if (kind === ELEMENTS_I32) fillMemory(first, 0, count * 4);
  else {
    const nan: u64 = HOLE_NAN_HIGH;
    const hole: u64 = kind === ELEMENTS_BOXED ? WORD_HOLE : nan << 32;
    for (let i: usize = 0; i < count; i++) store64(first + i * 8, hole);
  }
}

/** A larger storage block with the same first words; `block` may be 0. */
export function grownStorage(block: usize, capacity: usize): usize {
  const grown: usize = makeStorage(capacity);
  if (block !== 0) {
    const old: usize = load32(block + STORAGE_CAPACITY);
    copyMemory(grown + STORAGE_WORDS, block + STORAGE_WORDS, old * 8);
  }
  return grown;
}

/** Fills words with undefined, or another word. */
export function fillWords(from: usize, count: usize, word: usize): void {
  for (let i: usize = 0; i < count; i++) store64(from + i * 8, word);
}

/** The word at an index of a storage block; undefined when there is no block. */
export function storageWord(block: usize, index: usize): usize {
  return block === 0 ? WORD_UNDEFINED : load64(block + STORAGE_WORDS + index * 8);
}
