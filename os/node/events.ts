/**
 * `node:events`: the EventEmitter that streams, sockets and servers are built on.
 *
 * An event with one listener, by far the most frequent case, holds the function itself; more become an array that is
 * copied when it changes, so that `emit` walks it without copying. Listener wrappers of `once` are objects with the
 * original behind `listener`, as programs expect of Node.
 */

import { checkFunction, invalidArgType, outOfRange, unhandledError } from './errors/codes.ts';
import { AbortError } from './errors/node-error.ts';
import { inspect } from './inspect/inspect.ts';

/** Anything that can be registered for an event. */
export type Listener = (...args: never[]) => unknown;
/** Names of events. */
export type EventName = string | symbol;

/** A listener that removes itself; `listener` is what the user passed. */
interface OnceListener extends Listener {
  listener: Listener;
}

type Registered = Listener | readonly Listener[];

/** Event that is emitted with an error before `'error'`, without counting as handled. */
export const errorMonitor: unique symbol = Symbol('events.errorMonitor') as never;

/** Options of the static `once`. */
export interface SignalOptions {
  readonly signal?: AbortSignalLike;
}

/** What we need of an AbortSignal. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Listeners by event name (Node docs: events, "Class: EventEmitter").
 *
 * Methods work on any object, since frameworks copy them from the prototype onto functions (Express does): the state
 * is therefore an ordinary property, made when it is first needed.
 */
export class EventEmitter {
  static defaultMaxListeners: number = 10;
  static readonly errorMonitor: typeof errorMonitor = errorMonitor;
  static EventEmitter: typeof EventEmitter = EventEmitter;

  static once(emitter: EventEmitter, name: EventName, options: SignalOptions = {}): Promise<unknown[]> {
    return once(emitter, name, options);
  }

  static listenerCount(emitter: EventEmitter, name: EventName): number {
    return emitter.listenerCount(name);
  }

  /** `EventEmitter.call(this)`, the constructor call of pre-class code: there is nothing to set up. */
  static call(_emitter: object): void {}

  _events: Map<EventName, Registered> | undefined = undefined;
  _maxListeners: number | undefined = undefined;

  /** Adds `listener` at the end; the same function may be added more than once. */
  on(name: EventName, listener: Listener): this {
    add(this, name, listener, false);
    return this;
  }

  /** Same as `on`. */
  addListener(name: EventName, listener: Listener): this {
    add(this, name, listener, false);
    return this;
  }

  /** Adds `listener` at the beginning. */
  prependListener(name: EventName, listener: Listener): this {
    add(this, name, listener, true);
    return this;
  }

  /** Adds `listener` for the next time only. */
  once(name: EventName, listener: Listener): this {
    this.on(name, wrapOnce(this, name, listener));
    return this;
  }

  /** Adds `listener` at the beginning, for the next time only. */
  prependOnceListener(name: EventName, listener: Listener): this {
    this.prependListener(name, wrapOnce(this, name, listener));
    return this;
  }

  /** Removes the last registration of `listener`, also while the event is being emitted (which still calls it). */
  off(name: EventName, listener: Listener): this {
    return this.removeListener(name, listener);
  }

  /** Same as `off`. */
  removeListener(name: EventName, listener: Listener): this {
    checkFunction(listener, 'listener');
    const registered = this._events?.get(name);
    if (registered === undefined) return this;
    const list: readonly Listener[] = typeof registered === 'function' ? [registered] : registered;
    let index = list.length - 1;
    while (index >= 0 && list[index] !== listener && originalOf(list[index]) !== listener) index -= 1;
    if (index < 0) return this;
    const rest = list.filter((_, position) => position !== index);
    const only = rest[0];
    if (only === undefined) this._events?.delete(name);
    else this._events?.set(name, rest.length === 1 ? only : rest);
    if (this._events?.has('removeListener'))
      this.emit('removeListener', name, originalOf(list[index]) ?? listener);
    return this;
  }

  /** Removes all listeners of one event, or of all events. */
  removeAllListeners(name?: EventName): this {
    const events = this._events;
    if (events === undefined) return this;
    if (!events.has('removeListener')) {
      if (name === undefined) events.clear();
      else events.delete(name);
      return this;
    }
    if (name === undefined) {
      for (const key of this.eventNames()) {
        if (key !== 'removeListener') this.removeAllListeners(key);
      }
      this.removeAllListeners('removeListener');
      return this;
    }
    const listeners = this.rawListeners(name);
    for (let i = listeners.length - 1; i >= 0; i--) {
      const listener = listeners[i];
      if (listener !== undefined) this.removeListener(name, listener);
    }
    return this;
  }

  /**
   * Calls the listeners in order; whether there were any. `'error'` without listeners throws its argument, or
   * ERR_UNHANDLED_ERROR if that is no Error. What a listener throws gets through at once.
   */
  emit(name: EventName, ...args: readonly unknown[]): boolean {
    const events = this._events;
    if (name === 'error') {
      if (events?.has(errorMonitor)) this.emit(errorMonitor, ...args);
      if (!events?.has('error')) throw makeUnhandled(args);
    }
    const registered = events?.get(name);
    if (registered === undefined) return false;
    if (typeof registered === 'function') Reflect.apply(registered, this, args);
    else for (const listener of registered) Reflect.apply(listener, this, args);
    return true;
  }

  /** How many listeners an event has; with `listener`, how often it is registered. */
  listenerCount(name: EventName, listener?: Listener): number {
    const registered = this._events?.get(name);
    if (registered === undefined) return 0;
    const list = typeof registered === 'function' ? [registered] : registered;
    if (listener === undefined) return list.length;
    return list.filter((item) => item === listener || originalOf(item) === listener).length;
  }

  /** The listeners of an event as they were passed. */
  listeners(name: EventName): Listener[] {
    return this.rawListeners(name).map((listener) => originalOf(listener) ?? listener);
  }

  /** The listeners of an event, those of `once` with their wrappers. */
  rawListeners(name: EventName): Listener[] {
    const registered = this._events?.get(name);
    if (registered === undefined) return [];
    return typeof registered === 'function' ? [registered] : [...registered];
  }

  /** Events that have listeners: names in the order of their first registration, then symbols. */
  eventNames(): EventName[] {
    const names: EventName[] = this._events === undefined ? [] : [...this._events.keys()];
    return [
      ...names.filter((name) => typeof name === 'string'),
      ...names.filter((name) => typeof name === 'symbol'),
    ];
  }

  /** Above this number of listeners for one event a warning is printed once; 0 and Infinity: never. */
  setMaxListeners(count: number): this {
    if (typeof count !== 'number') throw invalidArgType('setMaxListeners', 'number', count);
    if (!(count >= 0)) throw outOfRange('setMaxListeners', '>= 0', count);
    this._maxListeners = count;
    return this;
  }

  /** The limit of `setMaxListeners`, or `EventEmitter.defaultMaxListeners`. */
  getMaxListeners(): number {
    return this._maxListeners ?? EventEmitter.defaultMaxListeners;
  }
}

function add(emitter: EventEmitter, name: EventName, listener: Listener, isFirst: boolean): void {
  checkFunction(listener, 'listener');
  emitter._events ??= new Map();
  if (emitter._events.has('newListener')) emitter.emit('newListener', name, originalOf(listener) ?? listener);
  const present = emitter._events.get(name);
  if (present === undefined) {
    emitter._events.set(name, listener);
    return;
  }
  const list = typeof present === 'function' ? [present] : present;
  const changed = isFirst ? [listener, ...list] : [...list, listener];
  emitter._events.set(name, changed);
  const limit = emitter.getMaxListeners();
  if (limit > 0 && changed.length === limit + 1) warnOfLeak(emitter, name, changed.length);
}

function warnOfLeak(emitter: EventEmitter, name: EventName, count: number): void {
  warn?.(
    'MaxListenersExceededWarning',
    `Possible EventEmitter memory leak detected. ${count} ${String(name)} listeners added to ` +
      `${inspect(emitter, { depth: -1 })}. MaxListeners is ${emitter.getMaxListeners()}. ` +
      'Use emitter.setMaxListeners() to increase limit',
  );
}

/** Prints a warning; set by the process module, none before. */
let warn: ((name: string, message: string) => void) | undefined;

/** Tells emitters how to warn; called by the composition of a program. */
export function useWarning(print: (name: string, message: string) => void): void {
  warn = print;
}

/**
 * A promise of the next event's arguments; rejects if `'error'` comes first, or with an AbortError
 * (Node docs: events.once).
 */
export function once(
  emitter: EventEmitter,
  name: EventName,
  options: SignalOptions = {},
): Promise<unknown[]> {
  const signal = options.signal;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new AbortError(undefined, { cause: signal.reason }));
      return;
    }
    const release = () => {
      emitter.removeListener(name, onEvent);
      emitter.removeListener('error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    const onEvent = (...args: unknown[]) => {
      release();
      resolve(args);
    };
    const onError = (error: unknown) => {
      release();
      reject(error);
    };
    const onAbort = () => {
      release();
      reject(new AbortError(undefined, { cause: signal?.reason }));
    };
    emitter.once(name, onEvent);
    if (name !== 'error') emitter.once('error', onError);
    signal?.addEventListener('abort', onAbort);
  });
}

/** The number of listeners that `emitter` has for an event. */
export function listenerCount(emitter: EventEmitter, name: EventName): number {
  return emitter.listenerCount(name);
}

/** The listeners of an event as they were passed. */
export function getEventListeners(emitter: EventEmitter, name: EventName): Listener[] {
  return emitter.listeners(name);
}

function wrapOnce(emitter: EventEmitter, name: EventName, listener: Listener): OnceListener {
  checkFunction(listener, 'listener');
  let isFired = false;
  const wrapper = (...args: never[]): void => {
    if (isFired) return;
    isFired = true;
    emitter.removeListener(name, wrapper);
    listener.apply(emitter, args);
  };
  wrapper.listener = listener;
  return wrapper;
}

function originalOf(listener: Listener | undefined): Listener | undefined {
  return (listener as OnceListener | undefined)?.listener;
}

function makeUnhandled(args: readonly unknown[]): unknown {
  const error = args[0];
  if (error instanceof Error) return error;
  return unhandledError(inspectSafely(error), error);
}

function inspectSafely(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return String(value);
  }
}

export default EventEmitter;
