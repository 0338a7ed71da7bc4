/**
 * Sweeping: turns what the last marking left unmarked into free lists, a block at a time, when a class needs cells.
 *
 * The heap's table page holds, for each size class, two columns: the list of all its blocks, and the sweep cursor: the address of the link that leads to the next block to sweep. Blocks before the cursor are
 * swept, those behind it hold dead objects that still look alive; so before the next marking all are swept.
 * Large objects are one list and are swept at once, since each dead one gives pages back.
 */
import { CLASS_COUNT, FREE_NEXT } from '../../toolchain/compiler/layout/heap.ts';
import { load32, load64, store64, type u32, type usize } from '../unsafe.ts';
import {
  BLOCK_CELL,
  BLOCK_CELLS,
  BLOCK_FIRST,
  BLOCK_NEXT,
  BLOCK_SPAN,
  clearMarks,
  freeListOf,
  giveBlock,
  isMarked,
} from './blocks.ts';
import { releaseSpan } from './spans.ts';

let blockLists: usize = 0;
let cursors: usize = 0;
let largeList: usize = 0;

/** Cells that the last sweepBlock found free. */
let freeCells: u32 = 0;

/** Says where the heap's table page is; called once. */
export function setHeapTables(table: usize): void {
  blockLists = table;
  cursors = table + CLASS_COUNT * 8;
  resetCursors();
}

/** Puts a new block on its class's lists; its number of cells. */
export function addBlock(block: usize, sizeClass: usize): usize {
  const head: usize = blockLists + sizeClass * 8;
  const cursor: usize = cursors + sizeClass * 8;
  store64(block + BLOCK_NEXT, load64(head));
  store64(head, block);
  if (load64(cursor) === head) store64(cursor, block + BLOCK_NEXT);
  store64(freeListOf(sizeClass), block + BLOCK_FIRST);
  return linkCells(block);
}

/** Links the cells of a new block in order of address; their number. */
function linkCells(block: usize): usize {
  const cellBytes: usize = load32(block + BLOCK_CELL);
  const cells: usize = load32(block + BLOCK_CELLS);
  let cell: usize = block + BLOCK_FIRST;
  for (let left: usize = cells - 1; left !== 0; left--) {
    store64(cell, 0);
    store64(cell + FREE_NEXT, cell + cellBytes);
    cell += cellBytes;
  }
  store64(cell, 0);
  store64(cell + FREE_NEXT, 0);
  return cells;
}

export function addLarge(block: usize): void {
  store64(block + BLOCK_NEXT, largeList);
  largeList = block;
}

/** Fills the (empty) free list of a class from its next block that has room; bytes it found, 0 when all are swept. */
export function sweepInto(sizeClass: usize): usize {
  const cursor: usize = cursors + sizeClass * 8;
  while (true) {
    const link: usize = load64(cursor);
    const block: usize = load64(link);
    if (block === 0) return 0;
    const list: usize = sweepBlock(block);
    store64(cursor, block + BLOCK_NEXT);
    if (list !== 0) {
      store64(freeListOf(sizeClass), list);
      const cell: usize = load32(block + BLOCK_CELL);
      return cell * freeCells;
    }
  }
}

/** Sweeps all blocks that are left, and forgets the free lists: what a marking needs. Empty blocks go to the pool. */
export function finishSweeping(): void {
  for (let sizeClass: usize = 0; sizeClass < CLASS_COUNT; sizeClass++) {
    const cursor: usize = cursors + sizeClass * 8;
    let link: usize = load64(cursor);
    let block: usize = load64(link);
    while (block !== 0) {
      sweepBlock(block);
      if (freeCells === load32(block + BLOCK_CELLS)) {
        store64(link, load64(block + BLOCK_NEXT));
        giveBlock(block);
      } else {
        link = block + BLOCK_NEXT;
      }
      block = load64(link);
    }
    store64(freeListOf(sizeClass), 0);
  }
  resetCursors();
}

/** Clears the mark bits of all blocks and large objects. */
export function clearAllMarks(): void {
  for (let sizeClass: usize = 0; sizeClass < CLASS_COUNT; sizeClass++) {
    let block: usize = load64(blockLists + sizeClass * 8);
    while (block !== 0) {
      clearMarks(block);
      block = load64(block + BLOCK_NEXT);
    }
  }
  for (let block: usize = largeList; block !== 0; block = load64(block + BLOCK_NEXT)) clearMarks(block);
}

/** After a marking: gives back dead large objects and blocks without a single mark; all others await their sweep. */
export function beginSweeping(): void {
  let link: usize = 0;
  let block: usize = largeList;
  while (block !== 0) {
    const next: usize = load64(block + BLOCK_NEXT);
    if (isMarked(block + BLOCK_FIRST)) {
      link = block;
    } else {
      if (link === 0) largeList = next;
      else store64(link + BLOCK_NEXT, next);
      releaseSpan(block, load64(block + BLOCK_SPAN));
    }
    block = next;
  }
  for (let sizeClass: usize = 0; sizeClass < CLASS_COUNT; sizeClass++) releaseEmptyBlocks(sizeClass);
  resetCursors();
}

function releaseEmptyBlocks(sizeClass: usize): void {
  let link: usize = blockLists + sizeClass * 8;
  let block: usize = load64(link);
  while (block !== 0) {
    const next: usize = load64(block + BLOCK_NEXT);
    if (hasMarks(block)) {
      link = block + BLOCK_NEXT;
    } else {
      store64(link, next);
      giveBlock(block);
    }
    block = next;
  }
}

function hasMarks(block: usize): boolean {
  for (let offset: usize = 32; offset < BLOCK_FIRST; offset += 8) {
    if (load64(block + offset) !== 0) return true;
  }
  return false;
}

/** The first block of a class's list of all blocks; CLASS_COUNT stands for large objects. For a walk of the heap. */
export function firstBlock(sizeClass: usize): usize {
  return sizeClass === CLASS_COUNT ? largeList : load64(blockLists + sizeClass * 8);
}

function resetCursors(): void {
  for (let sizeClass: usize = 0; sizeClass < CLASS_COUNT; sizeClass++) {
    store64(cursors + sizeClass * 8, blockLists + sizeClass * 8);
  }
}

/** Frees the unmarked cells of a block and links them in order of address; the list's head. Sets freeCells. */
function sweepBlock(block: usize): usize {
  const cellBytes: usize = load32(block + BLOCK_CELL);
  const cells: usize = load32(block + BLOCK_CELLS);
  let list: usize = 0;
  let free: u32 = 0;
  let cell: usize = block + BLOCK_FIRST + cells * cellBytes;
  for (let left: usize = cells; left !== 0; left--) {
    cell -= cellBytes;
    if (!isMarked(cell)) {
      store64(cell, 0);
      store64(cell + FREE_NEXT, list);
      list = cell;
      free += 1;
    }
  }
  freeCells = free;
  return list;
}
