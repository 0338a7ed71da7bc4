/** A token bucket: how often something that strangers can provoke may happen. */

import type { Clock } from './clock.ts';

/** Allows `perSecond` events a second, and as many at once after a quiet second. */
export class RateLimit {
  #perSecond: number;
  #tokens: number;
  #filledMs: number;
  #clock: Clock;

  constructor(perSecond: number, clock: Clock) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#filledMs = clock.nowMs;
    this.#clock = clock;
  }

  /** Whether the event may happen now; counts it if so. */
  take(): boolean {
    const nowMs = this.#clock.nowMs;
    const refill = ((nowMs - this.#filledMs) * this.#perSecond) / 1000;
    if (refill >= 1) {
      this.#tokens = Math.min(this.#perSecond, this.#tokens + refill);
      this.#filledMs = nowMs;
    }
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
