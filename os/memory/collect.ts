/**
 * A collection, in steps: while the program runs on, its objects are marked from a snapshot of what was reachable when the marking began.
 *
 *   RESTING ──begin──▶ ROOTS ──▶ FOLLOWING ──▶ WEAK ──end──▶ RESTING
 *   sweep, a few          static data,   grey objects,   names that
 *   blocks at a time      in pieces      in pieces       died
 *
 * `begin` is the one step that looks at the stack, with the registers that a caller may keep values in. From then on whatever
 * overwrites a pointer marks what it pointed to (barrier.ts), and what is allocated counts as marked: so nothing of the snapshot is lost,
 * and neither stack nor roots are looked at again. What dies during a marking is found by the next one.
 * The other roots are the module variables (`.roots`), the static objects (`.shapes`) and ranges that higher rooms name.
 *
 * Nothing here allocates from the heap.
 */
import { allocatePages, stackBase } from '#machine';
import { CLASS_COUNT, FREE_NEXT } from '../../toolchain/compiler/layout/heap.ts';
import { panic } from '../machine/panic.ts';
import {
  codeAddress,
  load64,
  stackPointer,
  store32,
  store64,
  symbolAddress,
  type u32,
  type usize,
} from '../unsafe.ts';
import { setMarking } from './barrier.ts';
import { BLOCK_FREE_COUNT, blockOf, freeListOf, IN_ADVANCE, setFollowed, setMark } from './blocks.ts';
import { beginMarking, drain, follow, markedByteCount, markRange } from './mark.ts';
import { beginSweeping, finishSweeping } from './sweep.ts';
import { beginClearing, clearSome, markEphemerons } from './weak.ts';

/** In os/machine/<processor>/spill-registers.S: pushes the callee-saved registers, calls `code`, pops them. */
declare function withSpilledRegisters(code: usize): void;

const RESTING: u32 = 0;
const ROOTS: u32 = 1;
const FOLLOWING: u32 = 2;
const WEAK: u32 = 3;
/** Roots that are looked at in a step. */
const ROOT_BYTES: usize = 32768;
/** Places of weak tables that are looked at in a step. */
const WEAK_PLACES: usize = 4096;

let phase: u32 = RESTING;
let collections: usize = 0;

/** Further ranges of roots: a table of {start, end} pairs, taken on first use. */
let rootRanges: usize = 0;
let rootRangeCount: usize = 0;
const ROOT_RANGES_MAX: usize = 256;
/** The range of roots that the marking is at, and from where on. The first two are the static ones. */
let rangeAt: usize = 0;
let placeAt: usize = 0;

/** Is a marking under way? */
export function isCollecting(): boolean {
  return phase !== RESTING;
}

/** Begins a marking. Everything must be swept. Cost: the depth of the stack, and the free cells of 29 blocks. */
export function beginCollection(): void {
  if (phase !== RESTING) panic('collection inside a collection');
  beginMarking();
  for (let sizeClass: usize = 0; sizeClass < CLASS_COUNT; sizeClass++)
    markFreeCells(load64(freeListOf(sizeClass)));
  withSpilledRegisters(codeAddress(markFromStack));
  setMarking(true);
  phase = ROOTS;
  rangeAt = 0;
  placeAt = rangeStart(0);
}

/** Goes on with a marking, by about `bytes` bytes of objects or one step of something else; true when that ended it. */
export function continueCollection(bytes: usize): boolean {
  if (phase === ROOTS) {
    if (markSomeRoots()) phase = FOLLOWING;
  } else if (phase === FOLLOWING) {
    if (follow(bytes)) {
      markEphemerons();
      beginClearing();
      phase = WEAK;
    }
  } else if (clearSome(WEAK_PLACES)) {
    endCollection();
    return true;
  }
  return false;
}

/** Ends the marking that is under way. */
export function finishCollection(): void {
  while (phase !== RESTING) {
    if (phase === FOLLOWING) drain();
    continueCollection(1);
  }
}

/** Marks everything reachable, at once. */
export function collect(): void {
  finishCollection();
  finishSweeping();
  beginCollection();
  finishCollection();
}

/** Bytes that the last marking, or the present one so far, found alive. */
export function aliveBytes(): usize {
  return markedByteCount();
}

/** Has words from `start` to `end` (raw memory outside of the heap) keep what they point to, for ever. */
export function addRootRange(start: usize, end: usize): void {
  if (rootRanges === 0) rootRanges = allocatePages(ROOT_RANGES_MAX * 16);
  if (rootRanges === 0) panic('no memory for roots');
  if (rootRangeCount === ROOT_RANGES_MAX) panic('too many ranges of roots');
  const pair: usize = rootRanges + rootRangeCount * 16;
  store64(pair, start);
  store64(pair + 8, end);
  rootRangeCount += 1;
  // A marking that has been through all others goes on with this one.
  if (phase === ROOTS && rangeAt === rootRangeCount + 1) placeAt = start;
}

/** Collections so far. */
export function collectionCount(): usize {
  return collections;
}

/** Has cells that are given out during a marking count as marked and followed. */
export function markFreeCells(list: usize): void {
  if (list === 0) return;
  // A list has cells of one block.
  store32(blockOf(list) + BLOCK_FREE_COUNT, IN_ADVANCE);
  for (let cell: usize = list; cell !== 0; cell = load64(cell + FREE_NEXT)) {
    setMark(cell);
    setFollowed(cell);
  }
}

function endCollection(): void {
  phase = RESTING;
  setMarking(false);
  beginSweeping();
  collections += 1;
}

function markFromStack(): void {
  markRange(stackPointer(), stackBase());
}

/** Marks from a piece of the roots; true when that was the last. */
function markSomeRoots(): boolean {
  if (rangeAt === rootRangeCount + 2) return true;
  const end: usize = rangeEnd(rangeAt);
  const to: usize = end - placeAt > ROOT_BYTES ? placeAt + ROOT_BYTES : end;
  markRange(placeAt, to);
  placeAt = to;
  if (to === end) {
    rangeAt += 1;
    placeAt = rangeStart(rangeAt);
  }
  return false;
}

function rangeStart(index: usize): usize {
  if (index === 0) return symbolAddress('__roots_start');
  if (index === 1) return symbolAddress('__shapes_start');
  return index === rootRangeCount + 2 ? 0 : load64(rootRanges + (index - 2) * 16);
}

function rangeEnd(index: usize): usize {
  if (index === 0) return symbolAddress('__roots_end');
  if (index === 1) return symbolAddress('__shapes_end');
  return load64(rootRanges + (index - 2) * 16 + 8);
}
