/**
 * Memory from the machine, and the map that says which of it is the heap's.
 *
 * The heap takes spans (a block of small objects, or one large object) that begin at a multiple of 16 KB, and writes each
 * 4 KB page of a span into a two-level map, so that an arbitrary word found on the stack can be told from an address:
 *
 *   region table (open addressing)        leaf, one page for 2 MB of addresses
 *     +0 u64 address >> 21 or 0             512 × u64: start of the span that the page belongs to, or 0
 *     +8 ptr leaf
 *
 * Leaves stay once made: they cost 0.2 % of the addresses that were ever used. Nothing here allocates from the heap.
 */
import { allocatePages, releasePages } from '#machine';
import { load64, store64, type u64, type usize } from '../unsafe.ts';

export const PAGE_BYTES: usize = 4096;
export const SPAN_ALIGNMENT: usize = 16384;

const REGION_SHIFT: u64 = 21;
const REGION_ENTRY_BYTES: usize = 16;
const REGION_LEAF: usize = 8;

let regionTable: usize = 0;
let regionCapacity: usize = 0;
let regionCount: usize = 0;
/** Bytes of all spans that are taken. */
let takenBytes: usize = 0;

/** Bytes that the heap holds of the machine's memory. */
export function spanBytes(): usize {
  return takenBytes;
}

/** Rounds up to whole pages. */
export function pagesFor(sizeBytes: usize): usize {
  return ((sizeBytes + PAGE_BYTES - 1) / PAGE_BYTES) * PAGE_BYTES;
}

/** Takes a zeroed span of `sizeBytes` (a multiple of 4096), aligned to 16 KB; 0 when the machine has none. */
export function takeSpan(sizeBytes: usize): usize {
  const span: usize = takeAligned(sizeBytes);
  if (span === 0) return 0;
  for (let page: usize = span; page < span + sizeBytes; page += PAGE_BYTES) {
    if (!setPage(page, span)) {
      giveSpan(span, sizeBytes);
      return 0;
    }
  }
  takenBytes += sizeBytes;
  return span;
}

/** Gives a span back to the machine. */
export function releaseSpan(span: usize, sizeBytes: usize): void {
  takenBytes -= sizeBytes;
  giveSpan(span, sizeBytes);
}

function giveSpan(span: usize, sizeBytes: usize): void {
  for (let page: usize = span; page < span + sizeBytes; page += PAGE_BYTES) {
    const leaf: usize = findLeaf(page >> REGION_SHIFT);
    if (leaf !== 0) store64(leafSlot(leaf, page), 0);
  }
  releasePages(span, sizeBytes);
}

/** The start of the span that an address (any word) lies in, or 0. */
export function spanOf(address: usize): usize {
  const leaf: usize = findLeaf(address >> REGION_SHIFT);
  if (leaf === 0) return 0;
  return load64(leafSlot(leaf, address));
}

function takeAligned(sizeBytes: usize): usize {
  const direct: usize = allocatePages(sizeBytes);
  if (direct === 0) return 0;
  if (direct % SPAN_ALIGNMENT === 0) return direct;
  releasePages(direct, sizeBytes);
  const slack: usize = SPAN_ALIGNMENT - PAGE_BYTES;
  const wide: usize = allocatePages(sizeBytes + slack);
  if (wide === 0) return 0;
  const span: usize = ((wide + slack) / SPAN_ALIGNMENT) * SPAN_ALIGNMENT;
  const before: usize = span - wide;
  if (before !== 0) releasePages(wide, before);
  if (slack - before !== 0) releasePages(span + sizeBytes, slack - before);
  return span;
}

function leafSlot(leaf: usize, address: usize): usize {
  return leaf + ((address >> 12) & 511) * 8;
}

/** Writes a page of the map; false when there is no memory for a leaf. */
function setPage(page: usize, span: usize): boolean {
  let leaf: usize = findLeaf(page >> REGION_SHIFT);
  if (leaf === 0) leaf = addLeaf(page >> REGION_SHIFT);
  if (leaf === 0) return false;
  store64(leafSlot(leaf, page), span);
  return true;
}

function findLeaf(region: u64): usize {
  if (regionCapacity === 0) return 0;
  let index: usize = region & (regionCapacity - 1);
  while (true) {
    const entry: usize = regionTable + index * REGION_ENTRY_BYTES;
    const key: u64 = load64(entry);
    if (key === region) return load64(entry + REGION_LEAF);
    if (key === 0) return 0;
    index = (index + 1) & (regionCapacity - 1);
  }
}

function addLeaf(region: u64): usize {
  if (regionCount * 4 >= regionCapacity * 3 && !growRegionTable()) return 0;
  const leaf: usize = allocatePages(PAGE_BYTES);
  if (leaf === 0) return 0;
  insertLeaf(region, leaf);
  regionCount += 1;
  return leaf;
}

function insertLeaf(region: u64, leaf: usize): void {
  let index: usize = region & (regionCapacity - 1);
  while (load64(regionTable + index * REGION_ENTRY_BYTES) !== 0) index = (index + 1) & (regionCapacity - 1);
  store64(regionTable + index * REGION_ENTRY_BYTES, region);
  store64(regionTable + index * REGION_ENTRY_BYTES + REGION_LEAF, leaf);
}

function growRegionTable(): boolean {
  const oldTable: usize = regionTable;
  const oldCapacity: usize = regionCapacity;
  const capacity: usize = oldCapacity === 0 ? PAGE_BYTES / REGION_ENTRY_BYTES : oldCapacity * 2;
  const table: usize = allocatePages(capacity * REGION_ENTRY_BYTES);
  if (table === 0) return false;
  regionTable = table;
  regionCapacity = capacity;
  for (let index: usize = 0; index < oldCapacity; index++) {
    const entry: usize = oldTable + index * REGION_ENTRY_BYTES;
    const region: u64 = load64(entry);
    if (region !== 0) insertLeaf(region, load64(entry + REGION_LEAF));
  }
  if (oldTable !== 0) releasePages(oldTable, oldCapacity * REGION_ENTRY_BYTES);
  return true;
}
