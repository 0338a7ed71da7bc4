/**
 * How an expression is named in the messages of errors, as V8's CallPrinter does it: names, properties, calls and literals
 * as they are written, operators in parentheses, everything else as `(intermediate value)`.
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
  if (ts.isBinaryExpression(node)) return binaryText(node);
  if (ts.isPrefixUnaryExpression(node)) {
    return `(${ts.tokenToString(node.operator)}${textOf(node.operand)})`;
  }
  if (ts.isPostfixUnaryExpression(node)) {
    return `(${textOf(node.operand)}${ts.tokenToString(node.operator)})`;
  }
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.map((span) => textOf(span.expression)).join('');
  }
  if (ts.isConditionalExpression(node)) return UNNAMED.repeat(3);
  if (ts.isVoidExpression(node)) return `(void ${textOf(node.expression)})`;
  if (ts.isTypeOfExpression(node)) return `(typeof ${textOf(node.expression)})`;
  if (ts.isArrayLiteralExpression(node)) return `[${node.elements.map(textOf).join(',')}]`;
  if (ts.isObjectLiteralExpression(node)) return `{${UNNAMED.repeat(node.properties.length)}}`;
  return keywordText(node.kind) ?? UNNAMED;
}

/** `(a + b)`; an assignment is its target, and what is chained by one operator has parentheses once. */
function binaryText(node: ts.BinaryExpression): string {
  const { left, operatorToken, right } = node;
  const { kind } = operatorToken;
  if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) return textOf(left);
  const isChained = ts.isBinaryExpression(left) && left.operatorToken.kind === kind && !isComparison(left);
  const first = isChained ? textOf(left).slice(1, -1) : textOf(left);
  return `(${first} ${ts.tokenToString(kind)} ${textOf(right)})`;
}

function isComparison({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    (kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken) ||
    kind === ts.SyntaxKind.InKeyword ||
    kind === ts.SyntaxKind.InstanceOfKeyword
  );
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
