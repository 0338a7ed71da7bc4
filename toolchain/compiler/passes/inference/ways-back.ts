/**
 * Where the blocks of a function, looked at in their order, lead back to what has been looked at before.
 */
import type { Block, FunctionIr, Instr } from '../../ir/ir.ts';

export interface WaysBack {
  /** Some block leads to itself or to one before it. */
  readonly hasLoops: boolean;
  /** Values, by Instr.id, that are read at their own place or before it: by phis of loops. */
  readonly readAbove: ReadonlySet<number>;
}

const known = new WeakMap<FunctionIr, WaysBack>();

/** Asked of functions that don't change any more: of those that inference looks at. */
export function waysBack(fn: FunctionIr): WaysBack {
  let ways = known.get(fn);
  if (ways === undefined) {
    ways = findWaysBack(fn);
    known.set(fn, ways);
  }
  return ways;
}

function findWaysBack({ blocks }: FunctionIr): WaysBack {
  const seenBlocks = new Set<Block>();
  const seen = new Set<Instr>();
  const readAbove = new Set<number>();
  let hasLoops = false;
  for (const block of blocks) {
    seenBlocks.add(block);
    for (const instr of block.instrs) {
      for (const read of instr.args) if (!seen.has(read)) readAbove.add(read.id);
      seen.add(instr);
      for (const target of instr.attrs.targets ?? []) hasLoops ||= seenBlocks.has(target);
    }
  }
  return { hasLoops, readAbove };
}
