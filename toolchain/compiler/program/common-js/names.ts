/**
 * The names that an ES module may import from a CommonJS module, found in the text without running it, by the rules that Node documents
 * ("CommonJS Namespaces") and those of the lexer behind it: assignments to `exports.name` anywhere, `Object.defineProperty(exports, …)`
 * with a value or a plain getter, an object that is assigned to `module.exports` as long as its properties are names,
 * and what is re-exported of another module as a whole.
 */
import ts from 'typescript';
import { unwrap } from '../keys.ts';
import {
  definitionOf,
  isAssignment,
  isExportsObject,
  isModuleExports,
  isRequire,
  writtenName,
} from './syntax.ts';

export interface ExportNames {
  readonly names: ReadonlySet<string>;
  /** Calls of `require` whose module's names are names of this one too. */
  readonly reexports: readonly ts.CallExpression[];
}

/** The names that a file exports. */
export function exportNames(file: ts.SourceFile): ExportNames {
  const found = new Finder();
  found.visit(file);
  return found;
}

class Finder implements ExportNames {
  readonly names = new Set<string>();
  readonly #stars: ts.CallExpression[] = [];
  /** Of the last `module.exports = …`. */
  #whole: ts.CallExpression[] = [];

  get reexports(): readonly ts.CallExpression[] {
    return [...this.#stars, ...this.#whole];
  }

  visit(node: ts.Node): void {
    if (isAssignment(node)) this.#assignment(node);
    else if (ts.isCallExpression(node)) this.#call(node);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  #assignment(node: ts.AssignmentExpression<ts.EqualsToken>): void {
    const left = unwrap(node.left);
    if (isModuleExports(left)) {
      this.#whole = [];
      const value = unwrap(node.right);
      if (isRequire(value)) this.#whole.push(value as ts.CallExpression);
      else if (ts.isObjectLiteralExpression(value)) this.#literal(value);
    } else if (ts.isPropertyAccessExpression(left) && isExportsObject(left.expression)) {
      this.names.add(left.name.text);
    } else if (ts.isElementAccessExpression(left) && isExportsObject(left.expression)) {
      if (ts.isStringLiteralLike(left.argumentExpression)) this.names.add(left.argumentExpression.text);
    }
  }

  /** `{ a, 'b': c, ...require('d') }`, up to the first property that is something else. */
  #literal(node: ts.ObjectLiteralExpression): void {
    for (const property of node.properties) {
      if (!this.#property(property)) return;
    }
  }

  /** Takes the names of one property; false when the lexer goes no further. */
  #property(property: ts.ObjectLiteralElementLike): boolean {
    if (ts.isSpreadAssignment(property)) {
      if (isRequire(property.expression)) this.#whole.push(property.expression as ts.CallExpression);
      return ts.isIdentifier(property.expression) || isRequire(property.expression);
    }
    if (ts.isAccessor(property)) {
      this.names.add(ts.isGetAccessor(property) ? 'get' : 'set');
      return false;
    }
    const name = writtenName(property.name);
    if (name === undefined) return false;
    if (ts.isPropertyAssignment(property)) {
      const text = property.initializer.getText();
      if (!/^[\p{ID_Start}$_]/u.test(text)) return false;
      this.names.add(name);
      return ts.isIdentifier(property.initializer);
    }
    this.names.add(name);
    return ts.isShorthandPropertyAssignment(property);
  }

  #call(node: ts.CallExpression): void {
    const definition = definitionOf(node);
    if (definition !== undefined) {
      if (isPlainDescriptor(definition.descriptor)) this.names.add(definition.name);
      return;
    }
    const callee = node.expression;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const [first] = node.arguments;
    const isStar = ts.isIdentifier(name) && (name.text === '__exportStar' || name.text === '__export');
    if (isStar && first !== undefined && isRequire(first))
      this.#stars.push(unwrap(first) as ts.CallExpression);
  }
}

/** `{ value: … }`, `{ enumerable: true, value: … }`, or a getter that returns a name or a member of one. */
function isPlainDescriptor(node: ts.ObjectLiteralExpression): boolean {
  const [first, second] = node.properties;
  if (first === undefined) return false;
  if (writtenName(first.name) === 'value') return true;
  const isEnumerable =
    ts.isPropertyAssignment(first) &&
    writtenName(first.name) === 'enumerable' &&
    first.initializer.kind === ts.SyntaxKind.TrueKeyword;
  if (!isEnumerable || second === undefined) return false;
  if (writtenName(second.name) === 'value') return true;
  return writtenName(second.name) === 'get' && returnedByGetter(second) !== undefined;
}

/** What `get: function () { return a.b; }` or `get() { return a; }` returns, when that is a name or a member of one. */
export function returnedByGetter(node: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  const fn = ts.isPropertyAssignment(node) ? node.initializer : node;
  const body = ts.isFunctionExpression(fn) || ts.isMethodDeclaration(fn) ? fn.body : undefined;
  const [statement, ...others] = body?.statements ?? [];
  if (statement === undefined || others.length > 0 || !ts.isReturnStatement(statement)) return undefined;
  const value = statement.expression;
  if (value === undefined) return undefined;
  const isMember =
    (ts.isPropertyAccessExpression(value) && ts.isIdentifier(value.expression)) ||
    (ts.isElementAccessExpression(value) &&
      ts.isIdentifier(value.expression) &&
      ts.isStringLiteralLike(value.argumentExpression));
  return ts.isIdentifier(value) || isMember ? value : undefined;
}
