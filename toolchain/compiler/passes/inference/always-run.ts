/**
 * What of a constructor runs whenever it ends, one after the other: also past branches whose sides meet again and leave `this` alone, as of
 * `this.size = size === undefined ? 10 : size`.
 */
import type { Block, FunctionIr, Instr } from '../../ir/ir.ts';

/** Larger functions are followed to their first branch only. */
const MAX_BLOCKS = 200;

/** Is it the object that the constructor makes? */
export function isThis(value: Instr | undefined): boolean {
  return (
    value !== undefined &&
    (value.op === 'this' || value.op === 'super.call' || value.op === 'super.call.spread')
  );
}

/** The blocks of a constructor that always run, in order. `isSelf`: what the object is called there. */
export function alwaysRunBlocks(fn: FunctionIr, isSelf: IsSelf = isThis): readonly Block[] {
  const out: Block[] = [];
  let block: Block | undefined = fn.blocks[0];
  while (block !== undefined && !out.includes(block)) {
    out.push(block);
    block = nextOf(fn, block, isSelf);
  }
  return out;
}

type IsSelf = (value: Instr | undefined) => boolean;

/**
 * Is it the object that `new` makes of a constructor function? Sloppy code has the global object in its place where nothing is passed as
 * `this`, which `new` never does.
 */
export function isOwnThis(value: Instr | undefined): boolean {
  if (value?.op !== 'phi') return value?.op === 'this';
  const [first, second] = value.args.map((arg, n) => ({ arg, from: value.block.preds[n] }));
  if (value.args.length !== 2 || first === undefined || second === undefined) return false;
  return (
    (first.arg.op === 'this' && second.from?.cold === true) ||
    (second.arg.op === 'this' && first.from?.cold === true)
  );
}

function targetsOf(block: Block): readonly Block[] {
  return block.instrs.at(-1)?.attrs.targets ?? [];
}

/** Where control goes on for sure; past what only refuses something (`is.nullish` of a receiver), and what leaves `this` alone. */
function nextOf(fn: FunctionIr, block: Block, isSelf: IsSelf): Block | undefined {
  const last = block.instrs.at(-1);
  const [first, second] = targetsOf(block);
  if (last?.op === 'jump') return first;
  // In a `try`, what follows something that may throw doesn't surely run.
  if (last?.op !== 'branch' && last?.op !== 'check') return undefined;
  const end = first?.instrs.at(-1);
  if (first?.cold === true && end?.op === 'jump' && end.attrs.targets?.[0] === second) return second;
  return fn.blocks.length > MAX_BLOCKS ? undefined : meeting(fn, block, isSelf);
}

/** The first block that all ways from a branch to the end lead through, when nothing before it has to do with `this`. */
function meeting(fn: FunctionIr, from: Block, isSelf: IsSelf): Block | undefined {
  let nearest: { readonly block: Block; readonly between: ReadonlySet<Block> } | undefined;
  for (const block of fn.blocks) {
    const between = reachedBefore(from, block);
    if (between === undefined || (nearest !== undefined && between.size >= nearest.between.size)) continue;
    nearest = { block, between };
  }
  if (nearest === undefined) return undefined;
  for (const { instrs } of nearest.between)
    if (instrs.some((i) => isSelf(i) || i.args.some(isSelf))) return undefined;
  return nearest.block;
}

/** What is reached from a branch before `end`; undefined: one way goes past it, or nothing leads there. */
function reachedBefore(from: Block, end: Block): ReadonlySet<Block> | undefined {
  const out = new Set<Block>();
  let isReached = false;
  const pending = [...targetsOf(from)];
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    if (block === end) isReached = true;
    if (block === end || out.has(block)) continue;
    if (block.instrs.at(-1)?.op === 'return') return undefined;
    out.add(block);
    pending.push(...targetsOf(block));
  }
  return isReached ? out : undefined;
}
