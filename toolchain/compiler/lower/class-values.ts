/**
 * Which class an expression is for sure, beyond the names of classes: what a function gives that makes one, a constant with such a value,
 * a parameter of a copy (copies.ts). So `class extends Base` in a function knows its base, and where that has its fields.
 */
import ts from 'typescript';
import type { ClassInfo } from '../ir/ir.ts';
import { lastValue } from '../program/common-js/syntax.ts';
import { unwrap } from '../program/keys.ts';
import type { SourceModule } from '../program/module.ts';
import type { Copy } from './copies.ts';
import { isDirectClass, type ProgramLowering } from './program-lowering.ts';

/** What is being looked at: a class that extends itself has no base. */
const looking = new Set<ts.Node>();

/** The class that an expression evaluates to in a function that is part of the copy `around`. */
export function classOfValue(
  program: ProgramLowering,
  module: SourceModule,
  expression: ts.Expression,
  around: Copy | undefined,
): ClassInfo | undefined {
  if (looking.has(expression)) return undefined;
  looking.add(expression);
  try {
    return find(program, module, expression, around);
  } finally {
    looking.delete(expression);
  }
}

function find(
  program: ProgramLowering,
  module: SourceModule,
  expression: ts.Expression,
  around: Copy | undefined,
): ClassInfo | undefined {
  const node = unwrap(expression);
  if (ts.isClassExpression(node)) return program.classOf(module, node, around);
  if (ts.isCallExpression(node)) return classOfCall(program, module, node, around);
  if (ts.isPropertyAccessExpression(node)) return classOfExport(program, module, node);
  if (!ts.isIdentifier(node)) return undefined;
  const known = program.staticClass(module, node);
  if (known !== undefined) return program.classOf(known.module, known.node);
  const binding = module.analysis.references.get(node);
  const resolved = binding === undefined ? undefined : program.resolve(module, binding);
  if (resolved?.kind !== 'binding' || resolved.binding.reassigned) return undefined;
  const { declaration } = resolved.binding;
  if (declaration === undefined) return undefined;
  if (ts.isClassLike(declaration)) return program.classOf(resolved.module, declaration, around);
  if (ts.isParameter(declaration)) return classOfParameter(program, declaration, around);
  const value = valueOf(declaration);
  return value === undefined ? undefined : classOfValue(program, resolved.module, value, around);
}

/** `namespace.Class` of an imported namespace. */
function classOfExport(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.PropertyAccessExpression,
): ClassInfo | undefined {
  const binding = module.analysis.references.get(node.expression as ts.Identifier);
  const object = binding?.link === undefined ? undefined : program.resolve(module, binding);
  if (object?.kind !== 'namespace') return undefined;
  const found = program.graph.resolveExport(object.module, node.name.text);
  if (found?.kind !== 'binding' || !isDirectClass(found.binding)) return undefined;
  const { declaration } = found.binding;
  return declaration !== undefined && ts.isClassDeclaration(declaration)
    ? program.classOf(found.module, declaration)
    : undefined;
}

/** The class that a call of a known function gives: the function does nothing but return one. */
function classOfCall(
  program: ProgramLowering,
  module: SourceModule,
  call: ts.CallExpression,
  around: Copy | undefined,
): ClassInfo | undefined {
  const { expression: callee } = call;
  if (!ts.isIdentifier(callee)) return undefined;
  const binding = module.analysis.references.get(callee);
  const resolved = binding === undefined ? undefined : program.resolve(module, binding);
  if (resolved?.kind !== 'binding' || resolved.binding.reassigned) return undefined;
  const node = functionOf(resolved.binding.declaration);
  if (node?.body === undefined) return undefined;
  const copy = program.copies.forCall(module, callee, node, around);
  const result = ts.isBlock(node.body) ? onlyResult(node.body) : node.body;
  return copy === undefined || result === undefined
    ? undefined
    : classOfValue(program, resolved.module, result, copy);
}

function functionOf(
  declaration: ts.Node | undefined,
): ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | undefined {
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  const value = unwrap(declaration.initializer);
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value) ? value : undefined;
}

/** What the one `return` of a function returns. */
function onlyResult(body: ts.Block): ts.Expression | undefined {
  const results: (ts.Expression | undefined)[] = [];
  const search = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) results.push(node.expression);
    else if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) ts.forEachChild(node, search);
  };
  ts.forEachChild(body, search);
  return results.length === 1 ? results[0] : undefined;
}

/** What the call that made the copy passes. */
function classOfParameter(
  program: ProgramLowering,
  parameter: ts.ParameterDeclaration,
  around: Copy | undefined,
): ClassInfo | undefined {
  let copy = around;
  while (copy !== undefined && copy.root !== parameter.parent) copy = copy.outer;
  const call = copy?.callee.parent;
  if (copy === undefined || call === undefined || !ts.isCallExpression(call)) return undefined;
  const index = copy.root.parameters.indexOf(parameter);
  const argument = call.arguments.some(ts.isSpreadElement) ? undefined : call.arguments[index];
  if (argument === undefined || parameter.dotDotDotToken !== undefined || !ts.isIdentifier(parameter.name))
    return undefined;
  return classOfValue(program, copy.module, argument, copy.outer);
}

/** What a variable is initialised with, or an export assigned. */
function valueOf(declaration: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(declaration)) return lastValue(declaration);
  const isInitialized = ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration);
  return isInitialized ? declaration.initializer : undefined;
}
