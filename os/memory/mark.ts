/**
 * Marking: finds what is reachable, as a tri-colour work list. White: mark bit clear. Grey: marked and on the stack.
 * Black: marked, its children are marked.
 *
 * Objects are followed precisely, by the pointer map of their shape or by their kind; ranges given to markRange (the
 * stack, static data) conservatively: any word that lies inside a live cell keeps it. Following is done in steps (`follow`): a large
 * storage is followed piece by piece, and objects that were found are fetched ahead of use, since nearly each is a miss of the cache.
 *
 * The stack of grey objects is of bounded size; when it is full, objects are marked without being pushed, and the heap is walked again
 * for marked objects with unmarked children, block by block, until a walk pushes everything. So marking needs no memory in proportion
 * to the heap.
 *
 *   stack entry: ptr object   or   u64 index of the word to go on with, ptr storage + 1
 */
import { allocatePages, releasePages } from '#machine';
import { CLASS_COUNT } from '../../toolchain/compiler/layout/heap.ts';
import {
  ARRAY_FRONT,
  ARRAY_STORAGE,
  FRONT_MOVED,
  KIND_ARRAY,
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
import {
  load8,
  load32,
  load64,
  prefetch,
  store64,
  symbolAddress,
  type u32,
  type u64,
  type usize,
} from '../unsafe.ts';
import {
  BLOCK_CELL,
  BLOCK_CELLS,
  BLOCK_FIRST,
  BLOCK_NEXT,
  heldBytes,
  isFollowed,
  isMarked,
  setFollowed,
  setMark,
} from './blocks.ts';
import { spanOf } from './spans.ts';
import { firstBlock } from './sweep.ts';

const STACK_BYTES_MIN: usize = 16384;
const STACK_BYTES_MAX: usize = 1048576;
/** Sizes that a shape's 64-bit pointer map covers. */
const MAPPED_BYTES_MAX: u32 = 520;
/** Words of a storage that are followed at once. */
const PIECE_WORDS: usize = 256;
/** The bit of an array's pointer map that stands for its storage. */
const ARRAY_STORAGE_BIT: u64 = 2;
/** Objects that are being fetched; a power of two. */
const AHEAD: usize = 32;

/** What following costs, in the unit of `follow`: bytes, roughly; an object's cache misses count as these. */
const OBJECT_COST: usize = 32;

let stackStart: usize = 0;
let stackEnd: usize = 0;
let stackTop: usize = 0;
/** A ring of the AHEAD objects that are being fetched, 0 where there is none; their number; the next place. */
let ring: usize = 0;
let ringCount: usize = 0;
let ringAt: usize = 0;
let overflowed: u32 = 0;
/** After an overflow: where the walk of the heap is. */
let walkClass: usize = CLASS_COUNT + 1;
let walkBlock: usize = 0;
/** Where the image's own objects lie. Behind them is .bss, of which a machine may give pages to the heap (paging.ts does). */
let staticStart: usize = 0;
let staticEnd: usize = 0;
let markedBytes: usize = 0;
let cost: usize = 0;

/** Takes the stack of grey objects while there is memory; called once, when the heap is made. */
export function initializeMarking(): void {
  stackStart = allocatePages(STACK_BYTES_MIN);
  if (stackStart === 0) panic('no memory for marking');
  // The ring stands before the stack.
  ring = stackStart;
  stackStart += AHEAD * 8;
  stackEnd = ring + STACK_BYTES_MIN;
  stackTop = stackStart;
  staticStart = symbolAddress('__image_start');
  staticEnd = symbolAddress('__data_end');
}

/** Starts a marking: all objects are white. */
export function beginMarking(): void {
  markedBytes = 0;
}

/** Bytes of the cells and spans marked so far. */
export function markedByteCount(): usize {
  return markedBytes;
}

/** Marks what a boxed word of the heap points to, if it is a pointer to a heap object. */
export function markWord(word: u64): void {
  if (isHeapPointer(word)) shade(word);
}

function isHeapPointer(word: u64): boolean {
  return word < DOUBLE_OFFSET && (word & 7) === 0 && word !== 0 && (word < staticStart || word >= staticEnd);
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

/** Follows grey objects until there are none, or until about `bytes` bytes of them were followed; true when there are none left. */
export function follow(bytes: usize): boolean {
  cost = 0;
  while (cost < bytes) {
    if (!followNext() && !walkOn()) return true;
  }
  return false;
}

/** Follows grey objects until there are none. */
export function drain(): void {
  while (followNext() || walkOn());
}

/** Marks at once what some words of a storage, which begins a cell, refer to, because they are about to be changed. */
export function markWords(storage: usize, from: usize, to: usize): void {
  if (isFollowed(storage)) return;
  for (let place: usize = from; place < to; place += 8) markWord(load64(place));
}

/** Marks the storage of an array. */
export function markArrayStorage(array: usize): void {
  const storage: usize = load64(array + ARRAY_STORAGE);
  if ((load8(array + ARRAY_FRONT) & FRONT_MOVED) === 0) markWord(storage);
  else shade(objectAround(storage));
}

/** White → grey. */
function shade(object: usize): void {
  if (!setMark(object)) return;
  markedBytes += heldBytes(object);
  if (stackTop === stackEnd && !growStack()) {
    overflowed = 1;
    return;
  }
  store64(stackTop, object);
  stackTop += 8;
}

/** Takes an object from the stack, and follows the one that was taken AHEAD objects ago. False when there is none. */
function followNext(): boolean {
  let next: usize = 0;
  if (stackTop !== stackStart) {
    stackTop -= 8;
    next = load64(stackTop);
    if ((next & 1) !== 0) {
      stackTop -= 8;
      followStorage(next - 1, load64(stackTop));
      return true;
    }
    prefetch(next);
    ringCount += 1;
  } else if (ringCount === 0) return false;
  const place: usize = ring + (ringAt & (AHEAD - 1)) * 8;
  ringAt += 1;
  const object: usize = load64(place);
  store64(place, next);
  if (object !== 0) {
    ringCount -= 1;
    scan(object);
  }
  return true;
}

/** Grey → black: shades the children. */
function scan(object: usize): void {
  cost += OBJECT_COST;
  const shape: usize = load32(object);
  const kind: u32 = load32(shape + SHAPE_KIND);
  if (kind > KIND_STORAGE) {
    if (kind === KIND_ARRAY && (load8(object + ARRAY_FRONT) & FRONT_MOVED) !== 0) {
      markArrayStorage(object);
      scanMapped(object, shape, ARRAY_STORAGE_BIT);
    } else if (kind !== KIND_RAW && kind !== KIND_EPHEMERON) scanMapped(object, shape, 0);
  } else if (kind === KIND_STORAGE) {
    followStorage(object, 0);
  } else if (kind === KIND_STRING_ROPE) {
    markWord(load64(object + ROPE_LEFT));
    markWord(load64(object + ROPE_RIGHT));
  } else if (kind === KIND_STRING_SLICE) {
    markWord(load64(object + SLICE_BASE));
  } else if (kind > KIND_STRING_UTF16 && kind !== KIND_BIGINT) {
    scanMapped(object, shape, 0);
  }
}

/** Follows a piece of a storage, from the word with an index on; the rest goes on the stack, below what is found in the piece. */
function followStorage(storage: usize, from: usize): void {
  const capacity: usize = load32(storage + STORAGE_CAPACITY);
  let to: usize = capacity;
  if (to > from + PIECE_WORDS) {
    to = from + PIECE_WORDS;
    if (stackTop + 16 <= stackEnd || growStack()) {
      store64(stackTop, to);
      store64(stackTop + 8, storage + 1);
      stackTop += 16;
    } else overflowed = 1;
  }
  const start: usize = storage + STORAGE_WORDS;
  for (let place: usize = start + from * 8; place < start + to * 8; place += 8) markWord(load64(place));
  cost += (to - from) * 8;
  if (to === capacity) setFollowed(storage);
}

/** Marks what the words of an object refer to, but for those that `except` has a bit of. */
function scanMapped(object: usize, shape: usize, except: u64): void {
  const sizeBytes: u32 = load32(shape + SHAPE_SIZE);
  if (sizeBytes > MAPPED_BYTES_MAX) {
    markRange(object + 8, object + sizeBytes);
    return;
  }
  let map: u64 = load64(shape + SHAPE_POINTER_MAP) & ~except;
  let place: usize = object + 8;
  while (map !== 0) {
    if ((map & 1) !== 0) markWord(load64(place));
    map = map >> 1;
    place += 8;
  }
}

/** After an overflow: scans the marked objects of another block again; what is marked already costs little. False when there is no more. */
function walkOn(): boolean {
  while (walkBlock === 0) {
    walkClass += 1;
    if (walkClass > CLASS_COUNT) {
      walkClass = CLASS_COUNT + 1;
      if (overflowed === 0) return false;
      overflowed = 0;
      walkClass = 0;
    }
    walkBlock = firstBlock(walkClass);
  }
  const cellBytes: usize = load32(walkBlock + BLOCK_CELL);
  const cells: usize = load32(walkBlock + BLOCK_CELLS);
  let cell: usize = walkBlock + BLOCK_FIRST;
  for (let index: usize = 0; index < cells; index++) {
    if (load32(cell) !== 0 && isMarked(cell)) scan(cell);
    cell += cellBytes;
  }
  walkBlock = load64(walkBlock + BLOCK_NEXT);
  return true;
}

/** Doubles the stack of grey objects while it is below its bound and the machine has memory. */
function growStack(): boolean {
  const size: usize = stackEnd - ring;
  if (size >= STACK_BYTES_MAX) return false;
  const wider: usize = allocatePages(size * 2);
  if (wider === 0) return false;
  for (let offset: usize = 0; offset < size; offset += 8) store64(wider + offset, load64(ring + offset));
  releasePages(ring, size);
  stackTop = wider + (stackTop - ring);
  ring = wider;
  stackStart = wider + AHEAD * 8;
  stackEnd = wider + size * 2;
  return true;
}
