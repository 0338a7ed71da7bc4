/** Where and when the names of a module are used: questions that linking (linking.ts) asks. */
import ts from 'typescript';
import type { ModuleGraph } from '../graph.ts';
import { unwrap } from '../keys.ts';
import type { SourceModule } from '../module.ts';
import type { Analysis, Binding } from '../scopes.ts';
import { aliasOf, type PlannedExport } from './plan.ts';

const references = new WeakMap<SourceModule, Map<Binding, ts.Node[]>>();

/** Every mention of each binding of a module. */
export function referencesOf(module: SourceModule): ReadonlyMap<Binding, readonly ts.Node[]> {
  let known = references.get(module);
  if (known === undefined) {
    known = new Map();
    for (const [node, binding] of module.analysis.references) {
      const nodes = known.get(binding);
      if (nodes === undefined) known.set(binding, [node]);
      else nodes.push(node);
    }
    references.set(module, known);
  }
  return known;
}

/** Is the binding given its one value by this declaration? */
export function isFixed(binding: Binding, declaration: ts.VariableDeclaration): boolean {
  if (!binding.isModuleLevel || binding.declaration === undefined) return false;
  const owner = ts.findAncestor(binding.declaration, ts.isVariableDeclaration);
  if (owner !== declaration) return false;
  if (binding.kind === 'const' || binding.kind === 'let') return !binding.reassigned;
  // the initialiser of a `var` is an assignment
  return binding.kind === 'var' && binding.assignments.every(({ end }) => end === declaration.end);
}

/** Does a use surely run after the module's own code has come to `end`? */
export function isSettled(graph: ModuleGraph, module: SourceModule, use: ts.Node, end: number): boolean {
  const isLater =
    ts.findAncestor(use, (node) => ts.isFunctionLike(node) || isInstanceField(node)) !== undefined;
  return isLater ? end <= graph.inertUntil(module) : use.pos >= end;
}

function isInstanceField(node: ts.Node): boolean {
  if (!ts.isPropertyDeclaration(node)) return false;
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) === 0;
}

/** Is the exported value a function whose code doesn't ask for `this`, or an arrow function? */
export function withoutThis({ value }: PlannedExport, analysis: Analysis): boolean {
  const declaration = aliasOf(value, analysis)?.declaration;
  const node = unwrap(declaration === undefined ? value : (initializerOf(declaration) ?? value));
  if (ts.isArrowFunction(node)) return true;
  const fn = declaration !== undefined && ts.isFunctionDeclaration(declaration) ? declaration : node;
  if (!ts.isFunctionDeclaration(fn) && !ts.isFunctionExpression(fn)) return false;
  return analysis.functions.get(fn)?.scope?.bindings.has('this') === false;
}

function initializerOf(declaration: ts.Node): ts.Expression | undefined {
  return ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}
