/**
 * Permute: all permutations of six elements by swapping in place, counting the calls.
 *
 * The problem is from the SOM benchmarks, as are-we-fast-yet states it; the text is ours.
 */
import { repeated } from './benchmark.ts';

class Permuter {
  count = 0;
  readonly #elements: number[];

  constructor(size: number) {
    this.#elements = new Array<number>(size).fill(0);
  }

  permute(n: number): void {
    this.count++;
    if (n === 0) return;
    const last = n - 1;
    this.permute(last);
    for (let i = last; i >= 0; i--) {
      this.#swap(last, i);
      this.permute(last);
      this.#swap(last, i);
    }
  }

  #swap(i: number, j: number): void {
    const elements = this.#elements;
    [elements[i], elements[j]] = [elements[j], elements[i]];
  }
}

function countCalls(): number {
  const permuter = new Permuter(6);
  permuter.permute(6);
  return permuter.count;
}

export const permute = repeated('Permute', () => countCalls() === 8660);
