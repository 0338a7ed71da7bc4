/** Map (ECMA-262 24.1), over the table of hash-table.ts. */
import { trust } from '../../unsafe.ts';
import { requireCallable } from '../array/callbacks.ts';
import { invoke } from '../core/calls.ts';
import { IteratorGlobal } from '../iterator/iterator.ts';
import { iteratorResult } from '../iterator/result.ts';
import type { Generation } from './generation.ts';
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
    const cursor = new TableCursor<K>(table);
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

  // What `for (… of map)` walks by, without an iterator (toolchain/compiler/llvm/select/iteration.ts): an index, and the
  // generation in which it is right.

  $generation(): Generation {
    return this.#table.generation;
  }

  /** The index of the next entry from `index` on, or -1. */
  $nextFrom(index: number, generation: Generation): number {
    return this.#table.nextFrom(index, generation);
  }

  $at(index: number): [K, V] {
    return [this.#table.keyAt(index), this.#table.valueAt(index)];
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
  /** Of the entry that was reached. */
  #index = 0;
  /** Undefined once exhausted. */
  #cursor: TableCursor<K> | undefined;

  constructor(table: HashTable<K, V>, mode: number) {
    super();
    this.#table = table;
    this.#mode = mode;
    this.#cursor = new TableCursor<K>(table);
  }

  next(): IteratorResult<R, undefined> {
    return this.$advance() ? iteratorResult<R>(this.$taken(), false) : iteratorResult<R>(undefined, true);
  }

  $advance(): boolean {
    const cursor = this.#cursor;
    if (cursor === undefined) return false;
    this.#index = cursor.next();
    if (this.#index >= 0) return true;
    this.#cursor = undefined;
    return false;
  }

  $taken(): R {
    const table = this.#table;
    const index = this.#index;
    if (this.#mode === KEYS) return trust<R>(table.keyAt(index));
    if (this.#mode === VALUES) return trust<R>(table.valueAt(index));
    return trust<R>([table.keyAt(index), table.valueAt(index)]);
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
