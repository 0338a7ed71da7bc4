/** From a class node to a ClassInfo: its members, base and constructor, without evaluating anything. */
import ts from 'typescript';
import { type ClassInfo, FunctionIr, type Member, type Param } from '../ir/ir.ts';
import { TYPED_NAMES } from '../layout/typed-names.ts';
import { inferredName, keyOf } from '../program/keys.ts';
import type { SourceModule } from '../program/module.ts';
import { constructorOf, heritage, isDeclared, isStatic } from '../program/syntax.ts';
import { classOfValue } from './class-values.ts';
import { lowerConstructor } from './constructors.ts';
import { type Copy, setCopy } from './copies.ts';
import type { ProgramLowering } from './program-lowering.ts';
import { isIntegerKey, staticKey } from './property-keys.ts';
import { captureOf, lengthOf, paramsOf, spanOf } from './signatures.ts';

type Draft = { -readonly [K in keyof ClassInfo]: ClassInfo[K] };

const membersByNode = new WeakMap<ClassInfo, Map<ts.ClassElement, Member>>();
const nodes = new WeakMap<
  ClassInfo,
  { readonly module: SourceModule; readonly node: ts.ClassLikeDeclaration }
>();

/** Kinds of instances that aren't ordinary objects, by the class of os/runtime/ that makes them. */
const NATIVE: ReadonlySet<string> = new Set([
  'Array',
  'Error',
  'Function',
  'String',
  'Number',
  'Boolean',
  'Symbol',
  'BigInt',
  ...TYPED_NAMES,
]);

/** `ArrayGlobal` → `Array`, for the classes whose instances have a layout of their own (layout/natives.ts). */
function nativeName(name: string): string | undefined {
  const global = name.endsWith('Global') ? name.slice(0, -'Global'.length) : name;
  return NATIVE.has(global) ? global : undefined;
}

/** `register` is called before members are looked at, since they refer to the class. */
export function makeClass(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.ClassLikeDeclaration,
  copy: Copy | undefined,
  register: (info: ClassInfo) => void,
): ClassInfo {
  const extended = heritage(node);
  const base = extended === undefined ? undefined : program.staticClass(module, extended.expression);
  if (extended !== undefined && base !== undefined) checkWrapper(program, node, extended, base.node);
  const name = node.name?.text ?? inferredName(node) ?? (ts.isClassDeclaration(node) ? 'default' : '');
  const members: Member[] = [];
  const key = keyOf(module, node) + (copy?.suffix ?? '');
  const info = {
    key,
    name,
    base:
      base !== undefined
        ? program.classOf(base.module, base.node, copy)
        : extended && classOfValue(program, module, extended.expression, copy),
    derived: extended !== undefined,
    members,
    generic: (node.typeParameters?.length ?? 0) > 0,
    trusted: module.trusted,
    native: module.key.startsWith('os/runtime/') ? nativeName(name) : undefined,
    span: spanOf(module, node),
  } as unknown as Draft;
  register(info);
  nodes.set(info, { module, node });
  const byNode = new Map<ts.ClassElement, Member>();
  membersByNode.set(info, byNode);
  info.construct = makeConstructor(program, module, node, info, copy);
  setCopy(info.construct, copy);
  for (const property of parameterProperties(node)) members.push(fieldOf(program, module, property, info));
  for (const element of node.members) {
    const member = memberOf(program, module, element, info, copy);
    if (member === undefined) continue;
    byNode.set(element, member);
    members.push(member);
  }
  return info;
}

/** Instances of String and its kin are made by these alone: nothing of a derived class runs. */
function checkWrapper(
  program: ProgramLowering,
  node: ts.ClassLikeDeclaration,
  extended: ts.ExpressionWithTypeArguments,
  base: ts.ClassDeclaration,
): void {
  const name = base.name?.text ?? '';
  if (!/^(String|Number|Boolean)Global$/.test(name)) return;
  const hasFields = node.members.some((m) => ts.isPropertyDeclaration(m) && !isStatic(m) && !isDeclared(m));
  if (constructorOf(node)?.body !== undefined || hasFields)
    program.report(
      'unsupported',
      extended,
      `A class with fields or a constructor that extends ${name.slice(0, -'Global'.length)}`,
    );
}

/** The Member that a node of the class became. */
export function memberOfNode(info: ClassInfo, node: ts.ClassElement): Member {
  const member = membersByNode.get(info)?.get(node);
  if (member === undefined) throw new Error(`class ${info.key} has no such member`);
  return member;
}

/** Parameters of the constructor that declare a field: `constructor(readonly name: string)`. */
export function parameterProperties(node: ts.ClassLikeDeclaration): ts.ParameterDeclaration[] {
  const written = constructorOf(node);
  return (
    written?.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, written)) ?? []
  );
}

function memberOf(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.ClassElement,
  info: ClassInfo,
  copy: Copy | undefined,
): Member | undefined {
  if (
    ts.isPropertyDeclaration(node) &&
    node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AccessorKeyword) === true
  )
    program.report('unsupported', node.name, 'A field declared with `accessor`');
  if (ts.isPropertyDeclaration(node))
    return isDeclared(node) ? undefined : fieldOf(program, module, node, info);
  const isAccessor = ts.isAccessor(node);
  const name = node.name === undefined ? undefined : nameOfMember(program, module, node.name, info);
  if (!(ts.isMethodDeclaration(node) || isAccessor) || node.body === undefined) return undefined;
  return {
    // What is under an index is an element.
    name: name !== undefined && isIntegerKey(name) ? undefined : name,
    kind: ts.isGetAccessor(node) ? 'get' : ts.isSetAccessor(node) ? 'set' : 'method',
    isStatic: isStatic(node),
    fn: program.functionOf(module, node, copy, info),
    type: 'js',
    hint: undefined,
  };
}

function nameOfMember(
  program: ProgramLowering,
  module: SourceModule,
  name: ts.PropertyName,
  info: ClassInfo,
): string | undefined {
  return ts.isPrivateIdentifier(name) ? program.privateNames.in(info, name.text) : staticKey(module, name);
}

function fieldOf(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.PropertyDeclaration | ts.ParameterDeclaration,
  info: ClassInfo,
): Member {
  const name = ts.isParameter(node) ? node.name.getText() : nameOfMember(program, module, node.name, info);
  const annotated = node.type !== undefined || !module.trusted;
  return {
    name,
    kind: 'field',
    isStatic: !ts.isParameter(node) && isStatic(node),
    fn: undefined,
    type: machineTypeOfField(program, module, node) ?? 'js',
    hint: annotated ? program.hints.ofDeclaration(module, node) : program.hints.ofNode(module, node),
  };
}

/** The machine type of a field of a trusted room: by annotation, or what the checker infers from its initialiser. */
export function machineTypeOfField(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.PropertyDeclaration | ts.ParameterDeclaration,
): ReturnType<ProgramLowering['hints']['machineOfNode']> {
  if (!module.trusted || node.questionToken !== undefined) return undefined;
  if (node.type !== undefined) return program.hints.machineOfTypeNode(module, node.type);
  return node.initializer === undefined ? undefined : program.hints.machineOfNode(module, node.name);
}

function makeConstructor(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.ClassLikeDeclaration,
  info: ClassInfo,
  copy: Copy | undefined,
): FunctionIr {
  const written = constructorOf(node);
  const fn = new FunctionIr(
    {
      key: written === undefined ? `${info.key}.constructor` : keyOf(module, written) + (copy?.suffix ?? ''),
      name: info.name,
      kind: info.derived ? 'derived-constructor' : 'constructor',
      params: written === undefined ? impliedParams(info) : paramsOf(program, module, written.parameters),
      length: written === undefined ? 0 : lengthOf(written.parameters, module.trusted),
      resultType: 'js',
      resultHint: undefined,
      isAsync: false,
      isGenerator: false,
      generic: info.generic,
      sloppy: false,
      trusted: module.trusted,
      externSymbol: undefined,
      span: spanOf(module, written ?? node),
      owner: info,
    },
    (self) => lowerConstructor(program, module, self, node, info),
  );
  const code = module.analysis.functions.get(node);
  if (code !== undefined) fn.captures = program.capturesOf(module, code).map(captureOf);
  return fn;
}

/** `constructor(...args) { super(...args); }` needn't make an array when the base takes a fixed number of arguments. */
function impliedParams(info: ClassInfo): readonly Param[] {
  return info.base !== undefined && takesFixedArguments(info.base) ? info.base.construct.params : [];
}

/** Does the class's constructor look at no more arguments than it has parameters? */
export function takesFixedArguments(info: ClassInfo): boolean {
  const found = nodes.get(info);
  if (found === undefined) return false;
  const written = constructorOf(found.node);
  if (written === undefined)
    return !info.derived || (info.base !== undefined && takesFixedArguments(info.base));
  const hasRest = written.parameters.some((parameter) => parameter.dotDotDotToken !== undefined);
  return !hasRest && found.module.analysis.functions.get(found.node)?.usesArguments !== true;
}
