/**
 * Paging: what may be read, written and executed (SDM 3A 5.5, 4-level paging). Addresses are virtual and physical
 * alike; the tables decide only what is allowed:
 *
 *   0                    the null page: nothing
 *   low memory           read, write
 *   image                code: execute · constants: read · data: read, write
 *   free memory, stack   read, write; the page below the main stack: nothing
 *   devices              read, write, not cached; mapped when a driver asks (mapDevice)
 *   everything else      nothing
 *
 *   table entry:  63 no-execute │ 51…12 address │ 7 large page │ 4 cache disable │ 3 write through │ 1 writable │ 0 present
 *   address:      47…39 index in level 4 │ 38…30 level 3 │ 29…21 level 2 │ 20…12 level 1 │ 11…0 offset
 *
 * 4 KB pages where permissions change within 2 MB, 2 MB pages elsewhere, and no entry for memory that doesn't exist,
 * so that a small machine needs six tables. Tables come from the page allocator.
 */
import { load64, store64, symbolAddress, type u32, type u64, type usize } from '../../unsafe.ts';
import { panic } from '../panic.ts';
import {
  memoryRangeCount,
  memoryRangeEnd,
  memoryRangeStart,
  PAGE_BYTES,
  stackBottom,
} from './boot-memory.ts';
import { cpuidHigh, cpuidLow, invalidatePage, readCr4, writeCr3, writeCr4 } from './instructions.ts';
import { allocatePages, releasePages } from './pages.ts';

const PRESENT: u64 = 1;
const WRITABLE: u64 = 2;
const NOT_CACHED: u64 = 0x18;
const LARGE: u64 = 0x80;
const ONE: u64 = 1;
const NO_EXECUTE: u64 = ONE << 63;
/** Bits 12–51. */
const ADDRESS_MASK: u64 = 0x000f_ffff_ffff_f000;

const CODE: u64 = PRESENT;
const CONSTANTS: u64 = PRESENT | NO_EXECUTE;
const DATA: u64 = PRESENT | WRITABLE | NO_EXECUTE;
const DEVICE: u64 = PRESENT | WRITABLE | NO_EXECUTE | NOT_CACHED;

const LARGE_PAGE_BYTES: usize = 0x20_0000;
const TABLE_ENTRIES: u32 = 512;
const BOOT_TABLES_BYTES: usize = 3 * 4096;

/** CPUID leaf 7, EBX and ECX, and the CR4 bits that they allow (SDM 3A 2.5). */
const FEATURES: u32 = 7;
const EBX_SMEP: u64 = 0x80;
const EBX_SMAP: u64 = 0x10_0000;
const ECX_UMIP: u64 = 0x4;
const CR4_UMIP: u64 = 0x800;
const CR4_SMEP: u64 = 0x10_0000;
const CR4_SMAP: u64 = 0x20_0000;

let rootTable: usize = 0;

function newTable(): usize {
  const table: usize = allocatePages(PAGE_BYTES);
  if (table === 0) panic('no memory for page tables');
  return table;
}

/** The table that an entry points to; made when the entry is empty, and out of 4 KB pages when it is a large page. */
function tableBelow(entry: usize): usize {
  const value: u64 = load64(entry);
  if ((value & PRESENT) !== 0 && (value & LARGE) === 0) return value & ADDRESS_MASK;
  const table: usize = newTable();
  if ((value & PRESENT) !== 0) {
    for (let index: u32 = 0; index < TABLE_ENTRIES; index++) {
      store64(table + index * 8, (value & ~LARGE) + index * PAGE_BYTES);
    }
  }
  store64(entry, table | PRESENT | WRITABLE);
  return table;
}

/** The address of the level-2 entry for an address: the one that can hold a 2 MB page. */
function largeEntry(address: usize): usize {
  const level3: usize = tableBelow(rootTable + ((address >> 39) & 511) * 8);
  const level2: usize = tableBelow(level3 + ((address >> 30) & 511) * 8);
  return level2 + ((address >> 21) & 511) * 8;
}

function smallEntry(address: usize): usize {
  return tableBelow(largeEntry(address)) + ((address >> 12) & 511) * 8;
}

/** Maps [start, end), both on pages. */
function map(start: usize, end: usize, permissions: u64): void {
  let address: usize = start;
  while (address < end) {
    if ((address & (LARGE_PAGE_BYTES - 1)) === 0 && end - address >= LARGE_PAGE_BYTES) {
      store64(largeEntry(address), address | permissions | LARGE);
      address += LARGE_PAGE_BYTES;
    } else {
      store64(smallEntry(address), address | permissions);
      address += PAGE_BYTES;
    }
  }
}

function mapMemory(): void {
  const image: usize = symbolAddress('__image_start');
  const constants: usize = symbolAddress('__rodata_start');
  const data: usize = symbolAddress('__data_start');
  const imageEnd: usize = symbolAddress('__image_end');
  const count: u32 = memoryRangeCount();
  for (let index: u32 = 0; index < count; index++) {
    const start: usize = memoryRangeStart(index);
    const end: usize = memoryRangeEnd(index);
    if (start <= image && imageEnd <= end) {
      map(start, image, DATA);
      map(imageEnd, end, DATA);
    } else {
      map(start, end, DATA);
    }
  }
  map(image, constants, CODE);
  map(constants, data, CONSTANTS);
  map(data, imageEnd, DATA);
  store64(smallEntry(stackBottom() - PAGE_BYTES), 0);
}

/** Forbids ring 0 what it never needs: to execute or touch user pages, and to show descriptor tables to ring 3. */
function enableProtections(): void {
  if ((cpuidLow(0, 0) & 0xffff_ffff) < FEATURES) return;
  const ebx: u64 = cpuidLow(FEATURES, 0) >> 32;
  const ecx: u64 = cpuidHigh(FEATURES, 0) & 0xffff_ffff;
  let control: u64 = readCr4();
  if ((ebx & EBX_SMEP) !== 0) control |= CR4_SMEP;
  if ((ebx & EBX_SMAP) !== 0) control |= CR4_SMAP;
  if ((ecx & ECX_UMIP) !== 0) control |= CR4_UMIP;
  writeCr4(control);
}

/** Builds the tables and switches to them; the boot tables become free memory. */
export function initializePaging(): void {
  rootTable = newTable();
  mapMemory();
  writeCr3(rootTable);
  enableProtections();
  releasePages(symbolAddress('boot_pml4'), BOOT_TABLES_BYTES);
}

/** Makes a device's registers accessible; the range is widened to 2 MB pages, which above memory hold devices only. */
export function mapDevice(address: usize, sizeBytes: usize): void {
  const mask: usize = LARGE_PAGE_BYTES - 1;
  let page: usize = address & ~mask;
  const end: usize = (address + sizeBytes + mask) & ~mask;
  while (page < end) {
    const entry: usize = largeEntry(page);
    if ((load64(entry) & PRESENT) === 0) {
      store64(entry, page | DEVICE | LARGE);
      invalidatePage(page);
    }
    page += LARGE_PAGE_BYTES;
  }
}
