/** Numbers for keys: the same in every build, and never one for two. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { StableNames, stableNumber } from './stable-name.ts';

test('gives a key the same number whatever was asked before', () => {
  const [one, other] = [new StableNames(), new StableNames()];
  other.take('something else');
  assert.equal(
    one.take('os/runtime/array/array.ts:Array.map||'),
    other.take('os/runtime/array/array.ts:Array.map||'),
  );
});

test('gives two keys with one hash two numbers', () => {
  const names = new StableNames();
  const first = names.take('key');
  assert.equal(first, stableNumber('key'));
  assert.notEqual(names.take('key'), first);
});

test('keeps ten thousand keys that are much alike apart, and below 2^30', () => {
  const seen = new Set<number>();
  for (let n = 0; n < 10_000; n++) seen.add(stableNumber(`os/net/stack.ts:Stack.poll|${n}|`));
  // Of 10^4 numbers below 2^30 that are drawn by chance, 0.05 are drawn twice.
  assert.ok(seen.size >= 9_998, `${seen.size}`);
  assert.ok([...seen].every((number) => number >= 0 && number < 2 ** 30));
});
