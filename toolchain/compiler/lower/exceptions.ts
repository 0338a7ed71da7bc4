/**
 * `throw`, `try`, `catch`, `finally`. The `finally` block is lowered once: whoever enters it says by a number how
 * (control.ts), and its end switches on that: 0 goes on behind it, 1 throws again, 2… continue a break or return.
 */
import type ts from 'typescript';
import type { Block } from '../ir/ir.ts';
import { enterScope } from './bindings.ts';
import { type FinallyFrame, temporary, withFrame, withHandler } from './control.ts';
import { bindTo } from './destructuring.ts';
import { lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { lowerBlock } from './statements.ts';

export function lowerThrow(f: FunctionLowering, node: ts.ThrowStatement): void {
  const value = lowerJs(f, node.expression);
  f.at(node);
  f.b.throw(value);
}

export function lowerTry(f: FunctionLowering, node: ts.TryStatement): void {
  const { finallyBlock } = node;
  if (finallyBlock === undefined) lowerTryCatch(f, node);
  else lowerTryFinally(f, node, finallyBlock);
}

function lowerTryCatch(f: FunctionLowering, node: ts.TryStatement): void {
  const { catchClause } = node;
  const after = f.b.newBlock();
  const handler = withHandler(f, () => lowerBlock(f, node.tryBlock));
  f.b.jump(after);
  if (handler !== undefined && catchClause !== undefined) {
    f.b.start(handler);
    lowerCatch(f, catchClause);
    f.b.jump(after);
  }
  f.b.start(after);
}

function lowerCatch(f: FunctionLowering, node: ts.CatchClause): void {
  const error = f.emit(node, 'catch');
  const scope = f.module.analysis.scopes.get(node);
  const name = node.variableDeclaration?.name;
  if (scope !== undefined) {
    enterScope(f, scope);
    if (name !== undefined) bindTo(f, scope, name, error);
  }
  lowerBlock(f, node.block);
}

function lowerTryFinally(f: FunctionLowering, node: ts.TryStatement, finallyBlock: ts.Block): void {
  const frame: FinallyFrame = {
    kind: 'finally',
    entry: f.b.newBlock(),
    completion: temporary('completion'),
    thrown: temporary('thrown'),
    exits: [],
    outerHandler: f.b.handler,
  };
  const enter = (completion: number): void => {
    f.b.write(frame.completion, f.constant(completion));
    f.b.jump(frame.entry);
  };
  const handler = withHandler(f, () => {
    withFrame(f, frame, () => {
      if (node.catchClause === undefined) lowerBlock(f, node.tryBlock);
      else lowerTryCatch(f, node);
    });
    enter(0);
  });
  if (handler !== undefined) {
    f.b.start(handler);
    f.b.write(frame.thrown, f.b.emit('catch'));
    enter(1);
  }
  f.b.start(frame.entry);
  if (!f.b.reachable) return;
  lowerBlock(f, finallyBlock);
  if (f.b.reachable) dispatch(f, node, frame, handler !== undefined);
}

/** The end of a `finally` block. */
function dispatch(f: FunctionLowering, node: ts.Node, frame: FinallyFrame, mayThrow: boolean): void {
  const after = f.b.newBlock();
  const cases: number[] = [];
  const targets: Block[] = [];
  const on = (completion: number): Block => {
    const block = f.b.newBlock(completion === 1);
    cases.push(completion);
    targets.push(block);
    return block;
  };
  const rethrow = mayThrow ? on(1) : undefined;
  const exits = frame.exits.map((leave, index) => ({ leave, block: on(index + 2) }));
  f.at(node);
  const completion = f.b.read(frame.completion);
  if (cases.length === 0) f.b.jump(after);
  else f.b.switch(completion, cases, targets, after);
  if (rethrow !== undefined) {
    f.b.start(rethrow);
    f.b.throw(f.b.read(frame.thrown));
  }
  for (const { leave, block } of exits) {
    f.b.start(block);
    leave();
  }
  f.b.start(after);
}
