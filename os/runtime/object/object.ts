/**
 * Object (ECMA-262 20.1). Static methods work on any object through the operations of internal.ts; what walks the
 * properties of an object lists its own keys first, as the specification does.
 */

import { trust } from '../../unsafe.ts';
import { requireCallable } from '../array/callbacks.ts';
import { isArguments } from '../array/is-array.ts';
import { invoke0 } from '../core/calls.ts';
import { toObject, toPropertyKey } from '../core/conversion.ts';
import { describe } from '../core/messages.ts';
import { getPrototype, isExtensible, preventExtensions, setPrototype } from '../core/objects/prototype.ts';
import { fromRecord, toRecord } from './descriptors.ts';
import { isIntegrityLevel, setIntegrityLevel } from './integrity.ts';
import {
  assignFrom,
  createDataProperty,
  defineOwn,
  getOwn,
  hasOwnProperty,
  isObject,
  isOwnEnumerable,
  ownKeys,
  plainKeyAt,
  plainKeyPlaces,
} from './internal.ts';
import { isWrapper, primitiveOfWrapper } from './wrapper.ts';

type Key = string | symbol;

export class ObjectGlobal {
  static $call(value?: unknown): object {
    return value === undefined || value === null ? {} : toObject(value);
  }

  static $construct(newTarget: unknown, value?: unknown): object {
    if (newTarget !== Object) return ObjectGlobal.create(trust<{ prototype: object }>(newTarget).prototype);
    return ObjectGlobal.$call(value);
  }

  /** ECMA-262 20.1.2.1. */
  static assign(target: unknown, ...sources: unknown[]): object {
    const to = toObject(target);
    for (let i = 0; i < sources.length; i++) assignFrom(to, sources[i]);
    return to;
  }

  /** ECMA-262 20.1.2.2. */
  static create(prototype: unknown, properties?: unknown): object {
    if (!isObject(prototype) && prototype !== null) {
      throw new TypeError(`Object prototype may only be an Object or null: ${describe(prototype)}`);
    }
    const object = {};
    setPrototype(object, prototype);
    if (properties !== undefined) ObjectGlobal.defineProperties(object, properties);
    return object;
  }

  /** ECMA-262 20.1.2.3. */
  static defineProperties(target: unknown, properties: unknown): unknown {
    if (!isObject(target)) throw new TypeError('Object.defineProperties called on non-object');
    const source = toObject(properties);
    const keys = ownKeys(source);
    const wanted: Key[] = [];
    const records: ReturnType<typeof toRecord>[] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as Key;
      if (!isOwnEnumerable(source, key)) continue;
      wanted.push(key);
      records.push(toRecord(trust<Record<Key, unknown>>(source)[key]));
    }
    for (let i = 0; i < wanted.length; i++) {
      defineOrThrow(target, wanted[i] as Key, records[i] as ReturnType<typeof toRecord>);
    }
    return target;
  }

  /** ECMA-262 20.1.2.4. */
  static defineProperty(target: unknown, name: unknown, descriptor: unknown): unknown {
    if (!isObject(target)) throw new TypeError('Object.defineProperty called on non-object');
    const key = toPropertyKey(name);
    defineOrThrow(target, key, toRecord(descriptor));
    return target;
  }

  /** ECMA-262 20.1.2.5. */
  static entries(value: unknown): [string, unknown][] {
    const object = toObject(value);
    const keys = ownKeys(object);
    const out: [string, unknown][] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === 'string' && isOwnEnumerable(object, key)) {
        out.push([key, trust<Record<string, unknown>>(object)[key]]);
      }
    }
    return out;
  }

  /** ECMA-262 20.1.2.6. */
  static freeze(value: unknown): unknown {
    if (isObject(value)) setIntegrityLevel(value, true);
    return value;
  }

  /** ECMA-262 20.1.2.7: later entries overwrite earlier ones. */
  static fromEntries(entries: Iterable<unknown>): object {
    if (entries === undefined || entries === null) throw new TypeError(`${String(entries)} is not iterable`);
    const out = {};
    for (const entry of entries) {
      if (!isObject(entry)) throw new TypeError(`Iterator value ${describe(entry)} is not an entry object`);
      const pair = trust<ArrayLike<unknown>>(entry);
      const name = pair[0];
      createDataProperty(out, toPropertyKey(name), pair[1]);
    }
    return out;
  }

  /** ECMA-262 20.1.2.8. */
  static getOwnPropertyDescriptor(value: unknown, name: unknown): object | undefined {
    const object = toObject(value);
    const record = getOwn(object, toPropertyKey(name));
    return record === undefined ? undefined : fromRecord(record);
  }

  /** ECMA-262 20.1.2.9. */
  static getOwnPropertyDescriptors(value: unknown): object {
    const object = toObject(value);
    const keys = ownKeys(object);
    const out = {};
    for (let i = 0; i < keys.length; i++) {
      const record = getOwn(object, keys[i] as Key);
      if (record !== undefined) createDataProperty(out, keys[i] as Key, fromRecord(record));
    }
    return out;
  }

  /** ECMA-262 20.1.2.10. */
  static getOwnPropertyNames(value: unknown): string[] {
    const keys = ownKeys(toObject(value));
    const out: string[] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === 'string') out.push(key);
    }
    return out;
  }

  /** ECMA-262 20.1.2.11. */
  static getOwnPropertySymbols(value: unknown): symbol[] {
    const keys = ownKeys(toObject(value));
    const out: symbol[] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === 'symbol') out.push(key);
    }
    return out;
  }

  /** ECMA-262 20.1.2.12. */
  static getPrototypeOf(value: unknown): unknown {
    return getPrototype(toObject(value));
  }

  /** ECMA-262 20.1.2.13. */
  static groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => unknown): object {
    requireCallable(keyOf);
    const out = ObjectGlobal.create(null);
    let index = 0;
    for (const item of items) {
      const key = toPropertyKey(keyOf(item, index++));
      const group = trust<Record<Key, T[] | undefined>>(out)[trust<Key>(key)];
      if (group === undefined) createDataProperty(out, key, [item]);
      else group.push(item);
    }
    return out;
  }

  /** ECMA-262 20.1.2.14. */
  static hasOwn(value: unknown, name: unknown): boolean {
    return hasOwnProperty(toObject(value), toPropertyKey(name));
  }

  /** SameValue (ECMA-262 20.1.2.15). */
  static is(a: unknown, b: unknown): boolean {
    if (a === b) return a !== 0 || 1 / trust<number>(a) === 1 / trust<number>(b);
    // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
    return a !== a && b !== b;
  }

  static isExtensible(value: unknown): boolean {
    return isObject(value) && isExtensible(value);
  }

  static isFrozen(value: unknown): boolean {
    return !isObject(value) || isIntegrityLevel(value, true);
  }

  static isSealed(value: unknown): boolean {
    return !isObject(value) || isIntegrityLevel(value, false);
  }

  /** ECMA-262 20.1.2.19. */
  static keys(value: unknown): string[] {
    const object = toObject(value);
    const out: string[] = [];
    const places = plainKeyPlaces(object);
    if (places >= 0) {
      for (let i = 0; i < places; i++) {
        const name = plainKeyAt(object, i);
        if (name !== undefined) out.push(name);
      }
      return out;
    }
    const keys = ownKeys(object);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === 'string' && isOwnEnumerable(object, key)) out.push(key);
    }
    return out;
  }

  static preventExtensions(value: unknown): unknown {
    if (isObject(value)) preventExtensions(value);
    return value;
  }

  static seal(value: unknown): unknown {
    if (isObject(value)) setIntegrityLevel(value, false);
    return value;
  }

  /** ECMA-262 20.1.2.23. */
  static setPrototypeOf(value: unknown, prototype: unknown): unknown {
    if (value === undefined || value === null)
      throw new TypeError('Object.setPrototypeOf called on null or undefined');
    if (!isObject(prototype) && prototype !== null) {
      throw new TypeError(`Object prototype may only be an Object or null: ${describe(prototype)}`);
    }
    if (isObject(value) && !setPrototype(value, prototype)) throwPrototypeFixed(value, prototype);
    return value;
  }

  /** ECMA-262 20.1.2.24. */
  static values(value: unknown): unknown[] {
    const object = toObject(value);
    const keys = ownKeys(object);
    const out: unknown[] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === 'string' && isOwnEnumerable(object, key)) {
        out.push(trust<Record<string, unknown>>(object)[key]);
      }
    }
    return out;
  }

  hasOwnProperty(this: unknown, name: unknown): boolean {
    const key = toPropertyKey(name);
    return hasOwnProperty(toObject(this), key);
  }

  isPrototypeOf(this: unknown, value: unknown): boolean {
    if (!isObject(value)) return false;
    const self = toObject(this);
    for (let link = getPrototype(value); link !== null; link = getPrototype(link))
      if (link === self) return true;
    return false;
  }

  propertyIsEnumerable(this: unknown, name: unknown): boolean {
    const key = toPropertyKey(name);
    return isOwnEnumerable(toObject(this), key);
  }

  toLocaleString(this: unknown): unknown {
    return trust<object>(this).toString();
  }

  /** ECMA-262 20.1.3.6. */
  toString(this: unknown): string {
    if (this === undefined) return '[object Undefined]';
    if (this === null) return '[object Null]';
    const tag: unknown = trust<{ [Symbol.toStringTag]?: unknown }>(this)[Symbol.toStringTag];
    return typeof tag === 'string' ? `[object ${tag}]` : `[object ${builtinTag(this)}]`;
  }

  valueOf(this: unknown): object {
    return toObject(this);
  }

  /** ECMA-262 B.2.2.1. */
  get __proto__(): unknown {
    return getPrototype(toObject(this));
  }

  set __proto__(prototype: unknown) {
    if (this === undefined || this === null)
      throw new TypeError('Object.prototype.__proto__ called on null or undefined');
    if (!isObject(this) || (!isObject(prototype) && prototype !== null)) return;
    if (!setPrototype(this, prototype)) throwPrototypeFixed(this, prototype);
  }
}

/** The tag of what has no @@toStringTag (ECMA-262 20.1.3.6 steps 4–14). */
function builtinTag(value: unknown): string {
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'function') return 'Function';
  const primitive =
    typeof value === 'object' && value !== null && isWrapper(value) ? primitiveOfWrapper(value) : value;
  if (typeof primitive === 'string') return 'String';
  if (typeof primitive === 'number') return 'Number';
  if (typeof primitive === 'boolean') return 'Boolean';
  if (value instanceof Error) return 'Error';
  if (isObject(value) && isArguments(value)) return 'Arguments';
  const tag: unknown = trust<{ $tag?: unknown }>(value).$tag;
  return typeof tag === 'string' ? tag : 'Object';
}

function defineOrThrow(target: object, key: unknown, record: ReturnType<typeof toRecord>): void {
  if (defineOwn(target, key, record)) return;
  if (getOwn(target, key) === undefined) {
    throw new TypeError(`Cannot define property ${describe(key)}, object is not extensible`);
  }
  throw new TypeError(`Cannot redefine property: ${describe(key)}`);
}

function throwPrototypeFixed(object: object, prototype: unknown): never {
  if (!isExtensible(object)) throw new TypeError(`${describe(object)} is not extensible`);
  void prototype;
  throw new TypeError('Cyclic __proto__ value');
}

/** Object.prototype.toString of any value, for other built-ins. */
export function objectText(value: unknown): string {
  return trust<string>(invoke0(ObjectGlobal.prototype.toString, value));
}
