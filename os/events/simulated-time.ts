/**
 * A clock that stands still until somebody waits: for tests of everything that runs on an `EventLoop`.
 *
 * Waiting jumps to the deadline at once, so that a test of a five-minute timeout takes microseconds and always
 * sees the same times.
 */

import type { Clock, Waiter } from './loop.ts';

/** Clock and waiter in one. Waiting without a deadline throws: in a test it would mean waiting for ever. */
export class SimulatedTime implements Clock, Waiter {
  #nowMs: number = 0;

  nowMs(): number {
    return this.#nowMs;
  }

  /** Lets `durationMs` pass. */
  advance(durationMs: number): void {
    this.#nowMs += durationMs;
  }

  waitUntil(deadlineMs: number): void {
    if (deadlineMs === Number.POSITIVE_INFINITY) throw new Error('waits for an event that nothing will send');
    if (deadlineMs > this.#nowMs) this.#nowMs = deadlineMs;
  }
}
