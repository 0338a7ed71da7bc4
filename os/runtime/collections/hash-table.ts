/**
 * The insertion-ordered hash table under Map and Set: keys and values in order of insertion, in two arrays, and the index of hash-index.ts. What
 * is done with keys is a function of their type, so that a table of strings or integers asks nothing else of them.
 */
import { trust, type u32 } from '../../unsafe.ts';
import type { Generation } from './generation.ts';
import { dropElements, hashOfKey, isSameKey } from './hash.ts';
import { HashIndex } from './hash-index.ts';

/** Keys alone: what a Set is. */
export class KeyTable<K> extends HashIndex {
  #keys: K[] = [];

  keyAt(index: number): K {
    return trust<K>(this.#keys[index]);
  }

  /** The index of the entry of `key`, or -1. */
  find(key: K): number {
    return this.findHashed(key, hashOfKey<K>(key));
  }

  protected findHashed(key: K, hash: u32): number {
    let entry = this.entryOf(hash);
    while (entry >= 0 && !isSameKey<K>(trust<K>(this.#keys[entry]), key)) entry = this.entryAfter(entry);
    return entry;
  }

  /** Adds a key unless it is there. -0 becomes +0. */
  add(key: K): void {
    const hash: u32 = hashOfKey<K>(key);
    if (this.findHashed(key, hash) < 0) this.addHashed(key, hash);
  }

  protected addHashed(key: K, hash: u32): void {
    if (this.isFull()) this.makeRoom();
    this.#keys.push(trust<unknown>(key) === 0 ? trust<K>(0) : key);
    this.append(hash);
  }

  /** The indices of the entries that it drops. */
  protected makeRoom(): readonly number[] {
    const dropped = this.rebuild();
    dropElements(this.#keys, dropped);
    return dropped;
  }

  /** Removes; was it there? */
  delete(key: K): boolean {
    const entry = this.find(key);
    if (entry < 0) return false;
    this.drop(entry);
    return true;
  }

  protected drop(entry: number): void {
    this.forget(entry);
    this.#keys[entry] = trust<K>(undefined);
  }

  clear(): void {
    if (this.entryCount === 0) return;
    this.forgetAll();
    this.#keys = [];
  }
}

/** Keys with a value each. */
export class HashTable<K, V> extends KeyTable<K> {
  #values: V[] = [];

  valueAt(index: number): V {
    return trust<V>(this.#values[index]);
  }

  setValueAt(index: number, value: V): void {
    this.#values[index] = value;
  }

  /** Adds or overwrites. -0 becomes +0. */
  set(key: K, value: V): void {
    const hash: u32 = hashOfKey<K>(key);
    const found = this.findHashed(key, hash);
    if (found >= 0) {
      this.#values[found] = value;
      return;
    }
    this.addHashed(key, hash);
    this.#values.push(value);
  }

  protected override makeRoom(): readonly number[] {
    const dropped = super.makeRoom();
    dropElements(this.#values, dropped);
    return dropped;
  }

  protected override drop(entry: number): void {
    super.drop(entry);
    this.#values[entry] = trust<V>(undefined);
  }

  override clear(): void {
    super.clear();
    this.#values = [];
  }
}

/** A position in a table that stays right while entries come and go. */
export class TableCursor<K> {
  readonly #table: KeyTable<K>;
  #generation: Generation;
  #index = 0;

  constructor(table: KeyTable<K>) {
    this.#table = table;
    this.#generation = table.generation;
  }

  /** Another cursor at the same place. */
  copy(): TableCursor<K> {
    const other = new TableCursor<K>(this.#table);
    other.#generation = this.#generation;
    other.#index = this.#index;
    return other;
  }

  /** The index of the next entry, or -1 at the end. Valid until the table is changed. */
  next(): number {
    const table = this.#table;
    const index = table.nextFrom(this.#index, this.#generation);
    this.#generation = table.generation;
    // At the end, behind all there are: more may be added.
    this.#index = index < 0 ? table.entryCount : index + 1;
    return index;
  }
}
