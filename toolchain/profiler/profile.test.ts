/** Samples as the profiler in an image writes them, broken ones too, and what is made of them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { CodeMap } from '../image/places/code-map.ts';
import type { FramePlace } from '../image/places/places.ts';
import { callTree, namedStacks } from './call-tree.ts';
import { flameNode } from './flame-graph.ts';
import { PROFILE_MAGIC, readSamples } from './samples.ts';
import { speedscopeText } from './speedscope.ts';

/** A buffer with these records: nanoseconds and addresses. */
function buffer(
  records: readonly (readonly [number, readonly number[]])[],
  header = { dropped: 0, idle: 0 },
): Uint8Array {
  const bytes = new Uint8Array(4096);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(PROFILE_MAGIC));
  view.setBigUint64(16, BigInt(header.dropped), true);
  view.setBigUint64(24, BigInt(header.idle), true);
  let at = 40;
  for (const [nanoseconds, addresses] of records) {
    view.setUint32(at, addresses.length, true);
    view.setUint32(at + 4, nanoseconds, true);
    addresses.forEach((address, n) => {
      view.setUint32(at + 8 + n * 4, address, true);
    });
    at += 8 + addresses.length * 4;
  }
  view.setBigUint64(8, BigInt(at), true);
  return bytes;
}

function frame(name: string, file: string, line: number): FramePlace {
  return { function: { name, file, line, isErrorConstructor: false }, line: line + 1, column: 0 };
}

const main = frame('', 'main.ts', 1);
const work = frame('work', 'main.ts', 10);
const MAP: CodeMap = [
  { low: 100, high: 200, frames: [main] },
  { low: 200, high: 300, frames: [frame('inlined', 'main.ts', 20), work] },
  { low: 300, high: 400, frames: [frame('<entry> work', 'main.ts', 10)] },
];

test('reads what was written, with what found no room and what found the machine asleep', () => {
  const { samples, dropped, idle } = readSamples(
    buffer(
      [
        [5, [210, 310, 150]],
        [7, [0, 120]],
      ],
      { dropped: 3, idle: 4 },
    ),
  );
  assert.deepEqual(samples, [
    { nanoseconds: 5, addresses: [210, 310, 150] },
    { nanoseconds: 7, addresses: [0, 120] },
  ]);
  assert.deepEqual([dropped, idle], [3, 4]);
});

test('a buffer that was never begun, is cut off, or lies about its size has the samples before that', () => {
  const whole = buffer([
    [5, [210]],
    [6, [220]],
  ]);
  assert.deepEqual(readSamples(new Uint8Array(4096)).samples, []);
  assert.deepEqual(readSamples(new Uint8Array(3)).samples, []);
  assert.equal(readSamples(whole.subarray(0, 60)).samples.length, 1);
  new DataView(whole.buffer).setUint32(52, 0xffffffff, true);
  assert.equal(readSamples(whole).samples.length, 1);
  new DataView(whole.buffer).setBigUint64(8, 1n << 60n, true);
  assert.equal(readSamples(whole).samples.length, 1);
});

test('names inlined functions, leaves out entries, and looks for callers one byte before', () => {
  // 200 is where main goes on behind its call: the call is in main.
  const stacks = namedStacks(
    readSamples(
      buffer([
        [5, [210, 310, 200]],
        [7, [0, 120]],
      ]),
    ).samples,
    MAP,
  );
  assert.deepEqual(
    stacks.map(({ functions }) => functions.map(({ name }) => name)),
    [
      ['<module> main.ts', 'work', 'inlined'],
      ['<module> main.ts', '(not in the image)'],
    ],
  );
  assert.deepEqual(
    stacks.map(({ line }) => line),
    [21, 0],
  );
  const root = flameNode(callTree(stacks));
  assert.equal(root.nanoseconds, 12);
  const [module] = root.calls;
  assert.equal(module?.place, 'main.ts:1');
  assert.deepEqual(
    module.calls.map(({ name, nanoseconds }) => [name, nanoseconds]),
    [
      ['(not in the image)', 7],
      ['work', 5],
    ],
  );
  assert.deepEqual(module.calls[1]?.calls[0]?.lines, [[21, 5]]);
  const file = JSON.parse(speedscopeText('x', stacks));
  assert.deepEqual(file.profiles[0].weights, [5, 7]);
  assert.deepEqual(file.shared.frames[1], { name: 'work', file: 'main.ts', line: 10 });
});
