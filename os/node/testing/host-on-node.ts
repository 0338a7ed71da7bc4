/**
 * The surroundings of os/node under plain Node, for unit tests: ticks, timers and immediates are Node's own.
 *
 * Order of events can then be compared with Node's modules, tick by tick. Never part of an image.
 */

import { EventLoop, type EventSource } from '../../events/loop.ts';
import type { TimerCallback } from '../../events/timers.ts';
import { type Host, useHost } from '../host.ts';

interface NodeGlobals {
  readonly process: { nextTick(callback: TimerCallback, ...args: readonly unknown[]): void };
  readonly performance: { now(): number };
  setTimeout(callback: () => void, delayMs: number): unknown;
  setImmediate(callback: () => void): unknown;
}

const globals: NodeGlobals = globalThis as unknown as NodeGlobals;

/** An event loop whose ticks run in Node's own tick queue. */
class LoopOnNode extends EventLoop {
  override nextTick(callback: TimerCallback, args: readonly unknown[] = []): void {
    globals.process.nextTick(callback, ...args);
  }

  override drainMicrotasks(): void {}
}

/** What a test can look at afterwards. */
export interface TestHost extends Host {
  /** Everything written to standard output and standard error. */
  readonly output: { 1: string; 2: string };
  readonly exits: number[];
  /** Turns the loop between Node's own turns until `isDone`, at most `limitMs`; throws when that isn't enough. */
  runUntil(isDone: () => boolean, limitMs?: number): Promise<void>;
}

/** Installs a host that runs on Node; `sources` are polled by `runUntil`. */
export function useHostOnNode(sources: readonly EventSource[] = []): TestHost {
  const clock = { nowMs: () => globals.performance.now() };
  const loop = new LoopOnNode({
    clock,
    waiter: { waitUntil: () => {} },
    microtasks: { drain: () => {}, isEmpty: () => true },
    onUncaught: (error) => {
      throw error;
    },
  });
  for (const source of sources) loop.addSource(source);
  const output = { 1: '', 2: '' };
  const exits: number[] = [];
  const host: TestHost = {
    loop,
    output,
    exits,
    write: (stream, bytes) => {
      for (const byte of bytes) output[stream] += String.fromCharCode(byte);
    },
    exit: (status) => {
      exits.push(status);
      throw new Error(`exit ${status}`);
    },
    wallClockMs: () => Date.now(),
    nowNs: () => globals.performance.now() * 1e6,
    arguments: ['first', 'second'],
    env: { HOME: '/' },
    memoryUsage: () => ({ rss: 1, heapTotal: 2, heapUsed: 3, external: 4, arrayBuffers: 5 }),
    runUntil: async (isDone, limitMs = 5000) => {
      const endMs = clock.nowMs() + limitMs;
      while (!isDone()) {
        if (clock.nowMs() > endMs) throw new Error('the test waits for something that never came');
        // Ticks and promise jobs first, as after every callback in the real loop.
        await new Promise<void>((resolve) => {
          globals.setImmediate(() => resolve());
        });
        loop.turn();
      }
    },
  };
  useHost(host);
  return host;
}
