/** Function bodies: captured variables, parameters, statements, the implied return. */
import ts from 'typescript';
import type { FunctionIr, Instr } from '../ir/ir.ts';
import { holdingOf } from '../program/captures.ts';
import type { SourceModule } from '../program/module.ts';
import type { Binding, FunctionScope, Scope } from '../program/scopes.ts';
import { isStatic } from '../program/syntax.ts';
import { enterScope, initialize } from './bindings.ts';
import { lowerReturn } from './control.ts';
import { lowerParameters } from './destructuring.ts';
import { FunctionLowering } from './function-lowering.ts';
import { coerce, lowerAs } from './machine-integers.ts';
import type { ProgramLowering } from './program-lowering.ts';
import { ownThis, reportMappedArguments } from './sloppy.ts';
import { lowerStatements } from './statements.ts';

/** Builds the blocks of a function, method, accessor or arrow. */
export function lowerFunctionBody(
  program: ProgramLowering,
  module: SourceModule,
  fn: FunctionIr,
  node: ts.FunctionLikeDeclaration,
): void {
  const code = module.analysis.functions.get(node);
  const { body } = node;
  if (code?.scope === undefined || body === undefined) throw new Error(`${fn.key} has no body`);
  const f = new FunctionLowering(program, module, fn, code);
  findOwner(f, node);
  f.at(node);
  enterFunction(f, code);
  lowerBody(f, code.scope, node.parameters, body);
  f.b.finish();
}

/** The class whose `super` the function's code means: its own, or through arrows that of the method around it. */
function findOwner(f: FunctionLowering, node: ts.Node): void {
  let inner = node;
  while (ts.isArrowFunction(inner) && inner.parent !== undefined) {
    const around = ts.findAncestor(inner.parent, (n) => ts.isFunctionLike(n) || ts.isClassElement(n));
    if (around === undefined) return;
    inner = around;
  }
  if (!ts.isClassElement(inner) || !ts.isClassLike(inner.parent)) return;
  f.owner = f.program.classOf(f.module, inner.parent, f.copy);
  f.inStatic = ts.isClassStaticBlockDeclaration(inner) || isStatic(inner);
}

/** Binds what the function captured, and its own `this`, `new.target` and `arguments`. */
export function enterFunction(f: FunctionLowering, code: FunctionScope): void {
  const captured = f.program.capturesOf(f.module, code);
  captured.forEach((binding, index) => {
    const value = f.b.emit('capture', [], { index });
    const machine = holdingOf(binding) === 'value' ? declaredMachine(f, binding) : undefined;
    if (machine !== undefined) f.variable(binding).type = machine;
    f.b.write(f.variable(binding), coerce(f, value, machine ?? 'js'));
  });
  if (code.scope !== undefined) bindOwnNames(f, code.scope);
}

function declaredMachine(
  f: FunctionLowering,
  binding: Binding,
): ReturnType<typeof f.program.hints.machineOfTypeNode> {
  const { declaration } = binding;
  if (!f.trusted || declaration === undefined) return undefined;
  if (ts.isParameter(declaration)) {
    const optional = declaration.questionToken !== undefined || declaration.initializer !== undefined;
    return optional ? undefined : f.program.hints.machineOfTypeNode(f.module, declaration.type);
  }
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  if (declaration.type !== undefined) return f.program.hints.machineOfTypeNode(f.module, declaration.type);
  return f.program.hints.machineOfNode(f.module, declaration.name);
}

/** `this`, `new.target` and `arguments` of a scope, where they are mentioned. */
export function bindOwnNames(f: FunctionLowering, scope: Scope): void {
  for (const binding of scope.bindings.values()) {
    if (binding.kind === 'instance') initialize(f, binding, f.b.emit('this'));
    else if (binding.kind === 'this' && f.fn.kind !== 'derived-constructor')
      initialize(f, binding, ownThis(f, scope.node));
    else if (binding.kind === 'new.target') initialize(f, binding, f.b.emit('newtarget'));
    else if (binding.kind === 'arguments') {
      initialize(f, binding, f.b.emit('arguments'));
      reportMappedArguments(f, scope);
    }
  }
}

/** Parameters and body; the scope's own names are bound. */
export function lowerBody(
  f: FunctionLowering,
  scope: Scope,
  parameters: readonly ts.ParameterDeclaration[],
  body: ts.ConciseBody,
): void {
  enterScope(f, scope);
  lowerParameters(f, scope, parameters);
  if (f.fn.isGenerator) f.b.emit('generator.start');
  if (ts.isBlock(body)) {
    lowerStatements(f, scope, body.statements);
    if (f.b.reachable) implicitReturn(f);
  } else {
    lowerReturn(f, resultOf(f, body));
  }
}

/** The value of `return expression`, converted to what the function returns. */
export function resultOf(f: FunctionLowering, expression: ts.Expression | undefined): Instr {
  if (expression === undefined) return coerce(f, f.undefined(), f.fn.resultType);
  const value = lowerAs(f, expression, f.fn.resultType);
  f.at(expression);
  return f.fn.isAsync && f.fn.isGenerator ? f.b.emit('await', [value]) : value;
}

function implicitReturn(f: FunctionLowering): void {
  f.b.return(coerce(f, f.undefined(), f.fn.resultType));
}
