/**
 * Which values a suspended function must keep: those defined before a suspension and used behind it. Classic backward
 * liveness over the blocks, asked at the blocks that execution comes back to. Only state-machine.ts uses it.
 */
import type { Block, Instr } from '../ir/ir.ts';

/** Values that are defined before a suspension and used behind it. */
export function liveAtResumption(blocks: readonly Block[], resumed: readonly Block[]): Set<Instr> {
  const liveIn = new Map<Block, Set<Instr>>(blocks.map((b) => [b, new Set<Instr>()]));
  let changed = true;
  while (changed) {
    changed = false;
    for (let n = blocks.length - 1; n >= 0; n--) {
      const block = blocks[n];
      if (block === undefined) continue;
      const live = new Set<Instr>();
      for (const target of block.instrs.at(-1)?.attrs.targets ?? []) {
        for (const v of liveIn.get(target) ?? []) live.add(v);
        for (const phi of target.instrs) {
          if (phi.op !== 'phi') break;
          live.delete(phi);
          const operand = phi.args[target.preds.indexOf(block)];
          if (operand !== undefined) live.add(operand);
        }
      }
      for (let k = block.instrs.length - 1; k >= 0; k--) {
        const i = block.instrs[k];
        if (i === undefined) continue;
        live.delete(i);
        if (i.op === 'phi') continue;
        for (const a of i.args) live.add(a);
        // A narrowing looks at the class it tests for.
        const tested = i.attrs.filter?.instanceOf?.class;
        if (tested !== undefined) live.add(tested);
      }
      const known = liveIn.get(block);
      if (known === undefined) continue;
      const before = known.size;
      for (const v of live) known.add(v);
      if (known.size !== before) changed = true;
    }
  }
  const out = new Set<Instr>();
  for (const block of resumed) for (const v of liveIn.get(block) ?? []) out.add(v);
  return out;
}
