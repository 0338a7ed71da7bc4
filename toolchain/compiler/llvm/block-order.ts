/** The order in which the blocks of a function are emitted. */
import type { Block } from '../ir/ir.ts';

/** Reverse post-order over the reached blocks: definitions come before their uses, except along back edges. */
export function blockOrder(entry: Block, reached: ReadonlySet<Block>): Block[] {
  const seen = new Set<Block>();
  const out: Block[] = [];
  const stack: { block: Block; next: number }[] = [{ block: entry, next: 0 }];
  seen.add(entry);
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    if (top === undefined) break;
    const targets = top.block.instrs.at(-1)?.attrs.targets ?? [];
    const target = targets[top.next++];
    if (target === undefined) {
      out.push(top.block);
      stack.pop();
    } else if (reached.has(target) && !seen.has(target)) {
      seen.add(target);
      stack.push({ block: target, next: 0 });
    }
  }
  return out.reverse();
}
