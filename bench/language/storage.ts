/**
 * Storage: a tree of arrays with leaves of one to ten elements: the collector's work.
 *
 * The problem is from the SOM benchmarks, as are-we-fast-yet states it; the text is ours.
 */
import { repeated } from './benchmark.ts';
import { Random } from './random.ts';

const DEPTH = 7;
const CHILDREN = 4;

/** A leaf's elements are never set. */
type Tree = (Tree | undefined)[];

class TreeBuilder {
  count = 0;
  readonly #random = new Random();

  build(depth: number): Tree {
    this.count++;
    if (depth === 1) return new Array<undefined>((this.#random.next() % 10) + 1);
    const children = new Array<Tree>(CHILDREN);
    for (let i = 0; i < CHILDREN; i++) children[i] = this.build(depth - 1);
    return children;
  }
}

function countNodes(): number {
  const builder = new TreeBuilder();
  builder.build(DEPTH);
  return builder.count;
}

export const storage = repeated('Storage', () => countNodes() === 5461);
