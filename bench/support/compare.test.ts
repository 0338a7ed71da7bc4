import assert from 'node:assert/strict';
import test from 'node:test';
import { compare, quantile, spread } from './compare.ts';
import { buildFloor, FLOOR_LINE, microvmWords } from './images.ts';
import { readCpuTicks, stealPercent } from './steal.ts';
import { formatTable } from './table.ts';
import { timeUntil } from './until.ts';

test('steal is the eighth column of the first line of /proc/stat', () => {
  const before = readCpuTicks('cpu  10 0 10 70 0 0 0 10 5 0\ncpu0 …');
  assert.deepEqual(before, { total: 100, stolen: 10 });
  const after = readCpuTicks('cpu  50 0 10 110 0 0 0 30 45 0\n');
  assert.equal(stealPercent(before, after), 20);
  assert.equal(stealPercent(before, before), 0);
});

test('contenders take turns, and a round with too much steal is done again', async () => {
  const order: string[] = [];
  const contender = (name: string) => ({ name, measure: async () => order.push(name) });
  const stolen = [0, 50, 50, 50, 50, 50];
  let total = 0;
  const { runs, rejectedRounds } = await compare([contender('a'), contender('b')], 2, () => {
    total += 100;
    return { total, stolen: stolen.shift() ?? 50 };
  });
  assert.equal(order.join(''), 'ababab');
  assert.equal(rejectedRounds, 1);
  assert.deepEqual(
    runs.map(({ values }) => values),
    [
      [3, 5],
      [4, 6],
    ],
  );
});

test('a machine that is never quiet ends the comparison without a figure', async () => {
  let total = 0;
  const ticks = () => {
    total += 100;
    return { total, stolen: total / 2 };
  };
  const { runs } = await compare([{ name: 'a', measure: async () => 1 }], 3, ticks);
  assert.equal(spread(runs[0]?.values ?? []), 'no run counted');
});

test('quantiles lie between two runs if need be', () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([4, 1], 0.5), 2.5);
  assert.equal(spread([1, 2, 3, 4, 5]), '3.0 (2.0–4.0)');
});

test('a table has columns', () => {
  assert.equal(
    formatTable([
      ['a', 'bb'],
      ['ccc', 'd'],
    ]),
    'a    bb\nccc  d\n',
  );
});

test('the floor boots, and one that prints something else is told from it', async () => {
  const machine = { program: 'qemu-system-x86_64', words: microvmWords(buildFloor()), timeoutMs: 10_000 };
  const ms = await timeUntil({ ...machine, pattern: new RegExp(FLOOR_LINE) });
  assert.ok(ms !== undefined && ms > 1, `${ms} ms`);
  assert.equal(await timeUntil({ ...machine, pattern: /HELLO/, timeoutMs: 500 }), undefined);
});
