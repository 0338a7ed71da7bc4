/**
 * Marking: finds what is reachable, as a tri-colour work list. White: mark bit clear. Grey: marked and on the stack.
 * Black: marked, its children are marked.
 *
 * Objects are followed precisely, by the pointer map of their shape or by their kind; ranges given to markRange (the
 * stack, static data) conservatively: any word that lies inside a live cell keeps it. The stack of grey objects is of
 * bounded size; when it is full, objects are marked without being pushed, and the heap is walked again for marked objects
 * with unmarked children, until a walk pushes everything. So marking needs no memory in proportion to the heap.
 *
 * Marking runs to its end at once today. For increments, `drain` is given a bound, and a write barrier calls
 * `markWord(old value)` wherever compiled code overwrites a slot while a marking is under way (snapshot at the beginning):
 * the places are object fields, storage words, cells, captured variables and roots.
 */
import { allocatePages, releasePages } from '#machine';
import { CLASS_COUNT } from '../../toolchain/compiler/layout/heap.ts';
import {
  KIND_BIGINT,
  KIND_EPHEMERON,
  KIND_RAW,
  KIND_STORAGE,
  KIND_STRING_ROPE,
  KIND_STRING_SLICE,
  KIND_STRING_UTF16,
  ROPE_LEFT,
  ROPE_RIGHT,
  SHAPE_KIND,
  SHAPE_POINTER_MAP,
  SHAPE_SIZE,
  SLICE_BASE,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
} from '../../toolchain/compiler/layout/objects.ts';
import { DOUBLE_OFFSET } from '../../toolchain/compiler/layout/values.ts';
import { panic } from '../machine/panic.ts';
import { load32, load64, store64, symbolAddress, type u32, type u64, type usize } from '../unsafe.ts';
import { BLOCK_CELL, BLOCK_CELLS, BLOCK_FIRST, BLOCK_NEXT, heldBytes, isMarked, setMark } from './blocks.ts';
import { spanOf } from './spans.ts';
import { firstBlock } from './sweep.ts';

const STACK_BYTES_MIN: usize = 16384;
const STACK_BYTES_MAX: usize = 1048576;
/** Sizes that a shape's 64-bit pointer map covers. */
const MAPPED_BYTES_MAX: u32 = 520;

let stackStart: usize = 0;
let stackEnd: usize = 0;
let stackTop: usize = 0;
let overflowed: u32 = 0;
/** Where the image's own objects lie. Behind them is .bss, of which a machine may give pages to the heap (paging.ts does). */
let staticStart: usize = 0;
let staticEnd: usize = 0;
let markedBytes: usize = 0;

/** Takes the stack of grey objects while there is memory; called once, when the heap is made. */
export function initializeMarking(): void {
  stackStart = allocatePages(STACK_BYTES_MIN);
  if (stackStart === 0) panic('no memory for marking');
  stackEnd = stackStart + STACK_BYTES_MIN;
}

/** Starts a marking: all objects are white. */
export function beginMarking(): void {
  staticStart = symbolAddress('__image_start');
  staticEnd = symbolAddress('__data_end');
  stackTop = stackStart;
  overflowed = 0;
  markedBytes = 0;
}

/** Bytes of the cells and spans marked so far. */
export function markedByteCount(): usize {
  return markedBytes;
}

/** Marks what a boxed word of the heap points to, if it is a pointer to a heap object. */
export function markWord(word: u64): void {
  if (word < DOUBLE_OFFSET && (word & 7) === 0 && word !== 0 && (word < staticStart || word >= staticEnd)) {
    shade(word);
  }
}

/** Is a heap object marked? Objects of the image always count as such. */
export function isAlive(address: usize): boolean {
  return (address >= staticStart && address < staticEnd) || isMarked(address);
}

/** Marks the objects that words from `start` (aligned) to `end` may point to or into. */
export function markRange(start: usize, end: usize): void {
  for (let place: usize = start; place + 8 <= end; place += 8) {
    const object: usize = objectAround(load64(place));
    if (object !== 0) shade(object);
  }
}

/** The start of the live object that an address lies in, or 0. */
export function objectAround(address: usize): usize {
  const block: usize = spanOf(address);
  if (block === 0) return 0;
  const offset: usize = address - block;
  if (offset < BLOCK_FIRST) return 0;
  const cellBytes: usize = load32(block + BLOCK_CELL);
  const index: usize = cellBytes === 0 ? 0 : (offset - BLOCK_FIRST) / cellBytes;
  // An empty block that waits in the pool has no cells: what is left in it was dead, and points to what is gone.
  if (index >= load32(block + BLOCK_CELLS)) return 0;
  const cell: usize = block + BLOCK_FIRST + index * cellBytes;
  return load32(cell) === 0 ? 0 : cell;
}

/** Follows grey objects until there are none. */
export function drain(): void {
  while (true) {
    while (stackTop !== stackStart) {
      stackTop -= 8;
      scan(load64(stackTop));
    }
    if (overflowed === 0) return;
    overflowed = 0;
    rescanHeap();
  }
}

/** White → grey; objects without pointers become black at once. */
function shade(object: usize): void {
  if (!setMark(object)) return;
  markedBytes += heldBytes(object);
  const kind: u32 = load32(load32(object) + SHAPE_KIND);
  if (kind <= KIND_STRING_UTF16 || kind === KIND_RAW || kind === KIND_BIGINT) return;
  if (stackTop === stackEnd && !growStack()) {
    overflowed = 1;
    return;
  }
  store64(stackTop, object);
  stackTop += 8;
}

/** Grey → black: shades the children. */
function scan(object: usize): void {
  const shape: usize = load32(object);
  const kind: u32 = load32(shape + SHAPE_KIND);
  if (kind === KIND_STORAGE) {
    const start: usize = object + STORAGE_WORDS;
    const capacity: usize = load32(object + STORAGE_CAPACITY);
    for (let place: usize = start; place < start + capacity * 8; place += 8) markWord(load64(place));
  } else if (kind === KIND_STRING_ROPE) {
    markWord(load64(object + ROPE_LEFT));
    markWord(load64(object + ROPE_RIGHT));
  } else if (kind === KIND_STRING_SLICE) {
    markWord(load64(object + SLICE_BASE));
  } else if (
    kind > KIND_STRING_UTF16 &&
    kind !== KIND_RAW &&
    kind !== KIND_BIGINT &&
    kind !== KIND_EPHEMERON
  ) {
    scanMapped(object, shape);
  }
}

function scanMapped(object: usize, shape: usize): void {
  const sizeBytes: u32 = load32(shape + SHAPE_SIZE);
  if (sizeBytes > MAPPED_BYTES_MAX) {
    markRange(object + 8, object + sizeBytes);
    return;
  }
  let map: u64 = load64(shape + SHAPE_POINTER_MAP);
  let place: usize = object + 8;
  while (map !== 0) {
    if ((map & 1) !== 0) markWord(load64(place));
    map = map >> 1;
    place += 8;
  }
}

/** After an overflow: scans every marked object again; what is marked already costs little. */
function rescanHeap(): void {
  for (let sizeClass: usize = 0; sizeClass <= CLASS_COUNT; sizeClass++) {
    let block: usize = firstBlock(sizeClass);
    while (block !== 0) {
      rescanBlock(block);
      block = load64(block + BLOCK_NEXT);
    }
  }
}

function rescanBlock(block: usize): void {
  const cellBytes: usize = load32(block + BLOCK_CELL);
  const cells: usize = load32(block + BLOCK_CELLS);
  let cell: usize = block + BLOCK_FIRST;
  for (let index: usize = 0; index < cells; index++) {
    if (load32(cell) !== 0 && isMarked(cell)) scan(cell);
    cell += cellBytes;
  }
}

/** Doubles the stack of grey objects while it is below its bound and the machine has memory. */
function growStack(): boolean {
  const size: usize = stackEnd - stackStart;
  if (size >= STACK_BYTES_MAX) return false;
  const wider: usize = allocatePages(size * 2);
  if (wider === 0) return false;
  for (let offset: usize = 0; offset < size; offset += 8)
    store64(wider + offset, load64(stackStart + offset));
  releasePages(stackStart, size);
  stackStart = wider;
  stackEnd = wider + size * 2;
  stackTop = wider + size;
  return true;
}
