import assert from 'node:assert/strict';
import test from 'node:test';
import { formatSize, parseMemory, wholePages } from './size.ts';

test('memory is a number with K, M or G, used in whole pages', () => {
  assert.equal(parseMemory('8M'), 8 << 20);
  assert.equal(parseMemory('512k'), 512 << 10);
  assert.equal(parseMemory('1GiB'), 1 << 30);
  assert.equal(parseMemory('1.5M'), 1536 << 10);
  assert.equal(parseMemory('5K'), 5120);
  assert.deepEqual([1, 4096, 5120].map(wholePages), [4096, 4096, 8192]);
});

test('anything else is refused, with a proposal', () => {
  assert.throws(() => parseMemory('16'), {
    message: "'16' is not a size of memory",
    help: "did you mean '16M'?",
  });
  for (const text of ['', 'M', '-1M', '1T', '8 M', '0x8M', '0M', '1e3M', '99999999999G']) {
    assert.throws(() => parseMemory(text), { name: 'Problem' }, text);
  }
});

test('sizes are printed with one decimal below ten', () => {
  assert.deepEqual([0, 1023, 1024, 1536, 10240, 99 * 1024, 1.55 * 1024 ** 2].map(formatSize), [
    '0 B',
    '1023 B',
    '1 KB',
    '1.5 KB',
    '10 KB',
    '99 KB',
    '1.6 MB',
  ]);
});
