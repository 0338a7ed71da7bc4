/**
 * Timeouts and intervals with the semantics of Node's `timers`.
 *
 * One heap orders every timer by deadline, then by insertion, so that two timers due in the same millisecond fire
 * in the order in which they were set. Time is whole milliseconds, as in libuv: a delay counts from the millisecond
 * in which the timer was set. The queue holds no clock and calls nobody by itself: `EventLoop` passes the time in
 * and runs what `takeDue` returns, so that microtasks can run after every callback.
 */

import { DeadlineHeap, type HeapEntry } from './deadline-heap.ts';

/** Longest delay in milliseconds; a longer one becomes 1, as in Node (timers.setTimeout). */
export const TIMEOUT_MAX_MS = 2 ** 31 - 1;

/** Node's coercion of a delay: not a number, below 1, or above 2³¹ - 1 all become 1 ms; fractions are cut off. */
export function coerceDelay(delay: unknown): number {
  const delayMs = typeof delay === 'number' ? delay : Number(delay);
  return delayMs >= 1 && delayMs <= TIMEOUT_MAX_MS ? Math.trunc(delayMs) : 1;
}

/** What setTimeout and setInterval call, with the arguments they were given. */
export type TimerCallback = (...args: unknown[]) => unknown;

/**
 * What `setTimeout` and `setInterval` return (Node docs: timers, "Class: Timeout").
 * Coerces to a number that `clearTimeout` accepts.
 */
export class Timeout implements HeapEntry {
  deadlineMs: number = 0;
  sequence: number = 0;
  heapIndex: number = -1;
  readonly #queue: TimerQueue;
  readonly #callback: TimerCallback;
  readonly #args: readonly unknown[];
  readonly #delayMs: number;
  readonly #isRepeating: boolean;
  #isCleared: boolean = false;
  #hasRef: boolean = true;
  #id: number = 0;

  /** Made by `TimerQueue.add` only; `args` is kept, not copied. */
  constructor(
    queue: TimerQueue,
    callback: TimerCallback,
    args: readonly unknown[],
    delayMs: number,
    isRepeating: boolean,
  ) {
    this.#queue = queue;
    this.#callback = callback;
    this.#args = args;
    this.#delayMs = delayMs;
    this.#isRepeating = isRepeating;
  }

  /** The number made by `Symbol.toPrimitive`, or 0 when nobody asked for it. */
  get id(): number {
    return this.#id;
  }

  /** Milliseconds from one start to the deadline, after Node's coercion. */
  get delayMs(): number {
    return this.#delayMs;
  }

  /** Whether it fires again and again. */
  get isRepeating(): boolean {
    return this.#isRepeating;
  }

  /** Whether it was cleared: it will not fire unless `refresh` is called inside its own callback. */
  get isCleared(): boolean {
    return this.#isCleared;
  }

  /** Keeps the process alive while the timer is pending. */
  ref(): this {
    if (!this.#hasRef) {
      this.#hasRef = true;
      if (this.heapIndex >= 0) this.#queue.countRef(1);
    }
    return this;
  }

  /** Lets the process end although the timer is pending. */
  unref(): this {
    if (this.#hasRef) {
      this.#hasRef = false;
      if (this.heapIndex >= 0) this.#queue.countRef(-1);
    }
    return this;
  }

  /** Whether the timer keeps the process alive. */
  hasRef(): boolean {
    return this.#hasRef;
  }

  /** Starts the delay again from now, also after it fired; does nothing once cleared. */
  refresh(): this {
    if (!this.#isCleared) this.#queue.start(this);
    return this;
  }

  /** Same as `clearTimeout(this)`. */
  close(): this {
    this.clear();
    return this;
  }

  /** Stops it for good; harmless when it has fired or was cleared before. */
  clear(): void {
    this.#isCleared = true;
    this.#queue.stop(this);
    this.#queue.forget(this.#id);
  }

  /** Calls the callback with its arguments; what it throws goes to the caller. */
  fire(): void {
    const args = this.#args;
    if (args.length === 0) this.#callback.call(this);
    else Reflect.apply(this.#callback, this, args);
  }

  /** The number by which `clearTimeout(number)` finds this timer. */
  [Symbol.toPrimitive](): number {
    if (this.#id === 0) this.#id = this.#queue.register(this);
    return this.#id;
  }
}

/** All timers of one program, by deadline. Adding and clearing are O(log n). */
export class TimerQueue {
  readonly #heap: DeadlineHeap<Timeout> = new DeadlineHeap<Timeout>();
  readonly #byId: Map<number, Timeout> = new Map();
  readonly #nowMs: () => number;
  #nextSequence: number = 1;
  #nextId: number = 1;
  #refCount: number = 0;

  /** `nowMs` gives the present time in whole milliseconds of a clock that never goes back. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Starts a timer; `delay` is coerced as Node does. The callback's type is the caller's business to check. */
  add(callback: TimerCallback, delay: unknown, args: readonly unknown[], isRepeating: boolean): Timeout {
    const timer = new Timeout(this, callback, args, coerceDelay(delay), isRepeating);
    this.start(timer);
    return timer;
  }

  /** Stops the timer with this number, as made by `Number(timer)`; unknown numbers are ignored. */
  clearById(id: number): void {
    this.#byId.get(id)?.clear();
  }

  /** Absolute time of the first pending deadline, whether or not it keeps the process alive; else Infinity. */
  nextDeadlineMs(): number {
    return this.#heap.peek()?.deadlineMs ?? Number.POSITIVE_INFINITY;
  }

  /** Whether a pending timer keeps the process alive. */
  isAlive(): boolean {
    return this.#refCount > 0;
  }

  /**
   * Takes the first timer that is due at `nowMs`. A callback can't add to what is due at that same `nowMs`, since
   * every delay is at least 1 ms: one turn of the loop is bounded. An interval is started again when its callback
   * is done, by `finish`.
   */
  takeDue(nowMs: number): Timeout | undefined {
    const timer = this.#heap.peek();
    if (timer === undefined || timer.deadlineMs > nowMs) return undefined;
    this.stop(timer);
    return timer;
  }

  /** After the callback of `timer`, which was called at `startedMs`: the next round of an interval. */
  finish(timer: Timeout, startedMs: number): void {
    if (timer.heapIndex >= 0) return;
    if (timer.isRepeating && !timer.isCleared) this.#insert(timer, startedMs);
    else this.forget(timer.id);
  }

  /** (Re)starts `timer` from now. */
  start(timer: Timeout): void {
    this.stop(timer);
    this.#insert(timer, this.#nowMs());
  }

  /** Takes `timer` out; it may be started again. */
  stop(timer: Timeout): void {
    if (timer.heapIndex < 0) return;
    this.#heap.remove(timer);
    if (timer.hasRef()) this.#refCount -= 1;
  }

  /** For `Timeout.ref` and `unref` of a pending timer. */
  countRef(change: 1 | -1): void {
    this.#refCount += change;
  }

  /** For `Timeout[Symbol.toPrimitive]`: a number under which the timer can be found while it is pending. */
  register(timer: Timeout): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#byId.set(id, timer);
    return id;
  }

  /** Drops what `register` noted. */
  forget(id: number): void {
    if (id !== 0) this.#byId.delete(id);
  }

  #insert(timer: Timeout, startMs: number): void {
    timer.deadlineMs = startMs + timer.delayMs;
    timer.sequence = this.#nextSequence;
    this.#nextSequence += 1;
    this.#heap.insert(timer);
    if (timer.hasRef()) this.#refCount += 1;
  }
}
