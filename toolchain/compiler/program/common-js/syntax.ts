/** The few forms of code that make a file a CommonJS module, as trees; which `require` and `exports` are meant is facts.ts's. */
import ts from 'typescript';
import { isTransparent, unwrap } from '../keys.ts';

/** The names that Node's wrapper gives to a module (Node docs, "The module wrapper"). */
export const WRAPPERS = ['exports', 'require', 'module', '__filename', '__dirname', 'arguments'] as const;

/** The expression around a node, parentheses and assertions taken with it. */
export function around(node: ts.Node): ts.Node {
  let outer = node;
  while (isTransparent(outer.parent)) outer = outer.parent;
  return outer;
}

/** `require(…)`, by name. */
export function isRequire(expression: ts.Expression | undefined): boolean {
  if (expression === undefined) return false;
  const node = unwrap(expression);
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require';
}

/** `exports` or `module.exports`, by name. */
export function isExportsObject(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return node.text === 'exports';
  return isModuleExports(node);
}

/** `module.exports`, by name. */
export function isModuleExports(node: ts.Node): node is ts.PropertyAccessExpression {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'exports' &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'module'
  );
}

/** `a = b`. */
export function isAssignment(node: ts.Node): node is ts.AssignmentExpression<ts.EqualsToken> {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** `exports.a = …`, `module.exports = …`, and chains of them. */
export function isExportAssignment(node: ts.Node): node is ts.AssignmentExpression<ts.EqualsToken> {
  if (!isAssignment(node)) return false;
  const left = unwrap(node.left);
  if (isExportsObject(left)) return true;
  return ts.isPropertyAccessExpression(left) && isExportsObject(left.expression);
}

/** The value at the end of `a = b = value`. */
export function lastValue(node: ts.Expression): ts.Expression {
  const value = unwrap(node);
  return isExportAssignment(value) ? lastValue(value.right) : value;
}

/** `void 0` or `undefined`: what TypeScript gives to all exports before the module's own code runs. */
export function isNothing(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return ts.isVoidExpression(node)
    ? ts.isNumericLiteral(node.expression)
    : ts.isIdentifier(node) && node.text === 'undefined';
}

/** The target and key of `Object.defineProperty(exports, 'key', descriptor)`. */
export interface Definition {
  readonly name: string;
  readonly target: ts.Expression;
  readonly descriptor: ts.ObjectLiteralExpression;
}

/** Undefined when the expression is something else, or its key or descriptor isn't written out. */
export function definitionOf(expression: ts.Expression): Definition | undefined {
  const node = unwrap(expression);
  if (!ts.isCallExpression(node) || node.arguments.length !== 3) return undefined;
  const { expression: callee } = node;
  const [target, key, descriptor] = node.arguments;
  const isDefine =
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 'defineProperty' &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'Object';
  if (!isDefine || target === undefined || !isExportsObject(target)) return undefined;
  if (key === undefined || !ts.isStringLiteralLike(key)) return undefined;
  if (descriptor === undefined || !ts.isObjectLiteralExpression(descriptor)) return undefined;
  return { name: key.text, target, descriptor };
}

/** `Object.defineProperty(exports, '__esModule', { value: true })`. */
export function isEsModuleMark(expression: ts.Expression): boolean {
  const definition = definitionOf(expression);
  if (definition?.name !== '__esModule') return false;
  const [value, ...others] = definition.descriptor.properties;
  return (
    others.length === 0 &&
    value !== undefined &&
    ts.isPropertyAssignment(value) &&
    value.name.getText() === 'value' &&
    value.initializer.kind === ts.SyntaxKind.TrueKeyword
  );
}

/** The text of a name that is written in a literal or pattern and isn't computed. */
export function writtenName(name: ts.PropertyName | ts.BindingName | undefined): string | undefined {
  if (name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}
