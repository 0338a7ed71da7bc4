/** What the checker said about os/ is asked for once; another file of the system, or another target, and nothing of it counts. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import type ts from 'typescript';
import { FileCache } from '../../cache/file-cache.ts';
import { printFunction } from '../ir/print.ts';
import { lowerAll, withTree } from '../lower/testing/program-tree.ts';
import { type Answer, Answers, answersAbout, type Question } from './answers.ts';
import { loadProgram } from './load.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-answers-test-'));
after(() => rmSync(dir, { recursive: true }));

const FILES = {
  'os/runtime/globals.ts': "export { seatOf } from './seats.ts';\n",
  'os/runtime/seats.ts': `
    class Seat { number = 1; next: Seat | undefined = undefined; }
    const seats = [new Seat(), new Seat()];
    const byName = new Map<string, undefined | Seat>();
    export function seatOf(n: number) { const seat = seats[n]; byName.set('last', seat); return seat ?? byName.get('first'); }
  `,
  'main.ts': 'declare function seatOf(n: number): { number: number } | undefined;\nseatOf(1);\n',
};

/** Counts the answers that somebody had to ask for. */
class Counted extends Answers {
  asked = 0;

  override add(path: string, question: Question, node: ts.Node, answer: Answer): void {
    this.asked++;
    super.add(path, question, node, answer);
  }
}

/** Lowers the program with these answers, keeps them, and returns the text of all functions. */
function lowered(root: string, answers: Answers): string {
  const options = { target: 'linux', osRoot: join(root, 'os'), check: false, answers };
  const { program } = loadProgram(join(root, 'main.ts'), options);
  assert.ok(program !== undefined);
  const text = lowerAll(program).map((fn) => printFunction(fn));
  answers.keep();
  return text.join('\n');
}

test('a second build asks nothing about os/, and is the same', () => {
  withTree(FILES, (root) => {
    const cache = new FileCache(join(dir, 'second'), 10_000_000);
    const first = new Counted(cache, 'a'.repeat(64));
    const text = lowered(root, first);
    assert.ok(first.asked > 3, `${first.asked} answers`);
    assert.match(text, /seats\.ts:Seat/);
    const second = new Counted(cache, 'a'.repeat(64));
    assert.equal(lowered(root, second), text);
    assert.equal(second.asked, 0);
    assert.equal(lowered(root, new Answers()), text);
  });
});

test('the answer is the one that was kept', () => {
  withTree(FILES, (root) => {
    const cache = new FileCache(join(dir, 'kept'), 10_000_000);
    const key = 'b'.repeat(64);
    const text = lowered(root, new Answers(cache, key));
    const kept = Buffer.from(cache.get(key) ?? []).toString();
    assert.match(kept, /"name":"Seat"/);
    cache.put(key, Buffer.from(kept.replaceAll('"name":"Seat"', '"name":"Chair"')));
    assert.notEqual(lowered(root, new Answers(cache, key)), text);
  });
});

test('another text in os/ or another target has no answers yet', () => {
  withTree(FILES, (root) => {
    const cache = new FileCache(join(dir, 'stale'), 10_000_000);
    const path = join(root, 'os/runtime/seats.ts');
    const node = { pos: 1, end: 2, kind: 3 } as ts.Node;
    const find = (target: string): Answer | undefined =>
      answersAbout(join(root, 'os'), target, cache).find(path, 'type', node);
    const answers = answersAbout(join(root, 'os'), 'linux', cache);
    answers.add(path, 'type', node, { told: { prims: 1 } });
    answers.keep();
    assert.deepEqual(find('linux'), { told: { prims: 1 } });
    assert.equal(find('x86_64'), undefined);
    const again = (target: string) => answersAbout(join(root, 'os'), target, undefined, answers);
    assert.equal(again('linux'), answers);
    assert.notEqual(again('x86_64'), answers);
    writeFileSync(path, `${FILES['os/runtime/seats.ts']} `);
    assert.equal(find('linux'), undefined);
    assert.notEqual(again('linux'), answers);
  });
});

test('a union has the same text, whichever of its members was asked for first', () => {
  const answersFor = (first: string, second: string): string => {
    const seats = `
      class Seat { number = 1; }
      class Table { seats = 4; }
      export function seatOf(n: number) {
        const parts = [new ${first}(), new ${second}()];
        return new Map<number, Table | Seat>();
      }`;
    return withTree({ ...FILES, 'os/runtime/seats.ts': seats }, (root) => {
      const cache = new FileCache(join(dir, first), 10_000_000);
      lowered(root, new Answers(cache, 'c'.repeat(64)));
      return Buffer.from(cache.get('c'.repeat(64)) ?? []).toString();
    });
  };
  assert.match(answersFor('Seat', 'Table'), /"number,Seat \| Table"/);
  assert.match(answersFor('Table', 'Seat'), /"number,Seat \| Table"/);
});
