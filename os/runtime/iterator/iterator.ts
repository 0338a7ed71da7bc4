/**
 * Iterator (ECMA-262 27.1): the prototype that all built-in iterators and generators inherit from, and the helpers of
 * ECMAScript 2025, which are lazy and hold their place in a hand-written object each. One file, since the helpers inherit
 * from the class whose methods make them.
 */

import { trust } from '../../unsafe.ts';
import { requireCallable } from '../array/callbacks.ts';
import { toIntegerOrInfinity, toNumber } from '../core/conversion.ts';
import { closeIterator, stepOf } from './protocol.ts';
import { iteratorResult } from './result.ts';

export class IteratorGlobal<T> {
  /** ECMA-262 27.1.3.2.1. */
  static from<U>(source: unknown): Iterator<U> {
    return wrapIterator<U>(source);
  }

  /** An accessor (27.1.4.1): the property that built-in iterators inherit says nothing of what they are. */
  get ['constructor'](): unknown {
    return IteratorGlobal;
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

/** What they have in common: a source that `return()` closes once, and the end. */
abstract class Helper<T, R> extends IteratorGlobal<R> {
  protected readonly source: Iterator<T>;
  protected index = 0;
  protected ended = false;

  constructor(source: Iterator<T>) {
    super();
    this.source = source;
  }

  abstract next(): IteratorResult<R, undefined>;

  return(): IteratorResult<R, undefined> {
    if (!this.ended) {
      this.ended = true;
      closeIterator(this.source);
    }
    return iteratorResult<R>(undefined, true);
  }

  override get [Symbol.toStringTag](): string {
    return 'Iterator Helper';
  }

  /** The source's next result; ended when it is done or throws. */
  protected step(): IteratorResult<T, undefined> {
    if (this.ended) return iteratorResult<T>(undefined, true);
    this.ended = true;
    const step = stepOf(this.source);
    this.ended = step.done === true;
    return step;
  }
}

export class MapIterator<T, R> extends Helper<T, R> {
  readonly #change: (value: T, index: number) => R;
  constructor(source: Iterator<T>, change: (value: T, index: number) => R) {
    super(source);
    this.#change = change;
  }
  override next(): IteratorResult<R, undefined> {
    const step = this.step();
    if (step.done) return iteratorResult<R>(undefined, true);
    return iteratorResult<R>(
      guarded(this, () => this.#change(step.value, this.index++)),
      false,
    );
  }
}

export class FilterIterator<T> extends Helper<T, T> {
  readonly #keep: (value: T, index: number) => unknown;
  constructor(source: Iterator<T>, keep: (value: T, index: number) => unknown) {
    super(source);
    this.#keep = keep;
  }
  override next(): IteratorResult<T, undefined> {
    for (;;) {
      const step = this.step();
      if (step.done) return iteratorResult<T>(undefined, true);
      if (guarded(this, () => this.#keep(step.value, this.index++)))
        return iteratorResult<T>(step.value, false);
    }
  }
}

export class TakeIterator<T> extends Helper<T, T> {
  readonly #limit: number;
  constructor(source: Iterator<T>, limit: number) {
    super(source);
    this.#limit = limit;
  }
  override next(): IteratorResult<T, undefined> {
    if (this.index >= this.#limit) return this.return();
    this.index++;
    const step = this.step();
    return step.done ? iteratorResult<T>(undefined, true) : iteratorResult<T>(step.value, false);
  }
}

export class DropIterator<T> extends Helper<T, T> {
  readonly #count: number;
  constructor(source: Iterator<T>, count: number) {
    super(source);
    this.#count = count;
  }
  override next(): IteratorResult<T, undefined> {
    while (this.index < this.#count) {
      this.index++;
      if (this.step().done) return iteratorResult<T>(undefined, true);
    }
    const step = this.step();
    return step.done ? iteratorResult<T>(undefined, true) : iteratorResult<T>(step.value, false);
  }
}

export class FlatMapIterator<T, R> extends Helper<T, R> {
  readonly #change: (value: T, index: number) => Iterable<R>;
  #inner: Iterator<R> | undefined;
  constructor(source: Iterator<T>, change: (value: T, index: number) => Iterable<R>) {
    super(source);
    this.#change = change;
  }
  override next(): IteratorResult<R, undefined> {
    for (;;) {
      const inner = this.#inner;
      if (inner !== undefined) {
        const step = guarded(this, () => stepOf(inner));
        if (!step.done) return iteratorResult<R>(step.value, false);
        this.#inner = undefined;
      }
      const step = this.step();
      if (step.done) return iteratorResult<R>(undefined, true);
      this.#inner = guarded(this, () => flattenable<R>(this.#change(step.value, this.index++)));
    }
  }
  override return(): IteratorResult<R, undefined> {
    const inner = this.#inner;
    this.#inner = undefined;
    if (inner !== undefined) closeIterator(inner);
    return super.return();
  }
}

/** Runs a callback; when it throws, the source is closed and the helper has ended. */
function guarded<T>(helper: { return(): unknown }, call: () => T): T {
  let finished = false;
  try {
    const result = call();
    finished = true;
    return result;
  } finally {
    if (!finished) helper.return();
  }
}

/** GetIteratorFlattenable (ECMA-262 7.4.7), strings refused. */
function flattenable<R>(value: unknown): Iterator<R> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${String(value)} is not an object`);
  const open: unknown = trust<Iterable<R>>(value)[Symbol.iterator];
  return open === undefined || open === null
    ? trust<Iterator<R>>(value)
    : trust<Iterable<R>>(value)[Symbol.iterator]();
}

/** Iterator.from: gives any iterator the helpers. */
export function wrapIterator<R>(value: unknown): Iterator<R> {
  const source =
    typeof value === 'string' ? trust<Iterator<R>>(value[Symbol.iterator]()) : flattenable<R>(value);
  return source instanceof Helper ? source : new DropIterator<R>(source, 0);
}
