/** Innermost loops of a function (Aho, Lam, Sethi, Ullman: Compilers, 9.6). */
import type { Block } from '../ir/ir.ts';

export interface Loop {
  readonly header: Block;
  readonly blocks: ReadonlySet<Block>;
}

/** The natural loops that have no other in them. `order`: the reached blocks in reverse post-order, the entry first. */
export function innermostLoops(order: readonly Block[]): readonly Loop[] {
  const place = new Map(order.map((block, n) => [block, n]));
  const loops = new Map<Block, Set<Block>>();
  for (const [n, block] of order.entries()) {
    for (const target of block.instrs.at(-1)?.attrs.targets ?? []) {
      const at = place.get(target);
      if (at === undefined || at > n) continue;
      const blocks = loops.get(target) ?? new Set([target]);
      loops.set(target, blocks);
      gather(block, blocks, place);
    }
  }
  const [entry] = order;
  return [...loops]
    .filter(([header, blocks]) => {
      // What is entered elsewhere than at its header is no natural loop.
      if (entry !== undefined && entry !== header && blocks.has(entry)) return false;
      return [...blocks].every((block) => block === header || !loops.has(block));
    })
    .map(([header, blocks]) => ({ header, blocks }));
}

/** Adds what leads to `last` without coming through the blocks that are there already. */
function gather(last: Block, blocks: Set<Block>, place: ReadonlyMap<Block, number>): void {
  const pending = [last];
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    if (blocks.has(block)) continue;
    blocks.add(block);
    for (const pred of block.preds) if (place.has(pred)) pending.push(pred);
  }
}
