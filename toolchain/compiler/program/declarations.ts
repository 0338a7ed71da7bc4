/** Enters what statements declare into a scope: `var` and parameters for a function, the rest for a block. */
import ts from 'typescript';
import { hasValues, isNamespaceExport } from './namespaces.ts';
import type { BindingKind, Scope } from './scopes.ts';
import { isBlockFunction } from './sloppy.ts';
import { isDeclared } from './syntax.ts';

/** The names a declaration binds, through patterns. */
export function declarePattern(
  scope: Scope,
  node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
  inherited?: BindingKind,
): void {
  const kind = inherited ?? kindOf(node);
  if (!ts.isIdentifier(node.name)) {
    for (const element of node.name.elements) {
      if (ts.isBindingElement(element)) declarePattern(scope, element, kind);
    }
    return;
  }
  const name = node.name.text;
  if (kind === 'var') {
    if (!scope.bindings.has(name) || scope.bindings.get(name)?.kind === 'self')
      scope.declare(name, kind, node);
    return;
  }
  if (kind === 'param' && name === 'this') return;
  const binding = scope.declare(name, kind, node);
  const simpleParameter = ts.isParameter(node) && node.initializer === undefined;
  binding.initEnd = simpleParameter || (kind === 'catch' && !ts.isBindingElement(node)) ? -1 : node.end;
}

function kindOf(node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement): BindingKind {
  if (ts.isParameter(node)) return 'param';
  if (ts.isCatchClause(node.parent)) return 'catch';
  const flags = ts.getCombinedNodeFlags(node);
  if ((flags & ts.NodeFlags.BlockScoped) === 0) return 'var';
  return (flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let';
}

/** `let`, `const`, classes, functions, enums and imports at the top of a block. */
export function declareStatements(scope: Scope, statements: readonly ts.Statement[]): void {
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      const list = statement.declarationList;
      if ((list.flags & ts.NodeFlags.BlockScoped) === 0 || isDeclared(statement)) continue;
      if (isNamespaceExport(statement)) continue;
      for (const declaration of list.declarations) declarePattern(scope, declaration);
    } else if (ts.isFunctionDeclaration(statement)) declareFunction(scope, statement);
    else if (ts.isClassDeclaration(statement)) {
      if (isDeclared(statement)) continue;
      const binding = scope.declare(statement.name?.text ?? '*default*', 'class', statement);
      binding.initEnd = statement.members.pos;
    } else if (ts.isEnumDeclaration(statement)) {
      if (isDeclared(statement) || scope.bindings.get(statement.name.text)?.kind === 'enum') continue;
      scope.declare(statement.name.text, 'enum', statement).initEnd = statement.members.pos;
    } else if (ts.isModuleDeclaration(statement)) declareNamespace(scope, statement);
    else if (ts.isImportDeclaration(statement)) declareImports(scope, statement);
    else if (ts.isExportAssignment(statement)) {
      scope.declare('*default*', 'const', statement).initEnd = statement.end;
    } else if (ts.isLabeledStatement(statement)) declareStatements(scope, [statement.statement]);
  }
}

function declareFunction(scope: Scope, node: ts.FunctionDeclaration): void {
  const known = scope.bindings.get(node.name?.text ?? '*default*');
  const bodiless = node.body === undefined;
  // an overload signature, or a second `declare`: the one with a body counts
  if (bodiless && (!isDeclared(node) || known !== undefined)) return;
  const binding = scope.declare(node.name?.text ?? '*default*', 'function', node);
  if (!bodiless) scope.functions.push({ binding, node, at: -1 });
}

/** A namespace adds to a function, class or enum of its name, or is an object by itself. */
function declareNamespace(scope: Scope, node: ts.ModuleDeclaration): void {
  if (!hasValues(node)) return;
  const known = scope.bindings.get(node.name.text)?.kind;
  if (known === 'function' || known === 'class' || known === 'enum') return;
  scope.declare(node.name.text, 'enum', node).initEnd = node.name.pos;
}

function declareImports(scope: Scope, node: ts.ImportDeclaration): void {
  const clause = node.importClause;
  if (clause === undefined || clause.isTypeOnly || !ts.isStringLiteral(node.moduleSpecifier)) return;
  const specifier = node.moduleSpecifier.text;
  const declare = (local: ts.Identifier, name: string): void => {
    scope.declare(local.text, 'import', local).link = { specifier, name };
  };
  if (clause.name !== undefined) declare(clause.name, 'default');
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) declare(bindings.name, '*');
  else {
    for (const element of bindings.elements) {
      if (!element.isTypeOnly) declare(element.name, (element.propertyName ?? element.name).text);
    }
  }
}

/** Forgets the functions that are declared without a body. */
export function dropBodiless(scope: Scope): void {
  for (const [name, { declaration }] of scope.bindings) {
    if (
      declaration !== undefined &&
      ts.isFunctionDeclaration(declaration) &&
      declaration.body === undefined
    ) {
      scope.bindings.delete(name);
    }
  }
}

/** The `var` declarations of a function, wherever they are nested. */
export function declareHoisted(scope: Scope, statements: readonly ts.Statement[]): void {
  for (const statement of statements) hoistFrom(scope, statement);
}

function hoistFrom(scope: Scope, node: ts.Node | undefined): void {
  if (node === undefined) return;
  if (isBlockFunction(node)) {
    if (!scope.bindings.has(node.name.text)) scope.declare(node.name.text, 'var', node);
  } else if (ts.isVariableStatement(node)) {
    if (!isDeclared(node) && !isNamespaceExport(node)) hoistList(scope, node.declarationList);
  } else if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node)) {
    if (node.initializer !== undefined && ts.isVariableDeclarationList(node.initializer)) {
      hoistList(scope, node.initializer);
    }
    hoistFrom(scope, node.statement);
  } else if (ts.isBlock(node) || ts.isCaseOrDefaultClause(node)) declareHoisted(scope, node.statements);
  else if (ts.isIfStatement(node)) {
    hoistFrom(scope, node.thenStatement);
    hoistFrom(scope, node.elseStatement);
  } else if (ts.isIterationStatement(node, false) || ts.isLabeledStatement(node))
    hoistFrom(scope, node.statement);
  else if (ts.isTryStatement(node)) {
    hoistFrom(scope, node.tryBlock);
    hoistFrom(scope, node.catchClause?.block);
    hoistFrom(scope, node.finallyBlock);
  } else if (ts.isSwitchStatement(node)) {
    for (const clause of node.caseBlock.clauses) hoistFrom(scope, clause);
  }
}

function hoistList(scope: Scope, list: ts.VariableDeclarationList): void {
  if ((list.flags & ts.NodeFlags.BlockScoped) !== 0) return;
  for (const declaration of list.declarations) declarePattern(scope, declaration);
}

/** The variables of a loop's head; a `var` is the function's. */
export function declareLoop(scope: Scope, list: ts.VariableDeclarationList): void {
  if ((list.flags & ts.NodeFlags.BlockScoped) === 0) return;
  for (const declaration of list.declarations) declarePattern(scope, declaration);
}
