/** What a test says about a local variable, on each of its branches. */
import ts from 'typescript';
import type { ConstValue, Filter, Instr } from '../ir/ir.ts';
import {
  P_ANY,
  P_BIGINT,
  P_BOOLEAN,
  P_FUNCTION,
  P_NULL,
  P_NUMBER,
  P_OBJECT,
  P_STRING,
  P_SYMBOL,
  P_UNDEFINED,
} from '../ir/types.ts';
import { holdingOf } from '../program/captures.ts';
import { unwrap } from '../program/keys.ts';
import type { Binding } from '../program/scopes.ts';
import type { FunctionLowering } from './function-lowering.ts';

/** A number's relation to another value. */
interface Bound {
  readonly operator: string;
  readonly value: Instr;
  readonly other: Instr;
}

/** A variable and its filters; undefined where nothing is learnt. */
export interface Narrowing {
  readonly binding: Binding;
  readonly positive: Filter | Bound | undefined;
  readonly negative: Filter | Bound | undefined;
}

const K = ts.SyntaxKind;
const NULLISH = P_UNDEFINED | P_NULL;

const TYPEOF: Readonly<Record<string, number>> = {
  undefined: P_UNDEFINED,
  boolean: P_BOOLEAN,
  number: P_NUMBER,
  string: P_STRING,
  symbol: P_SYMBOL,
  bigint: P_BIGINT,
  function: P_FUNCTION,
  object: P_OBJECT | P_NULL,
};

const keep = (prims: number): Filter => ({ keep: prims });
const drop = (prims: number): Filter => ({ keep: P_ANY & ~prims });

/** What the truth of `node`, just lowered to `value`, says. */
export function narrowingsOf(f: FunctionLowering, expression: ts.Expression, value: Instr): Narrowing[] {
  const node = unwrap(expression);
  if (ts.isBinaryExpression(node) && value.op === 'compare') {
    const bounds = ofRelation(f, node, value);
    if (bounds.length > 0) return bounds;
  }
  const found = ts.isBinaryExpression(node)
    ? ofComparison(f, node, value)
    : ts.isCallExpression(node)
      ? (ofIsArray(f, node) ?? ofPredicate(f, node))
      : ofTruth(f, node);
  return found === undefined ? [] : [found];
}

/** Writes the refined version of the variable in the current block. */
export function refine(f: FunctionLowering, narrowing: Narrowing, positive: boolean): void {
  const filter = positive ? narrowing.positive : narrowing.negative;
  if (filter === undefined) return;
  const variable = f.variable(narrowing.binding);
  const value = f.b.read(variable);
  if ('keep' in filter) {
    f.b.narrow(variable, f.b.emit('refine', [value], { filter }, value.type));
    return;
  }
  // The other side may have assigned the variable.
  if (value !== filter.value) return;
  const { operator, other } = filter;
  f.b.narrow(variable, f.b.emit('limit', [value, other], { operator }, value.type));
}

/** The binding of an identifier that is held as an SSA value. */
function localOf(f: FunctionLowering, expression: ts.Expression): Binding | undefined {
  let node = unwrap(expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.EqualsToken) node = node.left;
  if (!ts.isIdentifier(node)) return undefined;
  const binding = f.bindingOf(node);
  if (binding === undefined || binding.link !== undefined || binding.kind === 'function') return undefined;
  const holding = holdingOf(binding);
  if (holding === 'cell' || holding === 'global' || f.variable(binding).type !== 'js') return undefined;
  return binding;
}

function ofTruth(f: FunctionLowering, node: ts.Expression): Narrowing | undefined {
  const binding = localOf(f, node);
  if (binding === undefined) return undefined;
  return { binding, positive: drop(NULLISH), negative: drop(P_OBJECT | P_FUNCTION | P_SYMBOL) };
}

function ofComparison(f: FunctionLowering, node: ts.BinaryExpression, value: Instr): Narrowing | undefined {
  const operator = node.operatorToken.kind;
  if (operator === K.InstanceOfKeyword) return ofInstanceOf(f, node, value);
  if (operator === K.EqualsToken) return ofTruth(f, node);
  const equal = operator === K.EqualsEqualsEqualsToken || operator === K.EqualsEqualsToken;
  const unequal = operator === K.ExclamationEqualsEqualsToken || operator === K.ExclamationEqualsToken;
  if (!equal && !unequal) return undefined;
  const strict = operator === K.EqualsEqualsEqualsToken || operator === K.ExclamationEqualsEqualsToken;
  const found = ofEquality(f, node.left, node.right, strict) ?? ofEquality(f, node.right, node.left, strict);
  if (found === undefined || equal) return found;
  return { binding: found.binding, positive: found.negative, negative: found.positive };
}

/** Relations with what they are when they don't hold (of integers), and with their operands exchanged. */
const RELATIONS: Readonly<Record<string, { readonly inverse: string; readonly flipped: string }>> = {
  '<': { inverse: '>=', flipped: '>' },
  '<=': { inverse: '>', flipped: '>=' },
  '>': { inverse: '<=', flipped: '<' },
  '>=': { inverse: '<', flipped: '<=' },
};

/** What `a < b` and its kin say of local variables on either side. */
function ofRelation(f: FunctionLowering, node: ts.BinaryExpression, value: Instr): Narrowing[] {
  const operator = value.attrs.operator ?? '';
  const relation = RELATIONS[operator];
  const [left, right] = value.args;
  if (relation === undefined || left === undefined || right === undefined) return [];
  const found: Narrowing[] = [];
  const add = (side: ts.Expression, one: Instr, other: Instr, holding: string): void => {
    const binding = localOf(f, side);
    if (binding === undefined || one.op === 'const') return;
    const inverse = RELATIONS[holding]?.inverse ?? '';
    found.push({
      binding,
      positive: { operator: holding, value: one, other },
      negative: { operator: inverse, value: one, other },
    });
  };
  add(node.left, left, right, operator);
  add(node.right, right, left, relation.flipped);
  return found;
}

/** What `subject === other` says, for a constant `other`. Also used for the cases of a switch. */
export function ofEquality(
  f: FunctionLowering,
  subject: ts.Expression,
  other: ts.Expression,
  strict: boolean,
): Narrowing | undefined {
  const constant = constantOf(f, other);
  if (constant === undefined) return undefined;
  const node = unwrap(subject);
  if (ts.isTypeOfExpression(node)) return ofTypeof(f, node, constant.value);
  const binding = localOf(f, node);
  if (binding !== undefined) return ofConstant(binding, constant.value, strict);
  return strict && ts.isPropertyAccessExpression(node) ? ofDiscriminant(f, node, constant.value) : undefined;
}

function constantOf(f: FunctionLowering, expression: ts.Expression): { value: ConstValue } | undefined {
  const node = unwrap(expression);
  if (node.kind === K.NullKeyword) return { value: null };
  if (node.kind === K.TrueKeyword) return { value: true };
  if (node.kind === K.FalseKeyword) return { value: false };
  if (ts.isIdentifier(node) && node.text === 'undefined' && f.bindingOf(node) === undefined)
    return { value: undefined };
  if (ts.isVoidExpression(node)) return { value: undefined };
  return f.program.constants.evaluate(f.module, node);
}

function ofTypeof(f: FunctionLowering, node: ts.TypeOfExpression, name: ConstValue): Narrowing | undefined {
  const binding = localOf(f, node.expression);
  const prims = typeof name === 'string' ? TYPEOF[name] : undefined;
  return binding === undefined || prims === undefined
    ? undefined
    : { binding, positive: keep(prims), negative: drop(prims) };
}

function ofConstant(binding: Binding, value: ConstValue, strict: boolean): Narrowing | undefined {
  if (value === undefined || value === null) {
    const prims = strict ? (value === null ? P_NULL : P_UNDEFINED) : NULLISH;
    return { binding, positive: keep(prims), negative: drop(prims) };
  }
  if (!strict) return { binding, positive: drop(NULLISH), negative: undefined };
  return { binding, positive: keep(TYPEOF[typeof value] ?? P_ANY), negative: undefined };
}

/** `x.kind === 'circle'` */
function ofDiscriminant(
  f: FunctionLowering,
  node: ts.PropertyAccessExpression,
  value: ConstValue,
): Narrowing | undefined {
  const binding = localOf(f, node.expression);
  if (binding === undefined || ts.isPrivateIdentifier(node.name)) return undefined;
  const isOptional = node.questionDotToken !== undefined;
  const name = node.name.text;
  const possible = isOptional && value === undefined ? P_ANY : P_ANY & ~NULLISH;
  if (isOptional && value === undefined) return undefined;
  return {
    binding,
    positive: { keep: possible, property: { name, value, positive: true } },
    negative: { keep: isOptional ? P_ANY : possible, property: { name, value, positive: false } },
  };
}

function ofInstanceOf(f: FunctionLowering, node: ts.BinaryExpression, value: Instr): Narrowing | undefined {
  const binding = localOf(f, node.left);
  const constructor = value.op === 'instanceof' ? value.args[1] : undefined;
  if (binding === undefined || constructor === undefined) return undefined;
  return {
    binding,
    positive: { keep: P_OBJECT | P_FUNCTION, instanceOf: { class: constructor, positive: true } },
    negative: { keep: P_ANY, instanceOf: { class: constructor, positive: false } },
  };
}

/** Types of predicates that are primitive, `object`, or a function type. */
const KEYWORDS: ReadonlyMap<ts.SyntaxKind, number> = new Map([
  [K.NumberKeyword, P_NUMBER],
  [K.StringKeyword, P_STRING],
  [K.BooleanKeyword, P_BOOLEAN],
  [K.SymbolKeyword, P_SYMBOL],
  [K.BigIntKeyword, P_BIGINT],
  [K.UndefinedKeyword, P_UNDEFINED],
  [K.ObjectKeyword, P_OBJECT | P_FUNCTION],
  [K.FunctionType, P_FUNCTION],
]);

/** A call of a trusted function that declares `value is T` for a primitive, object or function type: a proof. */
function ofPredicate(f: FunctionLowering, node: ts.CallExpression): Narrowing | undefined {
  const [argument] = node.arguments;
  if (argument === undefined || !ts.isIdentifier(node.expression)) return undefined;
  const callee = f.bindingOf(node.expression);
  const resolved = callee === undefined ? undefined : f.program.resolve(f.module, callee);
  if (resolved?.kind !== 'binding' || !resolved.module.trusted) return undefined;
  const { declaration } = resolved.binding;
  if (declaration === undefined || !ts.isFunctionDeclaration(declaration)) return undefined;
  const predicate = declaration.type;
  if (predicate === undefined || !ts.isTypePredicateNode(predicate) || predicate.type === undefined)
    return undefined;
  const prims = KEYWORDS.get(predicate.type.kind);
  const binding = localOf(f, argument);
  return prims === undefined || binding === undefined
    ? undefined
    : { binding, positive: keep(prims), negative: drop(prims) };
}

/** `Array.isArray(x)` of the global Array. */
function ofIsArray(f: FunctionLowering, node: ts.CallExpression): Narrowing | undefined {
  const { expression } = node;
  const [argument] = node.arguments;
  if (
    argument === undefined ||
    !ts.isPropertyAccessExpression(expression) ||
    expression.name.text !== 'isArray'
  )
    return undefined;
  const object = expression.expression;
  if (!ts.isIdentifier(object) || object.text !== 'Array' || f.bindingOf(object)?.declaration !== undefined)
    return undefined;
  const binding = localOf(f, argument);
  if (binding === undefined) return undefined;
  return {
    binding,
    positive: { keep: P_OBJECT, array: true },
    negative: { keep: P_ANY, array: false },
  };
}
