/**
 * Async generators at run time (ECMA-262 27.6). Calls of `next`, `return` and `throw` are requests in a queue, each with
 * its promise; the body answers the first with every yield. Bodies are resume functions
 * (toolchain/compiler/passes/state-machine.ts), which call the hooks below.
 *
 *     start ──next──▶ running ──yield──▶ suspended ──request──▶ running
 *       │ return, throw   │ the end, an error
 *       ▼                 ▼
 *     draining: answers what is queued; return(value) awaits its value first ──▶ completed
 */
import { RESUME_NEXT, RESUME_RETURN, RESUME_THROW } from '../../../toolchain/compiler/layout/suspension.ts';
import {
  type PromiseGlobal,
  pendingPromise,
  performPromiseThen,
  promiseResolve,
  rejectPromise,
  resolvePromise,
} from '../promise/promise.ts';
import type { Step } from './step.ts';

const START = 0;
const SUSPENDED = 1;
const RUNNING = 2;
const DRAINING = 3;
const COMPLETED = 4;

/** AsyncGeneratorRequest (27.6.3.1): a completion, and the promise that the caller got. */
class Request {
  readonly mode: number;
  readonly value: unknown;
  readonly promise: PromiseGlobal<unknown> = pendingPromise();
  next: Request | undefined = undefined;

  constructor(mode: number, value: unknown) {
    this.mode = mode;
    this.value = value;
  }
}

/** An async generator object. */
export class AsyncGeneratorActivation {
  readonly #step: Step;
  #state: number = START;
  #first: Request | undefined = undefined;
  #last: Request | undefined = undefined;

  constructor(step: Step) {
    this.#step = step;
    // To the point where parameters are bound; the body begins at the first next().
    step(this, RESUME_NEXT, undefined);
  }

  /** 27.6.1.2. */
  next(value?: unknown): PromiseGlobal<unknown> {
    if (this.#state === COMPLETED) {
      const promise = pendingPromise();
      resolvePromise(promise, { value: undefined, done: true });
      return promise;
    }
    return this.#request(RESUME_NEXT, value);
  }

  /** 27.6.1.3. */
  return(value?: unknown): PromiseGlobal<unknown> {
    if (this.#state !== START && this.#state !== COMPLETED) return this.#request(RESUME_RETURN, value);
    this.#state = DRAINING;
    const promise = this.#request(RESUME_RETURN, value);
    this.#drain();
    return promise;
  }

  /** 27.6.1.4. */
  throw(error?: unknown): PromiseGlobal<unknown> {
    if (this.#state === START) this.#state = COMPLETED;
    if (this.#state === COMPLETED) {
      const promise = pendingPromise();
      rejectPromise(promise, error);
      return promise;
    }
    return this.#request(RESUME_THROW, error);
  }

  /** %AsyncIteratorPrototype% [ @@asyncIterator ] (27.1.4.1). */
  [Symbol.asyncIterator](): this {
    return this;
  }

  get [Symbol.toStringTag](): string {
    return 'AsyncGenerator';
  }

  #request(mode: number, value: unknown): PromiseGlobal<unknown> {
    const request = new Request(mode, value);
    if (this.#last === undefined) this.#first = request;
    else this.#last.next = request;
    this.#last = request;
    if (this.#state === START || this.#state === SUSPENDED) this.#serve();
    return request.promise;
  }

  /** Resumes with the first request, and with the next ones as long as the body answers without awaiting. */
  #serve(): void {
    let request = this.#first;
    while (request !== undefined) {
      this.#resume(request.mode, request.value);
      if (this.#state !== SUSPENDED) return;
      request = this.#first;
    }
  }

  /** Runs the body to its next suspension. */
  #resume(mode: number, value: unknown): void {
    this.#state = RUNNING;
    try {
      this.#step(this, mode, value);
    } catch (error) {
      this.#state = DRAINING;
      this.#answer(RESUME_THROW, error, true);
      this.#drain();
    }
  }

  /** Goes on behind an `await`. */
  $continue(mode: number, value: unknown): void {
    this.#resume(mode, value);
    if (this.#state === SUSPENDED) this.#serve();
  }

  /** AsyncGeneratorYield (27.6.3.8): the first request gets the value. */
  $yield(value: unknown): void {
    this.#state = SUSPENDED;
    this.#answer(RESUME_NEXT, value, false);
  }

  /** The body has returned (27.6.3.2 step 4). */
  $finish(value: unknown): void {
    this.#state = DRAINING;
    this.#answer(RESUME_NEXT, value, true);
    this.#drain();
  }

  /** AsyncGeneratorCompleteStep (27.6.3.5). */
  #answer(mode: number, value: unknown, done: boolean): void {
    const request = this.#first;
    if (request === undefined) return;
    this.#first = request.next;
    if (this.#first === undefined) this.#last = undefined;
    if (mode === RESUME_THROW) rejectPromise(request.promise, value);
    else resolvePromise(request.promise, { value, done });
  }

  /** AsyncGeneratorDrainQueue (27.6.3.10): the body is over, what was asked meanwhile is answered. */
  #drain(): void {
    let request = this.#first;
    while (request !== undefined) {
      if (request.mode === RESUME_RETURN) {
        this.#awaitReturn(request.value);
        return;
      }
      const isThrow = request.mode === RESUME_THROW;
      this.#answer(request.mode, isThrow ? request.value : undefined, true);
      request = this.#first;
    }
    this.#state = COMPLETED;
  }

  /** AsyncGeneratorAwaitReturn (27.6.3.9). */
  #awaitReturn(value: unknown): void {
    let promise: PromiseGlobal<unknown>;
    try {
      promise = promiseResolve(value);
    } catch (error) {
      this.#answer(RESUME_THROW, error, true);
      this.#drain();
      return;
    }
    performPromiseThen(
      promise,
      (result) => this.#answerReturn(RESUME_NEXT, result),
      (reason) => this.#answerReturn(RESUME_THROW, reason),
    );
  }

  #answerReturn(mode: number, value: unknown): void {
    this.#answer(mode, value, true);
    this.#drain();
  }
}

/** Calls an async generator function. */
export function startAsyncGenerator(step: Step): AsyncGeneratorActivation {
  return new AsyncGeneratorActivation(step);
}

/** `await value` in an async generator. */
export function awaitInGenerator(activation: AsyncGeneratorActivation, value: unknown): void {
  performPromiseThen(
    promiseResolve(value),
    (result) => activation.$continue(RESUME_NEXT, result),
    (reason) => activation.$continue(RESUME_THROW, reason),
  );
}

/** `yield value`; the compiler has awaited the value. */
export function yieldAsync(activation: AsyncGeneratorActivation, value: unknown): void {
  activation.$yield(value);
}

/** The end of an async generator; the compiler has awaited the value. */
export function returnAsyncGenerator(activation: AsyncGeneratorActivation, value: unknown): void {
  activation.$finish(value);
}
