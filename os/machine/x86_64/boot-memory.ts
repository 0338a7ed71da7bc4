/**
 * What memory there is: the map that the boot loader gave (copied by entry.S), cut to whole pages that are ours.
 *
 *   map entry, 24 bytes (PVH, hvm_memmap_table_entry):  +0 u64 address, +8 u64 size, +16 u32 type (1: RAM), +20 u32 0
 *
 * Nothing is kept as objects, because there is no heap yet: a range is asked for by its index and read from the map
 * each time.
 */
import { load32, load64, symbolAddress, type u32, type u64, type usize } from '../../unsafe.ts';

export const PAGE_BYTES: usize = 4096;

const ENTRY_BYTES: u32 = 24;
const ENTRY_SIZE: usize = 8;
const ENTRY_TYPE: usize = 16;
const TYPE_RAM: u32 = 1;

/** The main stack gets a sixteenth of the memory, between these bounds. */
const STACK_SHARE: u32 = 16;
const STACK_BYTES_MIN: usize = 0x1_0000;
const STACK_BYTES_MAX: usize = 0x40_0000;

function entryAddress(index: u32): usize {
  return symbolAddress('boot_memory_map') + index * ENTRY_BYTES;
}

/** How many ranges the map has; some may be empty for us. */
export function memoryRangeCount(): u32 {
  return load32(symbolAddress('boot_memory_entries'));
}

/** The first address of range `index`, on a page; the null page is never part of it. */
export function memoryRangeStart(index: u32): usize {
  const start: usize = (load64(entryAddress(index)) + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1);
  return start < PAGE_BYTES ? PAGE_BYTES : start;
}

/** The address behind range `index`, on a page; equal to the start when the range isn't RAM or is smaller than a page. */
export function memoryRangeEnd(index: u32): usize {
  const entry: usize = entryAddress(index);
  const start: usize = memoryRangeStart(index);
  if (load32(entry + ENTRY_TYPE) !== TYPE_RAM) return start;
  const end: usize = (load64(entry) + load64(entry + ENTRY_SIZE)) & ~(PAGE_BYTES - 1);
  return end < start ? start : end;
}

function totalBytes(): u64 {
  let total: u64 = 0;
  const count: u32 = memoryRangeCount();
  for (let index: u32 = 0; index < count; index++) total += memoryRangeEnd(index) - memoryRangeStart(index);
  return total;
}

let stackLowest: usize = 0;

/** Where the main stack begins, growing downwards: the top of the range that holds the image (entry.S). */
export function stackTop(): usize {
  return load64(symbolAddress('boot_stack_base'));
}

/** The lowest page of the main stack; the page below is not mapped. Never reaches down into the image. */
export function stackBottom(): usize {
  if (stackLowest !== 0) return stackLowest;
  let size: usize = (totalBytes() / STACK_SHARE) & ~(PAGE_BYTES - 1);
  if (size < STACK_BYTES_MIN) size = STACK_BYTES_MIN;
  if (size > STACK_BYTES_MAX) size = STACK_BYTES_MAX;
  stackLowest = stackTop() - size;
  return stackLowest;
}
