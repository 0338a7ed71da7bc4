/** `switch`: cases are compared in order with ===, then the clauses run on from the one that matched. */
import ts from 'typescript';
import type { Block, Instr } from '../ir/ir.ts';
import { enterScope } from './bindings.ts';
import { branchOn } from './conditions.ts';
import { withFrame } from './control.ts';
import { lowerExpression } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { isMachine, lowerAs, toJs } from './machine-integers.ts';
import { ofEquality } from './narrowing.ts';
import { compare } from './operators.ts';
import { lowerStatements } from './statements.ts';

export function lowerSwitch(f: FunctionLowering, node: ts.SwitchStatement, labels: readonly string[]): void {
  const value = lowerExpression(f, node.expression);
  const scope = f.module.analysis.scopes.get(node.caseBlock);
  if (scope === undefined) throw new Error('a switch without a scope');
  enterScope(f, scope);
  const { clauses } = node.caseBlock;
  const bodies = clauses.map(() => f.b.newBlock());
  const after = f.b.newBlock();
  const otherwise = bodies[clauses.findIndex((clause) => ts.isDefaultClause(clause))] ?? after;
  if (!lowerIntegerCases(f, value, clauses, bodies, otherwise)) {
    lowerCases(f, node, value, bodies, otherwise);
  }
  const frame = {
    kind: 'target' as const,
    labels,
    breakable: true,
    breakTo: after,
    continueTo: undefined,
    outerHandler: f.b.handler,
  };
  withFrame(f, frame, () => {
    clauses.forEach((clause, index) => {
      const body = bodies[index];
      if (body === undefined) return;
      f.b.jump(body);
      f.b.start(body);
      lowerStatements(f, scope, clause.statements);
    });
  });
  f.b.jump(after);
  f.b.start(after);
}

function lowerCases(
  f: FunctionLowering,
  node: ts.SwitchStatement,
  discriminant: Instr,
  bodies: readonly Block[],
  otherwise: Block,
): void {
  const value = isMachine(discriminant.type) ? discriminant : toJs(f, discriminant);
  node.caseBlock.clauses.forEach((clause, index) => {
    const body = bodies[index];
    if (!ts.isCaseClause(clause) || body === undefined) return;
    const next = f.b.newBlock();
    const isTrue = node.expression.kind === ts.SyntaxKind.TrueKeyword;
    const tested = isMachine(value.type)
      ? lowerAs(f, clause.expression, value.type)
      : lowerExpression(f, clause.expression);
    const narrowing = isTrue ? undefined : ofEquality(f, node.expression, clause.expression, true);
    const matches = compare(f, clause.expression, '===', value, tested);
    branchOn(f, matches, narrowing === undefined ? [] : [narrowing], body, next);
    f.b.start(next);
  });
  f.b.jump(otherwise);
}

/** Machine integers with constant cases: one `switch`. */
function lowerIntegerCases(
  f: FunctionLowering,
  value: Instr,
  clauses: readonly ts.CaseOrDefaultClause[],
  bodies: readonly Block[],
  otherwise: Block,
): boolean {
  if (!isMachine(value.type)) return false;
  const cases: number[] = [];
  const targets: Block[] = [];
  for (const [index, clause] of clauses.entries()) {
    if (ts.isDefaultClause(clause)) continue;
    const constant = f.program.constants.evaluate(f.module, clause.expression);
    const target = bodies[index];
    if (constant?.integer === undefined || target === undefined || typeof constant.value !== 'number')
      return false;
    if (cases.includes(constant.value)) continue;
    cases.push(constant.value);
    targets.push(target);
  }
  f.b.switch(value, cases, targets, otherwise);
  return true;
}
