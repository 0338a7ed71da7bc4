/**
 * Iterator (ECMA-262 27.1): the prototype that all built-in iterators and generators inherit from, and the helpers of
 * ECMAScript 2025, which are lazy and hold their place in a hand-written object each.
 */
import { toIntegerOrInfinity, toNumber } from '../core/conversion.ts';
import { trust } from '../../unsafe.ts';
import { requireCallable } from '../array/indices.ts';
import { DropIterator, FilterIterator, FlatMapIterator, MapIterator, TakeIterator, wrapIterator } from './helpers.ts';
import { closeIterator, stepOf } from './protocol.ts';

export class IteratorGlobal<T> {
  /** ECMA-262 27.1.3.2.1. */
  static from<U>(source: unknown): Iterator<U> {
    return wrapIterator<U>(source);
  }

  [Symbol.iterator](): this {
    return this;
  }

  get [Symbol.toStringTag](): string {
    return 'Iterator';
  }

  drop(count: unknown): DropIterator<T> {
    return new DropIterator<T>(trust<Iterator<T>>(this), limitOf(count));
  }

  take(count: unknown): TakeIterator<T> {
    return new TakeIterator<T>(trust<Iterator<T>>(this), limitOf(count));
  }

  filter(keep: (value: T, index: number) => unknown): FilterIterator<T> {
    requireCallable(keep);
    return new FilterIterator<T>(trust<Iterator<T>>(this), keep);
  }

  map<U>(change: (value: T, index: number) => U): MapIterator<T, U> {
    requireCallable(change);
    return new MapIterator<T, U>(trust<Iterator<T>>(this), change);
  }

  flatMap<U>(change: (value: T, index: number) => Iterable<U>): FlatMapIterator<T, U> {
    requireCallable(change);
    return new FlatMapIterator<T, U>(trust<Iterator<T>>(this), change);
  }

  every(test: (value: T, index: number) => unknown): boolean {
    requireCallable(test);
    const source = trust<Iterator<T>>(this);
    for (let index = 0; ; index++) {
      const step = stepOf(source);
      if (step.done) return true;
      if (!callOrClose(source, () => test(step.value, index))) {
        closeIterator(source);
        return false;
      }
    }
  }

  some(test: (value: T, index: number) => unknown): boolean {
    requireCallable(test);
    const source = trust<Iterator<T>>(this);
    for (let index = 0; ; index++) {
      const step = stepOf(source);
      if (step.done) return false;
      if (callOrClose(source, () => test(step.value, index))) {
        closeIterator(source);
        return true;
      }
    }
  }

  find(test: (value: T, index: number) => unknown): T | undefined {
    requireCallable(test);
    const source = trust<Iterator<T>>(this);
    for (let index = 0; ; index++) {
      const step = stepOf(source);
      if (step.done) return undefined;
      if (callOrClose(source, () => test(step.value, index))) {
        closeIterator(source);
        return step.value;
      }
    }
  }

  forEach(visit: (value: T, index: number) => void): void {
    requireCallable(visit);
    const source = trust<Iterator<T>>(this);
    for (let index = 0; ; index++) {
      const step = stepOf(source);
      if (step.done) return;
      callOrClose(source, () => visit(step.value, index));
    }
  }

  reduce<U>(combine: (sum: U, value: T, index: number) => U, ...initial: U[]): U {
    requireCallable(combine);
    const source = trust<Iterator<T>>(this);
    let sum = trust<U>(initial[0]);
    let index = 0;
    if (initial.length === 0) {
      const first = stepOf(source);
      if (first.done) throw new TypeError('Reduce of a done iterator with no initial value');
      sum = trust<U>(first.value);
      index = 1;
    }
    for (; ; index++) {
      const step = stepOf(source);
      if (step.done) return sum;
      const before = sum;
      const at = index;
      sum = trust<U>(callOrClose(source, () => combine(before, step.value, at)));
    }
  }

  toArray(): T[] {
    const source = trust<Iterator<T>>(this);
    const out: T[] = [];
    for (let step = stepOf(source); !step.done; step = stepOf(source)) out.push(step.value);
    return out;
  }
}

/** What the callback gives; when it throws, the source is closed first. */
function callOrClose(source: Iterator<unknown>, call: () => unknown): unknown {
  let finished = false;
  try {
    const result = call();
    finished = true;
    return result;
  } finally {
    if (!finished) closeIterator(source);
  }
}

function limitOf(count: unknown): number {
  const number = toNumber(count);
  // biome-ignore lint/suspicious/noSelfCompare: NaN
  if (number !== number) throw new RangeError(`${count} must be positive`);
  const integer = toIntegerOrInfinity(number);
  if (integer < 0) throw new RangeError(`${count} must be positive`);
  return integer;
}
