/** Callees that are known from the text: function declarations, and constants that are a function from the beginning. */
import ts from 'typescript';
import type { FunctionIr } from '../ir/ir.ts';
import { capturesNothing, isDirectFunction } from '../program/captures.ts';
import type { Resolved } from '../program/graph.ts';
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
      binding.kind === 'const' && binding.isModuleLevel && code !== undefined && capturesNothing(code);
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

function resolveCallee(f: FunctionLowering, callee: ts.Expression): Resolved | undefined {
  if (ts.isIdentifier(callee)) {
    const binding = f.bindingOf(callee);
    return binding === undefined
      ? f.program.graph.resolveGlobal(callee.text)
      : f.program.resolve(f.module, binding);
  }
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
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
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  const value = declaration.initializer;
  if (!ts.isIdentifier(declaration.name)) return undefined;
  return ts.isArrowFunction(value) || (ts.isFunctionExpression(value) && value.name === undefined)
    ? value
    : undefined;
}
