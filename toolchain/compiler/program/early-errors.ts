/**
 * The early errors of JavaScript (ECMA-262, "Static Semantics: Early Errors"): what makes a program invalid before any of it runs. Of a TypeScript
 * file the checker reports them with everything else. Of a JavaScript file it may report only these: Node runs what has type
 * errors. So its messages are chosen by their numbers here; what it takes for an error and isn't one (sloppy code may have octals), and what
 * it doesn't see, is decided by the tree. Declarations that clash are found in declared-twice.ts.
 */
import ts from 'typescript';
import type { DiagnosticSink } from '../diagnostics/sink.ts';
import { placeOf } from '../diagnostics/sink.ts';
import { reportDeclaredTwice } from './declared-twice.ts';
import { isSloppy } from './sloppy.ts';
import { isCommonJsFile } from './source-store.ts';

/** Messages of the checker that are early errors wherever they are. */
const ALWAYS: ReadonlySet<number> = new Set([
  // await, yield, labels, break, continue
  1103, 1104, 1105, 1107, 1114, 1115, 1116, 1163, 1262, 1308, 1359, 1375, 1431, 2523, 2524, 18037, 18041,
  // declarations and statements
  1113, 1142, 1155, 1156, 1182, 1188, 1189, 1190, 1472, 2462, 2480,
  // parameters and members
  1013, 1014, 1048, 1049, 1051, 1053, 1054, 1089, 1346, 1347, 1341, 1368, 2392, 2699,
  // targets of assignments, expressions
  1106, 1198, 1200, 1209, 1312, 1358, 2357, 2364, 2487, 2777, 2778, 2779, 2780, 2781, 5076, 17006, 17007,
  17012,
  // strict code, which a class is too
  1101, 1210, 1211, 1213, 1214, 1215,
  // private names
  1451, 2804, 18011, 18012, 18013, 18016,
  // imports and exports
  1184, 1231, 1232, 1233, 1473, 1474,
]);

/** Those that aren't in sloppy code: reserved names, `delete` of names, octals, labels of functions. */
const STRICT: ReadonlySet<number> = new Set([1100, 1102, 1121, 1212, 1344, 1487, 1488, 1489]);

/** Reports the early errors of a JavaScript file of the program; `found` is what the checker says of it. */
export function reportEarlyErrors(
  file: ts.SourceFile,
  found: readonly ts.Diagnostic[],
  sink: DiagnosticSink,
): void {
  for (const diagnostic of found) if (isEarlyError(file, diagnostic)) sink.reportChecker(diagnostic);
  reportDeclaredTwice(file, sink);
  const visit = (node: ts.Node): void => {
    reportMisplaced(node, sink);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

/** Is a syntax error one of JavaScript too, in a file where TypeScript finds it? */
export function isSyntaxError(file: ts.SourceFile, diagnostic: ts.Diagnostic): boolean {
  return !STRICT.has(diagnostic.code) || !isAllowedWhenSloppy(file, diagnostic);
}

function isEarlyError(file: ts.SourceFile, diagnostic: ts.Diagnostic): boolean {
  const { code } = diagnostic;
  if (STRICT.has(code)) return !isAllowedWhenSloppy(file, diagnostic);
  if (ALWAYS.has(code)) return true;
  const node = nodeAt(file, diagnostic.start ?? 0);
  switch (code) {
    case 1108: // return
      return !isCommonJsFile(file);
    case 17013: // new.target
      return !isCommonJsFile(file) && functionAround(node) === undefined;
    case 2300: // a name declared twice
    case 2339: // a property that there isn't
      return ts.isPrivateIdentifier(node);
    case 2304: // a name that there isn't
    case 2552:
    case 2662:
      return ts.isExportSpecifier(node.parent) || isArgumentsOfNobody(node);
    default:
      return false;
  }
}

function isAllowedWhenSloppy(file: ts.SourceFile, { start = 0, code }: ts.Diagnostic): boolean {
  const node = nodeAt(file, start);
  if (code === 1212 && ts.isIdentifier(node) && node.text === 'yield' && isInGenerator(node)) return false;
  if (code === 1344) return isSloppy(node) && isLabelledFunction(node);
  // Templates have no octal escapes in any code.
  return isSloppy(node) && !ts.isTemplateLiteralToken(node);
}

/** The innermost node that has a place in it. */
export function nodeAt(file: ts.SourceFile, place: number): ts.Node {
  let node: ts.Node = file;
  for (let next: ts.Node | undefined = file; next !== undefined; ) {
    node = next;
    next = ts.forEachChild(node, (child) =>
      child.getStart(file) <= place && place < child.end ? child : undefined,
    );
  }
  return node;
}

/** A labelled function is a statement of a list, not the body of a loop (B.3.1). */
function isLabelledFunction(node: ts.Node): boolean {
  let at = node;
  while (ts.isIdentifier(at) || (ts.isLabeledStatement(at) && ts.isLabeledStatement(at.parent)))
    at = at.parent;
  if (!ts.isLabeledStatement(at)) return false;
  let inner: ts.Statement = at;
  while (ts.isLabeledStatement(inner)) inner = inner.statement;
  const isInList = ts.isSourceFile(at.parent) || ts.isBlock(at.parent) || ts.isCaseOrDefaultClause(at.parent);
  return isInList && ts.isFunctionDeclaration(inner) && inner.asteriskToken === undefined;
}

/** What gives `this`, `super`, `arguments` and `new.target` to a place: a function that is no arrow, a field or a static block. */
function functionAround(node: ts.Node): ts.Node | undefined {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (ts.isComputedPropertyName(at)) {
      // Belongs to what is around the class or literal.
      at = parent.parent;
      continue;
    }
    if (ts.isPropertyDeclaration(parent) && parent.initializer === at) return parent;
    if (ts.isClassStaticBlockDeclaration(parent)) return parent;
    if (ts.isFunctionLike(parent) && !ts.isArrowFunction(parent)) return parent;
  }
  return undefined;
}

function isInGenerator(node: ts.Node): boolean {
  const around = functionAround(node);
  return around !== undefined && 'asteriskToken' in around && around.asteriskToken !== undefined;
}

/** `arguments` in the value of a field, or in a static block: of no function. */
function isArgumentsOfNobody(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || node.text !== 'arguments') return false;
  const around = functionAround(node);
  return (
    around !== undefined && (ts.isPropertyDeclaration(around) || ts.isClassStaticBlockDeclaration(around))
  );
}

/** Reports what stands where it can't, and the checker doesn't say so. */
function reportMisplaced(node: ts.Node, sink: DiagnosticSink): void {
  if (node.kind === ts.SyntaxKind.SuperKeyword) {
    if (!mayHaveSuper(node)) sink.report('misplacedSuper', placeOf(node));
  } else if (ts.isObjectLiteralExpression(node)) {
    const second = prototypesOf(node)[1];
    if (second !== undefined && !isPattern(node)) sink.report('prototypeTwice', placeOf(second));
  } else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) {
    if (isBody(node) && !isAllowedBody(node)) sink.report('misplacedDeclaration', placeOf(node));
  } else if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
    if (isCommonJsFile(node.getSourceFile())) sink.report('misplacedImportMeta', placeOf(node));
  } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    if (node.arguments.length === 0) sink.report('importOfNothing', placeOf(node));
  } else if (isSimpleOnly(node)) sink.report('strictParameters', placeOf(node));
  else if (ts.isBinaryExpression(node) && isCompoundPattern(node))
    sink.report('compoundPattern', placeOf(node.left));
  else if (ts.isDeleteExpression(node)) reportDelete(node, sink);
}

function mayHaveSuper(node: ts.Node): boolean {
  const around = functionAround(node);
  if (around === undefined) return false;
  if (ts.isCallExpression(node.parent) && node.parent.expression === node) {
    return (
      ts.isConstructorDeclaration(around) &&
      (around.parent.heritageClauses ?? []).some((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)
    );
  }
  return ts.isClassElement(around) || ts.isObjectLiteralElement(around);
}

function prototypesOf(literal: ts.ObjectLiteralExpression): readonly ts.Node[] {
  return literal.properties.filter(
    (each) =>
      ts.isPropertyAssignment(each) &&
      (ts.isIdentifier(each.name) || ts.isStringLiteral(each.name)) &&
      each.name.text === '__proto__',
  );
}

/** Is a literal the left side of an assignment, or of a loop over values? */
function isPattern(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return parent.left === node;
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === node;
  const isPart =
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isParenthesizedExpression(parent);
  return isPart && isPattern(parent);
}

/** Is a declaration the body of a statement, instead of one of a list? */
function isBody({ parent }: ts.Node): boolean {
  return (
    ts.isIfStatement(parent) ||
    ts.isIterationStatement(parent, false) ||
    (ts.isLabeledStatement(parent) && isBody(parent))
  );
}

/** Functions in `if`, in sloppy code (B.3.3). */
function isAllowedBody(node: ts.FunctionDeclaration | ts.ClassDeclaration): boolean {
  return (
    ts.isIfStatement(node.parent) && ts.isFunctionDeclaration(node) && !isGenerator(node) && isSloppy(node)
  );
}

function isGenerator(node: ts.FunctionDeclaration): boolean {
  const isAsync = node.modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) === true;
  return node.asteriskToken !== undefined || isAsync;
}

/** Is it `'use strict'` in a function whose parameters are more than names? */
function isSimpleOnly(node: ts.Node): boolean {
  if (!ts.isExpressionStatement(node) || !ts.isStringLiteral(node.expression)) return false;
  if (node.expression.getText().slice(1, -1) !== 'use strict' || !ts.isBlock(node.parent)) return false;
  const fn = node.parent.parent;
  if (!ts.isFunctionLike(fn)) return false;
  const before = node.parent.statements.slice(0, node.parent.statements.indexOf(node));
  if (!before.every((each) => ts.isExpressionStatement(each) && ts.isStringLiteral(each.expression)))
    return false;
  return fn.parameters.some(
    (p) => !ts.isIdentifier(p.name) || p.initializer !== undefined || p.dotDotDotToken !== undefined,
  );
}

/** Is it `[a] += 1`? */
function isCompoundPattern({ left, operatorToken }: ts.BinaryExpression): boolean {
  if (!ts.isArrayLiteralExpression(left) && !ts.isObjectLiteralExpression(left)) return false;
  return operatorToken.kind > ts.SyntaxKind.EqualsToken && operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

/** `delete (x)` of strict code, which the checker sees only without brackets, and `delete this.#x`. */
function reportDelete(node: ts.DeleteExpression, sink: DiagnosticSink): void {
  let target: ts.Node = node.expression;
  while (ts.isParenthesizedExpression(target)) target = target.expression;
  if (ts.isPropertyAccessExpression(target) && ts.isPrivateIdentifier(target.name))
    sink.report('deletePrivate', placeOf(target.name));
  if (ts.isIdentifier(target) && target !== node.expression && !isSloppy(node))
    sink.report('deleteName', placeOf(target));
}
