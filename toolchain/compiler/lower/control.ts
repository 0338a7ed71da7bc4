/**
 * Leaving statements: `break`, `continue` and `return` through whatever stands in between. A `finally` block exists once;
 * each way of leaving through it gets a number, which the block's end switches on. An iterator is closed on the way.
 */
import { Variable } from '../ir/builder.ts';
import type { Block, Instr } from '../ir/ir.ts';
import type { FunctionLowering } from './function-lowering.ts';

interface FrameBase {
  /** Where throws went outside of the statement. */
  readonly outerHandler: Block | undefined;
}

/** A loop, switch or labelled statement. */
export interface TargetFrame extends FrameBase {
  readonly kind: 'target';
  readonly labels: readonly string[];
  /** Does an unlabelled `break` mean it? */
  readonly breakable: boolean;
  readonly breakTo: Block;
  readonly continueTo: Block | undefined;
}

/** Something to do when control leaves by break, continue or return: closing an iterator. */
export interface CloseFrame extends FrameBase {
  readonly kind: 'close';
  readonly close: () => void;
}

export interface FinallyFrame extends FrameBase {
  readonly kind: 'finally';
  readonly entry: Block;
  /** How control got to `entry`: 0 normally, 1 by a throw, 2… as in `exits`. */
  readonly completion: Variable;
  /** The thrown value. */
  readonly thrown: Variable;
  /** What to do, outside of the statement, for completions 2…. */
  readonly exits: (() => void)[];
}

export type Frame = TargetFrame | CloseFrame | FinallyFrame;

/** Runs `inside` with a frame around it. */
export function withFrame(f: FunctionLowering, frame: Frame, inside: () => void): void {
  f.frames.push(frame);
  inside();
  f.frames.pop();
}

/** Leaves all frames from the innermost out to `depth`, then finishes (a jump or return). */
function leave(f: FunctionLowering, depth: number, finish: () => void): void {
  const { frames } = f;
  const { handler } = f.b;
  leaveOne(f, depth, finish);
  f.frames = frames;
  f.b.handler = handler;
}

function leaveOne(f: FunctionLowering, depth: number, finish: () => void): void {
  const frame = f.frames.at(-1);
  if (frame === undefined || f.frames.length <= depth) {
    finish();
    return;
  }
  const outside = f.frames.slice(0, -1);
  if (frame.kind === 'finally') {
    frame.exits.push(() => leave(f, depth, finish));
    f.b.write(frame.completion, f.constant(frame.exits.length + 1));
    f.b.jump(frame.entry);
    return;
  }
  f.frames = outside;
  if (frame.kind === 'close') {
    f.b.handler = frame.outerHandler;
    frame.close();
  }
  leaveOne(f, depth, finish);
}

/** `break` or `continue`, with or without label. False when there is nothing to leave. */
export function lowerJump(f: FunctionLowering, label: string | undefined, isContinue: boolean): boolean {
  for (let index = f.frames.length - 1; index >= 0; index--) {
    const frame = f.frames[index];
    if (frame?.kind !== 'target') continue;
    const target = isContinue ? frame.continueTo : frame.breakTo;
    const isMeant = label === undefined ? isContinue || frame.breakable : frame.labels.includes(label);
    if (!isMeant || target === undefined) continue;
    leave(f, index + 1, () => f.b.jump(target));
    return true;
  }
  return false;
}

/** `return value`, through everything around it. */
export function lowerReturn(f: FunctionLowering, value: Instr): void {
  const passes = f.frames.some((frame) => frame.kind !== 'target');
  if (!passes) {
    f.b.return(value);
    return;
  }
  f.b.write(f.result, value);
  leave(f, 0, () => f.b.return(f.b.read(f.result)));
}

/** Lowers something whose throws are caught by a new block; gives that block, or undefined when nothing throws. */
export function withHandler(f: FunctionLowering, inside: () => void): Block | undefined {
  const outer = f.b.handler;
  const handler = f.b.newBlock(true);
  f.b.handler = handler;
  inside();
  f.b.handler = outer;
  f.b.seal(handler);
  return handler.preds.length > 0 ? handler : undefined;
}

/** A variable that lowering makes up. */
export function temporary(name: string): Variable {
  return new Variable(name, 'js');
}
