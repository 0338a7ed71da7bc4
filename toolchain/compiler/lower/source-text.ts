/**
 * How an expression is named in the messages of errors, as V8's CallPrinter does it: names, properties, calls and literals
 * as they are written, everything else as `(intermediate value)`.
 */
import ts from 'typescript';
import { unwrap } from '../program/keys.ts';

const UNNAMED = '(intermediate value)';

/** `a.b(…).c` for a call in the source; what has no name is `(intermediate value)`. */
export function textOf(expression: ts.Expression): string {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return node.text;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this';
  if (ts.isPropertyAccessExpression(node)) {
    return textOf(node.expression) + (node.questionDotToken === undefined ? '.' : '?.') + node.name.text;
  }
  if (ts.isElementAccessExpression(node)) return elementText(node);
  if (ts.isCallExpression(node)) return `${textOf(node.expression)}(...)`;
  if (ts.isStringLiteralLike(node)) return `"${node.text}"`;
  if (ts.isNumericLiteral(node)) return String(Number(node.text));
  if (ts.isVoidExpression(node)) return `(void ${textOf(node.expression)})`;
  if (ts.isTypeOfExpression(node)) return `(typeof ${textOf(node.expression)})`;
  if (ts.isArrayLiteralExpression(node)) return `[${node.elements.map(textOf).join(',')}]`;
  if (ts.isObjectLiteralExpression(node)) return `{${UNNAMED.repeat(node.properties.length)}}`;
  return keywordText(node.kind) ?? UNNAMED;
}

function elementText(node: ts.ElementAccessExpression): string {
  const object = textOf(node.expression);
  const key = unwrap(node.argumentExpression);
  const optional = node.questionDotToken === undefined ? '' : '?.';
  if (ts.isStringLiteralLike(key)) return `${object}${optional === '' ? '.' : optional}${key.text}`;
  return `${object}${optional}[${textOf(key)}]`;
}

function keywordText(kind: ts.SyntaxKind): string | undefined {
  if (kind === ts.SyntaxKind.NullKeyword) return 'null';
  if (kind === ts.SyntaxKind.TrueKeyword) return 'true';
  return kind === ts.SyntaxKind.FalseKeyword ? 'false' : undefined;
}
