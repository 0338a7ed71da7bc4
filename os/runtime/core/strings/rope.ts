/**
 * Making a rope flat. Iterative, since ropes get as deep as a program concatenates often: it fills the flat string from
 * its end, goes down right sides, and keeps the left sides that wait in a raw block. For the usual rope, grown at its end,
 * never more than one waits.
 */

import {
  KIND_STRING_ROPE,
  KIND_STRING_SLICE,
  RAW_BYTES,
  ROPE_LEFT,
  ROPE_RIGHT,
  SLICE_BASE,
  SLICE_START,
  STRING_DATA,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { allocateRaw, kindShape } from '../../../memory/heap.ts';
import { copyMemory, load64, stackWords, store32, store64, type usize } from '../../../unsafe.ts';
import { throwRangeError } from '../errors.ts';
import { copyUnits, isWide, kindAt, lengthAt, makeFlat } from './storage.ts';

const WAITING_MIN: usize = 32;

/** Turns a rope, in place, into a slice of a new flat string. RangeError when there is no memory for it. */
export function flatten(rope: usize): void {
  const length: usize = lengthAt(rope);
  const wide: boolean = isWide(rope);
  const flat: usize = makeFlat(length, wide);
  fill(rope, flat + STRING_DATA, length, wide);
  store64(rope + SLICE_BASE, flat);
  store64(rope + SLICE_START, 0);
  store32(rope, kindShape(KIND_STRING_SLICE));
}

/** Writes the units of a rope to `to`. The parts that wait are kept alive by the rope itself, which the caller holds. */
function fill(rope: usize, to: usize, length: usize, wide: boolean): void {
  let waiting: usize = stackWords(32);
  let capacity: usize = WAITING_MIN;
  let count: usize = 0;
  let left: usize = length;
  let node: usize = rope;
  while (true) {
    while (kindAt(node) === KIND_STRING_ROPE) {
      if (count === capacity) {
        waiting = widened(waiting, capacity);
        capacity = capacity * 2;
      }
      store64(waiting + count * 8, load64(node + ROPE_LEFT));
      count += 1;
      node = load64(node + ROPE_RIGHT);
    }
    const size: usize = lengthAt(node);
    left -= size;
    copyUnits(wide ? to + left * 2 : to + left, wide, node, 0, size);
    if (count === 0) return;
    count -= 1;
    node = load64(waiting + count * 8);
  }
}

function widened(waiting: usize, capacity: usize): usize {
  const block: usize = allocateRaw(capacity * 16);
  if (block === 0) throwRangeError('Invalid string length');
  copyMemory(block + RAW_BYTES, waiting, capacity * 8);
  return block + RAW_BYTES;
}
