import assert from 'node:assert/strict';
import test from 'node:test';
import { makeProgram, type ProgramTree, programText } from './program.ts';
import { isComplete, reduce } from './reduce.ts';
import { type Expression, lines, print, statement } from './tree.ts';

test('a seed always makes the same program, and the next one another', () => {
  const [first, again, next] = [7, 7, 8].map((seed) => programText(makeProgram(seed)));
  assert.equal(first, again);
  assert.notEqual(first, next);
});

test('programs declare what they use', () => {
  const incomplete = Array.from({ length: 50 }, (_, seed) => programText(makeProgram(seed))).filter(
    (text) => !isComplete(text),
  );
  assert.ok(incomplete.length <= 1, incomplete[0]);
});

test('a name that is declared nowhere is noticed, and so is a text that does not parse', () => {
  assert.ok(isComplete('const v1 = 2; console.log(v1);'));
  assert.ok(!isComplete('console.log(v1);'));
  assert.ok(!isComplete('const v1 = ;'));
});

function number(...parts: Expression['parts']): Expression {
  return { kind: 'expression', type: 'number', simplest: '1', parts };
}

test('the reducer leaves out, unwraps and replaces until nothing smaller shows it', async () => {
  const tree: ProgramTree = lines([
    statement('before();'),
    statement(
      'if (true) {',
      lines([
        statement('f(', number('(', number('bug()'), ' * ', number('2'), ')'), ');'),
        statement('g();'),
      ]),
      '}',
    ),
    statement('after();'),
  ]);
  let runs = 0;
  const small = await reduce(tree, async (trees) => {
    runs++;
    return trees.map((each) => print(each).includes('bug()'));
  });
  assert.equal(print(small).replaceAll(/\s+/g, ' ').trim(), 'f(bug());');
  assert.ok(runs < 20, `${runs} runs`);
});

test('a program that shows nothing smaller stays as it is', async () => {
  const tree: ProgramTree = lines([statement('a();'), statement('b();')]);
  const same = await reduce(tree, async (trees) => trees.map(() => false));
  assert.equal(same, tree);
});
