/** `a.b`, `a[b]`, `a.#b`, `super.b`, and optional chains, which stop as a whole at the first nullish link. */
import ts from 'typescript';
import type { Block, Instr } from '../ir/ir.ts';
import { symbolOfKey } from '../ir/names.ts';
import { readFoundGlobal, readResolved } from './bindings.ts';
import { lowerCallInChain } from './calls.ts';
import { lowerRequiredName, lowerRequireMain } from './common-js/wrapper.ts';
import { temporary } from './control.ts';
import { lowerExpression, lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { isGlobalObject, isGlobalObjectName } from './global-object.ts';
import { isMachine, toJs } from './machine-integers.ts';
import { staticExpressionKey, wellKnownSymbol } from './property-keys.ts';
import { makeReference, readReference } from './references.ts';
import { readImplied } from './sloppy.ts';

export type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** A property read that isn't part of an optional chain, or is inside one already begun. */
export function lowerAccess(f: FunctionLowering, node: Access, exit?: Block): Instr {
  const constant = f.program.constants.evaluate(f.module, node);
  if (constant !== undefined) return f.constant(constant.value);
  const symbol = wellKnownSymbol(f.module, node);
  if (symbol !== undefined) return f.emit(node, 'symbol', [], { name: symbolOfKey(symbol) });
  const member =
    namespaceMember(f, node) ??
    globalMember(f, node) ??
    lowerRequireMain(f, node) ??
    lowerRequiredName(f, node);
  if (member !== undefined) return member;
  return readReference(f, makeReference(f, node, exit));
}

/** `ns.name` of a namespace import: the exported binding itself. */
function namespaceMember(f: FunctionLowering, node: Access): Instr | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const binding = f.bindingOf(node.expression);
  const name = node.name.text;
  if (binding?.link === undefined) return undefined;
  const resolved = f.program.resolve(f.module, binding);
  if (resolved?.kind !== 'namespace') return undefined;
  const exported = f.program.graph.resolveExport(resolved.module, name);
  return exported === undefined ? f.undefined() : readResolved(f, node, exported);
}

/** `globalThis.name`: the global, unless nobody has one of this name: then it is a property like any other. */
function globalMember(f: FunctionLowering, node: Access): Instr | undefined {
  if (!isGlobalObject(f, node.expression)) return undefined;
  const name = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : staticExpressionKey(f.module, node.argumentExpression);
  if (name === undefined || isGlobalObjectName(name)) return undefined;
  if (f.program.graph.isImplied(name)) return readImplied(f, node, name, false);
  const global = f.program.graph.resolveGlobal(name);
  if (global !== undefined) return readFoundGlobal(f, node, name, global);
  if (name !== 'undefined' && Object.hasOwn(globalThis, name))
    f.program.report('globalUnsupported', node, name);
  return undefined;
}

/** The whole of an optional chain. */
export function lowerOptionalChain(f: FunctionLowering, node: ts.Expression): Instr {
  return lowerInChain(f, node, undefined, (exit) => toJs(f, lowerLink(f, node, exit)));
}

/** Lowers with a block to go to when a link is nullish; there the result is `otherwise`, or undefined. */
export function lowerInChain(
  f: FunctionLowering,
  node: ts.Node,
  otherwise: Instr | undefined,
  inside: (exit: Block) => Instr,
): Instr {
  const result = temporary('chain');
  const [exit, done] = [f.b.newBlock(), f.b.newBlock()];
  const value = inside(exit);
  f.b.write(result, value);
  if (exit.preds.length === 0) return value;
  f.b.jump(done);
  f.b.start(exit);
  f.at(node);
  f.b.write(result, otherwise?.attrs.value === undefined ? f.undefined() : f.constant(otherwise.attrs.value));
  f.b.jump(done);
  f.b.start(done);
  return f.b.read(result);
}

/** One link of a chain: what is before it is in the same chain unless it is in parentheses. */
export function lowerLink(f: FunctionLowering, node: ts.Expression, exit: Block | undefined): Instr {
  if (exit === undefined || !ts.isOptionalChain(node)) return lowerExpression(f, node);
  if (ts.isCallExpression(node)) return lowerCallInChain(f, node, exit);
  if (ts.isNonNullExpression(node)) return lowerLink(f, node.expression, exit);
  return lowerAccess(f, node as Access, exit);
}

/** The object before a `.` or `?.`; with the latter the chain ends when it is nullish. */
export function lowerChainLink(f: FunctionLowering, node: Access, exit: Block | undefined): Instr {
  const object = toJs(f, lowerLink(f, node.expression, exit));
  if (node.questionDotToken !== undefined && exit !== undefined) endIfNullish(f, object, exit);
  return object;
}

export function endIfNullish(f: FunctionLowering, value: Instr, exit: Block): void {
  const next = f.b.newBlock();
  f.b.branch(f.b.emit('is.nullish', [value]), exit, next);
  f.b.start(next);
}

/** The key of `a[key]`; a machine integer becomes a number. */
export function lowerKey(f: FunctionLowering, node: ts.Expression): Instr {
  return lowerJs(f, node);
}

/** The type that a property read of a trusted room has: machine when its declaration says so. */
export function accessType(f: FunctionLowering, node: ts.Node): Instr['type'] {
  const machine = f.program.hints.machineOfNode(f.module, node);
  return machine !== undefined && isMachine(machine) ? machine : 'js';
}
