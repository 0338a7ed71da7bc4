import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  agrees,
  formatExpectedFailures,
  inSample,
  isFailure,
  judge,
  parseExpectedFailures,
  unknownNames,
} from './expected-failures.ts';

test('an entry is a name and a reason; comments and empty lines are skipped', () => {
  const listed = parseExpectedFailures('# gaps\n\nasync/all   no promises yet\n  json/keys\tkey order\n');
  assert.deepEqual(
    [...listed],
    [
      ['async/all', 'no promises yet'],
      ['json/keys', 'key order'],
    ],
  );
});

test('an entry without a reason is refused, with its line', () => {
  assert.throws(() => parseExpectedFailures('# x\nasync/all\n'), /line 2: async\/all has no reason/);
});

test('an entry that stands there twice is refused', () => {
  assert.throws(() => parseExpectedFailures('a/b one\na/b two\n'), /line 2: a\/b is listed twice/);
});

test('names that no program has are found', () => {
  assert.deepEqual(unknownNames(parseExpectedFailures('a/b x\na/c y\n'), ['a/b', 'a/d']), ['a/c']);
});

test('a run agrees when stdout and exit status are equal, whatever stderr says', () => {
  const expected = { stdout: 'x\n', exitCode: 1 };
  assert.equal(agrees(expected, { stdout: 'x\n', stderr: 'other', exitCode: 1 }), true);
  assert.equal(agrees(expected, { stdout: 'x', stderr: '', exitCode: 1 }), false);
  assert.equal(agrees(expected, { stdout: 'x\n', stderr: '', exitCode: 0 }), false);
  assert.equal(agrees(expected, { stdout: 'x\n', stderr: '', exitCode: null, abnormal: 'SIGSEGV' }), false);
});

test('a listed program that fails is a gap, one that passes is an error', () => {
  assert.equal(judge(true, false), 'passed');
  assert.equal(judge(false, false), 'failed');
  assert.equal(judge(false, true), 'known gap');
  assert.equal(judge(true, true), 'unexpectedly passed');
  assert.deepEqual((['passed', 'failed', 'known gap', 'unexpectedly passed'] as const).map(isFailure), [
    false,
    true,
    false,
    true,
  ]);
});

test('the list reads back as it was written, sorted', () => {
  const entries = new Map([
    ['b/two', 'exit status 1 instead of 0'],
    ['a/one', 'timeout after 20000 ms'],
  ]);
  const text = formatExpectedFailures(entries);
  assert.deepEqual(new Map(parseExpectedFailures(text)), entries);
  assert.ok(text.indexOf('a/one') < text.indexOf('b/two'));
});

test('about a tenth of the names is in the sample, and always the same', () => {
  const ids = Array.from({ length: 1000 }, (_, n) => `area/program-${n}`);
  const sample = ids.filter(inSample);
  assert.ok(sample.length > 60 && sample.length < 140, `${sample.length}`);
  assert.deepEqual(ids.filter(inSample), sample);
});
