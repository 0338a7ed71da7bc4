/**
 * Async functions at run time (ECMA-262 27.7.5). Their bodies are resume functions
 * (toolchain/compiler/passes/state-machine.ts), which call the hooks below.
 */
import { RESUME_NEXT, RESUME_THROW } from '../../../toolchain/compiler/layout/suspension.ts';
import {
  type PromiseGlobal,
  pendingPromise,
  performPromiseThen,
  promiseResolve,
  rejectPromise,
  resolvePromise,
} from '../promise/promise.ts';
import type { Step } from './step.ts';

/** One call of an async function: where it stands, and the promise that it gave its caller. */
class AsyncActivation {
  readonly #step: Step;
  readonly promise: PromiseGlobal<unknown> = pendingPromise();

  constructor(step: Step) {
    this.#step = step;
  }

  resume(mode: number, value: unknown): void {
    try {
      this.#step(this, mode, value);
    } catch (error) {
      rejectPromise(this.promise, error);
    }
  }
}

/** Calls an async function: runs it to its first await, gives its promise. */
export function startAsync(step: Step): PromiseGlobal<unknown> {
  const activation = new AsyncActivation(step);
  activation.resume(RESUME_NEXT, undefined);
  return activation.promise;
}

/** `await value`: resumes when it has settled (27.7.5.3). Throws what looking at `value` throws. */
export function awaitValue(activation: AsyncActivation, value: unknown): void {
  performPromiseThen(
    promiseResolve(value),
    (result) => activation.resume(RESUME_NEXT, result),
    (reason) => activation.resume(RESUME_THROW, reason),
  );
}

/** The end of an async function. */
export function returnAsync(activation: AsyncActivation, value: unknown): void {
  resolvePromise(activation.promise, value);
}
