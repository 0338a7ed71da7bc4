/** Which file lowers which statement, blocks, and the statements too small for a file. */
import ts from 'typescript';
import { isNamespaceExport } from '../program/namespaces.ts';
import type { Scope } from '../program/scopes.ts';
import { isDeclared } from '../program/syntax.ts';
import { enterScope, initialize, instantiateFunctions } from './bindings.ts';
import { lowerClass } from './classes.ts';
import { lowerRequired } from './common-js/wrapper.ts';
import { lowerBranches, lowerLogicalEffect } from './conditions.ts';
import { lowerConstructorReturn } from './constructors.ts';
import { lowerJump, lowerReturn, withFrame } from './control.ts';
import { bindListed, bindTo, findBinding, lowerInitializer } from './destructuring.ts';
import { lowerEnum } from './enums.ts';
import { lowerThrow, lowerTry } from './exceptions.ts';
import { lowerEffect, lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { resultOf } from './functions.ts';
import { lowerForIn, lowerForOf } from './iteration.ts';
import { lowerDo, lowerFor, lowerWhile } from './loops.ts';
import { exportFromNamespace, lowerNamespace } from './namespaces.ts';
import { liftBlockFunction } from './sloppy.ts';
import { lowerSwitch } from './switch.ts';

/** The statements of a block whose scope is entered; function declarations are made as they are needed. */
export function lowerStatements(
  f: FunctionLowering,
  scope: Scope,
  statements: readonly ts.Statement[],
): void {
  for (const statement of statements) {
    if (!f.b.reachable) return;
    if (scope.functions.length > 0 && scope.kind !== 'module') instantiateFunctions(f, scope, statement.pos);
    lowerStatement(f, statement);
  }
}

/** A block with its own scope. */
export function lowerBlock(f: FunctionLowering, node: ts.Block): void {
  const scope = f.module.analysis.scopes.get(node);
  if (scope === undefined) {
    for (const statement of node.statements) if (f.b.reachable) lowerStatement(f, statement);
    return;
  }
  enterScope(f, scope);
  lowerStatements(f, scope, node.statements);
}

/** Lowers a statement; `labels` are those directly before it. */
export function lowerStatement(
  f: FunctionLowering,
  node: ts.Statement,
  labels: readonly string[] = [],
): void {
  const K = ts.SyntaxKind;
  switch (node.kind) {
    case K.Block:
      lowerBlock(f, node as ts.Block);
      break;
    case K.ExpressionStatement:
      lowerExpressionStatement(f, node as ts.ExpressionStatement);
      break;
    case K.VariableStatement:
      if (!isDeclared(node)) lowerDeclarations(f, (node as ts.VariableStatement).declarationList);
      break;
    case K.IfStatement:
      lowerIf(f, node as ts.IfStatement);
      break;
    case K.ReturnStatement:
      lowerReturnStatement(f, node as ts.ReturnStatement);
      break;
    case K.ForStatement:
      lowerFor(f, node as ts.ForStatement, labels);
      break;
    case K.ForOfStatement:
      lowerForOf(f, node as ts.ForOfStatement, labels);
      break;
    case K.ForInStatement:
      lowerForIn(f, node as ts.ForInStatement, labels);
      break;
    case K.WhileStatement:
      lowerWhile(f, node as ts.WhileStatement, labels);
      break;
    case K.DoStatement:
      lowerDo(f, node as ts.DoStatement, labels);
      break;
    case K.SwitchStatement:
      lowerSwitch(f, node as ts.SwitchStatement, labels);
      break;
    case K.LabeledStatement:
      lowerLabeled(f, node as ts.LabeledStatement, labels);
      break;
    case K.BreakStatement:
    case K.ContinueStatement:
      lowerBreak(f, node as ts.BreakOrContinueStatement);
      break;
    case K.ThrowStatement:
      lowerThrow(f, node as ts.ThrowStatement);
      break;
    case K.TryStatement:
      lowerTry(f, node as ts.TryStatement);
      break;
    default:
      lowerOther(f, node);
  }
}

function lowerOther(f: FunctionLowering, node: ts.Statement): void {
  const K = ts.SyntaxKind;
  switch (node.kind) {
    case K.FunctionDeclaration:
      liftBlockFunction(f, node as ts.FunctionDeclaration);
      exportFromNamespace(f, node as ts.FunctionDeclaration);
      break;
    case K.ClassDeclaration:
      lowerClassDeclaration(f, node as ts.ClassDeclaration);
      exportFromNamespace(f, node as ts.ClassDeclaration);
      break;
    case K.EnumDeclaration:
      if (!isDeclared(node)) lowerEnum(f, node as ts.EnumDeclaration);
      exportFromNamespace(f, node as ts.EnumDeclaration);
      break;
    case K.ExportAssignment:
      lowerExportAssignment(f, node as ts.ExportAssignment);
      break;
    case K.ModuleDeclaration:
      lowerNamespace(f, node as ts.ModuleDeclaration);
      break;
    case K.ImportEqualsDeclaration:
      f.program.report('unsupported', node, '`import … = require()`');
      break;
    case K.WithStatement:
      f.program.report('notInLanguage', node, '`with`');
      break;
    // hoisted, types, or nothing at run time
    case K.InterfaceDeclaration:
    case K.TypeAliasDeclaration:
    case K.ImportDeclaration:
    case K.ExportDeclaration:
    case K.EmptyStatement:
    case K.DebuggerStatement:
    case K.NotEmittedStatement:
    case K.NamespaceExportDeclaration:
      break;
    default:
      f.program.report('unsupported', node, `This statement (${ts.SyntaxKind[node.kind]})`);
  }
}

function lowerExpressionStatement(f: FunctionLowering, node: ts.ExpressionStatement): void {
  const { expression } = node;
  const isLogical =
    ts.isBinaryExpression(expression) &&
    (expression.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      expression.operatorToken.kind === ts.SyntaxKind.BarBarToken);
  if (isLogical) lowerLogicalEffect(f, expression);
  else lowerEffect(f, expression);
}

/** `let`, `const` and `var` declarations. */
export function lowerDeclarations(f: FunctionLowering, list: ts.VariableDeclarationList): void {
  if ((list.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using)
    f.program.report('unsupported', list, '`using`');
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  for (const declaration of list.declarations) {
    const isOptional = isVar || isNamespaceExport(list.parent as ts.Statement);
    if (isOptional && declaration.initializer === undefined) continue;
    if (f.module.commonJs?.linked.has(declaration)) {
      // its names stand for what another module exports, which has to run first
      lowerRequired(f, declaration.initializer);
      continue;
    }
    const scope = scopeOf(f, declaration);
    if (scope !== undefined && bindListed(f, scope, declaration)) continue;
    const value = lowerInitializer(f, declaration);
    f.at(declaration);
    if (scope !== undefined) bindTo(f, scope, declaration.name, value);
  }
}

/** The innermost scope around a declaration. */
export function scopeOf(f: FunctionLowering, node: ts.Node): Scope | undefined {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    const scope = f.module.analysis.scopes.get(at);
    if (scope !== undefined && !(ts.isClassLike(at) && scope.kind !== 'class')) return scope;
  }
  return undefined;
}

function lowerIf(f: FunctionLowering, node: ts.IfStatement): void {
  const { elseStatement } = node;
  lowerBranches(
    f,
    node.expression,
    () => lowerStatement(f, node.thenStatement),
    elseStatement === undefined ? undefined : () => lowerStatement(f, elseStatement),
  );
}

function lowerReturnStatement(f: FunctionLowering, node: ts.ReturnStatement): void {
  const isConstructor = f.fn.kind === 'constructor' || f.fn.kind === 'derived-constructor';
  if (isConstructor) lowerConstructorReturn(f, node);
  else {
    const value = resultOf(f, node.expression);
    f.at(node);
    lowerReturn(f, value);
  }
}

function lowerLabeled(f: FunctionLowering, node: ts.LabeledStatement, labels: readonly string[]): void {
  const all = [...labels, node.label.text];
  const { statement } = node;
  if (
    ts.isIterationStatement(statement, false) ||
    ts.isLabeledStatement(statement) ||
    ts.isSwitchStatement(statement)
  ) {
    lowerStatement(f, statement, all);
    return;
  }
  const after = f.b.newBlock();
  const frame = {
    kind: 'target' as const,
    labels: all,
    breakable: false,
    breakTo: after,
    continueTo: undefined,
    outerHandler: f.b.handler,
  };
  withFrame(f, frame, () => lowerStatement(f, statement));
  f.b.jump(after);
  f.b.start(after);
}

function lowerBreak(f: FunctionLowering, node: ts.BreakOrContinueStatement): void {
  f.at(node);
  if (!lowerJump(f, node.label?.text, ts.isContinueStatement(node))) {
    f.program.report('labelMissing', node, node.label?.text ?? '');
  }
}

function lowerClassDeclaration(f: FunctionLowering, node: ts.ClassDeclaration): void {
  if (isDeclared(node)) return;
  const scope = scopeOf(f, node);
  const binding = scope === undefined ? undefined : findBinding(scope, node.name?.text ?? '*default*');
  lowerClass(f, node, binding);
}

function lowerExportAssignment(f: FunctionLowering, node: ts.ExportAssignment): void {
  if (node.isExportEquals === true) {
    f.program.report('unsupported', node, '`export =`');
    return;
  }
  const binding = f.module.analysis.moduleScope.bindings.get('*default*');
  if (binding === undefined) return;
  initialize(f, binding, lowerJs(f, node.expression));
}
