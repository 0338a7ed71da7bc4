import assert from 'node:assert/strict';
import test from 'node:test';
import { loadTree } from '../lower/testing/program-tree.ts';
import type { FunctionIr } from './ir.ts';

function lowered(source: string, name = 'f'): FunctionIr {
  const found = loadTree({ 'main.ts': `${source}\nconsole.log(f);\n` }).functions.find(
    (fn) => fn.name === name,
  );
  assert.ok(found, name);
  return found;
}

/** The operations of the values that a variable is, in the order of the function. */
function valuesOf(fn: FunctionIr, name: string): readonly string[] {
  return fn.namings
    .filter(({ variable }) => variable.name === name)
    .sort((a, b) => a.before.id - b.before.id)
    .map(({ value }) => (value.op === 'const' ? `const ${value.attrs.value}` : value.op));
}

test('parameters, assignments and joins are named where they hold', () => {
  const fn = lowered('function f(n: number) { let x = 1; if (n > 0) x = n * 2; return x + n; }');
  assert.deepEqual(valuesOf(fn, 'n'), ['param']);
  assert.deepEqual(valuesOf(fn, 'x'), ['const 1', 'binary', 'phi']);
  const [n] = fn.namings.filter(({ variable }) => variable.name === 'n');
  assert.equal(n?.variable.parameter, 1);
  assert.equal(n.variable.scope, undefined);
});

test('a variable of a block is known in the block, of a loop in the loop', () => {
  const source =
    'function f(n: number) { for (let i = 0; i < n; i++) { const square = i * i; console.log(square); } }';
  const fn = lowered(source);
  const scopeOf = (name: string): string => {
    const { scope } = fn.namings.find(({ variable }) => variable.name === name)?.variable ?? {};
    return scope === undefined ? '' : source.slice(scope.start, scope.end).trim();
  };
  assert.match(scopeOf('square'), /^\{ const square = .*\}$/);
  assert.match(scopeOf('i'), /^for \(.*\}$/);
});

test('what is known of one variable is a value of another; to know more of a variable is no assignment', () => {
  const fn = lowered(
    'function f(text: string | number) { if (typeof text === "string") { const same = text; return same + text; } return 0; }',
  );
  assert.deepEqual(valuesOf(fn, 'same'), ['refine']);
  assert.deepEqual(valuesOf(fn, 'text'), ['param']);
  const loop = lowered(
    'function f(list: readonly string[]) { let all = ""; for (const item of list) all += item + item; return all; }',
  );
  assert.equal(valuesOf(loop, 'item').length, 1);
});

test('a captured variable that is reassigned is its cell; a destructured parameter has no number', () => {
  const fn = lowered(
    'function f({ a }: { a: number }) { let n = a; const up = () => ++n; return up() + n; }',
  );
  const variable = (name: string) => fn.namings.find((naming) => naming.variable.name === name)?.variable;
  assert.equal(variable('n')?.isCell, true);
  assert.deepEqual(valuesOf(fn, 'n'), ['cell.new']);
  assert.equal(variable('a')?.isCell, false);
  assert.equal(variable('a')?.parameter, 0);
});

test('a naming keeps nothing alive, and stands before an operation that is there', () => {
  const fn = lowered('function f(n: unknown) { const kind = typeof n; let y = 1; y = 2; return 3; }');
  const present = new Set(fn.blocks.flatMap(({ instrs }) => instrs));
  assert.ok(![...present].some(({ op }) => op === 'typeof'));
  assert.deepEqual(valuesOf(fn, 'y').slice(-1), ['const 2']);
  for (const { before } of fn.namings) {
    assert.ok(present.has(before));
    assert.ok(before.op !== 'phi' && before.op !== 'check');
  }
});
