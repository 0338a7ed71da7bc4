/**
 * The event loop: the only owner of "what runs next".
 *
 * One turn is: microtasks, timers that are due, event sources (devices, the network stack) round-robin, immediates.
 * `run` repeats turns, idling in between until the next deadline or interrupt, and returns when nothing keeps the
 * program alive. After every callback the nextTick queue and then the promise jobs are emptied, as in Node since 11.
 * The clock, the waiting and the promise job queue are injected: the loop itself runs anywhere.
 *
 *     turn:  [microtasks] → timers due → sources × budget → immediates → idle until deadline or interrupt
 *              ↑ after every callback
 *
 * It must never run a callback from inside another one, nor let an error of a callback escape unseen: what a
 * callback throws goes to `onUncaught`.
 */

import { type Immediate, ImmediateQueue } from './immediates.ts';
import { NextTickQueue } from './next-tick.ts';
import { type Timeout, type TimerCallback, TimerQueue } from './timers.ts';

/** A clock that never goes back, in milliseconds, fractions allowed. */
export interface Clock {
  nowMs(): number;
}

/** How the machine idles. */
export interface Waiter {
  /**
   * Returns at the first interrupt, but at `deadlineMs` (in the clock's time; Infinity: no deadline) at the latest.
   * An interrupt that came after the sources were last polled must make it return at once.
   */
  waitUntil(deadlineMs: number): void;
}

/** The promise job queue of the language runtime (ECMA-262 9.5). */
export interface MicrotaskQueue {
  /** Runs jobs until none is left, including those queued meanwhile. Must not throw. */
  drain(): void;
  isEmpty(): boolean;
}

/** Something outside that makes events: a device, the network stack. */
export interface EventSource {
  /**
   * Does a bounded amount of work at time `nowMs`, calling back through `EventLoop.call`.
   * Returns the absolute time in ms at which it wants to be polled again without an interrupt: `nowMs` or less if
   * it has more to do right now, Infinity if only an interrupt can bring news.
   */
  poll(nowMs: number): number;
  /** Whether it keeps the program alive (an open listening socket does). */
  isAlive(): boolean;
}

/** Rejected promises that nobody handles are looked at whenever the microtasks have run out. */
export interface RejectionSource {
  /** Reports what is still unhandled; true if that ran a callback, so that microtasks may be queued again. */
  reportUnhandled(): boolean;
}

/** What a loop is made of. */
export interface EventLoopParts {
  readonly clock: Clock;
  readonly waiter: Waiter;
  readonly microtasks: MicrotaskQueue;
  /** Is told what a callback threw; it may throw to leave `run`. */
  readonly onUncaught: (error: unknown) => void;
  readonly rejections?: RejectionSource;
}

/** How often one turn polls a source that always has more to do, before timers and immediates get their chance. */
const POLL_BUDGET = 8;

/** Runs callbacks one after another until nothing keeps the program alive. */
export class EventLoop {
  readonly timers: TimerQueue;
  readonly #clock: Clock;
  readonly #waiter: Waiter;
  readonly #microtasks: MicrotaskQueue;
  readonly #onUncaught: (error: unknown) => void;
  readonly #rejections: RejectionSource | undefined;
  readonly #ticks: NextTickQueue = new NextTickQueue();
  readonly #immediates: ImmediateQueue = new ImmediateQueue();
  readonly #sources: EventSource[] = [];
  #firstSource: number = 0;
  #isDraining: boolean = false;

  /** Nothing runs before `turn` or `run` is called. */
  constructor(parts: EventLoopParts) {
    this.#clock = parts.clock;
    this.#waiter = parts.waiter;
    this.#microtasks = parts.microtasks;
    this.#onUncaught = parts.onUncaught;
    this.#rejections = parts.rejections;
    this.timers = new TimerQueue(() => Math.floor(parts.clock.nowMs()));
  }

  /** The present time of the loop's clock in milliseconds. */
  nowMs(): number {
    return this.#clock.nowMs();
  }

  /** Polls `source` in every turn from now on. */
  addSource(source: EventSource): void {
    this.#sources.push(source);
  }

  /** Stops polling `source`; does nothing when it isn't polled. */
  removeSource(source: EventSource): void {
    const index = this.#sources.indexOf(source);
    if (index >= 0) this.#sources.splice(index, 1);
  }

  /** `process.nextTick`: runs before promise jobs, as soon as the present callback is done. */
  nextTick(callback: TimerCallback, args?: readonly unknown[]): void {
    this.#ticks.push(callback, args);
  }

  /** `setImmediate`: runs at the end of this turn. */
  setImmediate(callback: TimerCallback, args: readonly unknown[] = []): Immediate {
    return this.#immediates.add(callback, args);
  }

  /**
   * Runs one callback from outside JavaScript as Node's MakeCallback does: errors go to `onUncaught`, then ticks
   * and promise jobs run. Event sources call user code only through this or through `reportUncaught` and
   * `drainMicrotasks`.
   */
  call(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#onUncaught(error);
    }
    this.drainMicrotasks();
  }

  /** Hands what a callback threw to the program's handler. */
  reportUncaught(error: unknown): void {
    this.#onUncaught(error);
  }

  /** Runs ticks, then promise jobs, until both queues are empty. Does nothing when called from one of them. */
  drainMicrotasks(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      do {
        while (!this.#ticks.isEmpty()) this.#runTick();
        this.#microtasks.drain();
      } while (!this.#ticks.isEmpty() || (this.#rejections?.reportUnhandled() ?? false));
    } finally {
      this.#isDraining = false;
    }
  }

  #drainJobs(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      this.#microtasks.drain();
    } finally {
      this.#isDraining = false;
    }
  }

  /** Whether a timer, an immediate, a source or a queued microtask keeps the program alive. */
  isAlive(): boolean {
    if (!this.#ticks.isEmpty() || !this.#microtasks.isEmpty()) return true;
    if (this.timers.isAlive() || this.#immediates.isAlive()) return true;
    for (const source of this.#sources) {
      if (source.isAlive()) return true;
    }
    return false;
  }

  /** One turn without idling. Returns the absolute time in ms of the next thing to do: now or less if it's waiting. */
  turn(): number {
    this.drainMicrotasks();
    this.#runTimers();
    const sourcesDeadlineMs = this.#pollSources();
    this.#runImmediates();
    if (this.#immediates.isAlive()) return Number.NEGATIVE_INFINITY;
    return Math.min(sourcesDeadlineMs, this.timers.nextDeadlineMs());
  }

  /**
   * Turns and idles until nothing keeps the program alive. What modules have left comes first, and its promise jobs before its
   * ticks: modules are evaluated within a promise job (ECMA-262 16.2.1.5.3), so that in Node, too, the queue of jobs goes on.
   */
  run(): void {
    this.#drainJobs();
    this.drainMicrotasks();
    while (this.isAlive()) {
      const deadlineMs = this.turn();
      if (deadlineMs > this.#clock.nowMs() && this.isAlive()) this.#waiter.waitUntil(deadlineMs);
    }
  }

  #runTick(): void {
    try {
      this.#ticks.runOne();
    } catch (error) {
      this.#onUncaught(error);
    }
  }

  #runTimers(): void {
    const nowMs = Math.floor(this.#clock.nowMs());
    for (;;) {
      const timer = this.timers.takeDue(nowMs);
      if (timer === undefined) return;
      this.#fireTimer(timer);
    }
  }

  #fireTimer(timer: Timeout): void {
    const startedMs = timer.isRepeating ? Math.floor(this.#clock.nowMs()) : 0;
    try {
      timer.fire();
    } catch (error) {
      this.#onUncaught(error);
    }
    this.timers.finish(timer, startedMs);
    this.drainMicrotasks();
  }

  /** A different source comes first in each turn, and none gets more than its budget. */
  #pollSources(): number {
    const sources = this.#sources;
    const count = sources.length;
    if (count === 0) return Number.POSITIVE_INFINITY;
    this.#firstSource = (this.#firstSource + 1) % count;
    let nextMs = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const source = sources[(this.#firstSource + i) % count];
      if (source !== undefined) nextMs = Math.min(nextMs, this.#pollSource(source));
    }
    return nextMs;
  }

  #pollSource(source: EventSource): number {
    for (let round = 1; ; round++) {
      const nowMs = this.#clock.nowMs();
      const deadlineMs = source.poll(nowMs);
      this.drainMicrotasks();
      if (deadlineMs > nowMs || round === POLL_BUDGET) return deadlineMs;
    }
  }

  #runImmediates(): void {
    for (const immediate of this.#immediates.takeAll()) {
      try {
        immediate.fire();
      } catch (error) {
        this.#onUncaught(error);
      }
      this.drainMicrotasks();
    }
  }
}
