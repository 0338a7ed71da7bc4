/** How variables are held, read off the analysis of small modules. */
import assert from 'node:assert/strict';
import test from 'node:test';
import ts from 'typescript';
import { analyze } from './analyze.ts';
import { capturesNothing, type Holding, holdingOf } from './captures.ts';

function holdings(source: string): Record<string, Holding> {
  const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.ES2024, true);
  const found: Record<string, Holding> = {};
  for (const scope of analyze(file, false).scopes.values()) {
    for (const binding of scope.bindings.values()) found[binding.name] = holdingOf(binding);
  }
  return found;
}

test('copies what never changes after the capture, shares what does', () => {
  const found = holdings(`function f(p: number) {
    const a = 1; let b = 2; b = 3; let c = 0; const d = p;
    const g = () => a + b + c + d; c++; let alone = 1; alone++; return g;
  }`);
  assert.deepEqual(
    [found['a'], found['b'], found['c'], found['d'], found['alone']],
    ['value', 'value', 'cell', 'value', 'local'],
  );
});

test('shares what is captured before it has its value', () => {
  const found = holdings('function f() { const g = () => late; const late = 1; const self = () => self(); }');
  assert.equal(found['late'], 'cell');
  assert.equal(found['self'], 'cell');
});

test('copies a loop variable that only the head changes, and shares one that the body changes', () => {
  assert.equal(holdings('function f(x: any) { for (let i = 0; i < 3; i++) x(() => i); }')['i'], 'value');
  assert.equal(
    holdings('function f(x: any) { for (let i = 0; i < 3; i++) { x(() => i); i++; } }')['i'],
    'cell',
  );
  assert.equal(holdings('function f(x: any) { let n; while (x()) { n = x(); x(() => n); } }')['n'], 'cell');
});

test('makes a global only of what functions or other modules use', () => {
  const found = holdings('let a = 1; let b = 2; export let c = 3; export function f() { return b; }');
  assert.deepEqual([found['a'], found['b']], ['local', 'global']);
});

test('knows functions that need no closure, also when they call each other', () => {
  const source =
    'function f(p: any) { function a() { return b(); } function b(): any { return a(); } function c() { return p; } return [a, c]; }';
  const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.ES2024, true);
  const free = new Map<string, boolean>();
  for (const [node, code] of analyze(file, false).functions) {
    if (ts.isFunctionDeclaration(node)) free.set(node.name?.text ?? '', capturesNothing(code));
  }
  assert.deepEqual([free.get('a'), free.get('b'), free.get('c')], [true, true, false]);
});
