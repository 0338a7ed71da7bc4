import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unifiedDiff } from './unified-diff.ts';

test('equal texts have no difference', () => {
  assert.deepEqual(unifiedDiff('a\nb\n', 'a\nb\n'), []);
  assert.deepEqual(unifiedDiff('', ''), []);
});

test('a changed line is shown with three lines of context', () => {
  const expected = '1\n2\n3\n4\n5\n6\n7\n8\n9\n';
  const actual = '1\n2\n3\n4\nfive\n6\n7\n8\n9\n';
  assert.deepEqual(unifiedDiff(expected, actual), [
    '@@ -2,7 +2,7 @@',
    ' 2',
    ' 3',
    ' 4',
    '-5',
    '+five',
    ' 6',
    ' 7',
    ' 8',
  ]);
});

test('changes far from each other are hunks of their own, numbered by each side', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `${i + 1}`);
  const actual = ['0', ...lines.slice(0, 18), 'x', ...lines.slice(19)];
  const diff = unifiedDiff(`${lines.join('\n')}\n`, `${actual.join('\n')}\n`);
  assert.deepEqual(
    diff.filter((line) => line.startsWith('@@')),
    ['@@ -1,3 +1,4 @@', '@@ -16,5 +17,5 @@'],
  );
  assert.deepEqual(
    diff.filter((line) => /^[-+]/.test(line)),
    ['+0', '-19', '+x'],
  );
});

test('output against none is all additions, and the other way round', () => {
  assert.deepEqual(unifiedDiff('', 'a\n'), ['@@ -0,0 +1,1 @@', '+a']);
  assert.deepEqual(unifiedDiff('a\n', ''), ['@@ -1,1 +0,0 @@', '-a']);
});

test('a missing last newline is a difference', () => {
  assert.deepEqual(unifiedDiff('a\n', 'a'), ['@@ -1,1 +1,1 @@', '-a', '+a⏎ missing']);
});

test('a long middle that differs everywhere is one replaced block', () => {
  const a = Array.from({ length: 3000 }, (_, i) => `a${i}`).join('\n');
  const b = Array.from({ length: 3000 }, (_, i) => `b${i}`).join('\n');
  const diff = unifiedDiff(`${a}\n`, `${b}\n`);
  assert.equal(diff[0], '@@ -1,3000 +1,3000 @@');
  assert.equal(diff.length, 6001);
});
