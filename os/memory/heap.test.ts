/**
 * The heap under Node against a model: whatever is reachable keeps its bytes, wherever it lies and whatever words the stack
 * holds; what isn't goes back to the machine.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  KIND_RAW,
  KIND_STORAGE,
  RAW_BYTES,
  SHAPE_BYTES,
  SHAPE_KIND,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
} from '../../toolchain/compiler/layout/objects.ts';
import { Seeded } from '../runtime/testing/seeded.ts';
import './testing/on-node.ts';
import {
  allocatePages,
  load8,
  load32,
  load64,
  ROOTS,
  SHAPES,
  STACK,
  STACK_END,
  store8,
  store32,
  store64,
} from './testing/machine.ts';

const { allocate, heapTotalBytes, heapUsedBytes, initializeHeap, tryAllocate } = await import('./heap.ts');
const { collectNow, collectSome, collectWhenIdle } = await import('./pace.ts');
const { isMarking, replaceWord, beforeMove } = await import('./barrier.ts');
const { addRootRange, beginCollection, continueCollection, isCollecting } = await import('./collect.ts');
const { finishSweeping } = await import('./sweep.ts');
const { keepWeak, setWeakTable, WEAK_GONE } = await import('./weak.ts');
const { releaseEmpty } = await import('./blocks.ts');

for (let kind = 0; kind < 24; kind++) store32(SHAPES + kind * SHAPE_BYTES + SHAPE_KIND, kind);
initializeHeap();

/** An object as it should be. Raw ones are filled with `seed`; of storages, what each word refers to. */
interface Model {
  readonly address: number;
  readonly sizeBytes: number;
  readonly seed: number;
  readonly words: (Model | undefined)[] | undefined;
}

const ROOT_COUNT = 40;
const roots: (Model | undefined)[] = [];

function makeRaw(sizeBytes: number, seed: number): Model | undefined {
  const address = tryAllocate(RAW_BYTES + sizeBytes, SHAPES + KIND_RAW * SHAPE_BYTES);
  if (address === 0) return undefined;
  for (let i = 0; i < sizeBytes; i++) {
    assert.equal(load8(address + RAW_BYTES + i), 0, 'a new object is zeroed');
    store8(address + RAW_BYTES + i, (seed + i) & 255);
  }
  return { address, sizeBytes, seed, words: undefined };
}

function makeStorage(count: number): Model {
  const address = allocate(STORAGE_WORDS + count * 8, SHAPES + KIND_STORAGE * SHAPE_BYTES);
  store32(address + STORAGE_CAPACITY, count);
  return { address, sizeBytes: count * 8, seed: 0, words: Array.from({ length: count }, () => undefined) };
}

/** Stores as compiled code does, with the write barrier; or without it, to see that this is found out. */
let store: (place: number, word: number) => void = replaceWord;

function setRoot(index: number, model: Model | undefined): void {
  roots[index] = model;
  store(ROOTS + index * 8, model?.address ?? 0);
}

function link(from: Model, index: number, to: Model | undefined): void {
  if (from.words === undefined) return;
  from.words[index] = to;
  store(from.address + STORAGE_WORDS + index * 8, to?.address ?? 0);
}

/** All that is reachable is as it should be; its objects. */
function verified(): Set<Model> {
  const seen = new Set<Model>();
  const open = roots.filter((root) => root !== undefined);
  for (let model = open.pop(); model !== undefined; model = open.pop()) {
    if (seen.has(model)) continue;
    seen.add(model);
    const kind = model.words === undefined ? KIND_RAW : KIND_STORAGE;
    assert.equal(
      load32(model.address),
      SHAPES + kind * SHAPE_BYTES,
      `the header at ${model.address.toString(16)}`,
    );
    if (model.words === undefined) {
      for (let i = 0; i < model.sizeBytes; i++) {
        if (load8(model.address + RAW_BYTES + i) !== ((model.seed + i) & 255))
          assert.fail(`byte ${i} of ${model.sizeBytes} at ${model.address.toString(16)}`);
      }
      continue;
    }
    for (const [index, child] of model.words.entries()) {
      assert.equal(load64(model.address + STORAGE_WORDS + index * 8), child?.address ?? 0);
      if (child !== undefined) open.push(child);
    }
  }
  return seen;
}

function forgetAll(): void {
  for (let index = 0; index < ROOT_COUNT; index++) setRoot(index, undefined);
  for (let place = STACK; place < STACK_END; place += 8) store64(place, 0);
}

test('what is reachable stays, whatever the stack holds; what is not goes back', () => {
  const random = new Seeded(71);
  const everMade: number[] = [];
  for (let step = 0; step < 30_000; step++) {
    const root = random.below(ROOT_COUNT);
    const kind = random.below(10);
    const known = roots[random.below(ROOT_COUNT)];
    if (kind < 4) {
      // All size classes, and large objects of one to five pages.
      const sizeBytes = 1 + random.below(random.below(20) === 0 ? 20_000 : 1 << (4 + random.below(9)));
      const made = makeRaw(sizeBytes, step & 255);
      if (made !== undefined) {
        everMade.push(made.address);
        const holder = roots[root];
        if (holder?.words !== undefined) link(holder, random.below(holder.words.length), made);
        else setRoot(root, made);
      }
    } else if (kind < 7) {
      const made = makeStorage(1 + random.below(random.below(10) === 0 ? 900 : 12));
      everMade.push(made.address);
      link(made, 0, known);
      setRoot(root, made);
    } else if (kind === 7) setRoot(root, undefined);
    // A word of the stack: where something is or was, anywhere in it or near it, or nonsense.
    const place = STACK + random.below((STACK_END - STACK) / 8) * 8;
    const was = everMade[random.below(everMade.length)] ?? 0;
    store64(place, [was, was + random.below(16_384), random.below(0x90_0000), 0][random.below(4)] ?? 0);
    // Now and then most is dropped, so that blocks become empty.
    if (step % 500 === 0) for (let index = 5; index < ROOT_COUNT; index++) setRoot(index, undefined);
    if (random.below(100) === 0) collectNow();
    if (step % 100 === 0) verified();
  }
  assert.ok(verified().size > 0);
  forgetAll();
  collectNow();
  assert.equal(heapUsedBytes(), 0);
  releaseEmpty();
  assert.equal(heapTotalBytes(), 0);
});

/**
 * Moves objects from place to place while a marking goes on in steps of a few bytes. An object that is taken from where the marking hasn't
 * been to where it has been is only found because its old place was overwritten.
 */
function mutate(random: Seeded, steps: number): void {
  for (let step = 0; step < steps; step++) {
    const from = roots[random.below(ROOT_COUNT)];
    const to = roots[random.below(ROOT_COUNT)];
    switch (random.below(6)) {
      case 0:
        setRoot(random.below(ROOT_COUNT), makeStorage(1 + random.below(random.below(8) === 0 ? 1200 : 10)));
        break;
      case 1: {
        const made = makeRaw(1 + random.below(200), step & 255);
        if (to?.words !== undefined) link(to, random.below(to.words.length), made);
        break;
      }
      case 2:
        // Takes a child away, and hangs it elsewhere: the last way to it is a new one.
        if (from?.words !== undefined) {
          const at = random.below(from.words.length);
          const child = from.words[at];
          link(from, at, undefined);
          if (to?.words !== undefined) link(to, random.below(to.words.length), child);
        }
        break;
      case 3:
        // The same with a whole object and a root.
        if (from?.words !== undefined) {
          const child = from.words[random.below(from.words.length)];
          setRoot(random.below(ROOT_COUNT), child);
        }
        break;
      case 4:
        if (from !== undefined) shift(from);
        break;
      default:
        if (isCollecting()) continueCollection(1 + random.below(200));
        else if (random.below(4) === 0) collectWhenIdle();
        else collectSome();
    }
    if (step % 50 === 0) verified();
    if (step % 1000 === 0) for (let index = 20; index < ROOT_COUNT; index++) setRoot(index, undefined);
  }
}

/** Moves the words of a storage to the front by one, as Array.prototype.shift does. */
function shift(model: Model): void {
  if (model.words === undefined) return;
  const start = model.address + STORAGE_WORDS;
  if (store === replaceWord) beforeMove(model.address, start, start + model.words.length * 8);
  model.words.shift();
  model.words.push(undefined);
  for (const [index, word] of model.words.entries())
    store64(model.address + STORAGE_WORDS + index * 8, word?.address ?? 0);
}

test('nothing is lost while the program changes what a marking is looking at', () => {
  const random = new Seeded(72);
  let during = 0;
  for (let round = 0; round < 60; round++) {
    mutate(random, 500);
    if (isMarking()) during += 1;
  }
  assert.ok(during > 5, `${during} rounds of 60 ended within a marking`);
  verified();
  forgetAll();
  collectNow();
  assert.equal(heapUsedBytes(), 0);
});

/** Collects in the largest steps that there are; their number. */
function stepsOfCollection(before: (step: number) => void): number {
  finishSweeping();
  beginCollection();
  for (let step = 0; ; step++) {
    before(step);
    if (continueCollection(1e9)) return step + 1;
  }
}

test('what only a weak table leads to is kept when it is used in time, and refused when it is too late', () => {
  const table = allocatePages(4096);
  const made = [makeRaw(40, 1), makeRaw(40, 2), makeRaw(40, 3)].map((model) => model?.address ?? 0);
  for (const [index, address] of made.entries()) store64(table + index * 8, address);
  setWeakTable(table, 8);
  collectNow();
  assert.deepEqual(
    made.map((_, index) => load64(table + index * 8)),
    [WEAK_GONE, WEAK_GONE, WEAK_GONE],
  );
  setRoot(0, makeRaw(40, 1));
  setRoot(1, makeRaw(40, 2));
  const [used = 0, unused = 0] = roots.map((model) => model?.address ?? 0);
  const steps = stepsOfCollection(() => undefined);
  forgetAll();
  store64(table, used);
  store64(table + 8, unused);
  let isRefused = false;
  stepsOfCollection((step) => {
    if (step === 0) assert.ok(keepWeak(used), 'found while the marking goes on: alive from now on');
    // The dead are known then, and the table isn't cleared yet.
    if (step === steps - 1) isRefused = !keepWeak(unused);
  });
  assert.ok(isRefused);
  assert.equal(load64(table), used);
  setWeakTable(0, 0);
});

test('roots may be added at any step of a marking', () => {
  setRoot(0, makeRaw(40, 1));
  // Each range of roots is a step, and so the steps grow by one with each that was added.
  for (let added = 0; added < 6; added++) {
    const range = allocatePages(4096);
    store64(range, roots[0]?.address ?? 0);
    stepsOfCollection((step) => {
      if (step === 2 * added) addRootRange(range, range + 8);
    });
  }
  setRoot(0, undefined);
});

test('the same without the barrier loses objects, and the model sees it', () => {
  store = store64;
  try {
    assert.throws(() => mutate(new Seeded(73), 60_000), /header|byte|==|use of a page|fault/);
  } finally {
    store = replaceWord;
    for (let index = 0; index < ROOT_COUNT; index++) setRoot(index, undefined);
  }
});
