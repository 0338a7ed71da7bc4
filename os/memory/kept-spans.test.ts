/** Spans of dead large objects: kept for the next ones of their size, given back when nobody takes them. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { KIND_RAW, RAW_BYTES, SHAPE_BYTES, SHAPE_KIND } from '../../toolchain/compiler/layout/objects.ts';
import './testing/on-node.ts';
import { load8, ROOTS, SHAPES, store8, store32, store64 } from './testing/machine.ts';

const { heapTotalBytes, initializeHeap, tryAllocate, tryAllocateUncleared } = await import('./heap.ts');
const { collectNow, collectWhenIdle } = await import('./pace.ts');
const { KEPT_SPAN_MAX, keptSpanBytes } = await import('./kept-spans.ts');
const { releaseEmpty } = await import('./blocks.ts');

const SHAPE = SHAPES + KIND_RAW * SHAPE_BYTES;
const SIZE = 40_000;

for (let kind = 0; kind < 24; kind++) store32(SHAPES + kind * SHAPE_BYTES + SHAPE_KIND, kind);
initializeHeap();

beforeEach(() => {
  store64(ROOTS, 0);
  collectNow();
  releaseEmpty();
});

/** A large object whose bytes are then anything but zero. */
function make(sizeBytes: number): number {
  const object = tryAllocate(RAW_BYTES + sizeBytes, SHAPE);
  assert.notEqual(object, 0);
  for (let i = 0; i < sizeBytes; i++) {
    assert.equal(load8(object + RAW_BYTES + i), 0, `byte ${i} is zero`);
    store8(object + RAW_BYTES + i, 1 + (i % 255));
  }
  return object;
}

test('the next object of about that size has the memory of one that died, cleared', () => {
  const first = make(SIZE);
  collectNow();
  assert.ok(keptSpanBytes() > SIZE);
  const total = heapTotalBytes();
  assert.equal(make(SIZE - 3000), first);
  assert.equal(heapTotalBytes(), total);
  assert.equal(keptSpanBytes(), 0);
});

test('what the caller fills at once is not cleared', () => {
  const first = make(SIZE);
  collectNow();
  const second = tryAllocateUncleared(RAW_BYTES + SIZE, SHAPE);
  assert.equal(second, first);
  assert.equal(load8(second + RAW_BYTES + 100), 101);
});

test('much smaller and larger ones are made anew, and so is one while the other lives', () => {
  store64(ROOTS, make(SIZE));
  collectNow();
  assert.equal(keptSpanBytes(), 0);
  store64(ROOTS, 0);
  collectNow();
  const kept = keptSpanBytes();
  make(SIZE / 2);
  make(SIZE * 2);
  assert.equal(keptSpanBytes(), kept);
});

test('what nobody took for two collections goes back to the machine', () => {
  make(SIZE);
  collectNow();
  const total = heapTotalBytes();
  assert.ok(keptSpanBytes() > 0);
  collectNow();
  assert.equal(heapTotalBytes(), total, 'one more collection');
  collectNow();
  assert.equal(keptSpanBytes(), 0);
  assert.ok(heapTotalBytes() < total - SIZE);
});

test('a very large one goes back at once', () => {
  make(KEPT_SPAN_MAX);
  collectNow();
  assert.equal(keptSpanBytes(), 0);
  assert.ok(heapTotalBytes() < KEPT_SPAN_MAX);
});

test('a word that points into a kept span keeps nothing', () => {
  const dead = make(SIZE);
  collectNow();
  assert.ok(keptSpanBytes() > 0);
  store64(ROOTS + 8, dead);
  collectNow();
  collectNow();
  assert.equal(keptSpanBytes(), 0);
  store64(ROOTS + 8, 0);
});

test('an object that no other memory is left for takes what was kept', () => {
  const parts = [make(900_000), make(1_000_000), make(1_100_000), make(1_200_000)];
  assert.equal(new Set(parts).size, 4);
  collectNow();
  const object = tryAllocate(RAW_BYTES + 4_000_000, SHAPE);
  assert.notEqual(object, 0);
});

test('while the program has nothing to do, what is empty beyond four megabytes goes back piece by piece', () => {
  for (let i = 0; i < 6; i++) make(900_000 + i * 4096);
  collectNow();
  for (let steps = 0; collectWhenIdle(); steps++) assert.ok(steps < 1000);
  assert.ok(heapTotalBytes() <= 4_194_304 + 262_144, `${heapTotalBytes()} bytes`);
});
