import nodeAssert from 'node:assert';
import { test } from 'node:test';
import assert from './assert.ts';

type Assert = typeof nodeAssert;

/** Whether a script fails under both modules, or passes under both. */
function same(script: (target: Assert) => void): void {
  const outcome = (target: Assert): string => {
    try {
      script(target);
      return 'passes';
    } catch (error) {
      return `${(error as Error).name} ${(error as { code?: string }).code}`;
    }
  };
  nodeAssert.strictEqual(outcome(assert as never), outcome(nodeAssert));
}

test('passes and fails where Node s assert does', () => {
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [1, 1],
    [1, '1'],
    [Number.NaN, Number.NaN],
    [0, -0],
    [{ a: 1 }, { a: 1 }],
    [[1], [1, 2]],
    [null, undefined],
  ];
  for (const [left, right] of pairs) {
    same((target) => target.ok(left));
    same((target) => target.equal(left, right));
    same((target) => target.notEqual(left, right));
    same((target) => target.strictEqual(left, right));
    same((target) => target.notStrictEqual(left, right));
    same((target) => target.deepEqual(left, right));
    same((target) => target.deepStrictEqual(left, right));
    same((target) => target.notDeepStrictEqual(left, right));
    same((target) => target(left));
  }
  same((target) => target.fail('x'));
  same((target) => target.match('abc', /b/));
  same((target) => target.match('abc', /x/));
  same((target) => target.ifError(null));
});

test('judges what was thrown by class, pattern, properties or function', () => {
  const failing = () => {
    throw Object.assign(new RangeError('out of range'), { code: 'E' });
  };
  for (const expected of [
    RangeError,
    Error,
    TypeError,
    /range/,
    /nothing/,
    { code: 'E' },
    { code: 'F' },
    { message: /out/ },
    () => true,
    () => false,
    undefined,
  ]) {
    same((target) => target.throws(failing, expected as never));
    same((target) => target.throws(() => {}, expected as never));
  }
  same((target) => target.doesNotThrow(failing));
  same((target) => target.throws('x' as never));
});

test('judges rejections', async () => {
  await assert.rejects(Promise.reject(new Error('no')), { message: 'no' });
  await assert.rejects(async () => {
    throw new TypeError('no');
  }, TypeError);
  await nodeAssert.rejects(assert.rejects(Promise.resolve()), { message: 'Missing expected rejection.' });
});
