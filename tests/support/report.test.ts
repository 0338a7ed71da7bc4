import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from './expected-failures.ts';
import { closingLine, explain, failureReason, type Result, summaryTable } from './report.ts';

function result(id: string, verdict: Verdict, actual: Partial<Result['actual']> = {}): Result {
  const area = id.split('/')[0] ?? '';
  return {
    program: { id, area, entry: `/p/${id}.ts`, files: [], root: '/p' },
    verdict,
    expected: { stdout: 'a\nb\n', exitCode: 0 },
    actual: { stdout: 'a\nb\n', stderr: '', exitCode: 0, ...actual },
    reason: verdict === 'known gap' || verdict === 'unexpectedly passed' ? 'no maps yet' : undefined,
  };
}

test('a program that passed needs no words', () => {
  assert.equal(explain(result('map/a', 'passed')), undefined);
});

test('a difference is shown with exit status, diff and stderr', () => {
  const text = explain(result('map/a', 'failed', { stdout: 'a\nc\n', stderr: 'oops\n', exitCode: 1 }));
  assert.deepEqual(text?.split('\n    '), [
    'FAILED  map/a',
    'exit status: 0 expected, 1 found',
    '@@ -1,2 +1,2 @@',
    ' a',
    '-b',
    '+c',
    'stderr:',
    'oops',
  ]);
});

test('a program that ended by a signal says so', () => {
  const text = explain(result('map/a', 'failed', { exitCode: null, abnormal: 'SIGSEGV' }));
  assert.match(text ?? '', /exit status: 0 expected, SIGSEGV found/);
});

test('a gap names its reason, and one that was closed asks to be removed', () => {
  assert.equal(explain(result('map/a', 'known gap')), 'known gap  map/a: no maps yet');
  assert.match(explain(result('map/a', 'unexpectedly passed')) ?? '', /remove it from the list/);
});

test('known gaps are not counted as passed, and a closed gap counts as a failure', () => {
  const results = [
    result('map/a', 'passed'),
    result('map/b', 'known gap'),
    result('set/a', 'unexpectedly passed'),
    result('set/b', 'failed'),
  ];
  assert.equal(closingLine(results), '1 passed, 2 failed');
  assert.deepEqual(summaryTable(results).split('\n'), [
    'area  passed  failed  known gaps',
    'map        1       0           1',
    'set        0       2           0',
    'all        1       2           1',
  ]);
  assert.equal(closingLine(results.slice(0, 1)), '1 passed, 0 failed');
});

test('the reason for the list is one line, without paths of this machine', () => {
  const expected = { stdout: 'x', exitCode: 0 };
  const outcome = { stdout: 'x', stderr: '', exitCode: 0 };
  assert.equal(failureReason({ expected, actual: outcome }), undefined);
  assert.equal(failureReason({ expected, actual: { ...outcome, stdout: '' } }), 'prints something else');
  const crash = { ...outcome, exitCode: 1, stderr: 'x\nerror: no /tmp/a/b.ts here\nmore' };
  assert.equal(failureReason({ expected, actual: crash }), 'exit status 1 instead of 0: error: no b.ts here');
  const hang = { ...outcome, exitCode: null, abnormal: 'timeout after 20000 ms' };
  assert.equal(failureReason({ expected, actual: hang }), 'timeout after 20000 ms');
});
