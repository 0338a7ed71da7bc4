/**
 * Towers: the towers of Hanoi with thirteen disks.
 *
 * The problem is from the SOM benchmarks, as are-we-fast-yet states it; the text is ours.
 */
import { repeated } from './benchmark.ts';

const DISKS = 13;

class Disk {
  readonly size: number;
  below: Disk | null = null;

  constructor(size: number) {
    this.size = size;
  }
}

class Towers {
  moves = 0;
  readonly #piles: (Disk | null)[] = [null, null, null];

  /** Puts the disks on the first pile; one more lies below those that move, as in the suite. */
  constructor(disks: number) {
    for (let size = disks; size >= 0; size--) this.#push(new Disk(size), 0);
  }

  move(disks: number, from: number, to: number): void {
    if (disks === 1) {
      this.#moveTop(from, to);
      return;
    }
    const other = 3 - from - to;
    this.move(disks - 1, from, other);
    this.#moveTop(from, to);
    this.move(disks - 1, other, to);
  }

  #moveTop(from: number, to: number): void {
    this.#push(this.#pop(from), to);
    this.moves++;
  }

  #push(disk: Disk, pile: number): void {
    const top = this.#piles[pile];
    if (top !== null && disk.size >= top.size) throw new Error('a large disk would lie on a smaller one');
    disk.below = top;
    this.#piles[pile] = disk;
  }

  #pop(pile: number): Disk {
    const top = this.#piles[pile];
    if (top === null) throw new Error('the pile is empty');
    this.#piles[pile] = top.below;
    top.below = null;
    return top;
  }
}

function countMoves(): number {
  const towers = new Towers(DISKS);
  towers.move(DISKS, 0, 1);
  return towers.moves;
}

export const towers = repeated('Towers', () => countMoves() === 8191);
