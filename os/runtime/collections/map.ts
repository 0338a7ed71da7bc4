/** Map (ECMA-262 24.1), over the table of hash-table.ts. */
import { trust } from '../../unsafe.ts';
import { requireCallable } from '../array/callbacks.ts';
import { invoke } from '../core/calls.ts';
import { IteratorGlobal } from '../iterator/iterator.ts';
import { iteratorResult } from '../iterator/result.ts';
import { HashTable, TableCursor } from './hash-table.ts';

export class MapGlobal<K, V> {
  readonly #table = new HashTable<K, V>();

  constructor(entries?: Iterable<readonly [K, V]> | null) {
    if (entries === undefined || entries === null) return;
    const adder: unknown = this.set;
    const plain = adder === MapGlobal.prototype.set;
    if (typeof adder !== 'function')
      throw new TypeError(`'${adder}' returned for property 'set' of object '#<Map>' is not a function`);
    for (const entry of entries) {
      if (typeof entry !== 'object' || entry === null)
        throw new TypeError(`Iterator value ${entry} is not an entry object`);
      if (plain) this.#table.set(entry[0], entry[1]);
      else invoke(adder, this, entry[0], entry[1]);
    }
  }

  static get [Symbol.species](): unknown {
    return this;
  }

  /** ECMA-262 24.1.2.1. */
  static groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
    requireCallable(keyOf);
    const groups = new Map<K, T[]>();
    let index = 0;
    for (const item of items) {
      const key = keyOf(item, index++);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
    return groups;
  }

  get size(): number {
    return this.#table.size;
  }

  get(key: K): V | undefined {
    const table = this.#table;
    const index = table.find(key);
    return index < 0 ? undefined : table.valueAt(index);
  }

  set(key: K, value: V): this {
    this.#table.set(key, value);
    return this;
  }

  has(key: K): boolean {
    return this.#table.find(key) >= 0;
  }

  delete(key: K): boolean {
    return this.#table.delete(key);
  }

  clear(): void {
    this.#table.clear();
  }

  forEach(callback: (value: V, key: K, map: unknown) => void, thisArg?: unknown): void {
    requireCallable(callback);
    const table = this.#table;
    const cursor = new TableCursor<K, V>(table);
    for (let index = cursor.next(); index >= 0; index = cursor.next()) {
      if (thisArg === undefined) callback(table.valueAt(index), table.keyAt(index), this);
      else invoke(callback, thisArg, table.valueAt(index), table.keyAt(index), this);
    }
  }

  entries(): MapIterator<K, V, [K, V]> {
    return new MapIterator<K, V, [K, V]>(this.#table, ENTRIES);
  }

  keys(): MapIterator<K, V, K> {
    return new MapIterator<K, V, K>(this.#table, KEYS);
  }

  values(): MapIterator<K, V, V> {
    return new MapIterator<K, V, V>(this.#table, VALUES);
  }

  /** The same function as `entries`. */
  [Symbol.iterator](): MapIterator<K, V, [K, V]> {
    return new MapIterator<K, V, [K, V]>(this.#table, ENTRIES);
  }

  get [Symbol.toStringTag](): string {
    return 'Map';
  }
}

const ENTRIES = 0;
const KEYS = 1;
const VALUES = 2;

/** ECMA-262 24.1.5. */
export class MapIterator<K, V, R> extends IteratorGlobal<R> {
  readonly #table: HashTable<K, V>;
  readonly #mode: number;
  /** Undefined once exhausted. */
  #cursor: TableCursor<K, V> | undefined;

  constructor(table: HashTable<K, V>, mode: number) {
    super();
    this.#table = table;
    this.#mode = mode;
    this.#cursor = new TableCursor<K, V>(table);
  }

  next(): IteratorResult<R, undefined> {
    const cursor = this.#cursor;
    const index = cursor === undefined ? -1 : cursor.next();
    if (index < 0) {
      this.#cursor = undefined;
      return iteratorResult<R>(undefined, true);
    }
    const table = this.#table;
    if (this.#mode === KEYS) return iteratorResult<R>(trust<R>(table.keyAt(index)), false);
    if (this.#mode === VALUES) return iteratorResult<R>(trust<R>(table.valueAt(index)), false);
    return iteratorResult<R>(trust<R>([table.keyAt(index), table.valueAt(index)]), false);
  }

  override get [Symbol.toStringTag](): string {
    return 'Map Iterator';
  }

  /** Is it an iterator of `[key, value]` pairs? */
  get $isOfPairs(): boolean {
    return this.#mode === ENTRIES;
  }

  /** For inspection: what it has left, which stays there; keys and values in turn for pairs. */
  $rest(): unknown[] {
    const out: unknown[] = [];
    const cursor = this.#cursor?.copy();
    if (cursor === undefined) return out;
    for (let index = cursor.next(); index >= 0; index = cursor.next()) {
      if (this.#mode !== VALUES) out.push(this.#table.keyAt(index));
      if (this.#mode !== KEYS) out.push(this.#table.valueAt(index));
    }
    return out;
  }
}
