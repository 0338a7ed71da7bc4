/**
 * Queens: eight queens on a board by backtracking, ten times.
 *
 * The problem is from the SOM benchmarks, as are-we-fast-yet states it; the text is ours.
 */
import { repeated } from './benchmark.ts';

const SIZE = 8;
const BOARDS = 10;

class Board {
  readonly #freeRows = new Array<boolean>(SIZE).fill(true);
  readonly #freeRising = new Array<boolean>(2 * SIZE).fill(true);
  readonly #freeFalling = new Array<boolean>(2 * SIZE).fill(true);
  /** The column of each row's queen; -1 for none. */
  readonly #queens = new Array<number>(SIZE).fill(-1);

  /** Places queens from a column on; false when no way is left. */
  place(column: number): boolean {
    for (let row = 0; row < SIZE; row++) {
      if (!this.#isFree(row, column)) continue;
      this.#queens[row] = column;
      this.#mark(row, column, false);
      if (column === SIZE - 1 || this.place(column + 1)) return true;
      this.#mark(row, column, true);
    }
    return false;
  }

  #isFree(row: number, column: number): boolean {
    return (
      this.#freeRows[row] && this.#freeRising[column + row] && this.#freeFalling[column - row + SIZE - 1]
    );
  }

  #mark(row: number, column: number, free: boolean): void {
    this.#freeRows[row] = free;
    this.#freeRising[column + row] = free;
    this.#freeFalling[column - row + SIZE - 1] = free;
  }
}

function solveAll(): boolean {
  for (let i = 0; i < BOARDS; i++) {
    if (!new Board().place(0)) return false;
  }
  return true;
}

export const queens = repeated('Queens', solveAll);
