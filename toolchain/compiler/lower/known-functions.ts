/** Callees that are known from the text: function declarations, and constants that are a function from the beginning. */
import ts from 'typescript';
import type { FunctionIr } from '../ir/ir.ts';
import { capturesNothing, isDirectFunction } from '../program/captures.ts';
import { lastValue } from '../program/common-js/syntax.ts';
import type { Resolved } from '../program/graph.ts';
import type { Binding } from '../program/scopes.ts';
import { exportMember } from './common-js/wrapper.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { isGlobalObject } from './global-object.ts';
import { runsBeforeUse } from './initialization.ts';

const extra = new WeakSet<FunctionIr>();

/** Does the function look at arguments beyond its parameters (`rest`)? */
export function usesExtraArguments(fn: FunctionIr): boolean {
  return extra.has(fn);
}

/** The function that calling this expression calls, when it is known and needs no closure. */
export function knownFunction(f: FunctionLowering, callee: ts.Expression): FunctionIr | undefined {
  const resolved = resolveCallee(f, callee);
  if (resolved?.kind !== 'binding') return undefined;
  const { binding, module } = resolved;
  const node = functionNode(binding.declaration);
  if (node === undefined) return undefined;
  if (!isDirectFunction(binding)) {
    const code = module.analysis.functions.get(node);
    const isConstant =
      isConstantKind(binding) && binding.isModuleLevel && code !== undefined && capturesNothing(code);
    if (!isConstant || !runsBeforeUse(f, callee, module, binding)) return undefined;
  }
  // `ns.f()` passes the namespace object as `this`
  if (!ts.isIdentifier(callee) && module.analysis.functions.get(node)?.scope?.bindings.has('this'))
    return undefined;
  // `arguments.length` is what was written: such a function is called with exactly that
  if (module.analysis.functions.get(node)?.usesArguments === true) return undefined;
  const copy = module.isOs ? undefined : f.program.copies.forCall(f.module, callee, node, f.copy);
  const fn = f.program.functionOf(module, node, copy ?? f.copy);
  if (node.parameters.some((parameter) => parameter.dotDotDotToken !== undefined)) extra.add(fn);
  return fn;
}

/** A binding that has one value: a constant, or an export that nobody assigns again. */
function isConstantKind(binding: Binding): boolean {
  return binding.kind === 'const' || (binding.kind === 'export' && !binding.reassigned);
}

function resolveCallee(f: FunctionLowering, callee: ts.Expression): Resolved | undefined {
  if (ts.isIdentifier(callee)) {
    const binding = f.bindingOf(callee);
    return binding === undefined
      ? f.program.graph.resolveGlobal(callee.text)
      : f.program.resolve(f.module, binding);
  }
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const exported = exportMember(f, callee);
  if (exported !== undefined) return f.program.resolve(f.module, exported.binding);
  if (isGlobalObject(f, callee.expression)) return f.program.graph.resolveGlobal(callee.name.text);
  const binding = ts.isIdentifier(callee.expression) ? f.bindingOf(callee.expression) : undefined;
  const object = binding?.link === undefined ? undefined : f.program.resolve(f.module, binding);
  return object?.kind === 'namespace'
    ? f.program.graph.resolveExport(object.module, callee.name.text)
    : undefined;
}

function functionNode(declaration: ts.Node | undefined): ts.SignatureDeclaration | undefined {
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const value = valueOf(declaration);
  if (value === undefined) return undefined;
  return ts.isArrowFunction(value) || (ts.isFunctionExpression(value) && value.name === undefined)
    ? value
    : undefined;
}

/** What a constant is declared as, or an export assigned. */
function valueOf(declaration: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(declaration)) return lastValue(declaration);
  if (ts.isPropertyAssignment(declaration)) return declaration.initializer;
  const isNamed = ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name);
  return isNamed ? declaration.initializer : undefined;
}
