/**
 * A mistake of the compiler is found in the one program of a batch that has it. The compiler here makes an "image" that runs what Node runs, with a
 * mistake planted in it.
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { CompileAnswer, CompileRequest } from '../support/compile-worker.ts';
import { Batch } from './batch.ts';
import { type Difference, type Named, reduced, runBatch } from './differences.ts';
import { groupSeeds } from './groups.ts';
import { programText } from './program.ts';
import { type Expression, lines, statement } from './tree.ts';

/** Makes of a program's JavaScript what a mistaken compiler would; undefined: there is no image. */
type Mistake = (text: string) => string | undefined;

function mistaken({ entry, image }: CompileRequest, mistake: Mistake): CompileAnswer {
  const from = join(dirname(entry), 'js');
  const to = `${image}-js`;
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const text = readFileSync(join(from, name), 'utf8');
    const made = name.startsWith('p') ? mistake(text) : text;
    if (made === undefined) return { error: 'refused' };
    writeFileSync(join(to, name), made);
  }
  writeFileSync(image, `#!/bin/sh\nexec ${process.execPath} ${to}/main.js "$@"\n`);
  chmodSync(image, 0o755);
  return {};
}

function batchWith(t: TestContext, mistake: Mistake): Batch {
  const dir = mkdtempSync(join(tmpdir(), 'importos-differences-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const compile = async (request: CompileRequest): Promise<CompileAnswer> => mistaken(request, mistake);
  return new Batch(dir, { compile, close: () => {} });
}

function number(...parts: Expression['parts']): Expression {
  return { kind: 'expression', type: 'number', simplest: '1', parts };
}

/** Four programs; the third one has `2 ** 5` in it. */
function programs(): Named[] {
  return [3, 4, 5, 6].map((power, i) => {
    const value = number('7 + ', number(`2 ** ${power}`));
    const body = lines([statement('print("before");'), statement('print(', value, ');')]);
    return {
      name: `${i}`,
      tree: lines([statement('export async function run(): Promise<void> {', body, '}')]),
    };
  });
}

const namesOf = (found: readonly Difference[]): string[] => found.map(({ name }) => name);

test('where the compiler is right nothing differs', async (t) => {
  const found = await runBatch(
    batchWith(t, (text) => text),
    programs(),
    ['checked', 'optimised'],
  );
  assert.deepEqual(found, []);
});

test('a wrong value is found in a batch, in its program, and made smaller alone', async (t) => {
  const batch = batchWith(t, (text) => text.replace('2 ** 5', '31'));
  const found = await runBatch(batch, programs(), ['optimised']);
  assert.deepEqual(namesOf(found), ['2']);
  const [difference] = found;
  assert.ok(difference);
  assert.match(difference.node, /^39$/m);
  assert.match(difference.ours, /^38$/m);
  const small = await reduced(batch, difference);
  assert.ok(small);
  assert.match(programText(small.tree), /run\(\): Promise<void> \{\s*print\(2 \*\* 5\);\s*\}/);
});

test('what goes wrong only beside others is told from what does alone', async (t) => {
  let compiled = 0;
  const batch = batchWith(t, (text) => (compiled++ < 4 ? text.replace('2 ** 5', '31') : text));
  const [difference] = await runBatch(batch, programs(), ['optimised']);
  assert.equal(difference?.name, '2');
  assert.equal(await reduced(batch, difference), undefined);
});

test('a program that ends its process, throws or is cut off hides no other', async (t) => {
  const endings: [string, RegExp][] = [
    ['process.exit(3)', /^ended: 3$/m],
    ['process.abort()', /^ended: /m],
    ['(() => { throw new RangeError("planted"); })()', /^uncaught RangeError: planted$/m],
    ['Promise.reject(new Error("planted"))', /planted/],
  ];
  for (const [ending, shown] of endings) {
    const batch = batchWith(t, (text) => text.replace('2 ** 5', ending).replace('2 ** 6', '65'));
    const found = await runBatch(batch, programs(), ['optimised']);
    assert.deepEqual(namesOf(found), ['2', '3'], ending);
    assert.match(found[0]?.ours ?? '', shown);
    assert.match(found[1]?.ours ?? '', /^72$/m);
  }
});

test('of a batch that has no image the program to blame is found', async (t) => {
  const batch = batchWith(t, (text) => (text.includes('2 ** 5') ? undefined : text));
  const found = await runBatch(batch, programs(), ['checked']);
  assert.deepEqual(
    found.map(({ name, ours }) => [name, ours]),
    [['2', 'no image: refused']],
  );
});

test('each seed is in one group, and one of five hundred is alone', () => {
  const groups = groupSeeds(450, 600, 100);
  const seeds = groups.flat().sort((a, b) => a - b);
  assert.deepEqual(
    seeds,
    Array.from({ length: 600 }, (_, i) => 450 + i),
  );
  assert.ok(groups.every(({ length }) => length <= 100));
  assert.deepEqual(
    groups.filter((group) => group.length === 1),
    [[500], [1000]],
  );
});
