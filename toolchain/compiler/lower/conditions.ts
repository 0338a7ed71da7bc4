/**
 * Conditions: branching through `!`, `&&` and `||` without making booleans, `?:`, the logical operators as values, and
 * narrowing: on each branch of a test that says something about a local variable, the variable becomes a `refine` of
 * itself.
 */
import ts from 'typescript';
import type { Block, Instr } from '../ir/ir.ts';
import type { MachineInt } from '../ir/types.ts';
import { unwrap } from '../program/keys.ts';
import { isAnonymousFunction } from './closures.ts';
import { temporary } from './control.ts';
import { lowerEffect, lowerExpression, lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { commonType, lowerAs, staticMachineType, toBool, toJs } from './machine-integers.ts';
import { type Narrowing, narrowingsOf, refine } from './narrowing.ts';
import { makeReference, readReference, referenceType, writeReference } from './references.ts';

const K = ts.SyntaxKind;

/** Evaluates a condition and goes to `yes` or `no`, which are started by the caller. */
export function lowerCondition(f: FunctionLowering, expression: ts.Expression, yes: Block, no: Block): void {
  const node = unwrap(expression);
  if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken) {
    lowerCondition(f, node.operand, no, yes);
    return;
  }
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === K.AmpersandAmpersandToken || operator === K.BarBarToken) {
      const right = f.b.newBlock();
      if (operator === K.BarBarToken) lowerCondition(f, node.left, yes, right);
      else lowerCondition(f, node.left, right, no);
      f.b.start(right);
      lowerCondition(f, node.right, yes, no);
      return;
    }
  }
  const value = lowerExpression(f, node);
  f.at(node);
  branchOn(f, value, narrowingsOf(f, node, value), yes, no);
}

/** Branches on a value, refining what the narrowings name on the way to each side. */
export function branchOn(
  f: FunctionLowering,
  value: Instr,
  narrowings: readonly Narrowing[],
  yes: Block,
  no: Block,
): void {
  const known = value.op === 'const' ? Boolean(value.attrs.value) : undefined;
  if (known !== undefined) {
    f.b.jump(known ? yes : no);
    return;
  }
  const condition = toBool(f, value);
  if (narrowings.length === 0) {
    f.b.branch(condition, yes, no);
    return;
  }
  const [onYes, onNo] = [f.b.newBlock(), f.b.newBlock()];
  f.b.branch(condition, onYes, onNo);
  for (const [block, target, positive] of [
    [onYes, yes, true],
    [onNo, no, false],
  ] as const) {
    f.b.start(block);
    for (const narrowing of narrowings) refine(f, narrowing, positive);
    f.b.jump(target);
  }
}

/** `a ? b : c` */
export function lowerConditional(f: FunctionLowering, node: ts.ConditionalExpression): Instr {
  const [yes, no, done] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  lowerCondition(f, node.condition, yes, no);
  const result = temporary('conditional');
  result.type = machineTypeOfArms(f, node) ?? 'js';
  for (const [block, expression] of [
    [yes, node.whenTrue],
    [no, node.whenFalse],
  ] as const) {
    f.b.start(block);
    if (!f.b.reachable) continue;
    f.b.write(result, lowerAs(f, expression, result.type));
    f.b.jump(done);
  }
  f.b.start(done);
  return f.b.read(result);
}

/** In trusted rooms: the machine type of both arms, or of one when the other is a constant that has none. */
function machineTypeOfArms(f: FunctionLowering, node: ts.ConditionalExpression): MachineInt | undefined {
  if (!f.trusted) return undefined;
  const { constants } = f.program;
  const types = [node.whenTrue, node.whenFalse]
    .map((arm) => ({ type: staticMachineType(f, arm), constant: constants.evaluate(f.module, arm) }))
    .filter(({ type, constant }) => type !== undefined || constant?.integer === undefined)
    .map(({ type }) => type);
  return types.reduce(
    (a, b) => (a === undefined || b === undefined ? undefined : commonType(a, b)),
    types[0],
  );
}

/** `a && b`, `a || b`, `a ?? b` as values. */
export function lowerLogical(f: FunctionLowering, node: ts.BinaryExpression): Instr {
  const operator = node.operatorToken.kind;
  const result = temporary('logical');
  const [more, done] = [f.b.newBlock(), f.b.newBlock()];
  if (operator === K.QuestionQuestionToken) {
    const left = lowerJs(f, node.left);
    f.at(node);
    f.b.write(result, left);
    f.b.branch(f.b.emit('is.nullish', [left]), more, done);
  } else {
    lowerLogicalLeft(f, node.left, operator === K.AmpersandAmpersandToken, result, more, done);
  }
  f.b.start(more);
  f.b.write(result, lowerJs(f, node.right));
  f.b.jump(done);
  f.b.start(done);
  return f.b.read(result);
}

function lowerLogicalLeft(
  f: FunctionLowering,
  node: ts.Expression,
  isAnd: boolean,
  result: ReturnType<typeof temporary>,
  more: Block,
  done: Block,
): void {
  const left = lowerExpression(f, node);
  f.at(node);
  f.b.write(result, toJs(f, left));
  const narrowings = narrowingsOf(f, node, left);
  if (isAnd) branchOn(f, left, narrowings, more, done);
  else branchOn(f, left, narrowings, done, more);
}

/** `a &&= b`: the right side is evaluated, and the reference written, only when the left side asks for it. */
export function lowerLogicalAssignment(f: FunctionLowering, node: ts.BinaryExpression): Instr {
  const operator = node.operatorToken.kind;
  const reference = makeReference(f, node.left);
  const result = temporary('logical');
  const old = toJs(f, readReference(f, reference));
  const [more, done] = [f.b.newBlock(), f.b.newBlock()];
  f.at(node);
  f.b.write(result, old);
  if (operator === K.QuestionQuestionEqualsToken) f.b.branch(f.b.emit('is.nullish', [old]), more, done);
  else if (operator === K.AmpersandAmpersandEqualsToken) f.b.branch(toBool(f, old), more, done);
  else f.b.branch(toBool(f, old), done, more);
  f.b.start(more);
  const value = isAnonymousFunction(node.right)
    ? lowerJs(f, node.right)
    : lowerAs(f, node.right, referenceType(f, reference));
  writeReference(f, reference, value);
  f.b.write(result, toJs(f, value));
  f.b.jump(done);
  f.b.start(done);
  return f.b.read(result);
}

/** `if (…) … else …`, given what to do in each arm. */
export function lowerBranches(
  f: FunctionLowering,
  condition: ts.Expression,
  then: () => void,
  otherwise?: () => void,
): void {
  const [yes, no, done] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  lowerCondition(f, condition, yes, otherwise === undefined ? done : no);
  f.b.start(yes);
  if (f.b.reachable) then();
  f.b.jump(done);
  if (otherwise !== undefined) {
    f.b.start(no);
    if (f.b.reachable) otherwise();
    f.b.jump(done);
  }
  f.b.start(done);
}

/** For statements that only evaluate: `a && b();`. */
export function lowerLogicalEffect(f: FunctionLowering, node: ts.BinaryExpression): void {
  const isAnd = node.operatorToken.kind === K.AmpersandAmpersandToken;
  const [more, done] = [f.b.newBlock(), f.b.newBlock()];
  if (isAnd) lowerCondition(f, node.left, more, done);
  else lowerCondition(f, node.left, done, more);
  f.b.start(more);
  if (f.b.reachable) lowerEffect(f, node.right);
  f.b.jump(done);
  f.b.start(done);
}
