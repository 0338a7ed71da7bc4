/**
 * Which statements at the beginning of a module run no function of it: declarations whose initialisers call nothing, or call another
 * module's functions with plain constants. A function of the module that uses what they declare surely finds its value.
 */
import ts from 'typescript';
import { isEsModuleMark, isExportAssignment, isRequire, lastValue } from './common-js/syntax.ts';
import { unwrap } from './keys.ts';
import type { SourceModule } from './module.ts';
import type { Binding } from './scopes.ts';
import { heritage, isStatic } from './syntax.ts';

/** Does this call of a CommonJS module run no function of that module? */
export type ForeignCall = (call: ts.CallExpression) => boolean;

const inert = new WeakMap<SourceModule, number>();

/**
 * The position up to which the module's statements run no function of the module. `isForeignCall` says of a `require()` that
 * it runs nothing of the module either: what it loads doesn't come back here.
 */
export function inertUntil(module: SourceModule, isForeignCall: ForeignCall): number {
  let end = inert.get(module);
  if (end !== undefined) return end;
  const first = module.file.statements.find((statement) => !isInert(module, statement, isForeignCall));
  // a declaration that isn't inert itself runs its code before it has its value
  end = first === undefined ? Number.POSITIVE_INFINITY : first.pos;
  inert.set(module, end);
  return end;
}

function isInert(module: SourceModule, node: ts.Statement, foreign: ForeignCall): boolean {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.every(
      (declaration) =>
        (ts.isIdentifier(declaration.name) || isRequire(declaration.initializer)) &&
        isInertExpression(module, declaration.initializer, foreign),
    );
  }
  if (ts.isClassDeclaration(node)) return isInertClass(module, node, foreign);
  if (ts.isExportAssignment(node)) return isInertExpression(module, node.expression, foreign);
  if (ts.isExpressionStatement(node)) return isInertEffect(module, node.expression, foreign);
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

/** A directive, what is given to `exports`, or the mark that Babel and TypeScript make. */
function isInertEffect(module: SourceModule, expression: ts.Expression, foreign: ForeignCall): boolean {
  if (ts.isStringLiteral(expression) || isEsModuleMark(expression)) return true;
  if (isRequire(expression)) return isInertExpression(module, expression, foreign);
  return isExportAssignment(expression) && isInertExpression(module, lastValue(expression), foreign);
}

function isInertClass(module: SourceModule, node: ts.ClassLikeDeclaration, foreign: ForeignCall): boolean {
  const base = heritage(node);
  if (base !== undefined && !ts.isIdentifier(base.expression)) return false;
  return node.members.every((member) => {
    if (ts.isClassStaticBlockDeclaration(member)) return false;
    if (member.name !== undefined && ts.isComputedPropertyName(member.name))
      return isInertExpression(module, member.name.expression, foreign);
    return (
      !ts.isPropertyDeclaration(member) ||
      !isStatic(member) ||
      isInertExpression(module, member.initializer, foreign)
    );
  });
}

function isInertExpression(
  module: SourceModule,
  expression: ts.Expression | undefined,
  foreign: ForeignCall,
): boolean {
  if (expression === undefined) return true;
  const node = unwrap(expression);
  if (isPlain(module, node) || ts.isIdentifier(node)) return true;
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return true;
  if (ts.isClassExpression(node)) return isInertClass(module, node, foreign);
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.every(
      (element) => !ts.isSpreadElement(element) && isInertExpression(module, element, foreign),
    );
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => {
      if (property.name !== undefined && ts.isComputedPropertyName(property.name)) return false;
      if (ts.isPropertyAssignment(property)) return isInertExpression(module, property.initializer, foreign);
      return !ts.isSpreadAssignment(property);
    });
  }
  if (ts.isCallExpression(node) && isRequire(node)) return foreign(node);
  if (ts.isPropertyAccessExpression(node)) {
    const { expression } = node;
    return isRequire(expression)
      ? isInertExpression(module, expression, foreign)
      : isForeign(module, expression, foreign);
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const args = node.arguments ?? [];
    return isForeign(module, node.expression, foreign) && args.every((argument) => isPlain(module, argument));
  }
  return false;
}

/** Numbers, strings and arithmetic on them: nothing that could call back. */
function isPlain(module: SourceModule, expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isLiteralExpression(node)) return true;
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
      return true;
  }
  if (ts.isPrefixUnaryExpression(node)) return isPlain(module, node.operand);
  if (ts.isBinaryExpression(node)) return isPlain(module, node.left) && isPlain(module, node.right);
  if (!ts.isIdentifier(node)) return false;
  const declaration = module.analysis.references.get(node)?.declaration;
  if (declaration === undefined)
    return node.text === 'undefined' || node.text === 'NaN' || node.text === 'Infinity';
  const isConst =
    ts.isVariableDeclaration(declaration) &&
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConst && declaration.initializer !== undefined && isPlain(module, declaration.initializer);
}

/** A name of another module or of the language: its code has no way to a function of this module. */
function isForeign(module: SourceModule, expression: ts.Expression, foreign: ForeignCall): boolean {
  const node = unwrap(expression);
  if (ts.isPropertyAccessExpression(node)) return isForeign(module, node.expression, foreign);
  if (!ts.isIdentifier(node)) return false;
  const binding = module.analysis.references.get(node);
  return binding === undefined || binding.kind === 'import' || isRequired(binding, foreign);
}

/** A constant that holds what a foreign `require()` gave, or something of it. */
function isRequired(binding: Binding, foreign: ForeignCall): boolean {
  const declaration = binding.declaration && ts.findAncestor(binding.declaration, ts.isVariableDeclaration);
  if (binding.kind !== 'const' || declaration?.initializer === undefined) return false;
  let value = unwrap(declaration.initializer);
  while (ts.isPropertyAccessExpression(value)) value = unwrap(value.expression);
  return ts.isCallExpression(value) && isRequire(value) && foreign(value);
}
