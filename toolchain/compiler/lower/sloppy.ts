/** What sloppy code (program/sloppy.ts) does otherwise. */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import type { Scope } from '../program/scopes.ts';
import { isBlockFunction, isSloppy, takesGlobalThis } from '../program/sloppy.ts';
import { assignBinding, readBinding } from './bindings.ts';
import { hiddenGlobal } from './common-js/loading.ts';
import { temporary } from './control.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { globalObject } from './global-object.ts';
import { throwNew } from './runtime-errors.ts';
import { scopeOf } from './statements.ts';

/** `this` of a function: of a plain call of a sloppy one the global object. (Primitives stay what they are.) */
export function ownThis(f: FunctionLowering, node: ts.Node): Instr {
  const passed = f.b.emit('this');
  if (!takesGlobalThis(node)) return passed;
  const result = temporary('this');
  const [none, done] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.write(result, passed);
  f.b.branch(f.b.emit('is.nullish', [passed]), none, done);
  f.b.start(none);
  f.b.write(result, globalObject(f, node));
  f.b.jump(done);
  f.b.start(done);
  return f.b.read(result);
}

function variables(name: string): {
  value: ReturnType<typeof hiddenGlobal>;
  defined: ReturnType<typeof hiddenGlobal>;
} {
  return {
    value: hiddenGlobal(`<global ${name}>`, name),
    defined: hiddenGlobal(`<global ${name}>:defined`, name),
  };
}

/** Assigns to a name that nobody declares. */
export function assignImplied(f: FunctionLowering, node: ts.Node, name: string, value: Instr): void {
  const { value: global, defined } = variables(name);
  f.emit(node, 'global.set', [value], { global });
  f.emit(node, 'global.set', [f.constant(true)], { global: defined });
}

/** Forgets such a name. */
export function deleteImplied(f: FunctionLowering, node: ts.Node, name: string): void {
  const { value: global, defined } = variables(name);
  f.emit(node, 'global.set', [f.undefined()], { global });
  f.emit(node, 'global.set', [f.constant(false)], { global: defined });
}

/** Reads such a name; before it was assigned that is a ReferenceError, or undefined for `typeof` and `globalThis.name`. */
export function readImplied(f: FunctionLowering, node: ts.Node, name: string, isRequired: boolean): Instr {
  const { value: global, defined } = variables(name);
  if (isRequired) {
    const [missing, done] = [f.b.newBlock(true), f.b.newBlock()];
    f.b.branch(
      f.b.emit('truthy', [f.emit(node, 'global.get', [], { global: defined }, 'js')]),
      done,
      missing,
    );
    f.b.start(missing);
    throwNew(f, node, 'ReferenceError', `${name} is not defined`);
    f.b.jump(done);
    f.b.start(done);
  }
  return f.emit(node, 'global.get', [], { global }, 'js');
}

/** Where a function declaration in a block is reached, the variable of the function around it becomes that function. */
export function liftBlockFunction(f: FunctionLowering, node: ts.FunctionDeclaration): void {
  if (!isBlockFunction(node)) return;
  const own = scopeOf(f, node)?.bindings.get(node.name.text);
  const lifted = f.code.scope?.bindings.get(node.name.text);
  if (own === undefined || lifted?.kind !== 'var' || own === lifted) return;
  assignBinding(f, node, lifted, readBinding(f, node, own));
}

/** Sloppy code may see an assignment to a parameter in `arguments`, and the other way round: code that does is reported. */
export function reportMappedArguments(f: FunctionLowering, scope: Scope): void {
  const { node } = scope;
  if (!ts.isFunctionLike(node) || !isSloppy(node) || !node.parameters.every(isSimple)) return;
  const isAssigned = [...scope.bindings.values()].some(
    ({ kind, reassigned }) => kind === 'param' && reassigned,
  );
  const uses = argumentsIn(node).filter((use) => {
    const access = use.parent;
    const isLength = ts.isPropertyAccessExpression(access) && access.name.text === 'length';
    return !isLength && (isAssigned || isWritten(access));
  });
  const [first] = node.parameters.length === 0 ? [] : uses;
  if (first !== undefined) f.program.report('sloppyArguments', first);
}

function isSimple({ name, initializer, dotDotDotToken }: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(name) && initializer === undefined && dotDotDotToken === undefined;
}

function argumentsIn(fn: ts.Node): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === 'arguments') found.push(node);
    if (!ts.isFunctionLike(node) || ts.isArrowFunction(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(fn, visit);
  return found;
}

/** Is an element of `arguments` assigned? */
function isWritten(access: ts.Node): boolean {
  if (!ts.isElementAccessExpression(access)) return false;
  const { parent } = access;
  if (!ts.isBinaryExpression(parent) || parent.left !== access) return false;
  const { kind } = parent.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
