/**
 * Sorting numbers without a comparator (ECMA-262 23.2.4.7): each element as an unsigned number that is ordered as it is, byte by byte from the
 * least one on. NaN is above everything, -0 below 0.
 */
import {
  RAW_BYTES,
  TYPED_BIGINT64,
  TYPED_FLOAT32,
  TYPED_FLOAT64,
  TYPED_INT8,
  TYPED_INT16,
  TYPED_INT32,
} from '../../../toolchain/compiler/layout/objects.ts';
import { allocateRaw } from '../../memory/heap.ts';
import {
  fillMemory,
  load8,
  load16,
  load32,
  load64,
  store8,
  store16,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../unsafe.ts';
import { throwAllocationFailed } from '../core/errors.ts';
import { elementCount, elementsOf, shiftOf, typeOf } from './layout.ts';

/** Fewer are sorted by insertion. */
const BYTES_MIN: usize = 48;
const COUNTS_BYTES: usize = 2048;
/** Above infinity's bits without the sign. */
const INFINITY_64 = 0x7ff0_0000 * 0x1_0000_0000;
const INFINITY_32 = 0x7f80_0000;
const SIGN_64 = 0x8000_0000 * 0x1_0000_0000;

/** Sorts the elements of a typed array in place. */
export function sortElements(array: object): void {
  const count: usize = elementCount(array) as usize;
  if (count < 2) return;
  const type: u32 = typeOf(array);
  const shift: u32 = shiftOf(type);
  const elements: usize = elementsOf(array);
  const block: usize = allocateRaw(count * 16 + COUNTS_BYTES);
  if (block === 0) throwAllocationFailed('Invalid typed array length');
  const keys: usize = block + RAW_BYTES;
  for (let i: usize = 0; i < count; i++) {
    store64(keys + i * 8, keyOf(loadBits(elements + (i << shift), shift), type, shift));
  }
  let sorted: usize = keys;
  if (count < BYTES_MIN) insertAll(keys, keys + count * 8);
  else sorted = sortByBytes(keys, count, 1 << shift);
  for (let i: usize = 0; i < count; i++) {
    storeBits(elements + (i << shift), bitsOf(load64(sorted + i * 8), type, shift), shift);
  }
}

function loadBits(address: usize, shift: u32): u64 {
  if (shift === 3) return load64(address);
  if (shift === 2) return load32(address);
  return shift === 1 ? load16(address) : load8(address);
}

function storeBits(address: usize, bits: u64, shift: u32): void {
  if (shift === 3) store64(address, bits);
  else if (shift === 2) store32(address, bits);
  else if (shift === 1) store16(address, bits);
  else store8(address, bits);
}

/** The uppermost bit of an element. */
function signOf(shift: u32): u64 {
  if (shift === 3) return SIGN_64;
  if (shift === 2) return 0x8000_0000;
  return shift === 1 ? 0x8000 : 0x80;
}

/** All bits of an element. */
function maskOf(shift: u32): u64 {
  const sign: u64 = signOf(shift);
  return sign | (sign - 1);
}

function isSigned(type: u32): boolean {
  return type === TYPED_INT8 || type === TYPED_INT16 || type === TYPED_INT32 || type === TYPED_BIGINT64;
}

function isFloat(type: u32): boolean {
  return type === TYPED_FLOAT64 || type === TYPED_FLOAT32;
}

/** Signed integers with their sign turned; of floating-point numbers those above 0 with a sign, those below with all bits turned. */
function keyOf(bits: u64, type: u32, shift: u32): u64 {
  const sign: u64 = signOf(shift);
  if (isSigned(type)) return bits ^ sign;
  if (!isFloat(type)) return bits;
  const infinity: u64 = shift === 3 ? INFINITY_64 : INFINITY_32;
  // The sign of a NaN says nothing.
  if ((bits & (sign - 1)) > infinity) return bits | sign;
  return (bits & sign) !== 0 ? bits ^ maskOf(shift) : bits | sign;
}

function bitsOf(key: u64, type: u32, shift: u32): u64 {
  const sign: u64 = signOf(shift);
  if (isSigned(type)) return key ^ sign;
  if (!isFloat(type)) return key;
  return (key & sign) !== 0 ? key ^ sign : key ^ maskOf(shift);
}

function insertAll(start: usize, end: usize): void {
  for (let at: usize = start + 8; at < end; at += 8) {
    const key: u64 = load64(at);
    let place: usize = at;
    while (place > start && load64(place - 8) > key) {
      store64(place, load64(place - 8));
      place -= 8;
    }
    store64(place, key);
  }
}

/** Sorts keys that have `bytes` bytes; behind them are as many words, and then room for the counts. Where the sorted ones are. */
function sortByBytes(keys: usize, count: usize, bytes: u32): usize {
  const counts: usize = keys + count * 16;
  let from: usize = keys;
  let to: usize = keys + count * 8;
  for (let byte: u32 = 0; byte < bytes; byte += 1) {
    const bit: u32 = byte * 8;
    fillMemory(counts, 0, COUNTS_BYTES);
    for (let i: usize = 0; i < count; i++) {
      const place: usize = counts + ((load64(from + i * 8) >> bit) & 255) * 8;
      store64(place, load64(place) + 1);
    }
    // Where all have the same byte there is nothing to do.
    if (load64(counts + ((load64(from) >> bit) & 255) * 8) === count) continue;
    let next: usize = to;
    for (let place: usize = counts; place < counts + COUNTS_BYTES; place += 8) {
      const held: u64 = load64(place);
      store64(place, next);
      next += held * 8;
    }
    for (let i: usize = 0; i < count; i++) {
      const key: u64 = load64(from + i * 8);
      const place: usize = counts + ((key >> bit) & 255) * 8;
      const out: usize = load64(place);
      store64(out, key);
      store64(place, out + 8);
    }
    const sorted: usize = to;
    to = from;
    from = sorted;
  }
  return from;
}
