/**
 * The front of arrays under Node, on a simulated heap and against a model: what is added and taken away at both ends while markings go on,
 * in steps of a few bytes. An element that the collector overlooks is overwritten, and so is found.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ARRAY_BYTES,
  ARRAY_ELEMENT_KIND,
  ARRAY_FRONT,
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  ELEMENTS_BOXED,
  ELEMENTS_BYTE,
  ELEMENTS_F64,
  ELEMENTS_I32,
  FRONT_MOVED,
  KIND_ARRAY,
  KIND_RAW,
  RAW_BYTES,
  SHAPE_BYTES,
  SHAPE_KIND,
  SHAPE_POINTER_MAP,
  SHAPE_SIZE,
} from '../../../../toolchain/compiler/layout/objects.ts';
import '../../../memory/testing/on-node.ts';
import {
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
} from '../../../memory/testing/machine.ts';
import { Seeded } from '../../testing/seeded.ts';

const { allocate, heapUsedBytes, initializeHeap } = await import('../../../memory/heap.ts');
const { collectNow, collectSome, collectWhenIdle } = await import('../../../memory/pace.ts');
const { replaceWord } = await import('../../../memory/barrier.ts');
const { continueCollection, isCollecting } = await import('../../../memory/collect.ts');
const { addFirst, capacityOf, dropFirst, elementBytes, elementsStart, rebuild, roomToLeave, useFront } =
  await import('./front.ts');

for (let kind = 0; kind < 24; kind++) store32(SHAPES + kind * SHAPE_BYTES + SHAPE_KIND, kind);
const ARRAY_SHAPE = SHAPES + KIND_ARRAY * SHAPE_BYTES;
store64(ARRAY_SHAPE + SHAPE_POINTER_MAP, 0b11);
store32(ARRAY_SHAPE + SHAPE_SIZE, ARRAY_BYTES);
initializeHeap();

/**
 * An array at an address, and the numbers that its elements should be, or stand for: each boxed one is an object with its number in it, and of
 * those of one byte there is the low one.
 */
interface Pair {
  readonly array: number;
  readonly kind: number;
  readonly numbers: number[];
}

function makePair(index: number, kind: number): Pair {
  const array = allocate(ARRAY_BYTES, ARRAY_SHAPE);
  store8(array + ARRAY_ELEMENT_KIND, kind);
  replaceWord(ROOTS + index * 8, array);
  return { array, kind, numbers: [] };
}

/** Writes an element over a hole, or over nothing. */
function write({ array, kind }: Pair, index: number, number: number): void {
  const at = elementsStart(array) + index * elementBytes(array);
  if (kind === ELEMENTS_I32) store32(at, number);
  else if (kind === ELEMENTS_BYTE) store8(at, number & 0xff);
  else if (kind === ELEMENTS_F64) store64(at, number);
  else {
    const object = allocate(RAW_BYTES + 16, SHAPES + KIND_RAW * SHAPE_BYTES);
    store64(object + RAW_BYTES, number);
    store64(elementsStart(array) + index * 8, object);
  }
}

function read({ array, kind }: Pair, index: number): number {
  const at = elementsStart(array) + index * elementBytes(array);
  if (kind === ELEMENTS_I32) return load32(at);
  if (kind === ELEMENTS_BYTE) return load8(at);
  return kind === ELEMENTS_F64 ? load64(at) : load64(load64(at) + RAW_BYTES);
}

function push(pair: Pair, number: number): void {
  const { array, numbers } = pair;
  const length = numbers.length;
  // As elements.ts makes room.
  if (length === capacityOf(array) && !useFront(array, length + 1))
    rebuild(array, roomToLeave(array), Math.max(4, length + 1 + (length >> 1)));
  write(pair, length, number);
  store32(array + ARRAY_LENGTH, length + 1);
  numbers.push(number);
}

function unshift(pair: Pair, count: number, number: number): void {
  addFirst(pair.array, count);
  for (let i = count - 1; i >= 0; i--) {
    write(pair, i, number + i);
    pair.numbers.unshift(number + i);
  }
}

function shift(pair: Pair, count: number): void {
  dropFirst(pair.array, count);
  pair.numbers.splice(0, count);
}

function verify(pair: Pair): void {
  assert.equal(load32(pair.array + ARRAY_LENGTH), pair.numbers.length);
  for (const [index, number] of pair.numbers.entries())
    assert.equal(
      read(pair, index),
      pair.kind === ELEMENTS_BYTE ? number & 0xff : number,
      `element ${index} of ${pair.numbers.length}, kind ${pair.kind}`,
    );
}

function step(pair: Pair, random: Seeded, tide: number, number: number): void {
  const length = pair.numbers.length;
  const isGrowing = random.below(100) < tide;
  if (random.below(8) === 0) {
    if (isCollecting()) continueCollection(1 + random.below(300));
    else if (random.below(3) === 0) collectWhenIdle();
    else collectSome();
  }
  if (isGrowing && random.below(2) === 0) push(pair, number);
  else if (isGrowing) unshift(pair, 1 + random.below(random.below(10) === 0 ? 40 : 2), number);
  else if (length > 0) shift(pair, Math.min(length, 1 + random.below(random.below(10) === 0 ? 40 : 2)));
}

test('both ends of arrays change while markings go on, and nothing is lost or mixed up', () => {
  const random = new Seeded(91);
  const kinds = [ELEMENTS_BOXED, ELEMENTS_F64, ELEMENTS_I32, ELEMENTS_BYTE, ELEMENTS_BOXED];
  const pairs = kinds.map((kind, index) => makePair(index, kind));
  let moved = 0;
  for (let n = 0; n < 40_000; n++) {
    const pair = pairs[random.below(pairs.length)];
    if (pair === undefined) continue;
    step(pair, random, [75, 35, 60, 20][Math.floor(n / 2500) % 4] ?? 50, n);
    if ((load8(pair.array + ARRAY_FRONT) & FRONT_MOVED) !== 0) moved += 1;
    if (n % 200 === 0) for (const each of pairs) verify(each);
  }
  assert.ok(moved > 5000, `${moved} of 40,000 steps left an array whose storage begins in its cell`);
  for (const pair of pairs) {
    verify(pair);
    shift(pair, pair.numbers.length);
    const storage = load64(pair.array + ARRAY_STORAGE);
    assert.equal(storage % 16, 0, 'an array that is empty begins at its cell again');
  }
  for (let index = 0; index < pairs.length; index++) replaceWord(ROOTS + index * 8, 0);
  for (let place = STACK; place < STACK_END; place += 8) store64(place, 0);
  collectNow();
  assert.equal(heapUsedBytes(), 0, 'what was taken away keeps nothing');
});

test('what is taken away at the front is let go, however long the rest lives', () => {
  const pair = makePair(0, ELEMENTS_BOXED);
  for (let n = 0; n < 4000; n++) push(pair, n);
  collectNow();
  const full = heapUsedBytes();
  shift(pair, 3000);
  collectNow();
  assert.ok(heapUsedBytes() < full / 2, `${heapUsedBytes()} of ${full} bytes`);
  verify(pair);
  replaceWord(ROOTS, 0);
  collectNow();
});

test('a queue moves no element but now and then: its storage stays where it is', () => {
  const pair = makePair(0, ELEMENTS_I32);
  for (let n = 0; n < 1000; n++) push(pair, n);
  const first = elementsStart(pair.array);
  for (let n = 1; n < 400; n++) {
    shift(pair, 1);
    assert.equal(elementsStart(pair.array), first + n * 4);
  }
  let moves = 0;
  for (let n = 0; n < 10_000; n++) {
    const before = elementsStart(pair.array);
    push(pair, n);
    if (elementsStart(pair.array) !== before) moves += 1;
    shift(pair, 1);
  }
  assert.ok(moves < 40, `${moves} moves in 10,000 steps of a queue of 600`);
  verify(pair);
  replaceWord(ROOTS, 0);
});
