/**
 * What the `node:` modules need of the program around them: the event loop, the console, the way to end.
 *
 * The composition of a boot (in os/boot) or of a test calls `useHost` once, before user code runs. This is the one
 * place where os/node keeps something global: a program has exactly one process, as `process` is global under Node.
 */

import type { EventLoop } from '../events/loop.ts';

/** 1: standard output, 2: standard error. */
export type ConsoleStream = 1 | 2;

/** Bytes of memory, as `process.memoryUsage()` reports them. */
export interface MemoryUsage {
  readonly rss: number;
  readonly heapTotal: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly arrayBuffers: number;
}

/** The program's surroundings. */
export interface Host {
  readonly loop: EventLoop;
  /** Writes at once and in order; the bytes are lent. */
  write(stream: ConsoleStream, bytes: Uint8Array): void;
  /** Ends the program; never returns, but may throw in tests. */
  exit(status: number): never;
  /** Milliseconds since 1970, for `Date` headers. */
  wallClockMs(): number;
  /** Nanoseconds of the clock of `loop`, for `process.hrtime`. */
  nowNs(): number;
  /** What stands behind the program's name. */
  readonly arguments: readonly string[];
  readonly env: { [name: string]: string | undefined };
  memoryUsage(): MemoryUsage;
}

let current: Host | undefined;

/** Installs the surroundings of the program. */
export function useHost(host: Host): void {
  current = host;
}

/** The surroundings; throws when nobody installed any. */
export function theHost(): Host {
  if (current === undefined) throw new Error('os/node is used before useHost() was called');
  return current;
}

/** The event loop of the program. */
export function theLoop(): EventLoop {
  return theHost().loop;
}
