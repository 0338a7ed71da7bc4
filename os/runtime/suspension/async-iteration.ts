/**
 * The async iterator protocol as `for await` and `yield*` drive it (ECMA-262 7.4.4), with the adapter that makes an async
 * iterator of a sync one (27.1.6). What is called here is awaited by the compiled code.
 */
import { trust } from '../../unsafe.ts';
import { invoke, invoke0, invoke1 } from '../core/calls.ts';
import { throwTypeError } from '../core/errors.ts';
import { describe, throwIteratorResult, throwNotAsyncIterable } from '../core/messages.ts';
import { hole, isCallable, isNullish, isObject } from '../core/values.ts';
import {
  type PromiseGlobal,
  pendingPromise,
  promiseResolve,
  rejectPromise,
  resolvePromise,
} from '../promise/promise.ts';

interface MayIterate {
  readonly [Symbol.iterator]?: unknown;
  readonly [Symbol.asyncIterator]?: unknown;
}

interface AnyIterator {
  readonly next: unknown;
  readonly return?: unknown;
  readonly throw?: unknown;
}

interface AnyResult {
  readonly value: unknown;
  readonly done: unknown;
}

/** An iterator with its `next` method, read once. */
class AsyncRecord {
  readonly iterator: unknown;
  readonly next: unknown;

  constructor(iterator: unknown, next: unknown) {
    this.iterator = iterator;
    this.next = next;
  }
}

/** GetIterator(source, async). TypeError when it isn't iterable in either way. */
export function openAsyncIterator(source: unknown): AsyncRecord {
  if (isNullish(source)) throwNotAsyncIterable(describe(source));
  const method: unknown = trust<MayIterate>(source)[Symbol.asyncIterator];
  if (isNullish(method)) {
    const adapter = new AsyncFromSyncIterator(openSync(source));
    return new AsyncRecord(adapter, adapter.next);
  }
  if (!isCallable(method)) throwNotAsyncIterable(describe(source));
  const iterator: unknown = invoke0(method, source);
  if (!isObject(iterator)) throwTypeError('Result of the Symbol.asyncIterator method is not an object');
  return new AsyncRecord(iterator, trust<AnyIterator>(iterator).next);
}

function openSync(source: unknown): AsyncRecord {
  const method: unknown = trust<MayIterate>(source)[Symbol.iterator];
  if (!isCallable(method)) throwNotAsyncIterable(describe(source));
  const iterator: unknown = invoke0(method, source);
  if (!isObject(iterator)) throwTypeError('Result of the Symbol.iterator method is not an object');
  return new AsyncRecord(iterator, trust<AnyIterator>(iterator).next);
}

/** The iterator object of a record. */
export function asyncIteratorObject(record: AsyncRecord): unknown {
  return record.iterator;
}

/** Calls `next()`: what is to be awaited. */
export function stepAsyncIterator(record: AsyncRecord): unknown {
  return invoke0(record.next, record.iterator);
}

/** Calls `return()`: what is to be awaited, or a hole when there is no such method. */
export function closeAsyncIterator(record: AsyncRecord): unknown {
  const method: unknown = trust<AnyIterator>(record.iterator).return;
  return isNullish(method) ? hole() : invoke0(method, record.iterator);
}

/** %AsyncFromSyncIteratorPrototype% (27.1.6.2): each result's value is awaited. */
class AsyncFromSyncIterator {
  readonly #source: AsyncRecord;

  constructor(source: AsyncRecord) {
    this.#source = source;
  }

  next(value?: unknown): PromiseGlobal<unknown> {
    const promise = pendingPromise();
    try {
      this.#continue(invoke1(this.#source.next, this.#source.iterator, value), promise, true);
    } catch (error) {
      rejectPromise(promise, error);
    }
    return promise;
  }

  return(value?: unknown): PromiseGlobal<unknown> {
    const promise = pendingPromise();
    try {
      const method: unknown = trust<AnyIterator>(this.#source.iterator).return;
      if (isNullish(method)) resolvePromise(promise, { value, done: true });
      else this.#continue(invoke1(method, this.#source.iterator, value), promise, false);
    } catch (error) {
      rejectPromise(promise, error);
    }
    return promise;
  }

  throw(value?: unknown): PromiseGlobal<unknown> {
    const promise = pendingPromise();
    try {
      const method: unknown = trust<AnyIterator>(this.#source.iterator).throw;
      if (isNullish(method)) {
        this.#close();
        throwTypeError("The iterator does not provide a 'throw' method.");
      }
      this.#continue(invoke1(method, this.#source.iterator, value), promise, true);
    } catch (error) {
      rejectPromise(promise, error);
    }
    return promise;
  }

  #close(): void {
    const method: unknown = trust<AnyIterator>(this.#source.iterator).return;
    if (isNullish(method)) return;
    const result: unknown = invoke(method, this.#source.iterator);
    if (!isObject(result)) throwIteratorResult(result);
  }

  /** As #close, when an error is under way that counts more. */
  #abandon(): void {
    try {
      this.#close();
    } catch {
      // 7.4.11 step 5.
    }
  }

  /** AsyncFromSyncIteratorContinuation (27.1.6.4). */
  #continue(result: unknown, promise: PromiseGlobal<unknown>, closeOnRejection: boolean): void {
    if (!isObject(result)) throwIteratorResult(result);
    const done = !!trust<AnyResult>(result).done;
    const value: unknown = trust<AnyResult>(result).value;
    let wrapper: PromiseGlobal<unknown>;
    try {
      wrapper = promiseResolve(value);
    } catch (error) {
      if (!done && closeOnRejection) this.#abandon();
      throw error;
    }
    wrapper.$react(
      (awaited: unknown) => ({ value: awaited, done }),
      done || !closeOnRejection
        ? undefined
        : (reason: unknown) => {
            this.#abandon();
            throw reason;
          },
      promise,
    );
  }
}
