/**
 * structuredClone (HTML 2.7.10) of what the run time's own types are: primitives, their wrappers, arrays, plain objects,
 * Map, Set, Date, errors, ArrayBuffer and its views; shared and circular references are kept. No transfer list.
 */
import { trust } from '../unsafe.ts';
import { toPropertyKey } from './core/objects/keys.ts';
import { createDataProperty } from './object/internal.ts';
import { isWrapper } from './object/wrapper.ts';

/** A deep copy. Functions and symbols can't be cloned. */
export function structuredCloneGlobal(value: unknown): unknown {
  return clone(value, new Map<object, unknown>());
}

function refuse(value: unknown): never {
  const error = new Error(`${String(value)} could not be cloned.`);
  error.name = 'DataCloneError';
  throw error;
}

function clone(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') refuse(value);
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return cloneArray(value, seen);
  if (isWrapper(value)) return remember(seen, value, Object(value.valueOf()));
  if (value instanceof Date) return remember(seen, value, new Date(value.getTime()));
  if (value instanceof Map) return cloneMap(value, seen);
  if (value instanceof Set) return cloneSet(value, seen);
  if (value instanceof ArrayBuffer) return remember(seen, value, value.slice());
  if (ArrayBuffer.isView(value)) return cloneView(value, seen);
  if (value instanceof Error) return cloneError(value, seen);
  const out = remember(seen, value, {});
  const keys = Object.keys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    createDataProperty(out, toPropertyKey(key), clone(trust<Record<string, unknown>>(value)[key], seen));
  }
  return out;
}

function remember<T extends object>(seen: Map<object, unknown>, value: object, copy: T): T {
  seen.set(value, copy);
  return copy;
}

function cloneArray(array: readonly unknown[], seen: Map<object, unknown>): unknown[] {
  const out = remember(seen, array, new Array<unknown>(array.length));
  for (let i = 0; i < array.length; i++) if (i in array) out[i] = clone(array[i], seen);
  return out;
}

function cloneMap(map: Map<unknown, unknown>, seen: Map<object, unknown>): object {
  const out = remember(seen, map, new Map<unknown, unknown>());
  for (const [key, value] of [...map]) out.set(clone(key, seen), clone(value, seen));
  return out;
}

function cloneSet(set: Set<unknown>, seen: Map<object, unknown>): object {
  const out = remember(seen, set, new Set<unknown>());
  for (const value of [...set]) out.add(clone(value, seen));
  return out;
}

function cloneView(view: ArrayBufferView, seen: Map<object, unknown>): object {
  const buffer = clone(view.buffer, seen);
  const Make = trust<new (buffer: unknown, offset: number, length: number) => object>(view.constructor);
  const length = trust<{ length?: number }>(view).length ?? view.byteLength;
  return remember(seen, view, new Make(buffer, view.byteOffset, length));
}

function cloneError(error: Error, seen: Map<object, unknown>): object {
  const out = remember(seen, error, new (trust<ErrorConstructor>(error.constructor))(error.message));
  if (error.stack !== undefined) out.stack = error.stack;
  if ('cause' in error) out.cause = clone(error.cause, seen);
  return out;
}
