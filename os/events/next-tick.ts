/**
 * The queue behind `process.nextTick`: first in, first out, and emptied before the event loop does anything else.
 *
 * A ring that doubles when it is full, so that a tick that queues a tick costs no allocation in the long run.
 * Called by `loop.ts`.
 */

import type { TimerCallback } from './timers.ts';

interface Tick {
  readonly callback: TimerCallback;
  readonly args: readonly unknown[];
}

const NO_ARGS: readonly unknown[] = [];

/** First-in first-out queue of callbacks with their arguments. */
export class NextTickQueue {
  #ring: (Tick | undefined)[] = new Array<Tick | undefined>(16).fill(undefined);
  #head: number = 0;
  #size: number = 0;

  /** Whether nothing is queued. */
  isEmpty(): boolean {
    return this.#size === 0;
  }

  /** Queues `callback`; `args` is kept, not copied. */
  push(callback: TimerCallback, args: readonly unknown[] = NO_ARGS): void {
    if (this.#size === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.#size) & (this.#ring.length - 1)] = { callback, args };
    this.#size += 1;
  }

  /** Takes the oldest callback and calls it; what it throws goes to the caller. Does nothing when empty. */
  runOne(): void {
    const tick = this.#ring[this.#head];
    if (tick === undefined) return;
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#size -= 1;
    if (tick.args.length === 0) tick.callback();
    else Reflect.apply(tick.callback, undefined, tick.args);
  }

  #grow(): void {
    const old = this.#ring;
    const ring = new Array<Tick | undefined>(old.length * 2).fill(undefined);
    for (let i = 0; i < this.#size; i++) ring[i] = old[(this.#head + i) & (old.length - 1)];
    this.#ring = ring;
    this.#head = 0;
  }
}
