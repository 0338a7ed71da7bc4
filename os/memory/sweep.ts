/**
 * Sweeping: turns what the last marking left unmarked into free lists, block by block, and clears the marks for the next marking.
 *
 * The table page holds, for each size class, the list of its blocks (BLOCK_NEXT) and two cursors into it. A cursor is the address of the
 * link that leads to its block:
 *
 *   head → taken → taken → ready → ready → unswept → unswept
 *                          ↑ taker         ↑ sweeper
 *
 * The sweeper goes ahead a few blocks at a time, whoever needs cells takes the next block that is ready, or sweeps one. A block in which
 * nothing lives is given back when the sweeper finds it. Column CLASS_COUNT are the large objects, which are only swept.
 * Before a marking begins, everything must be swept: unmarked means dead until then and white from then on.
 */
import { CLASS_COUNT, FREE_NEXT } from '../../toolchain/compiler/layout/heap.ts';
import { fillMemory, load32, load64, prefetch, store32, store64, type u32, type usize } from '../unsafe.ts';
import {
  BLOCK_CELL,
  BLOCK_CELLS,
  BLOCK_FIRST,
  BLOCK_FREE,
  BLOCK_FREE_COUNT,
  BLOCK_MARKS,
  BLOCK_NEXT,
  BLOCK_SPAN,
  clearMarks,
  freeListOf,
  giveBlock,
  hasMarks,
  IN_ADVANCE,
  isMarked,
  mayKeep,
} from './blocks.ts';
import {
  ageKeptSpans,
  KEPT_SPAN_MAX,
  keepSpan,
  releaseEnd,
  releaseLeavingSpan,
  setKeptTables,
} from './kept-spans.ts';

const COLUMNS: usize = CLASS_COUNT + 1;
const SWEPT: usize = COLUMNS + 1;
/** What dead objects are filled with for tests: as a header it is no shape. */
const POISON: u32 = 0xdb;

let blockLists: usize = 0;
let takers: usize = 0;
let sweepers: usize = 0;
/** Cells that were taken and wait until their class's list is empty again: only for tests. */
let held: usize = 0;
/** What the sweeper works on: a column, then the spans that leave; SWEPT when all is swept. */
let column: usize = SWEPT;
/** Not 0 when what died is filled with POISON. */
let poisons: u32 = 0;

/** Says where the heap's table page is; called once. `poison`: dead objects are overwritten, to find who still uses them. */
export function setHeapTables(table: usize, poison: boolean): void {
  blockLists = table;
  takers = table + COLUMNS * 8;
  sweepers = table + COLUMNS * 16;
  held = table + COLUMNS * 24;
  setKeptTables(table + COLUMNS * 32);
  poisons = poison ? 1 : 0;
  resetCursors();
  column = SWEPT;
}

/** The first block of a class's list of all blocks; CLASS_COUNT stands for large objects. For a walk of the heap. */
export function firstBlock(sizeClass: usize): usize {
  return load64(blockLists + sizeClass * 8);
}

/** Puts a new block on its class's list and links its cells; the first. Nothing in it is to be swept. */
export function addBlock(block: usize, sizeClass: usize): usize {
  prepend(block, sizeClass);
  const cellBytes: usize = load32(block + BLOCK_CELL);
  let cell: usize = block + BLOCK_FIRST;
  for (let left: usize = load32(block + BLOCK_CELLS) - 1; left !== 0; left--) {
    store64(cell, 0);
    store64(cell + FREE_NEXT, cell + cellBytes);
    cell += cellBytes;
  }
  store64(cell, 0);
  store64(cell + FREE_NEXT, 0);
  return block + BLOCK_FIRST;
}

/** Puts a large object on the list of those. */
export function addLarge(block: usize): void {
  prepend(block, CLASS_COUNT);
}

function prepend(block: usize, list: usize): void {
  const head: usize = blockLists + list * 8;
  const next: usize = load64(head);
  store64(block + BLOCK_NEXT, next);
  store64(head, block);
  if (load64(takers + list * 8) === head) store64(takers + list * 8, block + BLOCK_NEXT);
  if (load64(sweepers + list * 8) === head) store64(sweepers + list * 8, block + BLOCK_NEXT);
}

let takenBytes: usize = 0;

/** The free cells of the next block of a class that has any: the first, linked to the others; 0 when there is none. */
export function takeCells(sizeClass: usize): usize {
  const taker: usize = takers + sizeClass * 8;
  while (true) {
    const link: usize = load64(taker);
    const block: usize = load64(link);
    if (block === 0) return 0;
    if (link === load64(sweepers + sizeClass * 8)) {
      sweepBlock(block);
      store64(sweepers + sizeClass * 8, block + BLOCK_NEXT);
    }
    store64(taker, block + BLOCK_NEXT);
    const list: usize = load64(block + BLOCK_FREE);
    if (list !== 0) {
      store64(block + BLOCK_FREE, 0);
      takenBytes = (load32(block + BLOCK_CELL) as usize) * load32(block + BLOCK_FREE_COUNT);
      return list;
    }
  }
}

/** Bytes of the cells that takeCells gave last. */
export function bytesOfTakenCells(): usize {
  return takenBytes;
}

/** Keeps cells that takeCells gave until takeHeld. */
export function hold(sizeClass: usize, list: usize): void {
  store64(held + sizeClass * 8, list);
}

/** The cells that were kept of a class, or 0. */
export function takeHeld(sizeClass: usize): usize {
  const list: usize = load64(held + sizeClass * 8);
  store64(held + sizeClass * 8, 0);
  return list;
}

/** Begins to sweep, after a marking: forgets the free lists, of which the sweep makes new ones. */
export function beginSweeping(): void {
  for (let sizeClass: usize = 0; sizeClass < CLASS_COUNT; sizeClass++) {
    store64(freeListOf(sizeClass), 0);
    store64(held + sizeClass * 8, 0);
  }
  resetCursors();
  ageKeptSpans();
  column = 0;
}

/** Sweeps `count` blocks and large objects, or what is left; true when all are swept. */
export function sweepSome(count: usize): boolean {
  let left: usize = count;
  while (column < COLUMNS) {
    const sweeper: usize = sweepers + column * 8;
    const link: usize = load64(sweeper);
    const block: usize = load64(link);
    if (block === 0) {
      column += 1;
    } else if (left === 0) {
      return false;
    } else {
      if (column === CLASS_COUNT) sweepLarge(sweeper, link, block);
      else sweepAhead(sweeper, link, block);
      left -= 1;
    }
  }
  while (column !== SWEPT) {
    if (left === 0) return false;
    if (!releaseLeavingSpan()) column = SWEPT;
    left -= 1;
  }
  return true;
}

/** Sweeps everything that is left. */
export function finishSweeping(): void {
  while (!sweepSome(1024));
}

function sweepAhead(sweeper: usize, link: usize, block: usize): void {
  // The next one's header is nowhere near.
  prefetch(load64(block + BLOCK_NEXT) + BLOCK_MARKS);
  if (hasMarks(block)) {
    sweepBlock(block);
    if (load32(block + BLOCK_FREE_COUNT) !== load32(block + BLOCK_CELLS)) {
      store64(sweeper, block + BLOCK_NEXT);
      return;
    }
  }
  store64(link, load64(block + BLOCK_NEXT));
  giveBlock(block);
}

/** A dead large object is kept for others; or it goes back, piece by piece, from its end. */
function sweepLarge(sweeper: usize, link: usize, block: usize): void {
  if (isMarked(block + BLOCK_FIRST)) {
    clearMarks(block);
    store64(sweeper, block + BLOCK_NEXT);
    return;
  }
  const span: usize = load64(block + BLOCK_SPAN);
  // Who finds a word that points here takes it for nothing.
  store64(block + BLOCK_FIRST, 0);
  const isGoing: boolean = load32(block + BLOCK_CELLS) === 0;
  if (!isGoing && span <= KEPT_SPAN_MAX && mayKeep(span)) {
    store64(link, load64(block + BLOCK_NEXT));
    keepSpan(block, span);
    return;
  }
  store32(block + BLOCK_CELLS, 0);
  const next: usize = load64(block + BLOCK_NEXT);
  const left: usize = releaseEnd(block, span);
  if (left === 0) store64(link, next);
  else store64(block + BLOCK_SPAN, left);
}

function resetCursors(): void {
  for (let list: usize = 0; list < COLUMNS; list++) {
    store64(takers + list * 8, blockLists + list * 8);
    store64(sweepers + list * 8, blockLists + list * 8);
  }
}

/**
 * Frees the unmarked cells of a block, links them in order of address, and clears the marks. Of a block whose cells were given out in advance,
 * a cell that has a mark but no header is one that nobody took. Of others what lives isn't even read.
 */
function sweepBlock(block: usize): void {
  const cellBytes: usize = load32(block + BLOCK_CELL);
  const cells: usize = load32(block + BLOCK_CELLS);
  let list: usize = 0;
  let free: u32 = 0;
  const inAdvance: boolean = load32(block + BLOCK_FREE_COUNT) === IN_ADVANCE;
  let cell: usize = block + BLOCK_FIRST + cells * cellBytes;
  for (let left: usize = cells; left !== 0; left--) {
    cell -= cellBytes;
    if (!isMarked(cell) || (inAdvance && load32(cell) === 0)) {
      store64(cell, 0);
      store64(cell + FREE_NEXT, list);
      if (poisons !== 0) fillMemory(cell + 16, POISON, cellBytes - 16);
      list = cell;
      free += 1;
    }
  }
  store64(block + BLOCK_FREE, list);
  store32(block + BLOCK_FREE_COUNT, free);
  clearMarks(block);
}
