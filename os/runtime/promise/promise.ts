/**
 * Promise (ECMA-262 27.2). The reactions of a pending promise are kept in a list; settling it turns each into a job. A
 * thenable is adopted by a job of its own, so that the order of events is V8's to the job.
 * The functions at the end are what compiled async functions and generators use; they never look up `then`.
 */

import { trust } from '../../unsafe.ts';
import { requireCallable } from '../array/callbacks.ts';
import { invoke1, invoke2 } from '../core/calls.ts';
import { describe } from '../core/messages.ts';
import { enqueue } from '../microtasks.ts';
import { type Capability, newCapability } from './capability.ts';
import { allPromises, allSettledPromises, anyPromise, racePromises } from './combinators.ts';
import { trackRejection } from './rejections.ts';

const PENDING = 0;
const FULFILLED = 1;
const REJECTED = 2;

/** What waits for a promise: one callback or none a way, and the promise that its outcome resolves, if any. */
class Reaction {
  readonly onFulfilled: unknown;
  readonly onRejected: unknown;
  readonly capability: Capability | undefined;
  readonly derived: PromiseGlobal<unknown> | undefined;

  constructor(
    onFulfilled: unknown,
    onRejected: unknown,
    derived: PromiseGlobal<unknown> | undefined,
    capability: Capability | undefined,
  ) {
    this.onFulfilled = onFulfilled;
    this.onRejected = onRejected;
    this.derived = derived;
    this.capability = capability;
  }

  /** NewPromiseReactionJob (ECMA-262 27.2.2.1). */
  run(state: number, value: unknown): void {
    const handler = state === FULFILLED ? this.onFulfilled : this.onRejected;
    if (typeof handler !== 'function') {
      if (state === FULFILLED) this.#resolve(value);
      else this.#reject(value);
      return;
    }
    let result: unknown;
    try {
      result = invoke1(handler, undefined, value);
    } catch (error) {
      this.#reject(error);
      return;
    }
    this.#resolve(result);
  }

  #resolve(value: unknown): void {
    if (this.derived !== undefined) resolvePromise(this.derived, value);
    else if (this.capability !== undefined) this.capability.resolve(value);
  }

  #reject(reason: unknown): void {
    if (this.derived !== undefined) rejectPromise(this.derived, reason);
    else if (this.capability !== undefined) this.capability.reject(reason);
  }
}

export class PromiseGlobal<T> {
  #state = PENDING;
  /** The value or the reason. */
  #result: unknown = undefined;
  #reactions: Reaction[] | undefined = undefined;
  /** Has anybody asked for the outcome? */
  #handled = false;

  constructor(
    executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void,
  ) {
    if (trust<unknown>(executor) === NO_EXECUTOR) return;
    if (typeof executor !== 'function') {
      throw new TypeError(`Promise resolver ${describe(executor)} is not a function`);
    }
    const promise = trust<PromiseGlobal<unknown>>(this);
    const once = new ResolveOnce(promise);
    try {
      executor(
        (value) => once.resolve(value),
        (reason) => once.reject(reason),
      );
    } catch (error) {
      once.reject(error);
    }
  }

  static get [Symbol.species](): unknown {
    return this;
  }

  static all(this: unknown, iterable: Iterable<unknown>): unknown {
    return allPromises(this, iterable);
  }

  static allSettled(this: unknown, iterable: Iterable<unknown>): unknown {
    return allSettledPromises(this, iterable);
  }

  static any(this: unknown, iterable: Iterable<unknown>): unknown {
    return anyPromise(this, iterable);
  }

  static race(this: unknown, iterable: Iterable<unknown>): unknown {
    return racePromises(this, iterable);
  }

  /** ECMA-262 27.2.4.6. */
  static reject(this: unknown, reason?: unknown): unknown {
    if (this === Promise) {
      const promise = pendingPromise();
      rejectPromise(promise, reason);
      return promise;
    }
    const capability = newCapability(this);
    capability.reject(reason);
    return capability.promise;
  }

  /** ECMA-262 27.2.4.7. */
  static resolve(this: unknown, value?: unknown): unknown {
    return this === Promise ? promiseResolve(value) : resolveWith(this, value);
  }

  /** ECMA-262 27.2.4.8: calls `callback` at once; what it throws rejects. */
  static try(this: unknown, callback: unknown, ...args: unknown[]): unknown {
    const capability = newCapability(this);
    try {
      capability.resolve(trust<(...values: unknown[]) => unknown>(callback)(...args));
    } catch (error) {
      capability.reject(error);
    }
    return capability.promise;
  }

  /** ECMA-262 27.2.4.9. */
  static withResolvers(this: unknown): object {
    const capability = newCapability(this);
    return { promise: capability.promise, resolve: capability.resolve, reject: capability.reject };
  }

  /** ECMA-262 27.2.5.4. */
  // biome-ignore lint/suspicious/noThenProperty: this is the one
  then(onFulfilled?: unknown, onRejected?: unknown): unknown {
    const promise = trust<PromiseGlobal<unknown>>(this);
    if (!(#state in promise)) {
      throw new TypeError(`Method Promise.prototype.then called on incompatible receiver ${describe(this)}`);
    }
    const constructor: unknown = speciesOf(promise);
    if (constructor === Promise) {
      const derived = pendingPromise();
      promise.#react(new Reaction(onFulfilled, onRejected, derived, undefined));
      return derived;
    }
    const capability = newCapability(constructor);
    promise.#react(new Reaction(onFulfilled, onRejected, undefined, capability));
    return capability.promise;
  }

  /** ECMA-262 27.2.5.1. */
  catch(onRejected?: unknown): unknown {
    return trust<PromiseLike<unknown>>(this).then(undefined, trust<(reason: unknown) => unknown>(onRejected));
  }

  /** ECMA-262 27.2.5.3. */
  finally(onFinally?: unknown): unknown {
    const promise = trust<PromiseLike<unknown>>(this);
    if (typeof onFinally !== 'function') {
      const same = trust<(value: unknown) => unknown>(onFinally);
      return promise.then(same, same);
    }
    const constructor: unknown = speciesOf(trust<object>(this));
    const run = trust<() => unknown>(onFinally);
    return promise.then(
      (value) => thenOf(resolveWith(constructor, run()), () => value),
      (reason) =>
        thenOf(resolveWith(constructor, run()), () => {
          throw reason;
        }),
    );
  }

  get [Symbol.toStringTag](): string {
    return 'Promise';
  }

  /** PerformPromiseThen (ECMA-262 27.2.5.4.1). */
  #react(reaction: Reaction): void {
    if (this.#state === PENDING) {
      if (this.#reactions === undefined) this.#reactions = [reaction];
      else this.#reactions.push(reaction);
    } else {
      if (this.#state === REJECTED && !this.#handled) trackRejection(this, this.#result, true);
      this.#schedule(reaction);
    }
    this.#handled = true;
  }

  #schedule(reaction: Reaction): void {
    const state = this.#state;
    const result = this.#result;
    enqueue(() => reaction.run(state, result));
  }

  /** Settles a pending promise and schedules what waits for it. */
  $settle(state: number, result: unknown): void {
    if (this.#state !== PENDING) return;
    const reactions = this.#reactions;
    this.#state = state;
    this.#result = result;
    this.#reactions = undefined;
    if (state === REJECTED && !this.#handled) trackRejection(this, result, false);
    if (reactions !== undefined) {
      for (let i = 0; i < reactions.length; i++) this.#schedule(trust<Reaction>(reactions[i]));
    }
  }

  $react(onFulfilled: unknown, onRejected: unknown, derived: PromiseGlobal<unknown> | undefined): void {
    this.#react(new Reaction(onFulfilled, onRejected, derived, undefined));
  }

  /** For inspection: 'pending', 'fulfilled' or 'rejected'. */
  get $state(): string {
    return this.#state === PENDING ? 'pending' : this.#state === FULFILLED ? 'fulfilled' : 'rejected';
  }

  /** For inspection: the value or the reason. */
  get $result(): unknown {
    return this.#result;
  }

  static $isPromise(value: unknown): value is PromiseGlobal<unknown> {
    return typeof value === 'object' && value !== null && #state in value;
  }
}

/** Given to the constructor by this file: the promise is settled from outside. */
const NO_EXECUTOR: unknown = null;

/** CreateResolvingFunctions (ECMA-262 27.2.1.3): the first call decides. */
class ResolveOnce {
  readonly #promise: PromiseGlobal<unknown>;
  #called = false;

  constructor(promise: PromiseGlobal<unknown>) {
    this.#promise = promise;
  }

  resolve(value: unknown): void {
    if (this.#called) return;
    this.#called = true;
    resolvePromise(this.#promise, value);
  }

  reject(reason: unknown): void {
    if (this.#called) return;
    this.#called = true;
    rejectPromise(this.#promise, reason);
  }
}

/** The constructor that derived promises come from (ECMA-262 7.3.22). */
function speciesOf(promise: object): unknown {
  const constructor: unknown = promise.constructor;
  if (constructor === Promise || constructor === undefined) return Promise;
  const species: unknown = trust<{ [Symbol.species]: unknown }>(constructor)[Symbol.species];
  return species === undefined || species === null ? Promise : species;
}

/** PromiseResolve (ECMA-262 27.2.4.7.1) for any constructor. */
export function resolveWith(constructor: unknown, value: unknown): unknown {
  if (PromiseGlobal.$isPromise(value) && trust<object>(value).constructor === constructor) return value;
  if (constructor === Promise) return promiseResolve(value);
  const capability = newCapability(constructor);
  capability.resolve(value);
  return capability.promise;
}

function thenOf(promise: unknown, onFulfilled: (value: unknown) => unknown): unknown {
  return trust<PromiseLike<unknown>>(promise).then(onFulfilled);
}

/** A new pending promise that only $settle-ing functions of this file settle: the result of an async function. */
export function pendingPromise(): PromiseGlobal<unknown> {
  return new PromiseGlobal<unknown>(trust<(resolve: unknown, reject: unknown) => void>(NO_EXECUTOR));
}

/** The resolve function of a promise, once called (ECMA-262 27.2.1.3.2). */
export function resolvePromise(promise: PromiseGlobal<unknown>, value: unknown): void {
  if (value === promise) {
    promise.$settle(REJECTED, new TypeError('Chaining cycle detected for promise #<Promise>'));
    return;
  }
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    promise.$settle(FULFILLED, value);
    return;
  }
  let then: unknown;
  try {
    then = trust<{ then: unknown }>(value).then;
  } catch (error) {
    promise.$settle(REJECTED, error);
    return;
  }
  if (typeof then !== 'function') {
    promise.$settle(FULFILLED, value);
    return;
  }
  const method = then;
  enqueue(() => adopt(promise, value, method));
}

/** NewPromiseResolveThenableJob (ECMA-262 27.2.2.2). */
function adopt(promise: PromiseGlobal<unknown>, thenable: unknown, then: unknown): void {
  const once = new ResolveOnce(promise);
  try {
    invoke2(
      then,
      thenable,
      (value: unknown) => once.resolve(value),
      (reason: unknown) => once.reject(reason),
    );
  } catch (error) {
    once.reject(error);
  }
}

/** Rejects a promise that isn't resolved yet. */
export function rejectPromise(promise: PromiseGlobal<unknown>, reason: unknown): void {
  promise.$settle(REJECTED, reason);
}

/** PromiseResolve(%Promise%, value), the first step of `await` (ECMA-262 27.7.5.3). */
export function promiseResolve(value: unknown): PromiseGlobal<unknown> {
  if (PromiseGlobal.$isPromise(value) && trust<object>(value).constructor === Promise) {
    return trust<PromiseGlobal<unknown>>(value);
  }
  const promise = pendingPromise();
  resolvePromise(promise, value);
  return promise;
}

/** The second step of `await`: continues in a job with what the promise settles to; no promise is made. */
export function performPromiseThen(
  promise: PromiseGlobal<unknown>,
  onFulfilled: (value: unknown) => void,
  onRejected: (reason: unknown) => void,
): void {
  promise.$react(onFulfilled, onRejected, undefined);
}

/** ECMA-262 does not have it; HTML 8.6. */
export function queueMicrotaskGlobal(callback: () => void): void {
  requireCallable(callback);
  enqueue(callback);
}
