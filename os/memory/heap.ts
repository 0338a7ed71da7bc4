/**
 * Allocation: a free list for each size class, refilled by sweeping the next block of the class that the last marking
 * left unswept (sweep.ts), then by collecting if that is due, then by a new block.
 *
 * The lists' heads stand in one raw table at `freeLists`, so that compiled code can take a cell inline:
 * load the head; not 0 → head = cell.next, clear the link, write the header. Objects never move.
 */
import { allocatePages, freePageBytes } from '#machine';
import { KIND_RAW, RAW_SIZE, SHAPE_BYTES } from '../../toolchain/compiler/layout/objects.ts';
import { panic } from '../machine/panic.ts';
import { bytesSetting } from '../machine/settings.ts';
import { load64, store64, symbolAddress, type usize } from '../unsafe.ts';
import {
  BLOCK_FIRST,
  BLOCK_SPAN,
  cellBytesOf,
  classOf,
  drainPool,
  keepEmptyBlocks,
  SMALL_MAX,
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

let freeLists: usize = 0;
/** Bytes handed out since the last collection, in blocks and large objects. */
let allocatedBytes: usize = 0;
/** Bytes that the last marking found alive. */
let liveBytes: usize = 0;
let budgetFloor: usize = BUDGET_MIN;
/** What IMPORTOS_COLLECT_EVERY says: a collection after so many bytes, to find what a collector overlooks; 0: as it pays. */
let budgetFixed: usize = 0;

/** Prepares the tables; called once by boot, before anything is allocated. */
export function initializeHeap(): void {
  freeLists = allocatePages(PAGE_BYTES);
  if (freeLists === 0) panic('no memory for the heap');
  setHeapTables(freeLists);
  initializeMarking();
  budgetFixed = bytesSetting('IMPORTOS_COLLECT_EVERY');
  const share: usize = freePageBytes() / 8;
  if (share > BUDGET_MIN) budgetFloor = share < BUDGET_FLOOR_MAX ? share : BUDGET_FLOOR_MAX;
}

/**
 * A new object: its header names `shape`, its other bytes are zero. Never fails: without memory it panics, so what may
 * be large on a program's whim takes tryAllocate instead. Zero words read as no pointer, so a collection may come before
 * the object is filled.
 */
export function allocate(sizeBytes: usize, shape: usize): usize {
  if (sizeBytes > SMALL_MAX) return allocateLargeOrPanic(sizeBytes, shape);
  const list: usize = freeLists + classOf(sizeBytes) * 8;
  let cell: usize = load64(list);
  if (cell === 0) cell = refillOrPanic(classOf(sizeBytes));
  return takeCell(list, cell, shape);
}

/** Takes the first cell from a free list. */
function takeCell(list: usize, cell: usize, shape: usize): usize {
  store64(list, load64(cell + 8));
  store64(cell + 8, 0);
  store64(cell, shape);
  return cell;
}

/** As allocate, but 0 when there is no memory. */
export function tryAllocate(sizeBytes: usize, shape: usize): usize {
  if (sizeBytes > SMALL_MAX) return allocateLarge(sizeBytes, shape);
  const list: usize = freeLists + classOf(sizeBytes) * 8;
  let cell: usize = load64(list);
  if (cell === 0) cell = refill(classOf(sizeBytes));
  return cell === 0 ? 0 : takeCell(list, cell, shape);
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

function refillOrPanic(sizeClass: usize): usize {
  const cell: usize = refill(sizeClass);
  if (cell === 0) panic('out of memory');
  return cell;
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
  return load64(freeLists + sizeClass * 8);
}

function refillFromNewBlock(sizeClass: usize): usize {
  const block: usize = takeBlock(sizeClass);
  if (block === 0) return 0;
  const cells: usize = addBlock(block, sizeClass);
  allocatedBytes += cells * cellBytesOf(sizeClass);
  return load64(freeLists + sizeClass * 8);
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

/** Address of the table of free lists, for compiled code that allocates inline. */
export function freeListTable(): usize {
  return freeLists;
}
