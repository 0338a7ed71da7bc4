/** Operators: unary, binary, assignment, update. Logical ones are in conditions.ts. */
import ts from 'typescript';
import type { ConstValue, Instr } from '../ir/ir.ts';
import { unwrap } from '../program/keys.ts';
import { lowerChainLink, lowerInChain } from './access.ts';
import { lowerExportLiteral, lowerMainTest, typeofWrapper } from './common-js/wrapper.ts';
import { lowerLogical, lowerLogicalAssignment } from './conditions.ts';
import { assignListed, assignPattern } from './destructuring.ts';
import { lowerEffect, lowerExpression, lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { isGlobalObject } from './global-object.ts';
import {
  integerBinary,
  integerUnary,
  isMachine,
  lowerAs,
  lowerConstant,
  lowerOperands,
  toBool,
  toJs,
  unify,
} from './machine-integers.ts';
import { classOfPrivateName } from './private-names.ts';
import { staticExpressionKey } from './property-keys.ts';
import { makeReference, readReference, referenceType, writeReference } from './references.ts';
import { throwNew } from './runtime-errors.ts';
import { deleteImplied, readImplied } from './sloppy.ts';

const K = ts.SyntaxKind;

const ARITHMETIC: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.PlusToken, '+'],
  [K.MinusToken, '-'],
  [K.AsteriskToken, '*'],
  [K.SlashToken, '/'],
  [K.PercentToken, '%'],
  [K.AsteriskAsteriskToken, '**'],
  [K.AmpersandToken, '&'],
  [K.BarToken, '|'],
  [K.CaretToken, '^'],
  [K.LessThanLessThanToken, '<<'],
  [K.GreaterThanGreaterThanToken, '>>'],
  [K.GreaterThanGreaterThanGreaterThanToken, '>>>'],
]);

const COMPOUND: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.PlusEqualsToken, '+'],
  [K.MinusEqualsToken, '-'],
  [K.AsteriskEqualsToken, '*'],
  [K.SlashEqualsToken, '/'],
  [K.PercentEqualsToken, '%'],
  [K.AsteriskAsteriskEqualsToken, '**'],
  [K.AmpersandEqualsToken, '&'],
  [K.BarEqualsToken, '|'],
  [K.CaretEqualsToken, '^'],
  [K.LessThanLessThanEqualsToken, '<<'],
  [K.GreaterThanGreaterThanEqualsToken, '>>'],
  [K.GreaterThanGreaterThanGreaterThanEqualsToken, '>>>'],
]);

const COMPARISONS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.EqualsEqualsToken, '=='],
  [K.ExclamationEqualsToken, '!='],
  [K.EqualsEqualsEqualsToken, '==='],
  [K.ExclamationEqualsEqualsToken, '!=='],
  [K.LessThanToken, '<'],
  [K.LessThanEqualsToken, '<='],
  [K.GreaterThanToken, '>'],
  [K.GreaterThanEqualsToken, '>='],
]);

/** The comparison that a token stands for. */
export function comparisonOf(kind: ts.SyntaxKind): string | undefined {
  return COMPARISONS.get(kind);
}

export function lowerBinary(f: FunctionLowering, node: ts.BinaryExpression): Instr {
  const operator = node.operatorToken.kind;
  const arithmetic = ARITHMETIC.get(operator);
  if (arithmetic !== undefined) {
    const constant = lowerConstant(f, node);
    if (constant !== undefined) return constant;
    const [a, b] = lowerOperands(f, node.left, node.right);
    return combine(f, node, arithmetic, a, b);
  }
  const comparison = COMPARISONS.get(operator);
  if (comparison !== undefined) {
    const isMain = lowerMainTest(f, node);
    if (isMain !== undefined) return isMain;
    const [a, b] = lowerOperands(f, node.left, node.right);
    return compare(f, node, comparison, a, b);
  }
  switch (operator) {
    case K.CommaToken:
      lowerEffect(f, node.left);
      return lowerExpression(f, node.right);
    case K.EqualsToken:
      return lowerAssignment(f, node);
    case K.AmpersandAmpersandToken:
    case K.BarBarToken:
    case K.QuestionQuestionToken:
      return lowerLogical(f, node);
    case K.AmpersandAmpersandEqualsToken:
    case K.BarBarEqualsToken:
    case K.QuestionQuestionEqualsToken:
      return lowerLogicalAssignment(f, node);
    case K.InstanceOfKeyword: {
      const value = lowerJs(f, node.left);
      return f.emit(node, 'instanceof', [value, lowerJs(f, node.right)]);
    }
    case K.InKeyword:
      return lowerIn(f, node);
  }
  return lowerCompoundAssignment(f, node);
}

/** `a operator b` on values that are lowered. */
export function combine(
  f: FunctionLowering,
  node: ts.Node,
  operator: string,
  left: Instr,
  right: Instr,
): Instr {
  const [a, b] = unify(f, left, right);
  if (isMachine(a.type)) return integerBinary(f, node, operator, a, b);
  return f.emit(node, 'binary', [toJs(f, a), toJs(f, b)], { operator });
}

/** A comparison of values that are lowered. */
export function compare(
  f: FunctionLowering,
  node: ts.Node,
  operator: string,
  left: Instr,
  right: Instr,
): Instr {
  const [a, b] = unify(f, left, right);
  if (isMachine(a.type)) {
    const plain = operator === '===' ? '==' : operator === '!==' ? '!=' : operator;
    return f.emit(node, 'int.compare', [a, b], { operator: plain });
  }
  return f.emit(node, 'compare', [toJs(f, a), toJs(f, b)], { operator });
}

/** `name in obj`, `#name in obj`. */
function lowerIn(f: FunctionLowering, node: ts.BinaryExpression): Instr {
  if (ts.isPrivateIdentifier(node.left)) {
    const object = lowerJs(f, node.right);
    const info = classOfPrivateName(f, node.left);
    return f.emit(node, 'private.has', [object], {
      class: info,
      name: f.program.privateNames.in(info, node.left.text),
    });
  }
  const name = staticExpressionKey(f.module, node.left);
  if (name !== undefined && !/^\d/.test(name)) {
    return f.emit(node, 'prop.has', [lowerJs(f, node.right)], { name });
  }
  const key = lowerJs(f, node.left);
  return f.emit(node, 'elem.has', [lowerJs(f, node.right), key]);
}

function lowerAssignment(f: FunctionLowering, node: ts.BinaryExpression): Instr {
  const { left } = node;
  if (assignListed(f, node)) return f.undefined();
  if (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left)) {
    const value = lowerJs(f, node.right);
    assignPattern(f, left, value);
    return value;
  }
  const exported = lowerExportLiteral(f, node);
  if (exported !== undefined) return exported;
  const reference = makeReference(f, left);
  const value = lowerAs(f, node.right, referenceType(f, reference));
  writeReference(f, reference, value);
  return value;
}

/** `a.b += c`: the reference is evaluated once, read, and written. */
function lowerCompoundAssignment(f: FunctionLowering, node: ts.BinaryExpression): Instr {
  const operator = COMPOUND.get(node.operatorToken.kind);
  if (operator === undefined) return f.unsupported(node, `The operator '${node.operatorToken.getText()}'`);
  const reference = makeReference(f, node.left);
  const old = readReference(f, reference);
  const right = isMachine(old.type) ? lowerExact(f, node.right, old) : lowerExpression(f, node.right);
  const value = combine(f, node, operator, old, right);
  writeReference(f, reference, value);
  return value;
}

/** The right operand; a constant in the type of the left one. */
function lowerExact(f: FunctionLowering, node: ts.Expression, left: Instr): Instr {
  const isConstant = f.program.constants.evaluate(f.module, node)?.integer !== undefined;
  return isConstant ? lowerAs(f, node, left.type) : lowerExpression(f, node);
}

export function lowerPrefix(f: FunctionLowering, node: ts.PrefixUnaryExpression): Instr {
  switch (node.operator) {
    case K.ExclamationToken: {
      const value = toBool(f, lowerExpression(f, node.operand));
      return f.emit(node, 'not', [value]);
    }
    case K.PlusPlusToken:
    case K.MinusMinusToken:
      return lowerUpdate(f, node, node.operand, node.operator, true);
  }
  const constant = lowerConstant(f, node);
  if (constant !== undefined) return constant;
  const value = lowerExpression(f, node.operand);
  if (isMachine(value.type)) return integerUnary(f, node, value, value.type);
  const operator = node.operator === K.MinusToken ? 'neg' : node.operator === K.PlusToken ? 'plus' : 'bitnot';
  return f.emit(node, 'unary', [toJs(f, value)], { operator });
}

export function lowerPostfix(f: FunctionLowering, node: ts.PostfixUnaryExpression): Instr {
  return lowerUpdate(f, node, node.operand, node.operator, false);
}

function lowerUpdate(
  f: FunctionLowering,
  node: ts.Expression,
  operand: ts.Expression,
  operator: ts.PrefixUnaryOperator,
  isPrefix: boolean,
): Instr {
  const reference = makeReference(f, operand);
  const read = readReference(f, reference);
  const up = operator === K.PlusPlusToken;
  if (isMachine(read.type)) {
    const one = f.b.int(1n, read.type);
    const value = f.emit(node, 'int.binary', [read, one], { operator: up ? '+' : '-' }, read.type);
    writeReference(f, reference, value);
    return isPrefix ? value : read;
  }
  const old = f.emit(node, 'unary', [toJs(f, read)], { operator: 'numeric' });
  const value = f.emit(node, 'unary', [old], { operator: up ? 'inc' : 'dec' });
  writeReference(f, reference, value);
  return isPrefix ? value : old;
}

export function lowerTypeof(f: FunctionLowering, node: ts.TypeOfExpression): Instr {
  const expression = unwrap(node.expression);
  if (isGlobalObject(f, expression)) return f.constant('object');
  if (ts.isIdentifier(expression) && f.bindingOf(expression) === undefined) {
    const name = expression.text;
    const isKnown = name === 'undefined' || name === 'NaN' || name === 'Infinity';
    if (f.program.graph.isImplied(name)) return f.emit(node, 'typeof', [readImplied(f, node, name, false)]);
    if (!isKnown && f.program.graph.resolveGlobal(name) === undefined) return f.constant('undefined');
  }
  const wrapper = typeofWrapper(f, expression);
  if (wrapper !== undefined) return f.constant(wrapper);
  const value = lowerExpression(f, expression);
  const constant: ConstValue = isMachine(value.type)
    ? 'number'
    : value.type === 'bool'
      ? 'boolean'
      : undefined;
  return constant === undefined ? f.emit(node, 'typeof', [value]) : f.constant(constant);
}

/** `delete a.b`, `delete a?.[k]`, `delete name`; of anything else: evaluates it, true. */
export function lowerDelete(f: FunctionLowering, node: ts.DeleteExpression): Instr {
  const target = unwrap(node.expression);
  if (ts.isIdentifier(target)) return deleteName(f, node, target);
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) {
    lowerEffect(f, target);
    return f.constant(true);
  }
  const access = target;
  if (access.expression.kind === K.SuperKeyword) {
    throwNew(f, node, 'ReferenceError', "Unsupported reference to 'super'");
    return f.constant(true);
  }
  return lowerInChain(f, access, f.constant(true), (exit) =>
    toJs(f, deleteFrom(f, access, lowerChainLink(f, access, exit))),
  );
}

/** `delete name` of sloppy code (13.5.1.2): a declared one stays, and an implied global goes. */
function deleteName(f: FunctionLowering, node: ts.Node, name: ts.Identifier): Instr {
  if (f.bindingOf(name) !== undefined) return f.constant(false);
  if (name.text in globalThis) return f.unsupported(node, '`delete` of a global');
  deleteImplied(f, node, name.text);
  return f.constant(true);
}

function deleteFrom(
  f: FunctionLowering,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  object: Instr,
): Instr {
  if (ts.isPropertyAccessExpression(node))
    return f.emit(node, 'prop.delete', [object], { name: node.name.text });
  const key = lowerJs(f, node.argumentExpression);
  return f.emit(node, 'elem.delete', [object, key]);
}
