/**
 * Allocation: a free list for each size class, refilled by sweeping the next block of the class that the last marking
 * left unswept (sweep.ts), then by collecting if that is due, then by a new block. Objects never move.
 *
 * The lists' heads stand in a table of the image, so that compiled code takes a cell inline (layout/heap.ts). What died in a cell is
 * still there when the cell is taken: whoever takes one writes all of it that the collector will look at.
 */
import { allocatePages, freePageBytes } from '#machine';
import { FREE_NEXT, SMALL_MAX } from '../../toolchain/compiler/layout/heap.ts';
import { KIND_RAW, RAW_SIZE, SHAPE_BYTES } from '../../toolchain/compiler/layout/objects.ts';
import { HEADER_SIZE } from '../../toolchain/compiler/layout/values.ts';
import { panic } from '../machine/panic.ts';
import { bytesSetting } from '../machine/settings.ts';
import { fillMemory, load64, store64, symbolAddress, type usize } from '../unsafe.ts';
import {
  BLOCK_FIRST,
  BLOCK_SPAN,
  cellBytesOf,
  classOf,
  drainPool,
  freeListOf,
  keepEmptyBlocks,
  takeBlock,
  takeLarge,
} from './blocks.ts';
import { collect } from './collect.ts';
import { initializeMarking } from './mark.ts';
import { PAGE_BYTES, spanBytes } from './spans.ts';
import { addBlock, addLarge, setHeapTables, sweepInto } from './sweep.ts';

/** A collection is due at the earliest after this many bytes, however small the heap is. */
const BUDGET_MIN: usize = 65536;
const BUDGET_FLOOR_MAX: usize = 4194304;
/** Sizes beyond are refused: no machine has them, and arithmetic on sizes must not wrap. */
const SIZE_MAX: usize = 0x4000_0000_0000;

/** Bytes handed out since the last collection, in blocks and large objects. */
let allocatedBytes: usize = 0;
/** Bytes that the last marking found alive. */
let liveBytes: usize = 0;
let budgetFloor: usize = BUDGET_MIN;
/** What IMPORTOS_COLLECT_EVERY says: a collection after so many bytes, to find what a collector overlooks; 0: as it pays. */
let budgetFixed: usize = 0;

/** Prepares the tables; called once by boot, before anything is allocated. */
export function initializeHeap(): void {
  const tables: usize = allocatePages(PAGE_BYTES);
  if (tables === 0) panic('no memory for the heap');
  setHeapTables(tables);
  initializeMarking();
  budgetFixed = bytesSetting('IMPORTOS_COLLECT_EVERY');
  const share: usize = freePageBytes() / 8;
  if (share > BUDGET_MIN) budgetFloor = share < BUDGET_FLOOR_MAX ? share : BUDGET_FLOOR_MAX;
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
  // A span of its own is zero as the machine gives it.
  if (object !== 0 && sizeBytes <= SMALL_MAX) fillMemory(object + HEADER_SIZE, 0, sizeBytes - HEADER_SIZE);
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
  if (refill(sizeClass) === 0) panic('out of memory');
  return popCell(sizeClass);
}

function popCell(sizeClass: usize): usize {
  const list: usize = freeListOf(sizeClass);
  const cell: usize = load64(list);
  store64(list, load64(cell + FREE_NEXT));
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

/** Collects if enough was allocated that it pays: the event loop asks between turns, when the stack is nearly empty. */
export function collectIfWorthwhile(): void {
  if (allocatedBytes * 4 > budget() * 3) collectNow();
}

/** Marks from the roots; what is dead is swept later, as cells are needed. */
export function collectNow(): void {
  keepEmptyBlocks(budget());
  liveBytes = collect();
  allocatedBytes = 0;
}

/** Bytes alive at the last collection and allocated since: process.memoryUsage().heapUsed. */
export function heapUsedBytes(): usize {
  return liveBytes + allocatedBytes;
}

/** Bytes that the heap holds of the machine's memory: process.memoryUsage().heapTotal. */
export function heapTotalBytes(): usize {
  return spanBytes();
}

function budget(): usize {
  if (budgetFixed !== 0) return budgetFixed;
  return liveBytes / 2 > budgetFloor ? liveBytes / 2 : budgetFloor;
}

/** The free list of a class, filled: its first cell, which is still on the list; 0 when there is no memory. */
function refill(sizeClass: usize): usize {
  let cell: usize = refillFromBlocks(sizeClass);
  if (cell !== 0) return cell;
  if (allocatedBytes > budget()) {
    collectNow();
    cell = refillFromBlocks(sizeClass);
    if (cell !== 0) return cell;
  }
  cell = refillFromNewBlock(sizeClass);
  if (cell !== 0) return cell;
  collectNow();
  cell = refillFromBlocks(sizeClass);
  if (cell !== 0) return cell;
  return refillFromNewBlock(sizeClass);
}

function refillFromBlocks(sizeClass: usize): usize {
  const freed: usize = sweepInto(sizeClass);
  allocatedBytes += freed;
  return load64(freeListOf(sizeClass));
}

function refillFromNewBlock(sizeClass: usize): usize {
  const block: usize = takeBlock(sizeClass);
  if (block === 0) return 0;
  const cells: usize = addBlock(block, sizeClass);
  allocatedBytes += cells * cellBytesOf(sizeClass);
  return load64(freeListOf(sizeClass));
}

function allocateLargeOrPanic(sizeBytes: usize, shape: usize): usize {
  const object: usize = allocateLarge(sizeBytes, shape);
  if (object === 0) panic('out of memory');
  return object;
}

function allocateLarge(sizeBytes: usize, shape: usize): usize {
  if (sizeBytes > SIZE_MAX) return 0;
  if (allocatedBytes + sizeBytes > budget() && allocatedBytes !== 0) collectNow();
  let block: usize = takeLarge(sizeBytes);
  if (block === 0) {
    collectNow();
    drainPool();
    block = takeLarge(sizeBytes);
    if (block === 0) return 0;
  }
  addLarge(block);
  allocatedBytes += load64(block + BLOCK_SPAN);
  store64(block + BLOCK_FIRST, shape);
  return block + BLOCK_FIRST;
}
