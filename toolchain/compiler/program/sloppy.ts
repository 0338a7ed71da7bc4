/**
 * Sloppy code: that of CommonJS modules without `'use strict'` (ECMA-262 11.2.2). What is different in it, and compiled so: `this` of a plain call is the
 * global object, an assignment to a name that nobody declares makes a global, and a function declared in a block is a `var` of
 * the function around it, too (Annex B.3.2).
 */
import ts from 'typescript';
import { isCommonJsFile } from './source-store.ts';

/** Is the code at a node sloppy? */
export function isSloppy(node: ts.Node): boolean {
  for (let at = node; ; at = at.parent) {
    if (ts.isClassLike(at)) return false;
    if (ts.isSourceFile(at))
      return isCommonJsFile(at) && !at.fileName.endsWith('.cts') && !isStrict(at.statements);
    const body = ts.isFunctionLike(at) && 'body' in at ? (at.body as ts.Node | undefined) : undefined;
    if (body !== undefined && ts.isBlock(body) && isStrict(body.statements)) return false;
  }
}

/** Does code begin with the directive? */
function isStrict(statements: readonly ts.Statement[]): boolean {
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) return false;
    if (statement.expression.text === 'use strict') return true;
  }
  return false;
}

/** Is it a function declaration in a block of sloppy code, whose name the function around it has, too? */
export function isBlockFunction(
  node: ts.Node,
): node is ts.FunctionDeclaration & { readonly name: ts.Identifier } {
  if (!ts.isFunctionDeclaration(node) || node.name === undefined || node.body === undefined) return false;
  if (node.asteriskToken !== undefined || ts.getCombinedModifierFlags(node) !== 0) return false;
  const { parent } = node;
  const isInBlock =
    (ts.isBlock(parent) && !ts.isFunctionLike(parent.parent)) ||
    ts.isCaseOrDefaultClause(parent) ||
    ts.isIfStatement(parent);
  return isInBlock && isSloppy(node);
}

/**
 * May a plain call of a sloppy function be meant, so that its `this` is the global object? Not of constructors (what `new` is applied to, or has its
 * `prototype` named, and is never called plainly), nor of methods: there nothing stays nothing, and using it throws. The global object
 * would come into every program with such a function, and the compiler loses sight of much that it leads to.
 */
export function takesGlobalThis(node: ts.Node): boolean {
  if (!isSloppy(node)) return false;
  if (!ts.isFunctionDeclaration(node) && !ts.isFunctionExpression(node)) return false;
  const { parent } = node;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    (ts.isBinaryExpression(parent) && parent.right === node && !ts.isIdentifier(parent.left));
  if (isMember) return false;
  const isVariable = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name);
  const name = node.name?.text ?? (isVariable ? (parent.name as ts.Identifier).text : undefined);
  const { constructed, called } = usesOf(node.getSourceFile());
  return name === undefined || called.has(name) || !constructed.has(name);
}

interface NameUses {
  readonly constructed: Set<string>;
  readonly called: Set<string>;
}

const uses = new WeakMap<ts.SourceFile, NameUses>();

function usesOf(file: ts.SourceFile): NameUses {
  const known = uses.get(file);
  if (known !== undefined) return known;
  const found: NameUses = { constructed: new Set(), called: new Set() };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression))
      found.constructed.add(node.expression.text);
    else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
      found.called.add(node.expression.text);
    else if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      if (node.name.text === 'prototype') found.constructed.add(node.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  uses.set(file, found);
  return found;
}
