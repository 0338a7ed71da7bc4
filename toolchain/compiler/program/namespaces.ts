/**
 * TypeScript namespaces with values. A namespace is an object; its body is a block that runs once. Exported variables live in
 * the object only, so that everybody sees an assignment: a name that means one is a `member` binding. Declarations of
 * one name are one object, and what one of them exports is known by name in the others.
 */
import ts from 'typescript';
import type { Binding, Scope } from './scopes.ts';
import { isDeclared, isExported } from './syntax.ts';

/** Has the namespace something at run time? */
export function hasValues(node: ts.ModuleDeclaration): boolean {
  const { body } = node;
  if (isDeclared(node) || body === undefined || !ts.isIdentifier(node.name)) return false;
  if (ts.isModuleDeclaration(body)) return hasValues(body);
  if (!ts.isModuleBlock(body)) return false;
  return body.statements.some((statement) => {
    if (ts.isModuleDeclaration(statement)) return hasValues(statement);
    return (
      !ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement) && !isDeclared(statement)
    );
  });
}

/** The statements in a namespace: of `namespace A.B` the second name is one. */
export function statementsOfNamespace(node: ts.ModuleDeclaration): readonly ts.Statement[] {
  const { body } = node;
  if (body === undefined) return [];
  if (ts.isModuleBlock(body)) return body.statements;
  return ts.isModuleDeclaration(body) ? [body] : [];
}

/** Is what the statement declares exported from the namespace around it? */
export function isNamespaceExport(statement: ts.Statement): boolean {
  if (ts.isModuleDeclaration(statement.parent)) return true;
  return ts.isModuleBlock(statement.parent) && isExported(statement) && !isDeclared(statement);
}

/** Enters the names that stand for members of the object `container` into the scope of one part. */
export function declareMembers(scope: Scope, node: ts.ModuleDeclaration, container: Binding): void {
  const declare = (name: string): void => {
    scope.declare(name, 'member', undefined).container = container;
  };
  for (const part of partsOf(node)) {
    if (part !== node) exportedNames(part).forEach(declare);
  }
  for (const statement of statementsOfNamespace(node)) {
    if (ts.isVariableStatement(statement) && isNamespaceExport(statement))
      namesOf(statement).forEach(declare);
  }
}

/** The namespace in whose body the statement is. */
export function namespaceAround(node: ts.Statement): ts.ModuleDeclaration | undefined {
  const outer = ts.isModuleBlock(node.parent) ? node.parent.parent : node.parent;
  return ts.isModuleDeclaration(outer) ? outer : undefined;
}

/** All declarations of a namespace: in its block, or in the other parts of the namespace around it. */
function partsOf(node: ts.ModuleDeclaration): readonly ts.ModuleDeclaration[] {
  const outer = namespaceAround(node);
  const around: readonly ts.Statement[] =
    outer === undefined ? node.getSourceFile().statements : partsOf(outer).flatMap(statementsOfNamespace);
  return around.filter(ts.isModuleDeclaration).filter((other) => other.name.text === node.name.text);
}

function exportedNames(part: ts.ModuleDeclaration): readonly string[] {
  return statementsOfNamespace(part).filter(isNamespaceExport).flatMap(namesOf);
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((declaration) => namesOfPattern(declaration.name));
  }
  if (ts.isModuleDeclaration(statement)) return hasValues(statement) ? [statement.name.text] : [];
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function namesOfPattern(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? namesOfPattern(element.name) : [],
  );
}
