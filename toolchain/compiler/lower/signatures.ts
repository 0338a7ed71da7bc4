/** From a function node to a FunctionIr: everything about a function but its body. */
import ts from 'typescript';
import {
  type Capture,
  type ClassInfo,
  FunctionIr,
  type FunctionKind,
  type Param,
  type Span,
} from '../ir/ir.ts';
import { isSymbolKey, symbolOfKey } from '../ir/names.ts';
import type { IrType } from '../ir/types.ts';
import { holdingOf } from '../program/captures.ts';
import { inferredName, keyOf } from '../program/keys.ts';
import type { SourceModule } from '../program/module.ts';
import type { Binding } from '../program/scopes.ts';
import { type Copy, setCopy } from './copies.ts';
import { lowerFunctionBody } from './functions.ts';
import type { ProgramLowering } from './program-lowering.ts';
import { staticKey } from './property-keys.ts';

export function makeFunction(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.SignatureDeclaration,
  owner: ClassInfo | undefined,
  copy: Copy | undefined,
): FunctionIr {
  const { hints } = program;
  const body = (node as ts.FunctionLikeDeclaration).body;
  const flags = ts.getCombinedModifierFlags(node as ts.FunctionLikeDeclaration);
  const isGenerator = (node as ts.FunctionLikeDeclaration).asteriskToken !== undefined;
  const isAsync = (flags & ts.ModifierFlags.Async) !== 0;
  const params = paramsOf(program, module, node.parameters);
  const machine = isGenerator || isAsync ? undefined : hints.machineOfTypeNode(module, node.type);
  const resultType: IrType = machine ?? 'js';
  const fn = new FunctionIr(
    {
      key:
        body === undefined
          ? `${module.key}:${node.name?.getText() ?? ''}`
          : keyOf(module, node) + (copy?.suffix ?? ''),
      name: nameOf(module, node),
      kind: kindOf(node),
      params,
      length: lengthOf(node.parameters, module.trusted),
      resultType,
      resultHint: module.trusted && node.type === undefined ? undefined : hints.ofResult(module, node),
      isAsync,
      isGenerator,
      generic: (node.typeParameters?.length ?? 0) > 0 || owner?.generic === true,
      sloppy: false,
      trusted: module.trusted,
      externSymbol: body === undefined && module.trusted ? node.name?.getText() : undefined,
      span: spanOf(module, node),
      owner,
    },
    body === undefined
      ? undefined
      : (self) => lowerFunctionBody(program, module, self, node as ts.FunctionLikeDeclaration),
  );
  setCopy(fn, copy);
  const code = module.analysis.functions.get(node);
  if (code === undefined) return fn;
  fn.captures = program.capturesOf(module, code).map(captureOf);
  fn.asksNewTarget = code.scope?.bindings.has('new.target') === true;
  return fn;
}

export function captureOf(binding: Binding): Capture {
  return { name: binding.name, cell: holdingOf(binding) === 'cell', type: 'js' };
}

/** The parameters up to a rest parameter, which isn't one: `rest` fetches it. */
export function paramsOf(
  program: ProgramLowering,
  module: SourceModule,
  parameters: readonly ts.ParameterDeclaration[],
): Param[] {
  return written(parameters)
    .filter((parameter) => parameter.dotDotDotToken === undefined)
    .map((parameter, index) => {
      const optional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
      const machine = optional ? undefined : program.hints.machineOfTypeNode(module, parameter.type);
      return {
        name: ts.isIdentifier(parameter.name) ? parameter.name.text : `param${index}`,
        type: machine ?? 'js',
        hint:
          module.trusted && parameter.type === undefined
            ? undefined
            : program.hints.ofDeclaration(module, parameter),
      };
    });
}

/** Parameters without TypeScript's `this`. */
export function written(parameters: readonly ts.ParameterDeclaration[]): readonly ts.ParameterDeclaration[] {
  const [first] = parameters;
  const hasThis = first !== undefined && ts.isIdentifier(first.name) && first.name.text === 'this';
  return hasThis ? parameters.slice(1) : parameters;
}

/** ECMA-262 15.1.5 ExpectedArgumentCount. */
export function lengthOf(parameters: readonly ts.ParameterDeclaration[], isBuiltin: boolean): number {
  const all = written(parameters);
  // What ECMA-262 calls an optional argument is declared with `?` in built-ins.
  const end = all.findIndex(
    (p) =>
      p.initializer !== undefined ||
      p.dotDotDotToken !== undefined ||
      (isBuiltin && p.questionToken !== undefined),
  );
  return end < 0 ? all.length : end;
}

function kindOf(node: ts.SignatureDeclaration): FunctionKind {
  if (ts.isArrowFunction(node)) return 'arrow';
  if (ts.isGetAccessor(node)) return 'getter';
  if (ts.isSetAccessor(node)) return 'setter';
  return ts.isMethodDeclaration(node) ? 'method' : 'function';
}

function nameOf(module: SourceModule, node: ts.SignatureDeclaration): string {
  const { name } = node;
  if (name === undefined) {
    return (
      inferredName(node) ??
      (ts.isFunctionDeclaration(node) && module.analysis.functions.has(node) ? 'default' : '')
    );
  }
  const key = staticKey(module, name as ts.PropertyName);
  const text = key !== undefined && isSymbolKey(key) ? `[Symbol.${symbolOfKey(key)}]` : (key ?? '');
  if (ts.isGetAccessor(node)) return `get ${text}`;
  return ts.isSetAccessor(node) ? `set ${text}` : text;
}

export function spanOf(module: SourceModule, node: ts.Node): Span {
  const span = { file: module.ref, start: node.getStart(module.file), end: node.end };
  const named = ts.isCallExpression(node) ? node.expression : node;
  if (ts.isPropertyAccessExpression(named)) return { ...span, focus: named.name.getStart(module.file) };
  // The call of a function written right there is behind it.
  return named === node || ts.isIdentifier(named) ? span : { ...span, focus: named.end };
}
