/**
 * `while`, `do`, `for`. A `for` whose `let` variables are shared with closures gives each iteration its own copy
 * (ECMA-262 14.7.4.4 CreatePerIterationEnvironment); variables that aren't shared are just SSA values.
 */
import ts from 'typescript';
import type { Block } from '../ir/ir.ts';
import { holdingOf } from '../program/captures.ts';
import type { Scope } from '../program/scopes.ts';
import { enterScope } from './bindings.ts';
import { lowerCondition } from './conditions.ts';
import { withFrame } from './control.ts';
import { lowerEffect } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { lowerDeclarations, lowerStatement } from './statements.ts';

/** Runs a loop's body with `break` and `continue` going to the blocks. */
export function inLoop(
  f: FunctionLowering,
  labels: readonly string[],
  breakTo: Block,
  continueTo: Block,
  body: () => void,
): void {
  withFrame(
    f,
    { kind: 'target', labels, breakable: true, breakTo, continueTo, outerHandler: f.b.handler },
    body,
  );
}

export function lowerWhile(f: FunctionLowering, node: ts.WhileStatement, labels: readonly string[]): void {
  const [head, body, after] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  f.b.jump(head);
  f.b.startOpen(head);
  lowerCondition(f, node.expression, body, after);
  f.b.start(body);
  if (f.b.reachable) inLoop(f, labels, after, head, () => lowerStatement(f, node.statement));
  f.b.jump(head);
  f.b.seal(head);
  f.b.start(after);
}

export function lowerDo(f: FunctionLowering, node: ts.DoStatement, labels: readonly string[]): void {
  const [body, test, after] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  f.b.jump(body);
  f.b.startOpen(body);
  inLoop(f, labels, after, test, () => lowerStatement(f, node.statement));
  f.b.jump(test);
  f.b.start(test);
  if (f.b.reachable) lowerCondition(f, node.expression, body, after);
  f.b.seal(body);
  f.b.start(after);
}

export function lowerFor(f: FunctionLowering, node: ts.ForStatement, labels: readonly string[]): void {
  const scope = f.module.analysis.scopes.get(node);
  if (scope !== undefined) enterScope(f, scope);
  const { initializer } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) lowerDeclarations(f, initializer);
    else lowerEffect(f, initializer);
  }
  const [head, body, next, after] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  copyCells(f, scope);
  f.b.jump(head);
  f.b.startOpen(head);
  if (node.condition === undefined) f.b.jump(body);
  else lowerCondition(f, node.condition, body, after);
  f.b.start(body);
  if (f.b.reachable) inLoop(f, labels, after, next, () => lowerStatement(f, node.statement));
  f.b.jump(next);
  f.b.start(next);
  if (f.b.reachable) {
    copyCells(f, scope);
    if (node.incrementor !== undefined) lowerEffect(f, node.incrementor);
  }
  f.b.jump(head);
  f.b.seal(head);
  f.b.start(after);
}

/** A new cell with the old value for each shared variable of the loop. */
function copyCells(f: FunctionLowering, scope: Scope | undefined): void {
  for (const binding of scope?.bindings.values() ?? []) {
    if (holdingOf(binding) !== 'cell' || binding.kind !== 'let') continue;
    const variable = f.variable(binding);
    const value = f.b.emit('cell.get', [f.b.read(variable)]);
    f.b.write(variable, f.b.emit('cell.new', [value], { name: binding.name }));
  }
}
