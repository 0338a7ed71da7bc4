/**
 * Decides when the function declarations of a block are instantiated (see HoistedFunction): before the first statement
 * that can reach them, those that others capture first.
 */
import ts from 'typescript';
import { isNamespaceExport, statementsOfNamespace } from './namespaces.ts';
import type { FunctionScope, HoistedFunction, Scope } from './scopes.ts';

/** Sets `at`, the order, and the positions of the functions of one scope. All uses must be known. */
export function orderFunctions(scope: Scope): void {
  if (scope.functions.length === 0 || scope.kind === 'module') return;
  if (scope.kind === 'switch' || scope.functions.some((hoisted) => hoisted.binding.reassigned)) {
    for (const hoisted of scope.functions) hoisted.at = -1;
  } else placeFunctions(scope);
  sortFunctions(scope);
}

function placeFunctions(scope: Scope): void {
  const { functions } = scope;
  const statements = statementsOf(scope.node);
  const byCode = new Map(functions.map((hoisted) => [hoisted.binding.code, hoisted]));
  // What a namespace exports is used by its declaration, whoever mentions it.
  for (const hoisted of functions)
    hoisted.at = isNamespaceExport(hoisted.node) ? hoisted.node.pos : Number.POSITIVE_INFINITY;
  for (let changed = true; changed; ) {
    changed = false;
    for (const hoisted of functions) {
      const first = Math.min(...hoisted.binding.uses.map((use) => positionOf(use, hoisted, scope, byCode)));
      const at = startOfStatement(statements, first);
      if (at < hoisted.at) {
        hoisted.at = at;
        changed = true;
      }
    }
  }
}

type Use = HoistedFunction['binding']['uses'][number];

/** When a use can happen first, as a position in the declaring function. */
function positionOf(
  use: Use,
  hoisted: HoistedFunction,
  scope: Scope,
  byCode: ReadonlyMap<FunctionScope | undefined, HoistedFunction>,
): number {
  let fn: FunctionScope | undefined = use.fn;
  if (fn === scope.fn) return use.position;
  while (fn !== undefined && fn.parent !== scope.fn) fn = fn.parent;
  if (fn === undefined) return -1;
  const user = byCode.get(fn);
  if (user === hoisted) return Number.POSITIVE_INFINITY;
  if (user !== undefined) return user.at;
  // a function declaration of an inner block: its place isn't known yet, its block's is
  return ts.isFunctionDeclaration(fn.node) ? (fn.node.parent?.pos ?? -1) : fn.createdAt;
}

function startOfStatement(statements: readonly ts.Statement[], position: number): number {
  if (position === Number.POSITIVE_INFINITY) return position;
  const statement = statements.find((candidate) => position >= candidate.pos && position < candidate.end);
  return statement?.pos ?? -1;
}

/** The statements of the block that a scope stands for. */
export function statementsOf(node: ts.Node): readonly ts.Statement[] {
  if (ts.isBlock(node) || ts.isSourceFile(node)) return node.statements;
  if (ts.isModuleDeclaration(node)) return statementsOfNamespace(node);
  const body = 'body' in node ? (node.body as ts.Node | undefined) : undefined;
  return body !== undefined && ts.isBlock(body) ? body.statements : [];
}

function sortFunctions(scope: Scope): void {
  const sorted: HoistedFunction[] = [];
  const visited = new Set<HoistedFunction>();
  const visit = (hoisted: HoistedFunction): void => {
    if (visited.has(hoisted)) return;
    visited.add(hoisted);
    for (const other of scope.functions) {
      if (other.at === hoisted.at && hoisted.binding.code?.captured.has(other.binding)) visit(other);
    }
    sorted.push(hoisted);
  };
  for (const hoisted of scope.functions) visit(hoisted);
  scope.functions.splice(0, sorted.length, ...sorted);
  const step = 0.5 / (sorted.length + 1);
  sorted.forEach((hoisted, index) => {
    const made = hoisted.at + (index + 0.5) * step;
    if (hoisted.binding.code !== undefined) hoisted.binding.code.createdAt = made;
    hoisted.binding.initEnd = made + step / 2;
  });
}
