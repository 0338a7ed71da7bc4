/**
 * Constructors: field initialisers run at the start of a base class's, and right after `super()` of a derived one's; what
 * is written in `extends` is called by `super()`; an object that is returned takes the place of `this`.
 */
import ts from 'typescript';
import type { ClassInfo, FunctionIr, Instr } from '../ir/ir.ts';
import type { SourceModule } from '../program/module.ts';
import { constructorOf, isDeclared, isStatic } from '../program/syntax.ts';
import { arrayOf } from './array-literals.ts';
import { enterScope, initialize, readBinding, readName } from './bindings.ts';
import { memberOfNode, parameterProperties, takesFixedArguments } from './class-info.ts';
import { isAnonymousFunction } from './closures.ts';
import { lowerReturn, temporary } from './control.ts';
import { lowerParameters } from './destructuring.ts';
import { lowerJs } from './expressions.ts';
import { FunctionLowering } from './function-lowering.ts';
import { bindOwnNames, enterFunction } from './functions.ts';
import { coerce, lowerAs } from './machine-integers.ts';
import type { ProgramLowering } from './program-lowering.ts';
import { isIntegerKey } from './property-keys.ts';
import { throwNew } from './runtime-errors.ts';
import { lowerStatements } from './statements.ts';
import { baseOfSuper } from './super.ts';

/** Builds the blocks of a class's constructor, written or implied. */
export function lowerConstructor(
  program: ProgramLowering,
  module: SourceModule,
  fn: FunctionIr,
  node: ts.ClassLikeDeclaration,
  info: ClassInfo,
): void {
  const code = module.analysis.functions.get(node);
  if (code?.scope === undefined) throw new Error(`${fn.key} wasn't analysed`);
  const f = new FunctionLowering(program, module, fn, code);
  f.owner = info;
  const written = constructorOf(node);
  f.at(written ?? node);
  enterFunction(f, code);
  enterScope(f, code.scope);
  if (info.derived) setThis(f, f.b.emit('hole'));
  else f.b.write(f.ownThis, f.b.emit('this'));
  // fields come before the parameters are bound, but behind fields that parameters declare
  const fieldsLater = parameterProperties(node).length > 0;
  if (!info.derived && !fieldsLater) lowerFields(f, node, info);
  if (written?.body === undefined) {
    if (info.derived) impliedSuper(f, node, info);
  } else {
    const scope = module.analysis.scopes.get(written);
    if (scope === undefined) throw new Error(`${fn.key} has no scope`);
    bindOwnNames(f, scope);
    enterScope(f, scope);
    lowerParameters(f, scope, written.parameters);
    if (!info.derived && fieldsLater) {
      lowerParameterProperties(f, node);
      lowerFields(f, node, info);
    }
    lowerStatements(f, scope, written.body.statements);
  }
  if (f.b.reachable) lowerReturn(f, checkedThis(f, node));
  f.b.finish();
}

/** The binding of the constructor's `this`, when something mentions it. */
function thisBinding(f: FunctionLowering): ReturnType<NonNullable<typeof f.code.scope>['bindings']['get']> {
  return f.code.scope?.bindings.get('this');
}

function setThis(f: FunctionLowering, value: Instr): void {
  f.b.write(f.ownThis, value);
  const binding = thisBinding(f);
  if (binding !== undefined && f.code.superInArrow) {
    const variable = f.variable(binding);
    if (value.op === 'hole') f.b.write(variable, f.b.emit('cell.new', [value], { name: 'this' }));
    else f.b.emit('cell.set', [f.b.read(variable), value]);
    return;
  }
  if (binding === undefined) return;
  if (value.op === 'hole' && !binding.usedEarly && binding.captors.size === 0) return;
  if (value.op !== 'hole') initialize(f, binding, value);
  else if (binding.captors.size > 0 && needsThisCell(f)) {
    f.b.write(f.variable(binding), f.b.emit('cell.new', [value], { name: 'this' }));
  } else f.b.write(f.variable(binding), value);
}

function needsThisCell(f: FunctionLowering): boolean {
  const binding = thisBinding(f);
  return binding !== undefined && [...binding.captors].some((captor) => captor.createdAt < binding.initEnd);
}

/** `this` of a constructor, a hole before super(). */
function currentThis(f: FunctionLowering): Instr {
  const binding = thisBinding(f);
  return binding !== undefined && f.code.superInArrow
    ? f.b.emit('cell.get', [f.b.read(f.variable(binding))])
    : f.b.read(f.ownThis);
}

/** `this` where a derived constructor ends: super() must have run. */
function checkedThis(f: FunctionLowering, node: ts.Node): Instr {
  const value = currentThis(f);
  const known = value.op === 'this' || value.op === 'super.call' || value.op === 'super.call.spread';
  return known ? value : f.emit(node, 'tdz.check', [value], { name: 'this' });
}

/** `return value` in a constructor (ECMA-262 10.2.2, steps 9 to 14). */
export function lowerConstructorReturn(f: FunctionLowering, node: ts.ReturnStatement): void {
  if (node.expression === undefined) {
    lowerReturn(f, checkedThis(f, node));
    return;
  }
  const value = lowerJs(f, node.expression);
  f.at(node);
  const result = temporary('constructed');
  const [object, other, done] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  f.b.branch(f.b.emit('is.object', [value]), object, other);
  f.b.start(object);
  f.b.write(result, value);
  f.b.jump(done);
  f.b.start(other);
  if (f.fn.kind === 'derived-constructor') {
    const [bad, fine] = [f.b.newBlock(true), f.b.newBlock()];
    f.b.branch(f.b.emit('is.undefined', [value]), fine, bad);
    f.b.start(bad);
    throwNew(f, node, 'TypeError', 'Derived constructors may only return object or undefined');
    f.b.start(fine);
  }
  f.b.write(result, checkedThis(f, node));
  f.b.jump(done);
  f.b.start(done);
  lowerReturn(f, f.b.read(result));
}

/** `super(…)`: runs the base constructor, then this class's field initialisers. */
export function lowerSuperCall(f: FunctionLowering, node: ts.CallExpression): Instr {
  const info = f.owner;
  const classNode = ts.findAncestor(node, ts.isClassLike);
  if (info === undefined || classNode === undefined) throw new Error('super() outside of a class');
  if (f.fn.kind !== 'derived-constructor') return superInArrow(f, node, classNode, info);
  const base = baseOfSuper(f, node.expression);
  let result: Instr;
  if (node.arguments.some((argument) => ts.isSpreadElement(argument))) {
    const args = arrayOf(f, node, node.arguments);
    result = f.emit(node, 'super.call.spread', [base, args], { class: info });
  } else {
    const args = node.arguments.map((argument, index) =>
      lowerAs(f, argument, info.base?.construct.params[index]?.type ?? 'js'),
    );
    result = f.emit(node, 'super.call', [base, ...args], { class: info });
  }
  finishSuper(f, node, classNode, info, result);
  return result;
}

/**
 * `super(…)` in an arrow function inside a constructor: what the call reads of the constructor, and the cell with its
 * `this`, are captured. The field initialisers are lowered once more, as code of the arrow function.
 */
function superInArrow(
  f: FunctionLowering,
  node: ts.CallExpression,
  classNode: ts.ClassLikeDeclaration,
  info: ClassInfo,
): Instr {
  const bindings = f.module.analysis.functions.get(classNode)?.scope?.bindings;
  const [self, instance, newTarget] = ['this', '%instance', 'new.target'].map((name) => bindings?.get(name));
  if (self === undefined || instance === undefined || newTarget === undefined)
    throw new Error(`super() of ${info.key} wasn't analysed`);
  const base = baseOfSuper(f, node.expression);
  const args = arrayOf(f, node, node.arguments);
  const operands = [base, args, readBinding(f, node, instance), readBinding(f, node, newTarget)];
  const result = f.emit(node, 'super.call.spread', operands, { class: info });
  const cell = f.b.read(f.variable(self));
  onlyOnce(f, node, f.b.emit('cell.get', [cell]));
  f.b.emit('cell.set', [cell, result]);
  f.b.write(f.ownThis, result);
  lowerParameterProperties(f, classNode);
  lowerFields(f, classNode, info);
  return result;
}

/** The second `super()` runs the base constructor too; then `this` can't be bound again. */
function onlyOnce(f: FunctionLowering, node: ts.Node, current: Instr): void {
  const [again, fine] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('is.hole', [current]), fine, again);
  f.b.start(again);
  throwNew(f, node, 'ReferenceError', 'Super constructor may only be called once');
  f.b.start(fine);
}

function finishSuper(
  f: FunctionLowering,
  node: ts.Node,
  classNode: ts.ClassLikeDeclaration,
  info: ClassInfo,
  result: Instr,
): void {
  if (f.code.superCalls > 1 || f.code.superInArrow) onlyOnce(f, node, currentThis(f));
  setThis(f, result);
  lowerParameterProperties(f, classNode);
  lowerFields(f, classNode, info);
}

/** `constructor(...args) { super(...args); }` */
function impliedSuper(f: FunctionLowering, node: ts.ClassLikeDeclaration, info: ClassInfo): void {
  const base = baseOfSuper(f, node);
  let result: Instr;
  if (info.base !== undefined && takesFixedArguments(info.base)) {
    const args = f.fn.params.map((param, index) => f.b.emit('param', [], { index }, param.type));
    result = f.emit(node, 'super.call', [base, ...args], { class: info });
  } else {
    const args = f.b.emit('rest', [], { index: 0 });
    result = f.emit(node, 'super.call.spread', [base, args], { class: info });
  }
  setThis(f, result);
  lowerFields(f, node, info);
}

function lowerParameterProperties(f: FunctionLowering, node: ts.ClassLikeDeclaration): void {
  for (const parameter of parameterProperties(node)) {
    if (!ts.isIdentifier(parameter.name)) continue;
    const binding = f.module.analysis.scopes.get(parameter.parent)?.bindings.get(parameter.name.text);
    if (binding === undefined) continue;
    const member = f.owner?.members.find(
      (candidate) => candidate.name === binding.name && candidate.kind === 'field',
    );
    const value = coerce(f, readBinding(f, parameter, binding), member?.type ?? 'js');
    f.emit(parameter, 'prop.define', [f.b.read(f.ownThis), value], { name: parameter.name.text });
  }
}

/** Field initialisers in order (ECMA-262 7.3.32 InitializeInstanceElements). */
function lowerFields(f: FunctionLowering, node: ts.ClassLikeDeclaration, info: ClassInfo): void {
  f.floor = Number.POSITIVE_INFINITY;
  for (const member of node.members) {
    if (!ts.isPropertyDeclaration(member) || isStatic(member) || isDeclared(member)) continue;
    const scope = f.module.analysis.scopes.get(member);
    if (scope !== undefined) enterScope(f, scope);
    defineField(f, member, info, f.b.read(f.ownThis));
  }
  f.floor = -1;
}

/** Evaluates one field's initialiser and adds it to the instance, or to the class for a static one, whose `computed` name is known. */
export function defineField(
  f: FunctionLowering,
  node: ts.PropertyDeclaration,
  info: ClassInfo,
  target: Instr,
  computed?: Instr,
): void {
  const member = memberOfNode(info, node);
  const value =
    node.initializer === undefined
      ? coerce(f, f.undefined(), member.type)
      : lowerAs(f, node.initializer, member.type);
  f.at(node);
  if (ts.isPrivateIdentifier(node.name)) {
    f.b.emit('private.add', [target, value], { class: info, name: member.name ?? '' });
  } else if (member.name !== undefined && !isIntegerKey(member.name)) {
    f.b.emit('prop.define', [target, value], { name: member.name });
  } else {
    const key = computed ?? (member.name === undefined ? fieldKey(f, node) : f.constant(Number(member.name)));
    const js = coerce(f, value, 'js');
    const isAnonymous = node.initializer !== undefined && isAnonymousFunction(node.initializer);
    if (member.name === undefined && isAnonymous) f.b.emit('function.name', [js, key], { operator: '' });
    f.b.emit('elem.define', [target, key, js]);
  }
}

/** A computed field name was evaluated with the class: a variable of the class's scope holds it. */
function fieldKey(f: FunctionLowering, node: ts.PropertyDeclaration): Instr {
  const binding = f.bindingOf(node.name);
  if (binding !== undefined) return readBinding(f, node.name, binding);
  return ts.isComputedPropertyName(node.name)
    ? lowerJs(f, node.name.expression)
    : readName(f, node.name as ts.Identifier);
}
