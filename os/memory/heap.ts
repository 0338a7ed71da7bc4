/**
 * Allocation: a free list for each size class, refilled by sweeping the next block of the class that the last marking
 * left unswept (sweep.ts), then by a new block. Each refill does a little of the collection that is due (pace.ts). Objects never move.
 *
 * The lists' heads stand in a table of the image, so that compiled code takes a cell inline (layout/heap.ts). What died in a cell is
 * still there when the cell is taken: whoever takes one writes all of it that the collector will look at.
 */
import { allocatePages } from '#machine';
import { FREE_NEXT, SMALL_MAX } from '../../toolchain/compiler/layout/heap.ts';
import { KIND_RAW, RAW_SIZE, SHAPE_BYTES } from '../../toolchain/compiler/layout/objects.ts';
import { HEADER_SIZE } from '../../toolchain/compiler/layout/values.ts';
import { panic } from '../machine/panic.ts';
import { bytesSetting } from '../machine/settings.ts';
import { fillMemory, load64, store64, symbolAddress, type u32, type usize } from '../unsafe.ts';
import {
  BLOCK_BYTES,
  BLOCK_FIRST,
  BLOCK_SPAN,
  cellBytesOf,
  classOf,
  freeListOf,
  isLargeCleared,
  releaseEmpty,
  setAllMarks,
  takeBlock,
  takeKeptLarge,
  takeLarge,
} from './blocks.ts';
import { isCollecting, markFreeCells } from './collect.ts';
import { initializeMarking } from './mark.ts';
import {
  collectNow,
  collectSome,
  hasRoom,
  initializePace,
  mayCollect,
  mostBytes,
  noteAllocated,
  panicOutOfMemory,
  usedBytes,
} from './pace.ts';
import { PAGE_BYTES, spanBytes } from './spans.ts';
import { addBlock, addLarge, bytesOfTakenCells, hold, setHeapTables, takeCells, takeHeld } from './sweep.ts';

/** A collection is due at the earliest after this many bytes, however little memory there is. */
const BUDGET_MIN: usize = 65536;
/** In a small heap it is due at the latest after so many, where there is memory for it. */
const BUDGET_SMALL_MAX: usize = 16777216;
/** Sizes beyond are refused: no machine has them, and arithmetic on sizes must not wrap. */
const SIZE_MAX: usize = 0x4000_0000_0000;
/** Bytes that a class's list gets at once when IMPORTOS_COLLECT_EVERY is set, so that collecting and running are finely interleaved. */
const CHECKED_BYTES: usize = 1024;

/** Not 0 when IMPORTOS_COLLECT_EVERY is set. */
let checked: u32 = 0;

/** Prepares the tables; called once by boot, before anything is allocated. */
export function initializeHeap(): void {
  const tables: usize = allocatePages(PAGE_BYTES);
  if (tables === 0) panic('no memory for the heap');
  const every: usize = bytesSetting('IMPORTOS_COLLECT_EVERY');
  checked = every !== 0 ? 1 : 0;
  setHeapTables(tables, every !== 0);
  initializeMarking();
  const share: usize = mostBytes() / 8;
  const small: usize = share < BUDGET_SMALL_MAX ? share : BUDGET_SMALL_MAX;
  initializePace(small > BUDGET_MIN ? small : BUDGET_MIN, every);
}

/**
 * A new object: its header names `shape`, its other bytes are zero. Never fails: without memory it panics, so what may
 * be large on a program's whim takes tryAllocate instead. Zero words read as no pointer, so a collection may come before
 * the object is filled. Compiled code does the same in place for sizes that it knows (llvm/select/allocate.ts).
 */
export function allocate(sizeBytes: usize, shape: usize): usize {
  if (sizeBytes > SMALL_MAX) return allocateLargeOrPanic(sizeBytes, shape);
  const cell: usize = takeCell(classOf(sizeBytes));
  store64(cell, shape);
  fillMemory(cell + HEADER_SIZE, 0, sizeBytes - HEADER_SIZE);
  return cell;
}

/** As allocate, but 0 when there is no memory. */
export function tryAllocate(sizeBytes: usize, shape: usize): usize {
  const object: usize = tryAllocateUncleared(sizeBytes, shape);
  const isZero: boolean = object === 0 || (sizeBytes > SMALL_MAX && isLargeCleared());
  if (!isZero) fillMemory(object + HEADER_SIZE, 0, sizeBytes - HEADER_SIZE);
  return object;
}

/** As tryAllocate, but only the header is written: for what the collector doesn't look into and the caller fills at once. */
export function tryAllocateUncleared(sizeBytes: usize, shape: usize): usize {
  if (sizeBytes > SMALL_MAX) return allocateLarge(sizeBytes, shape);
  const sizeClass: usize = classOf(sizeBytes);
  if (load64(freeListOf(sizeClass)) === 0 && refill(sizeClass) === 0) return 0;
  const cell: usize = popCell(sizeClass);
  store64(cell, shape);
  return cell;
}

/** A cell of a class, its contents undefined. */
function takeCell(sizeClass: usize): usize {
  return load64(freeListOf(sizeClass)) === 0 ? takeFromRefilled(sizeClass) : popCell(sizeClass);
}

/** Refills the list of a class and takes a cell. Called by compiled code when it finds the list empty. */
export function takeFromRefilled(sizeClass: usize): usize {
  if (refill(sizeClass) === 0) panicOutOfMemory();
  return popCell(sizeClass);
}

function popCell(sizeClass: usize): usize {
  const list: usize = freeListOf(sizeClass);
  const cell: usize = load64(list);
  store64(list, load64(cell + FREE_NEXT));
  return cell;
}

/** A cell for at most 128 bytes, its contents undefined, if its class's list has one; else 0, and the caller allocates as ever. */
export function takeReady(sizeBytes: usize): usize {
  const list: usize = freeListOf((sizeBytes + 15) / 16 - 1);
  const cell: usize = load64(list);
  if (cell !== 0) store64(list, load64(cell + FREE_NEXT));
  return cell;
}

/** A KIND_RAW block for `sizeBytes` bytes, zeroed, which the collector doesn't look into; 0 when there is no memory. */
export function allocateRaw(sizeBytes: usize): usize {
  if (sizeBytes > SIZE_MAX) return 0;
  const block: usize = tryAllocate(sizeBytes + 16, kindShape(KIND_RAW));
  if (block !== 0) store64(block + RAW_SIZE, sizeBytes);
  return block;
}

/** The row of the kind table (layout/objects.ts) that is the shape of what the run time makes of a kind. */
export function kindShape(kind: usize): usize {
  return symbolAddress('kind_shapes') + kind * SHAPE_BYTES;
}

/** Bytes alive at the last collection and allocated since: process.memoryUsage().heapUsed. */
export function heapUsedBytes(): usize {
  return usedBytes();
}

/** Bytes that the heap holds of the machine's memory: process.memoryUsage().heapTotal. */
export function heapTotalBytes(): usize {
  return spanBytes();
}

/** The free list of a class, filled: its first cell, which is still on the list; 0 when there is no memory. */
function refill(sizeClass: usize): usize {
  collectSome();
  let cell: usize = findCells(sizeClass);
  if (cell === 0 && mayCollect()) {
    collectNow();
    cell = findCells(sizeClass);
  }
  if (cell === 0) {
    releaseEmpty();
    cell = findCells(sizeClass);
  }
  if (cell === 0) return 0;
  if (checked !== 0) holdBack(sizeClass, cell);
  if (isCollecting()) markFreeCells(cell);
  store64(freeListOf(sizeClass), cell);
  return cell;
}

/** Free cells of a class, linked: of a block that is or gets swept, else of a new one; 0 when there is no memory. */
function findCells(sizeClass: usize): usize {
  const held: usize = checked !== 0 ? takeHeld(sizeClass) : 0;
  if (held !== 0) return held;
  const cells: usize = takeCells(sizeClass);
  if (cells !== 0) {
    noteAllocated(bytesOfTakenCells());
    return cells;
  }
  if (!hasRoom(BLOCK_BYTES)) return 0;
  const block: usize = takeBlock(sizeClass);
  if (block === 0) return 0;
  noteAllocated(BLOCK_BYTES);
  return addBlock(block, sizeClass);
}

/** Keeps all but the first cells of a list for later. */
function holdBack(sizeClass: usize, list: usize): void {
  let last: usize = list;
  const count: usize = CHECKED_BYTES / cellBytesOf(sizeClass);
  for (let index: usize = 1; index < count && load64(last + FREE_NEXT) !== 0; index++)
    last = load64(last + FREE_NEXT);
  hold(sizeClass, load64(last + FREE_NEXT));
  store64(last + FREE_NEXT, 0);
}

function allocateLargeOrPanic(sizeBytes: usize, shape: usize): usize {
  const object: usize = tryAllocate(sizeBytes, shape);
  if (object === 0) panicOutOfMemory();
  return object;
}

/** A large object that is zero behind its header if isLargeCleared. */
function allocateLarge(sizeBytes: usize, shape: usize): usize {
  if (sizeBytes > SIZE_MAX) return 0;
  collectSome();
  let block: usize = takeSpace(sizeBytes);
  if (block === 0) {
    if (mayCollect()) collectNow();
    releaseEmpty();
    block = takeSpace(sizeBytes);
    if (block === 0) return 0;
  }
  addLarge(block);
  if (isCollecting()) setAllMarks(block);
  noteAllocated(load64(block + BLOCK_SPAN));
  store64(block + BLOCK_FIRST, shape);
  return block + BLOCK_FIRST;
}

function takeSpace(sizeBytes: usize): usize {
  const block: usize = takeKeptLarge(sizeBytes);
  if (block !== 0) return block;
  return hasRoom(sizeBytes) ? takeLarge(sizeBytes) : 0;
}
