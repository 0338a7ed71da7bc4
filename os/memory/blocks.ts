/**
 * Blocks: 16 KB of cells of one size, with their mark bits; the header is found by masking an object's address.
 * A large object (above 5 KB) has a span of its own that begins with the same header, so that marking needs no
 * distinction.
 *
 *   +0  u32 size class, or LARGE_CLASS        +4  u32 size of a cell (0: large)
 *   +8  ptr next block of the class           +16 u32 number of cells    +20 u32 number of free ones, when swept; or IN_ADVANCE
 *   +24 of a block: ptr its free cells when it is swept and nobody took them, or 0; of a large object: u64 bytes of the span
 *   +32 128 bytes: a bit for each 16 bytes of the block. The first of an object is its mark; the second, of storage (layout/objects.ts)
 *       of 32 bytes or more, says that all its words were followed.
 *   +160 cells
 *
 * A cell whose first word is 0 is free; then +8 links the free list, and its other bytes are what died there.
 *
 * Size classes: 16, 32 … 128, then four in each doubling: 160, 192, 224, 256, 320 … 4096, 5120.
 * A large object takes at least the 16 KB that a span is aligned to: what there are many of must not be one.
 */
import {
  countLeadingZeros64,
  fillMemory,
  load8,
  load32,
  load64,
  store8,
  store32,
  store64,
  symbolAddress,
  type u8,
  type u32,
  type usize,
} from '../unsafe.ts';
import { keptSpanBytes, releaseKeptSpan, takeKeptSpan } from './kept-spans.ts';
import { pagesFor, releaseSpan, takeSpan } from './spans.ts';

export const BLOCK_BYTES: usize = 16384;
export const BLOCK_CLASS: usize = 0;
export const BLOCK_CELL: usize = 4;
export const BLOCK_NEXT: usize = 8;
export const BLOCK_CELLS: usize = 16;
export const BLOCK_FREE_COUNT: usize = 20;
/** As the number of free cells: a marking gave them out as marked, taken or not. */
export const IN_ADVANCE: u32 = 0xffff_ffff;
export const BLOCK_FREE: usize = 24;
export const BLOCK_SPAN: usize = 24;
export const BLOCK_MARKS: usize = 32;
export const BLOCK_MARK_BYTES: usize = 128;
export const BLOCK_FIRST: usize = 160;

export const LARGE_CLASS: u32 = 255;
const LINEAR_MAX: usize = 128;
const KEPT_MIN: usize = 131072;

/** Empty blocks that are kept for any class. */
let pool: usize = 0;
let poolCount: usize = 0;
/** Bytes of empty blocks and spans that are kept before they go back to the machine. */
let keptMax: usize = KEPT_MIN;

/** Keeps `sizeBytes` of what is empty: what the program will allocate before the next collection. */
export function keepEmpty(sizeBytes: usize): void {
  keptMax = sizeBytes > KEPT_MIN ? sizeBytes : KEPT_MIN;
}

/** May so many bytes that are empty be kept, too? */
export function mayKeep(sizeBytes: usize): boolean {
  return emptyBytes() + sizeBytes <= keptMax;
}

/** Bytes of empty blocks and spans that are kept. */
export function emptyBytes(): usize {
  return poolCount * BLOCK_BYTES + keptSpanBytes();
}

/** The size class of a size from 1 to SMALL_MAX. */
export function classOf(sizeBytes: usize): usize {
  if (sizeBytes <= LINEAR_MAX) return (sizeBytes + 15) / 16 - 1;
  const last: usize = sizeBytes - 1;
  const exponent: usize = 63 - countLeadingZeros64(last);
  return 8 + (exponent - 7) * 4 + ((last >> (exponent - 2)) & 3);
}

/** The size of the cells of a class. */
export function cellBytesOf(sizeClass: usize): usize {
  if (sizeClass < 8) return (sizeClass + 1) * 16;
  const exponent: usize = 7 + (sizeClass - 8) / 4;
  const quarter: usize = (sizeClass - 8) % 4;
  return (5 + quarter) << (exponent - 2);
}

/** Where the head of a class's free list is: in a table of the image, which compiled code reads too (layout/heap.ts). */
export function freeListOf(sizeClass: usize): usize {
  return symbolAddress('importos_free_lists') + sizeClass * 8;
}

/** The block (or large span) that an object lies in. */
export function blockOf(address: usize): usize {
  return address - (address & (BLOCK_BYTES - 1));
}

export function isMarked(address: usize): boolean {
  const granule: usize = (address & (BLOCK_BYTES - 1)) >> 4;
  const bits: u8 = load8(blockOf(address) + BLOCK_MARKS + (granule >> 3));
  return ((bits >> (granule & 7)) & 1) !== 0;
}

/** Sets the mark bit of an object; false when it was set already. */
export function setMark(address: usize): boolean {
  const granule: usize = (address & (BLOCK_BYTES - 1)) >> 4;
  const place: usize = blockOf(address) + BLOCK_MARKS + (granule >> 3);
  const bits: u32 = load8(place);
  const bit: u32 = 1 << (granule & 7);
  if ((bits & bit) !== 0) return false;
  store8(place, bits | bit);
  return true;
}

/** Notes that all words of a marked storage were followed. */
export function setFollowed(storage: usize): void {
  if (hasSecondBit(storage)) setMark(storage + 16);
}

/** Were all words of a storage followed? False as well where there is no bit for it. */
export function isFollowed(storage: usize): boolean {
  return hasSecondBit(storage) && isMarked(storage + 16);
}

function hasSecondBit(object: usize): boolean {
  return load32(blockOf(object) + BLOCK_CELL) !== 16;
}

/** Marks all cells of a block, as followed. */
export function setAllMarks(block: usize): void {
  fillMemory(block + BLOCK_MARKS, 0xff, BLOCK_MARK_BYTES);
}

export function clearMarks(block: usize): void {
  fillMemory(block + BLOCK_MARKS, 0, BLOCK_MARK_BYTES);
}

/** Is anything in a block marked? */
export function hasMarks(block: usize): boolean {
  for (let offset: usize = BLOCK_MARKS; offset < BLOCK_FIRST; offset += 8) {
    if (load64(block + offset) !== 0) return true;
  }
  return false;
}

/** The size of the cell or span that an object fills. */
export function heldBytes(address: usize): usize {
  const block: usize = blockOf(address);
  const cell: usize = load32(block + BLOCK_CELL);
  return cell === 0 ? load64(block + BLOCK_SPAN) : cell;
}

/** A block for a class, whose cells the caller has to link, or 0 when there is no memory. */
export function takeBlock(sizeClass: usize): usize {
  let block: usize = pool;
  if (block === 0) {
    block = takeSpan(BLOCK_BYTES);
    if (block === 0) return 0;
  } else {
    pool = load64(block + BLOCK_NEXT);
    poolCount -= 1;
    clearMarks(block);
  }
  const cell: usize = cellBytesOf(sizeClass);
  store32(block + BLOCK_CLASS, sizeClass);
  store32(block + BLOCK_CELL, cell);
  store32(block + BLOCK_CELLS, (BLOCK_BYTES - BLOCK_FIRST) / cell);
  store64(block + BLOCK_FREE, 0);
  return block;
}

/** Takes back a block in which nothing lives. */
export function giveBlock(block: usize): void {
  if (!mayKeep(BLOCK_BYTES)) {
    releaseSpan(block, BLOCK_BYTES);
    return;
  }
  store32(block + BLOCK_CELL, 0);
  store32(block + BLOCK_CELLS, 0);
  store64(block + BLOCK_NEXT, pool);
  pool = block;
  poolCount += 1;
}

/** Gives all that is empty and was kept back to the machine: before a request that found no memory is tried again. */
export function releaseEmpty(): void {
  while (releaseSomeEmpty());
}

/** Gives a piece of what is empty and was kept back to the machine; false when there is none. */
export function releaseSomeEmpty(): boolean {
  if (releaseKeptSpan()) return true;
  const block: usize = pool;
  if (block === 0) return false;
  pool = load64(block + BLOCK_NEXT);
  poolCount -= 1;
  releaseSpan(block, BLOCK_BYTES);
  return true;
}

/** Is the large object that was taken last zero? */
let isCleared: boolean = false;

/** Is the object that takeLarge or takeKeptLarge gave last zero? Else it is what was there before. */
export function isLargeCleared(): boolean {
  return isCleared;
}

/** A new span for one object of `sizeBytes`, with its header; 0 when there is no memory. The object is at +BLOCK_FIRST. */
export function takeLarge(sizeBytes: usize): usize {
  const span: usize = pagesFor(sizeBytes + BLOCK_FIRST);
  const block: usize = takeSpan(span);
  if (block !== 0) makeLarge(block, span);
  isCleared = true;
  return block;
}

/** The same of what is kept; 0 when there is none of about that size. */
export function takeKeptLarge(sizeBytes: usize): usize {
  const block: usize = takeKeptSpan(pagesFor(sizeBytes + BLOCK_FIRST));
  if (block !== 0) makeLarge(block, load64(block + BLOCK_SPAN));
  isCleared = false;
  return block;
}

function makeLarge(block: usize, span: usize): void {
  clearMarks(block);
  store32(block + BLOCK_CLASS, LARGE_CLASS);
  store32(block + BLOCK_CELL, 0);
  store32(block + BLOCK_CELLS, 1);
  store64(block + BLOCK_SPAN, span);
}
