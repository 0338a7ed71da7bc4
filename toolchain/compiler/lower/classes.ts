/**
 * Class definitions (ECMA-262 15.7.14): the `extends` value, the class itself, methods and accessors with their computed
 * names, then static fields and blocks in order. Instance fields are the constructor's business (constructors.ts).
 */
import ts from 'typescript';
import type { ClassInfo, Instr } from '../ir/ir.ts';
import { holdingOf, isCellEarly } from '../program/captures.ts';
import type { Binding, Scope } from '../program/scopes.ts';
import { heritage, isDeclared, isStatic } from '../program/syntax.ts';
import { enterScope, initialize } from './bindings.ts';
import { memberOfNode } from './class-info.ts';
import { captureOperands } from './closures.ts';
import { defineField } from './constructors.ts';
import { lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { staticKey } from './property-keys.ts';
import { lowerStatements } from './statements.ts';
import { baseOfSuper } from './super.ts';

/** A class expression, or the value of a class declaration. */
export function lowerClass(f: FunctionLowering, node: ts.ClassLikeDeclaration, outer?: Binding): Instr {
  const scope = f.module.analysis.scopes.get(node);
  if (scope === undefined) throw new Error('a class without a scope');
  if (ts.canHaveDecorators(node) && ts.getDecorators(node) !== undefined) f.unsupported(node, 'A decorator');
  const info = f.program.classOf(f.module, node, f.copy);
  enterScope(f, scope);
  const base = lowerHeritage(f, node, scope);
  const code = f.module.analysis.functions.get(node);
  const captures = code === undefined ? [] : captureOperands(f, code);
  const value = f.emit(node, 'class', [...(base === undefined ? [] : [base]), ...captures], { class: info });
  const names = [scope.bindings.get(node.name?.text ?? ''), outer].filter((name) => name !== undefined);
  // a name that is copied into methods needs its value before they are made; a shared cell gets it when they all are
  for (const name of names) if (!isShared(name)) initialize(f, name, value);
  const keys: StaticKeys = new Map();
  for (const member of node.members) lowerMember(f, member, info, value, keys);
  for (const name of names) if (isShared(name)) initialize(f, name, value);
  for (const member of node.members) lowerStatic(f, member, info, value, keys);
  return value;
}

/** The computed names of static fields, evaluated before any of them is initialised. */
type StaticKeys = Map<ts.ClassElement, Instr>;

function isShared(name: Binding): boolean {
  return name.usedEarly || (holdingOf(name) === 'cell' && isCellEarly(name));
}

function lowerHeritage(f: FunctionLowering, node: ts.ClassLikeDeclaration, scope: Scope): Instr | undefined {
  const extended = heritage(node);
  if (extended === undefined) return undefined;
  if (f.program.staticClass(f.module, extended.expression) !== undefined) return baseOfSuper(f, node);
  const base = lowerJs(f, extended.expression);
  const binding = scope.bindings.get('%base');
  if (binding !== undefined) initialize(f, binding, base);
  return base;
}

/** Methods, accessors, and the computed names of fields, in order. */
function lowerMember(
  f: FunctionLowering,
  node: ts.ClassElement,
  info: ClassInfo,
  value: Instr,
  keys: StaticKeys,
): void {
  if (ts.isPropertyDeclaration(node)) {
    if (ts.isComputedPropertyName(node.name) && !isDeclared(node))
      lowerFieldName(f, node, node.name, info, keys);
    return;
  }
  if (!(ts.isMethodDeclaration(node) || ts.isAccessor(node)) || node.body === undefined) return;
  const member = memberOfNode(info, node);
  const operands = [value];
  if (member.name === undefined) {
    const key = ts.isComputedPropertyName(node.name)
      ? lowerJs(f, node.name.expression)
      : f.constant(Number(staticKey(f.module, node.name)));
    operands.push(f.emit(node.name, 'to.key', [key]));
  }
  const code = f.module.analysis.functions.get(node);
  if (code !== undefined) operands.push(...captureOperands(f, code));
  f.emit(node, 'class.member', operands, { class: info, member });
}

function lowerFieldName(
  f: FunctionLowering,
  node: ts.PropertyDeclaration,
  name: ts.ComputedPropertyName,
  info: ClassInfo,
  keys: StaticKeys,
): void {
  const binding = f.bindingOf(name);
  if (binding === undefined && memberOfNode(info, node).name !== undefined) return;
  const key = f.emit(name, 'to.key', [lowerJs(f, name.expression)]);
  if (binding === undefined) keys.set(node, key);
  else initialize(f, binding, key);
}

/** Static fields and blocks: code of the surrounding function in which `this` is the class. */
function lowerStatic(
  f: FunctionLowering,
  node: ts.ClassElement,
  info: ClassInfo,
  value: Instr,
  keys: StaticKeys,
): void {
  const isBlock = ts.isClassStaticBlockDeclaration(node);
  const isField = ts.isPropertyDeclaration(node) && isStatic(node) && !isDeclared(node);
  if (!isBlock && !isField) return;
  const scope = f.module.analysis.scopes.get(node);
  if (scope === undefined) return;
  const [owner, inStatic] = [f.owner, f.inStatic];
  f.owner = info;
  f.inStatic = true;
  const self = scope.bindings.get('this');
  if (self !== undefined) initialize(f, self, value);
  enterScope(f, scope);
  if (isBlock) lowerStatements(f, scope, node.body.statements);
  else defineField(f, node, info, value, keys.get(node));
  f.owner = owner;
  f.inStatic = inStatic;
}
