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
