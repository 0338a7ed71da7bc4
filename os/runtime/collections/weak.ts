/**
 * WeakMap, WeakSet, WeakRef and FinalizationRegistry (ECMA-262 24.3, 24.4, 26.1, 26.2). For now what they hold is held
 * strongly: nothing that they were given is ever collected while they live, and no finalizer is ever called, which the
 * specification allows. The collector's ephemerons (os/memory/weak.ts) are to take their place.
 */
import { keyOfRegistered } from '../symbol/registry.ts';
import { HashTable, KeyTable } from './hash-table.ts';

/** CanBeHeldWeakly (ECMA-262 9.14): objects, and symbols that nobody can make again. */
function canBeHeldWeakly(value: unknown): boolean {
  if (typeof value === 'symbol') return keyOfRegistered(value) === undefined;
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export class WeakMapGlobal<K extends WeakKey, V> {
  readonly #table = new HashTable<K, V>();

  constructor(entries?: Iterable<readonly [K, V]> | null) {
    if (entries === undefined || entries === null) return;
    for (const entry of entries) {
      if (typeof entry !== 'object' || entry === null)
        throw new TypeError(`Iterator value ${entry} is not an entry object`);
      this.set(entry[0], entry[1]);
    }
  }

  delete(key: K): boolean {
    return this.#table.delete(key);
  }

  get(key: K): V | undefined {
    const index = this.#table.find(key);
    return index < 0 ? undefined : this.#table.valueAt(index);
  }

  has(key: K): boolean {
    return this.#table.find(key) >= 0;
  }

  set(key: K, value: V): this {
    if (!canBeHeldWeakly(key)) throw new TypeError(`Invalid value used as weak map key`);
    this.#table.set(key, value);
    return this;
  }

  get [Symbol.toStringTag](): string {
    return 'WeakMap';
  }
}

export class WeakSetGlobal<T extends WeakKey> {
  readonly #table = new KeyTable<T>();

  constructor(values?: Iterable<T> | null) {
    if (values === undefined || values === null) return;
    for (const value of values) this.add(value);
  }

  add(value: T): this {
    if (!canBeHeldWeakly(value)) throw new TypeError(`Invalid value used in weak set`);
    this.#table.add(value);
    return this;
  }

  delete(value: T): boolean {
    return this.#table.delete(value);
  }

  has(value: T): boolean {
    return this.#table.find(value) >= 0;
  }

  get [Symbol.toStringTag](): string {
    return 'WeakSet';
  }
}

export class WeakRefGlobal<T extends WeakKey> {
  readonly #target: T;

  constructor(target: T) {
    if (!canBeHeldWeakly(target)) throw new TypeError('WeakRef: target must be an object');
    this.#target = target;
  }

  deref(): T | undefined {
    return this.#target;
  }

  get [Symbol.toStringTag](): string {
    return 'WeakRef';
  }
}

export class FinalizationRegistryGlobal<T> {
  constructor(cleanup: (held: T) => void) {
    if (typeof cleanup !== 'function') throw new TypeError('FinalizationRegistry: cleanup must be callable');
  }

  register(target: WeakKey, held: T, _token?: WeakKey): void {
    if (!canBeHeldWeakly(target))
      throw new TypeError('FinalizationRegistry.prototype.register: invalid target');
    if (Object.is(target, held)) {
      throw new TypeError('FinalizationRegistry.prototype.register: target and holdings must not be same');
    }
  }

  unregister(_token: WeakKey): boolean {
    return false;
  }

  get [Symbol.toStringTag](): string {
    return 'FinalizationRegistry';
  }
}
