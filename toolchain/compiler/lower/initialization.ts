/**
 * When a module-level `let`, `const` or class surely has its value, so that uses need no check. The rule, in order:
 *
 * 1. In the module's own code (not in a function): behind its declaration in the text.
 * 2. From another module that isn't in an import cycle with it: always, since the whole module ran before.
 * 3. In a function of its own module: when no function of the module can run before the declaration, that is, the module
 *    is in no import cycle and every statement above the declaration is inert (declarations whose initialisers call
 *    nothing, or call another module's functions with plain constants).
 */
import ts from 'typescript';
import { unwrap } from '../program/keys.ts';
import type { SourceModule } from '../program/module.ts';
import type { Binding } from '../program/scopes.ts';
import { heritage, isStatic } from '../program/syntax.ts';
import type { FunctionLowering } from './function-lowering.ts';

/** Is the binding of `module` surely initialised where `node` mentions it? */
export function runsBeforeUse(
  f: FunctionLowering,
  node: ts.Node,
  module: SourceModule,
  binding: Binding,
): boolean {
  if (binding.initEnd < 0) return true;
  const { graph } = f.program;
  if (module !== f.module) return !graph.areInOneCycle(module, f.module);
  if (f.fn.kind === 'module') return Math.max(node.pos, f.floor) >= binding.initEnd;
  return binding.initEnd <= inertUntil(module) && !graph.isInCycle(module);
}

const inert = new WeakMap<SourceModule, number>();

/** The position up to which the module's statements run no function of the module. */
function inertUntil(module: SourceModule): number {
  let end = inert.get(module);
  if (end !== undefined) return end;
  const first = module.file.statements.find((statement) => !isInert(module, statement));
  // a declaration that isn't inert itself runs its code before it has its value
  end = first === undefined ? Number.POSITIVE_INFINITY : first.pos;
  inert.set(module, end);
  return end;
}

function isInert(module: SourceModule, node: ts.Statement): boolean {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.every(
      (declaration) =>
        ts.isIdentifier(declaration.name) && isInertExpression(module, declaration.initializer),
    );
  }
  if (ts.isClassDeclaration(node)) return isInertClass(module, node);
  if (ts.isExportAssignment(node)) return isInertExpression(module, node.expression);
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

function isInertClass(module: SourceModule, node: ts.ClassLikeDeclaration): boolean {
  const base = heritage(node);
  if (base !== undefined && !ts.isIdentifier(base.expression)) return false;
  return node.members.every((member) => {
    if (ts.isClassStaticBlockDeclaration(member)) return false;
    if (member.name !== undefined && ts.isComputedPropertyName(member.name))
      return isInertExpression(module, member.name.expression);
    return (
      !ts.isPropertyDeclaration(member) || !isStatic(member) || isInertExpression(module, member.initializer)
    );
  });
}

function isInertExpression(module: SourceModule, expression: ts.Expression | undefined): boolean {
  if (expression === undefined) return true;
  const node = unwrap(expression);
  if (isPlain(module, node) || ts.isIdentifier(node)) return true;
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return true;
  if (ts.isClassExpression(node)) return isInertClass(module, node);
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.every(
      (element) => !ts.isSpreadElement(element) && isInertExpression(module, element),
    );
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => {
      if (property.name !== undefined && ts.isComputedPropertyName(property.name)) return false;
      if (ts.isPropertyAssignment(property)) return isInertExpression(module, property.initializer);
      return !ts.isSpreadAssignment(property);
    });
  }
  if (ts.isPropertyAccessExpression(node)) return isForeign(module, node.expression);
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const args = node.arguments ?? [];
    return isForeign(module, node.expression) && args.every((argument) => isPlain(module, argument));
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
function isForeign(module: SourceModule, expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isPropertyAccessExpression(node)) return isForeign(module, node.expression);
  if (!ts.isIdentifier(node)) return false;
  const binding = module.analysis.references.get(node);
  return binding === undefined || binding.kind === 'import';
}
