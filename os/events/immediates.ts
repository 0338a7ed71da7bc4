/**
 * The queue behind `setImmediate`: what is queued while the queue runs waits for the next turn (Node docs: timers).
 * Called by `loop.ts`.
 */

import type { TimerCallback } from './timers.ts';

/** What `setImmediate` returns (Node docs: timers, "Class: Immediate"). */
export class Immediate {
  readonly #queue: ImmediateQueue;
  readonly #callback: TimerCallback;
  readonly #args: readonly unknown[];
  #isPending: boolean = true;
  #hasRef: boolean = true;

  /** Made by `ImmediateQueue.add` only; `args` is kept, not copied. */
  constructor(queue: ImmediateQueue, callback: TimerCallback, args: readonly unknown[]) {
    this.#queue = queue;
    this.#callback = callback;
    this.#args = args;
  }

  /** Keeps the process alive until it ran. */
  ref(): this {
    if (!this.#hasRef) {
      this.#hasRef = true;
      if (this.#isPending) this.#queue.countRef(1);
    }
    return this;
  }

  /** Lets the process end before it ran. */
  unref(): this {
    if (this.#hasRef) {
      this.#hasRef = false;
      if (this.#isPending) this.#queue.countRef(-1);
    }
    return this;
  }

  /** Whether it keeps the process alive. */
  hasRef(): boolean {
    return this.#hasRef;
  }

  /** Stops it from running; harmless afterwards. */
  clear(): void {
    if (!this.#isPending) return;
    this.#isPending = false;
    if (this.#hasRef) this.#queue.countRef(-1);
  }

  /** Runs it, unless it was cleared; what the callback throws goes to the caller. */
  fire(): void {
    if (!this.#isPending) return;
    this.clear();
    if (this.#args.length === 0) this.#callback();
    else Reflect.apply(this.#callback, undefined, this.#args);
  }
}

/** Immediates in the order in which they were set. */
export class ImmediateQueue {
  #pending: Immediate[] = [];
  #refCount: number = 0;

  /** Queues `callback` for the end of this turn (or of the next, when the queue is running). */
  add(callback: TimerCallback, args: readonly unknown[]): Immediate {
    const immediate = new Immediate(this, callback, args);
    this.#pending.push(immediate);
    this.#refCount += 1;
    return immediate;
  }

  /** Whether a pending immediate keeps the process alive. */
  isAlive(): boolean {
    return this.#refCount > 0;
  }

  /** Takes everything that is queued now; later ones belong to the next turn. */
  takeAll(): readonly Immediate[] {
    const taken = this.#pending;
    if (taken.length > 0) this.#pending = [];
    return taken;
  }

  /** For `Immediate` when it stops or starts to keep the process alive. */
  countRef(change: 1 | -1): void {
    this.#refCount += change;
  }
}
