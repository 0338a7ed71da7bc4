/**
 * Where errors go that nobody caught, and rejections that nobody handles: to `process` when the program uses it, else they
 * are printed as Node prints them and end the program with status 1.
 */
import type { RejectionSource } from '../events/loop.ts';
import { isUnsettled, takeFailure } from '../runtime/modules/outcome.ts';
import { setRejectionTracker } from '../runtime/promise/rejections.ts';
import { endRejected, endUncaught } from './main.ts';

/** Who is told. `os/node/process.ts` is one. */
export interface ErrorSink extends RejectionSource {
  /** An error that a callback or the program's own modules threw. */
  handleUncaught(error: unknown): void;
  /** A promise was rejected and nobody handles it yet (ECMA-262 27.2.1.9, "reject"). */
  promiseRejected(promise: object, reason: unknown): void;
  /** Somebody handles it after all (27.2.1.9, "handle"). */
  promiseHandled(promise: object): void;
}

interface Rejection {
  readonly promise: object;
  readonly reason: unknown;
}

/** The sink of a program that doesn't use `process`: it can't listen. */
class FatalErrors implements ErrorSink {
  #rejected: Rejection[] = [];

  handleUncaught(error: unknown): void {
    endUncaught(error);
  }

  promiseRejected(promise: object, reason: unknown): void {
    this.#rejected.push({ promise, reason });
  }

  promiseHandled(promise: object): void {
    this.#rejected = this.#rejected.filter((rejection) => rejection.promise !== promise);
  }

  reportUnhandled(): boolean {
    for (const { reason } of this.#rejected) endRejected(reason);
    return false;
  }
}

let sink: ErrorSink = new FatalErrors();

/** Replaces the sink: by `process`. */
export function useErrorSink(other: ErrorSink): void {
  sink = other;
}

/** The present sink. */
export function errorSink(): ErrorSink {
  return sink;
}

/** Has the language's promises tell the sink. */
export function trackRejections(): void {
  setRejectionTracker((promise, reason, handled) => {
    if (handled) sink.promiseHandled(promise);
    else sink.promiseRejected(promise, reason);
  });
}

/** The microtasks have run dry: what failed now has failed for good. True if that ran a listener. */
export function reportFailures(): boolean {
  const failed = takeFailure();
  for (const error of failed) sink.handleUncaught(error);
  return sink.reportUnhandled() || failed.length > 0;
}

/** The status of a program that ends by itself: 13 if a top-level await never settled, as under Node. */
export function statusAtEnd(): number {
  return isUnsettled() ? 13 : 0;
}
