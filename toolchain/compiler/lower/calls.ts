/**
 * Calls: of functions known by name (call.direct), of methods, of values; `new`; spread arguments; calls inside optional
 * chains. Evaluation order: callee and receiver, then arguments left to right, then the call (ECMA-262 13.3.6).
 */
import ts from 'typescript';
import type { Block, FunctionIr, Instr } from '../ir/ir.ts';
import { isTransparent } from '../program/keys.ts';
import { endIfNullish, lowerInChain, lowerLink } from './access.ts';
import { arrayOf } from './array-literals.ts';
import { lowerRequire } from './common-js/wrapper.ts';
import { lowerSuperCall } from './constructors.ts';
import { temporary } from './control.ts';
import { lowerDynamicImport } from './dynamic-import.ts';
import { lowerEffect, lowerExpression, lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { intrinsicOf, lowerIntrinsic } from './intrinsics.ts';
import { knownFunction, usesExtraArguments } from './known-functions.ts';
import { coerce, isMachine, lowerAs, toJs } from './machine-integers.ts';
import { requireBrand } from './private-names.ts';
import { makeReference, type Reference, readReference, superAttributes } from './references.ts';
import { textOf } from './source-text.ts';

export function lowerCall(f: FunctionLowering, node: ts.CallExpression): Instr {
  return lowerCallInChain(f, node, undefined);
}

export function lowerCallInChain(
  f: FunctionLowering,
  node: ts.CallExpression,
  exit: Block | undefined,
): Instr {
  const callee = withoutAssertions(node.expression);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperCall(f, node);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return lowerDynamicImport(f, node);
  const required = lowerRequire(f, node);
  if (required !== undefined) return required;
  const intrinsic = intrinsicOf(f, callee);
  if (intrinsic !== undefined) return lowerIntrinsic(f, node, intrinsic);
  const known = node.questionDotToken === undefined ? knownFunction(f, callee) : undefined;
  if (known !== undefined && !hasSpread(node.arguments)) return lowerDirectCall(f, node, known);
  if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
    if (known === undefined) return lowerMethodCall(f, node, callee, exit);
  }
  if (ts.isParenthesizedExpression(callee)) return lowerParenthesizedChain(f, node, callee);
  const fn = toJs(f, lowerLink(f, callee, exit));
  if (node.questionDotToken !== undefined && exit !== undefined) endIfNullish(f, fn, exit);
  return finishCall(f, node, fn, f.undefined());
}

function withoutAssertions(expression: ts.Expression): ts.Expression {
  let node = expression;
  while (isTransparent(node)) {
    // `(a?.b)()` keeps its receiver but ends the chain inside the parentheses
    if (ts.isParenthesizedExpression(node) && ts.isOptionalChain(node.expression)) return node;
    node = node.expression;
  }
  return node;
}

/** `(a?.b)()`: the chain ends in the parentheses, but the call still has `a` as its receiver. */
function lowerParenthesizedChain(
  f: FunctionLowering,
  node: ts.CallExpression,
  callee: ts.ParenthesizedExpression,
): Instr {
  const receiver = temporary('receiver');
  f.b.write(receiver, f.undefined());
  const fn = lowerInChain(f, callee, undefined, (exit) => {
    const inner = withoutAssertions(callee.expression);
    if (!ts.isPropertyAccessExpression(inner) && !ts.isElementAccessExpression(inner)) {
      return toJs(f, lowerLink(f, inner, exit));
    }
    const reference = makeReference(f, inner, exit);
    f.b.write(receiver, receiverOf(f, reference));
    return toJs(f, readReference(f, reference));
  });
  return finishCall(f, node, fn, f.b.read(receiver));
}

function hasSpread(args: readonly ts.Expression[]): boolean {
  return args.some((argument) => ts.isSpreadElement(argument));
}

/** A call of a function value, its arguments not yet evaluated. */
function finishCall(f: FunctionLowering, node: ts.CallExpression, fn: Instr, receiver: Instr): Instr {
  if (hasSpread(node.arguments)) {
    const args = arrayOf(f, node, node.arguments);
    return f.emit(node, 'call.spread', [fn, receiver, args], { ...f.hint(node), ...named(node) });
  }
  const args = lowerArguments(f, node);
  const attrs = { ...f.hint(node), ...named(node) };
  return withDeclaredType(f, node, f.emit(node, 'call', [fn, receiver, ...args], attrs));
}

/** How the callee is written, for the message when it can't be called. */
function named(node: ts.CallExpression | ts.NewExpression): { readonly text: string } {
  return { text: textOf(node.expression) };
}

/** The arguments; machine integers where the declared parameters are. */
function lowerArguments(f: FunctionLowering, node: ts.CallExpression | ts.NewExpression): Instr[] {
  const args = node.arguments ?? [];
  if (!f.trusted || args.length === 0) return args.map((argument) => lowerJs(f, argument));
  const types = f.program.hints.machineParameters(f.module, node);
  return args.map((argument, index) => lowerAs(f, argument, types[index] ?? 'js'));
}

/** In trusted rooms the result of a call through a value or method has its declared machine type. */
function withDeclaredType(f: FunctionLowering, node: ts.CallExpression, call: Instr): Instr {
  const machine = f.program.hints.machineOfNode(f.module, node);
  if (machine !== undefined) call.type = machine;
  return call;
}

function lowerMethodCall(
  f: FunctionLowering,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  exit: Block | undefined,
): Instr {
  const reference = makeReference(f, callee, exit);
  const isOptional = node.questionDotToken !== undefined && exit !== undefined;
  const isPlainValue = ['super-element', 'export', 'implied'].includes(reference.kind);
  if (isOptional || hasSpread(node.arguments) || isPlainValue) {
    const fn = toJs(f, readReference(f, reference));
    if (isOptional) endIfNullish(f, fn, exit);
    return finishCall(f, node, fn, receiverOf(f, reference));
  }
  return withDeclaredType(f, node, callMember(f, node, reference));
}

function callMember(f: FunctionLowering, node: ts.CallExpression, reference: Reference): Instr {
  if (!f.module.isOs && !node.arguments.every(isInert)) refuseNullish(f, reference);
  const args = lowerArguments(f, node);
  const hint = f.hint(node);
  switch (reference.kind) {
    case 'property':
      return f.emit(node, 'call.method', [reference.object, ...args], {
        name: reference.name,
        ...hint,
        ...named(node),
      });
    case 'element':
      return f.emit(node, 'call.elem', [reference.object, reference.key, ...args.map((a) => toJs(f, a))], {
        ...hint,
        ...named(node),
      });
    case 'private': {
      const attrs = { class: reference.class, name: reference.name, ...hint };
      requireBrand(f, reference.word, reference.object, reference.class);
      return f.emit(node, 'private.method', [reference.object, ...args], attrs);
    }
    case 'super': {
      const { base, receiver, name } = reference;
      return f.emit(node, 'super.method', [base, receiver, ...args], superAttributes(f, name));
    }
    default:
      throw new Error(`a call of a ${reference.kind}`);
  }
}

/** Whether an argument does nothing that others could see, so that it is the same whether it is evaluated or not. */
function isInert(argument: ts.Expression): boolean {
  const node = withoutAssertions(argument);
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  const isFunction = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  const isWord = node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
  const isConstant = isWord || ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.NullKeyword;
  return isFunction || isConstant || ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}

/**
 * The call reads its method when its arguments are there already; but what has no properties throws before they are evaluated:
 * `o.m(a())` → `if (o == null) o.m; o.m(a())`
 */
function refuseNullish(f: FunctionLowering, reference: Reference): void {
  if (reference.kind !== 'property' && reference.kind !== 'element') return;
  const [nullish, next] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('is.nullish', [reference.object]), nullish, next);
  f.b.start(nullish);
  readReference(f, reference);
  f.b.jump(next);
  f.b.start(next);
}

function receiverOf(f: FunctionLowering, reference: Reference): Instr {
  if (reference.kind === 'super' || reference.kind === 'super-element') return reference.receiver;
  return 'object' in reference ? reference.object : f.undefined();
}

/** A callee as a value with its receiver, for tagged templates. */
export function lowerCallee(
  f: FunctionLowering,
  expression: ts.Expression,
): { callee: Instr; receiver: Instr } {
  const node = withoutAssertions(expression);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const reference = makeReference(f, node);
    return { callee: toJs(f, readReference(f, reference)), receiver: receiverOf(f, reference) };
  }
  return { callee: lowerJs(f, node), receiver: f.undefined() };
}

/**
 * A call of a known function without captures: missing arguments are undefined, further ones are evaluated and dropped
 * unless the function looks at them.
 */
function lowerDirectCall(f: FunctionLowering, node: ts.CallExpression, fn: FunctionIr): Instr {
  const args: Instr[] = [];
  node.arguments.forEach((argument, index) => {
    const parameter = fn.params[index];
    if (parameter !== undefined) args.push(lowerAs(f, argument, parameter.type));
    else if (usesExtraArguments(fn)) args.push(lowerJs(f, argument));
    else lowerEffect(f, argument);
  });
  for (const parameter of fn.params.slice(args.length)) args.push(coerce(f, f.undefined(), parameter.type));
  const type = fn.resultType === 'void' ? 'js' : fn.resultType;
  return f.emit(
    node,
    'call.direct',
    [f.undefined(), ...args],
    { fn, ...(isMachine(type) ? {} : f.hint(node)) },
    type,
  );
}

export function lowerNew(f: FunctionLowering, node: ts.NewExpression): Instr {
  const constructor = toJs(f, lowerExpression(f, node.expression));
  if (hasSpread(node.arguments ?? [])) {
    const args = arrayOf(f, node, node.arguments ?? []);
    return f.emit(node, 'new.spread', [constructor, args], { ...f.hint(node), ...named(node) });
  }
  const args = lowerArguments(f, node);
  return f.emit(node, 'new', [constructor, ...args], { ...f.hint(node), ...named(node) });
}
