/** Function objects, and the captured values that go into them. */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { unwrap } from '../program/keys.ts';
import type { FunctionScope } from '../program/scopes.ts';
import { enterScope, initialize } from './bindings.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { toJs } from './machine-integers.ts';

/** The closure of a function node, made here. */
export function closureOf(f: FunctionLowering, node: ts.SignatureDeclaration): Instr {
  const fn = f.program.functionOf(f.module, node, f.copy);
  const code = f.module.analysis.functions.get(node);
  return f.emit(node, 'closure', code === undefined ? [] : captureOperands(f, code), { fn });
}

/** What a function captures, in the order of its FunctionIr.captures: values, or cells where they are shared. */
export function captureOperands(f: FunctionLowering, code: FunctionScope): Instr[] {
  return f.program.capturesOf(f.module, code).map((binding) => toJs(f, f.b.read(f.variable(binding))));
}

/** Function expressions and arrows. A named one can call itself by its name. */
export function lowerFunctionExpression(
  f: FunctionLowering,
  node: ts.FunctionExpression | ts.ArrowFunction,
): Instr {
  const scope = node.name === undefined ? undefined : f.module.analysis.scopes.get(node.name);
  const self = scope?.bindings.get(node.name?.text ?? '');
  if (scope === undefined || self?.referenced !== true) return closureOf(f, node);
  enterScope(f, scope);
  const closure = closureOf(f, node);
  initialize(f, self, closure);
  return closure;
}

/** Is it an anonymous function or class, which takes a name from where it is put? */
export function isAnonymousFunction(node: ts.Expression): boolean {
  const inner = unwrap(node);
  if (ts.isArrowFunction(inner)) return true;
  return (ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined;
}
