/**
 * A collection: roots, marking, then sweeping as cells are needed. Roots are the stack with the registers that a caller
 * may keep values in, the module variables (`.roots`), the static objects (`.shapes`) and ranges that higher rooms name.
 *
 * Nothing here allocates from the heap.
 */
import { allocatePages, stackBase } from '#machine';
import { panic } from '../machine/panic.ts';
import { codeAddress, load64, stackPointer, store64, symbolAddress, type usize } from '../unsafe.ts';
import { beginMarking, drain, markedByteCount, markRange } from './mark.ts';
import { beginSweeping, clearAllMarks, finishSweeping } from './sweep.ts';
import { clearDeadWeaks, markEphemerons } from './weak.ts';

/** In os/machine/<processor>/spill-registers.S: pushes the callee-saved registers, calls `code`, pops them. */
declare function withSpilledRegisters(code: usize): void;

let collections: usize = 0;
let collecting: usize = 0;

/** Further ranges of roots: a table of {start, end} pairs, taken on first use. */
let rootRanges: usize = 0;
let rootRangeCount: usize = 0;
const ROOT_RANGES_MAX: usize = 256;

/** Marks everything reachable; bytes that live objects hold. Dead ones are swept later. */
export function collect(): usize {
  if (collecting !== 0) panic('collection inside a collection');
  collecting = 1;
  finishSweeping();
  clearAllMarks();
  beginMarking();
  withSpilledRegisters(codeAddress(markFromStack));
  markRange(symbolAddress('__roots_start'), symbolAddress('__roots_end'));
  markRange(symbolAddress('__shapes_start'), symbolAddress('__shapes_end'));
  for (let index: usize = 0; index < rootRangeCount; index++) {
    const pair: usize = rootRanges + index * 16;
    markRange(load64(pair), load64(pair + 8));
  }
  drain();
  markEphemerons();
  clearDeadWeaks();
  beginSweeping();
  collections += 1;
  collecting = 0;
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
}

/** Collections so far. */
export function collectionCount(): usize {
  return collections;
}

function markFromStack(): void {
  markRange(stackPointer(), stackBase());
}
