/**
 * The page allocator: free memory as a list of ranges in order of address, kept in the free memory itself.
 *
 *   first page of a free range:   +0 u64 address of the next range, or 0    +8 u64 size in bytes
 *
 * First fit, and neighbours are joined when pages come back, so the list stays as short as memory is fragmented. It
 * needs no table, which is why a machine of 2 MB works, and costs nothing at boot however large the memory is.
 * Pages are cleared when they are given out, not before.
 */
import { fillMemory, load64, store64, symbolAddress, type u32, type usize } from '../../unsafe.ts';
import {
  memoryRangeCount,
  memoryRangeEnd,
  memoryRangeStart,
  PAGE_BYTES,
  stackBottom,
  stackTop,
} from './boot-memory.ts';

const NEXT: usize = 0;
const SIZE: usize = 8;

let firstRange: usize = 0;
let freeBytes: usize = 0;

/** See `Machine.allocatePages`. */
export function allocatePages(sizeBytes: usize): usize {
  let previous: usize = 0;
  let range: usize = firstRange;
  while (range !== 0 && load64(range + SIZE) < sizeBytes) {
    previous = range;
    range = load64(range + NEXT);
  }
  if (range === 0) return 0;
  const rest: usize = load64(range + SIZE) - sizeBytes;
  let next: usize = load64(range + NEXT);
  if (rest !== 0) {
    const remaining: usize = range + sizeBytes;
    store64(remaining + NEXT, next);
    store64(remaining + SIZE, rest);
    next = remaining;
  }
  linkAfter(previous, next);
  freeBytes -= sizeBytes;
  fillMemory(range, 0, sizeBytes);
  return range;
}

/** See `Machine.releasePages`. Cost: the number of free ranges below the address. */
export function releasePages(address: usize, sizeBytes: usize): void {
  let previous: usize = 0;
  let next: usize = firstRange;
  while (next !== 0 && next < address) {
    previous = next;
    next = load64(next + NEXT);
  }
  let start: usize = address;
  let size: usize = sizeBytes;
  if (next !== 0 && address + sizeBytes === next) {
    size += load64(next + SIZE);
    next = load64(next + NEXT);
  }
  if (previous !== 0 && previous + load64(previous + SIZE) === address) {
    start = previous;
    size += load64(previous + SIZE);
  } else {
    linkAfter(previous, address);
  }
  store64(start + NEXT, next);
  store64(start + SIZE, size);
  freeBytes += sizeBytes;
}

function linkAfter(previous: usize, range: usize): void {
  if (previous === 0) firstRange = range;
  else store64(previous + NEXT, range);
}

/** See `Machine.freePageBytes`. */
export function freePageBytes(): usize {
  return freeBytes;
}

/** Frees [start, end) but for the image and the main stack with its guard page. */
function releaseUnused(start: usize, end: usize): void {
  const image: usize = symbolAddress('__image_start');
  const imageEnd: usize = symbolAddress('__image_end');
  const guard: usize = stackBottom() - PAGE_BYTES;
  if (start < imageEnd && end > image) {
    releaseUnused(start, image);
    releaseUnused(imageEnd, end);
  } else if (start < stackTop() && end > guard) {
    releaseUnused(start, guard);
    releaseUnused(stackTop(), end);
  } else if (start < end) {
    releasePages(start, end - start);
  }
}

/** Frees the unused memory within [from, to): first what the boot page tables map, later the rest. */
export function freeMemoryWithin(from: usize, to: usize): void {
  const count: u32 = memoryRangeCount();
  for (let index: u32 = 0; index < count; index++) {
    const start: usize = memoryRangeStart(index);
    const end: usize = memoryRangeEnd(index);
    releaseUnused(start > from ? start : from, end < to ? end : to);
  }
}
