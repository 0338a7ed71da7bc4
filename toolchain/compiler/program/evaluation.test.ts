import assert from 'node:assert';
import { test } from 'node:test';
import { evaluationSteps } from './evaluation.ts';

/** `a: b c` reads: a imports b and c; a `*` behind a name: it has a top-level await. */
function stepsOf(text: string): string {
  const awaits = new Set<string>();
  const imports = new Map<string, string[]>();
  for (const line of text.trim().split('\n')) {
    const [name = '', rest = ''] = line.split(':').map((part) => part.trim());
    const plain = name.replace('*', '');
    if (name.endsWith('*')) awaits.add(plain);
    imports.set(plain, rest === '' ? [] : rest.split(' '));
  }
  const [root = ''] = imports.keys();
  return evaluationSteps({
    roots: [root],
    dependenciesOf: (name) => imports.get(name) ?? [],
    hasAwait: (name) => awaits.has(name),
  })
    .map(({ module, awaits: on }) => (on === undefined ? module : `${module}(${on.join(' ')})`))
    .join(' ');
}

test('modules without an await run in the order of depth first, dependencies first', () => {
  assert.strictEqual(stepsOf('main: a b\na: c\nb: c\nc:'), 'c a b main');
});

test('a module with an await suspends those that import it; siblings run at once (16.2.1.5.3.1 step 12)', () => {
  assert.strictEqual(stepsOf('main: a b\na: c\nb:\nc*:'), 'c() a(c) b main(a)');
});

test('a module waits for each of its asynchronous dependencies', () => {
  assert.strictEqual(stepsOf('main*: a b\na*:\nb*:'), 'a() b() main(a b)');
});

test('who imports a member of a cycle waits for the cycle’s root (step 11.c.v)', () => {
  // a and b import each other, and b awaits; main imports b alone besides, and must wait for all of the cycle.
  assert.strictEqual(stepsOf('main: a b\na: b\nb*: a'), 'b() a(b) main(a a)');
});

test('a cycle without an await runs at once', () => {
  assert.strictEqual(stepsOf('main: a\na: b\nb: a'), 'b a main');
});
