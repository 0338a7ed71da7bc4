/**
 * When to collect, and how much at a time. Between the end of a marking and that of the next, the program may allocate a budget: half of what
 * is alive, so that the heap is at most about half as large again; of a small heap more, four times what is alive, since a marking costs little
 * there and the memory is touched anyway. The first part pays for sweeping what the last marking left, the
 * last part, a quarter in a large heap, for the marking:
 *
 *     |———— sweep, a few blocks for each refill ————|—— mark ——|   budget
 *
 * Each refill of a free list (16 KB at most) does a step, and a step is bounded: that is what bounds pauses. A program that allocates
 * faster than it pays (large objects) gets longer steps the further it is beyond its budget.
 *
 * `importos.config.ts` chooses one of three ways (layout/heap.ts). COLLECT_STEPS is that. COLLECT_AT_ONCE marks without interruption when
 * the budget is spent: no barriers. COLLECT_IDLE does nothing while the program runs, only when the event loop is idle, or
 * when asked to. And it may bound the heap.
 */
import { freePageBytes } from '#machine';
import { COLLECT_AT_ONCE, COLLECT_IDLE } from '../../toolchain/compiler/layout/heap.ts';
import { panic } from '../machine/panic.ts';
import { load64, symbolAddress, type u64, type usize } from '../unsafe.ts';
import { emptyBytes, keepEmpty, releaseEmpty, releaseSomeEmpty } from './blocks.ts';
import { aliveBytes, beginCollection, collect, continueCollection, isCollecting } from './collect.ts';
import { spanBytes } from './spans.ts';
import { finishSweeping, sweepSome } from './sweep.ts';

/** Blocks that a refill sweeps. A block costs about as much as filling it. */
const SWEEP_BLOCKS: usize = 6;
/** The same when a marking is due and has to wait for the sweep. */
const SWEEP_BLOCKS_LATE: usize = 64;
/** The budget of a heap in which nearly nothing is alive. What is more costs a process time when it is touched first: 2 ms for 4 MB. */
const BUDGET_FIRST: usize = 4194304;
/** Marking in bytes for each byte that is allocated: what is alive is twice the budget, and a quarter of that is for marking. */
const MARK_RATE: usize = 8;
/** Steps that a marking has besides those that follow objects, about. */
const STEPS_OF_ROOTS: usize = 8;
/** A step of marking comes after so many allocated bytes. */
const STEP_BYTES_MIN: usize = 16384;
const STEP_BYTES_MAX: usize = 65536;
/** The same and the work of a step when IMPORTOS_COLLECT_EVERY is set. */
const CHECKED_STEP_BYTES: usize = 1024;
const CHECKED_WORK_BYTES: usize = 2048;

/** What is empty beyond this goes back to the machine while the program has nothing to do. */
const IDLE_EMPTY: usize = 4194304;

/** Bytes handed out since the last collection, in blocks and large objects. */
let allocatedBytes: usize = 0;
/** Their number when the marking began, and at its last step. */
let allocatedAtBegin: usize = 0;
let allocatedAtStep: usize = 0;
/** Bytes that the last marking found alive. */
let liveBytes: usize = 0;
/** The most that the budget is for a small heap. */
let budgetSmall: usize = 0;
/** What IMPORTOS_COLLECT_EVERY says: a collection after so many bytes, to find what a collector overlooks; 0: as it pays. */
let budgetFixed: usize = 0;

/** Called once when the heap is made: the most that the budget is for a small heap, and the fixed one or 0. */
export function initializePace(small: usize, fixed: usize): void {
  budgetSmall = small;
  budgetFixed = fixed;
}

function way(): u64 {
  return load64(symbolAddress('importos_collection'));
}

function heapBound(): u64 {
  return load64(symbolAddress('importos_heap_bound'));
}

/** The most that the heap can take, by its bound and the machine's memory. */
export function mostBytes(): usize {
  const free: usize = freePageBytes();
  return heapBound() !== 0 && heapBound() < free ? heapBound() : free;
}

/** Counts bytes as handed out. */
export function noteAllocated(bytes: usize): void {
  allocatedBytes += bytes;
}

/** May a span of `bytes` still be taken, by the bound of the heap? */
export function hasRoom(bytes: usize): boolean {
  if (heapBound() === 0 || spanBytes() + bytes <= heapBound()) return true;
  releaseEmpty();
  return spanBytes() + bytes <= heapBound();
}

/** Is collecting at any time allowed? */
export function mayCollect(): boolean {
  return way() !== COLLECT_IDLE;
}

/** Does the part of a collection that is due, before memory is handed out. */
export function collectSome(): void {
  if (way() === COLLECT_IDLE) return;
  if (way() === COLLECT_AT_ONCE) {
    sweepSome(SWEEP_BLOCKS);
    if (allocatedBytes > budget()) collectAtOnce();
  } else if (isCollecting()) {
    if (allocatedBytes - allocatedAtStep >= stepBytes()) markSome();
  } else sweepOrBegin(beginAt());
}

/** Does a step of a collection that is worthwhile, for a program that has nothing to do; false when none is. */
export function collectWhenIdle(): boolean {
  if (isCollecting()) {
    markSome();
    return true;
  }
  if (!sweepSome(SWEEP_BLOCKS)) return true;
  if (allocatedBytes <= budget() / 2) return emptyBytes() > IDLE_EMPTY && releaseSomeEmpty();
  if (way() === COLLECT_AT_ONCE) collectAtOnce();
  else sweepOrBegin(0);
  return true;
}

/** Marks from the roots at once, and sweeps all. */
export function collectNow(): void {
  collectAtOnce();
  finishSweeping();
}

/** Bytes alive at the last collection and handed out since. */
export function usedBytes(): usize {
  return liveBytes + allocatedBytes;
}

/** Ends the program for want of memory. */
export function panicOutOfMemory(): never {
  if (heapBound() === 0 || spanBytes() + budgetSmall < heapBound()) panic('out of memory');
  if (way() === COLLECT_IDLE) {
    panic(
      "out of memory: the heap has reached heap.max of importos.config.ts, and with heap.collection 'idle' it is only collected when the program waits or calls gc()",
    );
  }
  panic('out of memory: the heap has reached heap.max of importos.config.ts');
}

function budget(): usize {
  if (budgetFixed !== 0) return budgetFixed;
  if (liveBytes / 2 > budgetSmall) return liveBytes / 2;
  const some: usize = liveBytes * 4 > BUDGET_FIRST ? liveBytes * 4 : BUDGET_FIRST;
  return some < budgetSmall ? some : budgetSmall;
}

/** Allocated bytes from which on a marking is due, so that it ends when the budget is spent. */
function beginAt(): usize {
  const all: usize = budget();
  const marking: usize = liveBytes / MARK_RATE + stepBytes() * STEPS_OF_ROOTS;
  return marking < all / 2 ? all - marking : all / 2;
}

function sweepOrBegin(from: usize): void {
  if (!sweepSome(allocatedBytes < from ? SWEEP_BLOCKS : SWEEP_BLOCKS_LATE)) return;
  if (allocatedBytes < from) return;
  allocatedAtBegin = allocatedBytes;
  allocatedAtStep = allocatedBytes;
  beginCollection();
}

function markSome(): void {
  const behind: usize = 1 + allocatedBytes / (budget() * 2);
  const work: usize = budgetFixed === 0 ? stepBytes() * MARK_RATE : CHECKED_WORK_BYTES;
  allocatedAtStep = allocatedBytes;
  if (continueCollection(work * behind)) noteCollected();
}

/** Allocated bytes from which on a step of marking is due: larger in a larger heap, which may have longer pauses. */
function stepBytes(): usize {
  if (budgetFixed !== 0) return CHECKED_STEP_BYTES;
  const share: usize = liveBytes / 512;
  if (share < STEP_BYTES_MIN) return STEP_BYTES_MIN;
  return share < STEP_BYTES_MAX ? share : STEP_BYTES_MAX;
}

function collectAtOnce(): void {
  allocatedAtBegin = allocatedBytes;
  collect();
  noteCollected();
}

/** What was handed out during the marking counts as alive. */
function noteCollected(): void {
  liveBytes = aliveBytes() + allocatedBytes - allocatedAtBegin;
  allocatedBytes = 0;
  // Most of what the heap has had until now: a program that needed it will again, and one that does not gives back a quarter each time.
  const kept: usize = (spanBytes() / 4) * 3;
  keepEmpty(kept > budget() ? kept : budget());
}
