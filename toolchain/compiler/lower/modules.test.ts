/** Modules: order, live bindings, cycles, what is loaded at all, and what is reported. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { loadTree } from './testing/program-tree.ts';

test('evaluates modules once, dependencies first, and keeps bindings live', async () => {
  const tree = loadTree({
    'main.ts': `import { count, up } from './b.ts'; import './a.ts'; import * as ns from './all.ts'; import data from './d.json';
      up(); console.log(count, ns.count, ns.named(), data.list[1], Object.keys(ns).join());`,
    'a.ts': `import { up } from './b.ts'; console.log('a'); up();`,
    'b.ts': `console.log('b'); export let count = 0; export function up() { count++; }`,
    'all.ts': `export * from './b.ts'; export { default as named } from './c.ts';`,
    'c.ts': `export default () => 'default';`,
    'd.json': '{ "list": [1, 2] }',
  });
  assert.equal(await tree.run(), 'b\na\n2 2 default 2 count,named,up\n');
});

test('allows cycles, and finds a binding that is used before its module ran', async () => {
  const tree = loadTree({
    'main.ts': `import { fromA } from './a.ts'; console.log(fromA());`,
    'a.ts': `import { b } from './b.ts'; export const a = 'A'; export function fromA() { return a + b; }`,
    'b.ts': `import { a, fromA } from './a.ts'; export const b = 'B'; try { fromA(); } catch (e: any) { console.log(e.name); } void a;`,
  });
  await assert.rejects(tree.run(), /Cannot access 'a' before initialization/);
});

test("doesn't load a module that is imported only for its types", () => {
  const tree = loadTree({
    'main.ts': `import { type T, U } from './types.ts'; const x: T | U = 1; console.log(x);`,
    'types.ts': `export type T = number; export interface U {} console.log('never');`,
  });
  assert.deepEqual(
    tree.program?.modules.map((module) => module.key).filter((key) => !key.startsWith('os/')),
    ['main.ts:<module>'],
  );
});

test('reports all type errors, missing modules, names and constructs with their places', () => {
  const tree = loadTree(
    {
      'main.ts': `import { nope } from './missing.ts';\nimport 'node:inspector';\nconst x: string = 5;\nconsole.log(/regex/, x, nope);\nexport const y: number = 'z';\nfetch('');\n`,
    },
    'main.ts',
    true,
  );
  const places = tree.diagnostics.map((d) => `${d.line}:${d.column} ${d.code}`);
  for (const place of ['3:7 2322', '5:14 2322', '1:22 2307', '2:8 9003', '4:13 9010', '6:1 9004']) {
    assert.ok(places.includes(place), `${place} in ${places.join(', ')}`);
  }
});

test('has a diagnostic for an entry that is not there', () => {
  const tree = loadTree({}, 'absent.ts');
  assert.equal(tree.program, undefined);
  assert.deepEqual(
    tree.diagnostics.map((d) => d.code),
    [9001],
  );
});
