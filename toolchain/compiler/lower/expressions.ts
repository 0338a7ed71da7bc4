/** Which file lowers which expression, and the expressions too small for a file. */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { lowerAccess, lowerOptionalChain } from './access.ts';
import { lowerArrayLiteral } from './array-literals.ts';
import { lowerAwait, lowerYield } from './async.ts';
import { readBinding, readName } from './bindings.ts';
import { lowerCall, lowerNew } from './calls.ts';
import { lowerClass } from './classes.ts';
import { lowerFunctionExpression } from './closures.ts';
import { lowerConditional } from './conditions.ts';
import { readMember } from './enums.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { lowerBigInt, lowerNumber } from './literals.ts';
import { isMachine, lowerAs, toJs } from './machine-integers.ts';
import { lowerObjectLiteral } from './objects.ts';
import { lowerBinary, lowerDelete, lowerPostfix, lowerPrefix, lowerTypeof } from './operators.ts';
import { lowerTaggedTemplate, lowerTemplate } from './templates.ts';

type Lower<T extends ts.Node> = (f: FunctionLowering, node: T) => Instr;

const table = new Map<ts.SyntaxKind, Lower<never>>();

function on<T extends ts.Node>(kind: ts.SyntaxKind, lower: Lower<T>): void {
  table.set(kind, lower as Lower<never>);
}

const K = ts.SyntaxKind;
on<ts.Identifier>(K.Identifier, (f, node) => readMember(f, node) ?? readName(f, node));
on<ts.NumericLiteral>(K.NumericLiteral, lowerNumber);
on<ts.BigIntLiteral>(K.BigIntLiteral, lowerBigInt);
on<ts.StringLiteral>(K.StringLiteral, (f, node) => f.constant(node.text));
on<ts.NoSubstitutionTemplateLiteral>(K.NoSubstitutionTemplateLiteral, (f, node) => f.constant(node.text));
on<ts.TemplateExpression>(K.TemplateExpression, lowerTemplate);
on<ts.TaggedTemplateExpression>(K.TaggedTemplateExpression, lowerTaggedTemplate);
on(K.TrueKeyword, (f) => f.constant(true));
on(K.FalseKeyword, (f) => f.constant(false));
on(K.NullKeyword, (f) => f.constant(null));
on(K.ThisKeyword, lowerThis);
on<ts.ParenthesizedExpression>(K.ParenthesizedExpression, (f, node) => lowerExpression(f, node.expression));
on<ts.NonNullExpression>(K.NonNullExpression, (f, node) => lowerExpression(f, node.expression));
on<ts.SatisfiesExpression>(K.SatisfiesExpression, (f, node) => lowerExpression(f, node.expression));
on<ts.ExpressionWithTypeArguments>(K.ExpressionWithTypeArguments, (f, node) =>
  lowerExpression(f, node.expression),
);
on<ts.AsExpression>(K.AsExpression, lowerAssertion);
on<ts.TypeAssertion>(K.TypeAssertionExpression, lowerAssertion);
on<ts.ArrayLiteralExpression>(K.ArrayLiteralExpression, lowerArrayLiteral);
on<ts.ObjectLiteralExpression>(K.ObjectLiteralExpression, lowerObjectLiteral);
on<ts.PropertyAccessExpression>(K.PropertyAccessExpression, lowerAccess);
on<ts.ElementAccessExpression>(K.ElementAccessExpression, lowerAccess);
on<ts.CallExpression>(K.CallExpression, lowerCall);
on<ts.NewExpression>(K.NewExpression, lowerNew);
on<ts.FunctionExpression>(K.FunctionExpression, lowerFunctionExpression);
on<ts.ArrowFunction>(K.ArrowFunction, lowerFunctionExpression);
on<ts.ClassExpression>(K.ClassExpression, lowerClass);
on<ts.BinaryExpression>(K.BinaryExpression, lowerBinary);
on<ts.PrefixUnaryExpression>(K.PrefixUnaryExpression, lowerPrefix);
on<ts.PostfixUnaryExpression>(K.PostfixUnaryExpression, lowerPostfix);
on<ts.ConditionalExpression>(K.ConditionalExpression, lowerConditional);
on<ts.TypeOfExpression>(K.TypeOfExpression, lowerTypeof);
on<ts.DeleteExpression>(K.DeleteExpression, lowerDelete);
on<ts.VoidExpression>(K.VoidExpression, lowerVoid);
on<ts.AwaitExpression>(K.AwaitExpression, lowerAwait);
on<ts.YieldExpression>(K.YieldExpression, lowerYield);
on<ts.MetaProperty>(K.MetaProperty, lowerMeta);
on(K.RegularExpressionLiteral, (f, node) => f.unsupported(node, 'A regular expression literal'));

/** Lowers an expression; the result has whatever type it has. */
export function lowerExpression(f: FunctionLowering, node: ts.Expression): Instr {
  const lower = table.get(node.kind) as Lower<ts.Expression> | undefined;
  if (lower === undefined) return f.unsupported(node, `This (${ts.SyntaxKind[node.kind]})`);
  return ts.isOptionalChain(node) ? lowerOptionalChain(f, node) : lower(f, node);
}

/** Lowers an expression to an ordinary JavaScript value. */
export function lowerJs(f: FunctionLowering, node: ts.Expression): Instr {
  return toJs(f, lowerExpression(f, node));
}

/** Lowers an expression for what it does. */
export function lowerEffect(f: FunctionLowering, node: ts.Expression): void {
  lowerExpression(f, node);
}

/** The `this` of a function, arrow or static initialiser. */
export function lowerThis(f: FunctionLowering, node: ts.Node): Instr {
  const binding = f.bindingOf(node);
  return binding === undefined ? f.undefined() : readBinding(f, node, binding);
}

/** `x as T`: a conversion where machine integers are involved, else nothing. */
function lowerAssertion(f: FunctionLowering, node: ts.AsExpression | ts.TypeAssertion): Instr {
  if (!f.trusted) return lowerExpression(f, node.expression);
  const machine = f.program.hints.machineOfTypeNode(f.module, node.type);
  if (machine !== undefined) return lowerAs(f, node.expression, machine);
  const value = lowerExpression(f, node.expression);
  f.at(node);
  // `as const` and `as unknown as T` on the way keep a machine integer what it is
  return isMachine(value.type) && node.type.kind === ts.SyntaxKind.NumberKeyword ? toJs(f, value) : value;
}

function lowerVoid(f: FunctionLowering, node: ts.VoidExpression): Instr {
  lowerEffect(f, node.expression);
  return f.undefined();
}

function lowerMeta(f: FunctionLowering, node: ts.MetaProperty): Instr {
  const binding = f.bindingOf(node);
  return binding === undefined ? f.unsupported(node, '`import.meta`') : readBinding(f, node, binding);
}
