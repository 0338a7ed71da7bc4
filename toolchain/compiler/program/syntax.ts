/** Questions about the tree that several files ask: modifiers, the parts of a class. */
import ts from 'typescript';

/** Statements without names of variables in them. */
export function isNameless(node: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isBreakOrContinueStatement(node)
  );
}

/** `declare …` and `abstract` members have no run-time part. */
export function isDeclared(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  const kinds = ts.getModifiers(node)?.map((modifier) => modifier.kind) ?? [];
  if (kinds.includes(ts.SyntaxKind.DeclareKeyword)) return true;
  return kinds.includes(ts.SyntaxKind.AbstractKeyword) && !ts.isClassLike(node);
}

/** Has the statement the modifier `export`? */
export function isExported(node: ts.Statement): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** Has it the modifier? */
export function isStatic(node: ts.ClassElement): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0;
}

/** The `extends` clause of a class. */
export function heritage(node: ts.ClassLikeDeclaration): ts.ExpressionWithTypeArguments | undefined {
  return node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
}

/** The constructor with a body, if one is written. */
export function constructorOf(node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined {
  return node.members.filter(ts.isConstructorDeclaration).find((member) => member.body !== undefined);
}

/**
 * Where `this` has its value in a constructor: behind a `super()` that is a statement of its own in a derived one
 * (which every path then takes); nowhere for sure when super is called in another way; else from the beginning.
 */
export function endOfSuper(node: ts.Node): number {
  if (!ts.isClassLike(node) || heritage(node) === undefined) return -1;
  const written = constructorOf(node);
  if (written?.body === undefined) return -1;
  for (const statement of written.body.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue;
    if (statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword) return statement.end;
  }
  return Number.POSITIVE_INFINITY;
}
