/** Namespaces with values (program/namespaces.ts): an object, and a body that runs in its place and fills it. */
import type ts from 'typescript';
import {
  hasValues,
  isNamespaceExport,
  namespaceAround,
  statementsOfNamespace,
} from '../program/namespaces.ts';
import type { Binding } from '../program/scopes.ts';
import { enterScope, initialize, readBinding } from './bindings.ts';
import { findBinding } from './destructuring.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { lowerStatements, scopeOf } from './statements.ts';

export function lowerNamespace(f: FunctionLowering, node: ts.ModuleDeclaration): void {
  const container = f.bindingOf(node.name);
  const scope = f.module.analysis.scopes.get(node);
  if (!hasValues(node) || container === undefined || scope === undefined) return;
  if (container.declaration === node) initialize(f, container, firstObject(f, node, container));
  enterScope(f, scope);
  lowerStatements(f, scope, statementsOfNamespace(node));
  exportFromNamespace(f, node);
}

/** A new object. An inner namespace goes on with the one that an earlier part of the outer may have made. */
function firstObject(f: FunctionLowering, node: ts.ModuleDeclaration, binding: Binding) {
  const outer = isNamespaceExport(node) ? containerOf(f, node) : undefined;
  if (outer === undefined) return f.emit(node, 'object', [], { keys: [] });
  const object = readBinding(f, node, outer);
  const known = f.emit(node, 'prop.get', [object], { name: binding.name });
  const [make, done] = [f.b.newBlock(), f.b.newBlock()];
  f.b.branch(f.b.emit('is.undefined', [known]), make, done);
  f.b.start(make);
  f.b.emit('prop.set', [object, f.b.emit('object', [], { keys: [] })], { name: binding.name });
  f.b.jump(done);
  f.b.start(done);
  return f.emit(node, 'prop.get', [object], { name: binding.name });
}

/** The object of the namespace around a statement. */
function containerOf(f: FunctionLowering, node: ts.Statement): Binding | undefined {
  const outer = namespaceAround(node);
  return outer === undefined ? undefined : f.bindingOf(outer.name);
}

type Exported = ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration | ts.ModuleDeclaration;

/** Puts what a statement of a namespace declares and exports into the namespace's object. */
export function exportFromNamespace(f: FunctionLowering, node: Exported): void {
  if (node.name === undefined || !isNamespaceExport(node)) return;
  const container = containerOf(f, node);
  const scope = scopeOf(f, node);
  const binding = scope === undefined ? undefined : findBinding(scope, node.name.text);
  if (container === undefined || binding === undefined) return;
  const value = readBinding(f, node, binding);
  f.emit(node, 'prop.set', [readBinding(f, node, container), value], { name: node.name.text });
}
