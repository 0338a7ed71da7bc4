/**
 * `process`: the program as its code sees it.
 *
 * `platform` is 'linux', since packages take it for the name of an interface, and ours is Linux's: paths with `/`,
 * the error numbers, signals by number. `process.versions.importos` tells an image from Node.
 */

import type { RejectionSource } from '../events/loop.ts';
import type { TimerCallback } from '../events/timers.ts';
import { Buffer } from './buffer.ts';
import { checkFunction } from './errors/codes.ts';
import { codedError } from './errors/node-error.ts';
import { EventEmitter } from './events.ts';
import { type ConsoleStream, type MemoryUsage, theHost, theLoop } from './host.ts';
import { inspect } from './inspect/inspect.ts';
import type { StreamCallback } from './stream/state.ts';
import { Writable } from './stream/writable.ts';

/** Standard output or standard error: written at once. */
class ConsoleWriter extends Writable {
  readonly fd: ConsoleStream;
  readonly isTTY: boolean = false;

  constructor(fd: ConsoleStream) {
    super({ decodeStrings: true, autoDestroy: false });
    this.fd = fd;
  }

  override _write(chunk: unknown, _encoding: string, callback: StreamCallback): void {
    theHost().write(this.fd, chunk as Uint8Array);
    callback();
  }
}

/** Where a program finds itself: an image has no files, and nothing but the program is in it. */
const PROGRAM_PATH = '/importos';

/** `process.hrtime` (Node docs): a function, and one on it. */
interface HighResolutionTime {
  (previous?: readonly [number, number]): [number, number];
  bigint(): bigint;
}

/** Seconds and nanoseconds of a clock that never goes back, or the difference to an earlier result. */
function highResolutionTime(previous?: readonly [number, number]): [number, number] {
  const nowNs = theHost().nowNs();
  const seconds = Math.floor(nowNs / 1e9);
  const nanoseconds = Math.floor(nowNs - seconds * 1e9);
  if (previous === undefined) return [seconds, nanoseconds];
  const difference = nanoseconds - previous[1];
  return difference < 0 ? [seconds - previous[0] - 1, difference + 1e9] : [seconds - previous[0], difference];
}

interface Rejection {
  readonly promise: Promise<unknown>;
  readonly reason: unknown;
}

/** The one process (Node docs: process). */
export class Process extends EventEmitter implements RejectionSource {
  readonly platform: string = 'linux';
  readonly arch: string = 'x64';
  readonly pid: number = 1;
  readonly version: string = 'v20.0.0';
  readonly versions: { readonly [name: string]: string } = { node: '20.0.0', importos: '0.1.0' };
  readonly execArgv: readonly string[] = [];
  readonly execPath: string = PROGRAM_PATH;
  readonly argv0: string = PROGRAM_PATH;
  readonly title: string = 'importos';
  exitCode: number | undefined = undefined;
  #stdout: ConsoleWriter | undefined = undefined;
  #stderr: ConsoleWriter | undefined = undefined;
  #argv: string[] | undefined = undefined;
  #hrtime: HighResolutionTime | undefined = undefined;
  #isExiting: boolean = false;
  #rejected: Rejection[] = [];
  readonly #reported: Set<Promise<unknown>> = new Set();

  /** As in Node's single executable applications, the program's own path stands twice before its arguments. */
  get argv(): string[] {
    this.#argv ??= [PROGRAM_PATH, PROGRAM_PATH, ...theHost().arguments];
    return this.#argv;
  }
  get env(): { [name: string]: string | undefined } {
    return theHost().env;
  }
  get stdout(): Writable {
    this.#stdout ??= new ConsoleWriter(1);
    return this.#stdout;
  }
  get stderr(): Writable {
    this.#stderr ??= new ConsoleWriter(2);
    return this.#stderr;
  }

  cwd(): string {
    return '/';
  }

  /** Runs `callback` before promise jobs, as soon as the present callback is done. */
  nextTick(callback: TimerCallback, ...args: readonly unknown[]): void {
    checkFunction(callback, 'callback');
    theLoop().nextTick(callback, args);
  }

  /** Seconds since the program started. */
  uptime(): number {
    return theHost().nowNs() / 1e9;
  }

  memoryUsage(): MemoryUsage {
    return theHost().memoryUsage();
  }

  get hrtime(): HighResolutionTime {
    if (this.#hrtime === undefined) {
      const hrtime = (previous?: readonly [number, number]): [number, number] => highResolutionTime(previous);
      // The literal is what links the arithmetic of BigInts.
      hrtime.bigint = (): bigint => 0n + BigInt(Math.floor(theHost().nowNs()));
      this.#hrtime = hrtime;
    }
    return this.#hrtime;
  }

  emitWarning(warning: string | Error, name: string = 'Warning'): void {
    const text = typeof warning === 'string' ? `${name}: ${warning}` : `${warning.name}: ${warning.message}`;
    theHost().write(2, Buffer.from(`(importos) ${text}\n`));
  }

  /** Ends the program: `'exit'` listeners run, then nothing more. */
  exit(code?: number): never {
    if (code !== undefined) this.exitCode = code;
    if (!this.#isExiting) {
      this.#isExiting = true;
      this.emit('exit', this.exitCode ?? 0);
    }
    return theHost().exit(this.exitCode ?? 0);
  }

  /** The loop has nothing left to do: `'beforeExit'`, whose listeners may queue more. True if they did. */
  finishLoop(): boolean {
    this.emit('beforeExit', this.exitCode ?? 0);
    return theLoop().isAlive();
  }

  /** What the loop does with an error that nobody caught: `'uncaughtException'`, else print it and exit 1. */
  handleUncaught(error: unknown, origin: string = 'uncaughtException'): void {
    // The host's way of ending a test is an error, too: let it through.
    if (this.#isExiting) throw error;
    this.emit('uncaughtExceptionMonitor', error, origin);
    if (this.emit('uncaughtException', error, origin)) return;
    const text = error instanceof Error ? inspect(error) : `Uncaught ${inspect(error)}`;
    theHost().write(2, Buffer.from(`${text}\n`));
    this.exit(1);
  }

  /** For the runtime: a promise was rejected and nobody handles it yet (ECMA-262 27.2.1.9, "reject"). */
  promiseRejected(promise: Promise<unknown>, reason: unknown): void {
    this.#rejected.push({ promise, reason });
  }

  /** For the runtime: somebody handles it after all (ECMA-262 27.2.1.9, "handle"). */
  promiseHandled(promise: Promise<unknown>): void {
    const index = this.#rejected.findIndex((rejection) => rejection.promise === promise);
    if (index >= 0) this.#rejected.splice(index, 1);
    else if (this.#reported.delete(promise)) theLoop().nextTick(() => this.emit('rejectionHandled', promise));
  }

  reportUnhandled(): boolean {
    if (this.#rejected.length === 0) return false;
    const rejected = this.#rejected;
    this.#rejected = [];
    for (const { promise, reason } of rejected) {
      this.#reported.add(promise);
      if (this.emit('unhandledRejection', reason, promise)) continue;
      this.handleUncaught(reason instanceof Error ? reason : makeRejection(reason), 'unhandledRejection');
    }
    return true;
  }
}

/** The process of the program. */
export const process: Process = new Process();

export default process;

function makeRejection(reason: unknown): Error {
  const message =
    'This error originated either by throwing inside of an async function without a catch block, or by rejecting ' +
    `a promise which was not handled with .catch(). The promise rejected with the reason "${inspect(reason)}".`;
  return codedError('ERR_UNHANDLED_REJECTION', message);
}
