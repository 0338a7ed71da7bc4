/**
 * The composition of a program with an event loop: the machine's clock, sleep and console, the promise job queue and
 * the loop, given to the `node:` modules. Runs after the modules of os/ and before the program's own.
 */
import { monotonicNs, powerOff, waitUntil, wallClockNs } from '#machine';
import { EventLoop } from '../events/loop.ts';
import { heapTotalBytes, heapUsedBytes } from '../memory/heap.ts';
import { collectWhenIdle } from '../memory/pace.ts';
import { type ConsoleStream, theHost, useHost } from '../node/host.ts';
import { machineArguments, machineEnvironment, printBytes } from '../runtime/core/machine-text.ts';
import { drain, isEmpty } from '../runtime/microtasks.ts';
import { errorSink, reportFailures, statusAtEnd, trackRejections } from './errors.ts';

const NS_PER_MS = 1e6;
/** What a step of a collection takes at most, on a machine that isn't slow. */
const STEP_MS = 1;
/** Of the machine contract: wait without a deadline. */
const FOR_EVER_NS = 2 ** 64 - 2048;

function nowMs(): number {
  return monotonicNs() / NS_PER_MS;
}

/**
 * A step of a collection takes the place of waiting, if one is worthwhile; then the loop looks whether anything has come. Not when
 * something is due so soon that a step may delay it.
 */
function waitUntilMs(deadlineMs: number): void {
  if (deadlineMs - nowMs() > STEP_MS && collectWhenIdle()) {
    waitUntil(0);
    return;
  }
  waitUntil(deadlineMs === Number.POSITIVE_INFINITY ? FOR_EVER_NS : Math.ceil(deadlineMs * NS_PER_MS));
}

function environment(): { [name: string]: string | undefined } {
  const settings: { [name: string]: string | undefined } = {};
  for (const setting of machineEnvironment()) {
    const at = setting.indexOf('=');
    if (at > 0) settings[setting.slice(0, at)] = setting.slice(at + 1);
  }
  return settings;
}

/** A job that throws (`queueMicrotask`) doesn't keep the others from running. */
function drainAll(): void {
  while (!isEmpty()) {
    try {
      drain();
    } catch (error) {
      reportUncaught(error);
    }
  }
}

/** An error that left a callback, or the program's own modules. */
export function reportUncaught(error: unknown): void {
  errorSink().handleUncaught(error);
}

/** Installs the host. */
export function installHost(): void {
  trackRejections();
  const loop = new EventLoop({
    clock: { nowMs },
    waiter: { waitUntil: waitUntilMs },
    microtasks: { drain: drainAll, isEmpty },
    onUncaught: reportUncaught,
    rejections: { reportUnhandled: reportFailures },
  });
  useHost({
    loop,
    write: (stream: ConsoleStream, bytes: Uint8Array) => printBytes(stream, bytes),
    exit: (status: number) => powerOff(status),
    wallClockMs: () => wallClockNs() / NS_PER_MS,
    nowNs: () => monotonicNs() + 0,
    arguments: machineArguments(),
    env: environment(),
    memoryUsage: () => {
      const heapTotal = heapTotalBytes() + 0;
      return { rss: heapTotal, heapTotal, heapUsed: heapUsedBytes() + 0, external: 0, arrayBuffers: 0 };
    },
  });
}

/** Runs the loop until nothing keeps the program alive. */
export function runHostLoop(): void {
  theHost().loop.run();
  powerOff(statusAtEnd());
}
