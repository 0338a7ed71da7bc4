/**
 * The run time's half of async functions and generators, whose bodies the compiler turned into resume functions
 * (toolchain/compiler/passes/state-machine.ts): `step(activation, mode, value)` runs from one suspension to the next.
 */
import { performPromiseThen, promiseResolve } from './promise/promise.ts';

/** How a suspended function is resumed; the compiler writes the same numbers. */
const NEXT = 0;
const THROW = 1;
const RETURN = 2;

type Step = (activation: unknown, mode: number, value: unknown) => void;

/** One call of an async function (ECMA-262 27.7.5). */
class AsyncActivation {
  readonly #step: Step;
  readonly promise: Promise<unknown>;
  #resolve: (value: unknown) => void = () => {};
  #reject: (reason: unknown) => void = () => {};

  constructor(step: Step) {
    this.#step = step;
    this.promise = new Promise<unknown>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  resume(mode: number, value: unknown): void {
    try {
      this.#step(this, mode, value);
    } catch (error) {
      this.#reject(error);
    }
  }

  finish(value: unknown): void {
    this.#resolve(value);
  }
}

/** Calls an async function: runs it to its first await, gives its promise. */
export function startAsync(step: Step): Promise<unknown> {
  const activation = new AsyncActivation(step);
  activation.resume(NEXT, undefined);
  return activation.promise;
}

/** `await value`: resumes when it has settled (27.7.5.3). */
export function awaitValue(activation: AsyncActivation, value: unknown): void {
  performPromiseThen(
    promiseResolve(value),
    (result) => activation.resume(NEXT, result),
    (reason) => activation.resume(THROW, reason),
  );
}

/** The end of an async function. */
export function returnAsync(activation: AsyncActivation, value: unknown): void {
  activation.finish(value);
}

/** A generator object (27.5). */
export class GeneratorActivation {
  readonly #step: Step;
  #value: unknown = undefined;
  #started: boolean = false;
  #running: boolean = false;
  #done: boolean = false;

  constructor(step: Step) {
    this.#step = step;
    // To the point where parameters are bound; the body begins at the first next().
    step(this, NEXT, undefined);
  }

  next(value?: unknown): { value: unknown; done: boolean } {
    return this.#resume(NEXT, value);
  }

  return(value?: unknown): { value: unknown; done: boolean } {
    if (!this.#started && !this.#running) this.#done = true;
    if (this.#done) return { value, done: true };
    return this.#resume(RETURN, value);
  }

  throw(error?: unknown): { value: unknown; done: boolean } {
    if (!this.#started && !this.#running) this.#done = true;
    if (this.#done) throw error;
    return this.#resume(THROW, error);
  }

  [Symbol.iterator](): GeneratorActivation {
    return this;
  }

  get [Symbol.toStringTag](): string {
    return 'Generator';
  }

  #resume(mode: number, value: unknown): { value: unknown; done: boolean } {
    if (this.#running) throw new TypeError('Generator is already running');
    if (this.#done) return { value: undefined, done: true };
    this.#started = true;
    this.#running = true;
    try {
      this.#step(this, mode, value);
    } catch (error) {
      this.#done = true;
      throw error;
    } finally {
      this.#running = false;
    }
    return { value: this.#value, done: this.#done };
  }

  /** What the body yields or, `done`, returns. */
  $put(value: unknown, done: boolean): void {
    this.#value = value;
    this.#done = done;
  }
}

/** Calls a generator function. */
export function startGenerator(step: Step): GeneratorActivation {
  return new GeneratorActivation(step);
}

/** `yield value`. */
export function yieldValue(activation: GeneratorActivation, value: unknown): void {
  activation.$put(value, false);
}

/** The end of a generator. */
export function returnGenerator(activation: GeneratorActivation, value: unknown): void {
  activation.$put(value, true);
}
