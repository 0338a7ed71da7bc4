/**
 * Keys: unique, stable, readable names of functions and classes, `src/main.ts:Server.handle`. The chain of enclosing
 * names; what has no name is called after its kind, and a second one of the same chain gets `#2`.
 */
import ts from 'typescript';
import type { SourceModule } from './module.ts';

const namesOfFile = new WeakMap<ts.SourceFile, Map<ts.Node, string>>();

/** The key of a function or class node of the module. */
export function keyOf(module: SourceModule, node: ts.Node): string {
  return `${module.key}:${nameIn(module.file, node)}`;
}

/** What follows the module in the key of a function or class node of the file. */
export function nameIn(file: ts.SourceFile, node: ts.Node): string {
  let names = namesOfFile.get(file);
  if (names === undefined) {
    names = nameAll(file);
    namesOfFile.set(file, names);
  }
  return names.get(node) ?? `?${node.pos}`;
}

function nameAll(file: ts.SourceFile): Map<ts.Node, string> {
  const names = new Map<ts.Node, string>();
  const counts = new Map<string, number>();
  const visit = (node: ts.Node, prefix: string): void => {
    let inside = prefix;
    if ((ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) || ts.isClassLike(node)) {
      const plain = `${prefix}${localName(node)}`;
      const count = (counts.get(plain) ?? 0) + 1;
      counts.set(plain, count);
      const name = count === 1 ? plain : `${plain}#${count}`;
      inside = `${name}.`;
      names.set(node, name);
    }
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, '');
  return names;
}

function localName(node: ts.Node): string {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const prefix = ts.isGetAccessor(node) ? 'get ' : ts.isSetAccessor(node) ? 'set ' : '';
  const name = (node as ts.NamedDeclaration).name;
  if (name !== undefined) return prefix + (ts.isComputedPropertyName(name) ? '[computed]' : nameText(name));
  return inferredName(node) ?? (ts.isClassLike(node) ? '<class>' : '<function>');
}

function nameText(name: ts.Node): string {
  return ts.isIdentifier(name) ||
    ts.isPrivateIdentifier(name) ||
    ts.isStringLiteralLike(name) ||
    ts.isNumericLiteral(name)
    ? name.text
    : name.getText();
}

/**
 * The name that an anonymous function or class takes from where it stands (ECMA-262 8.4.5 NamedEvaluation); undefined
 * when it gets none, or one that is only known at run time.
 */
export function inferredName(node: ts.Node): string | undefined {
  let value = node;
  while (isTransparent(value.parent)) value = value.parent;
  const { parent } = value;
  if (parent === undefined) return undefined;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) {
    return parent.initializer === value && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
  }
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    if (parent.initializer !== value || ts.isComputedPropertyName(parent.name)) return undefined;
    return nameText(parent.name) === '__proto__' && ts.isPropertyAssignment(parent)
      ? undefined
      : nameText(parent.name);
  }
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name.text;
  if (ts.isExportAssignment(parent)) return 'default';
  if (ts.isBinaryExpression(parent) && parent.right === value && ts.isIdentifier(parent.left)) {
    return isNaming(parent.operatorToken.kind) ? parent.left.text : undefined;
  }
  return undefined;
}

function isNaming(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.EqualsToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    operator === ts.SyntaxKind.BarBarEqualsToken ||
    operator === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

/** What is around an expression and changes nothing at run time. */
export type Transparent =
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion
  | ts.ExpressionWithTypeArguments;

export function isTransparent(node: ts.Node | undefined): node is Transparent {
  return (
    node !== undefined &&
    (ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isExpressionWithTypeArguments(node))
  );
}

/** The expression without parentheses and type assertions. */
export function unwrap(node: ts.Expression): ts.Expression {
  let inner = node;
  while (isTransparent(inner)) inner = inner.expression;
  return inner;
}
