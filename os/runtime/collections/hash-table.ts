/**
 * The insertion-ordered hash table under Map and Set: keys and values in order of insertion, in two arrays, and the index of hash-index.ts. What
 * is done with keys is a function of their type, so that a table of strings or integers asks nothing else of them.
 */
import { trust, type u32 } from '../../unsafe.ts';
import type { Generation } from './generation.ts';
import { dropElements, hashOfKey, isSameKey } from './hash.ts';
import { HashIndex } from './hash-index.ts';

export class HashTable<K, V> extends HashIndex {
  #keys: K[] = [];
  #values: V[] = [];

  keyAt(index: number): K {
    return trust<K>(this.#keys[index]);
  }

  valueAt(index: number): V {
    return trust<V>(this.#values[index]);
  }

  setValueAt(index: number, value: V): void {
    this.#values[index] = value;
  }

  /** The index of the entry of `key`, or -1. */
  find(key: K): number {
    return this.#findHashed(key, hashOfKey<K>(key));
  }

  #findHashed(key: K, hash: u32): number {
    let entry = this.entryOf(hash);
    while (entry >= 0 && !isSameKey<K>(trust<K>(this.#keys[entry]), key)) entry = this.entryAfter(entry);
    return entry;
  }

  /** Adds or overwrites. -0 becomes +0. */
  set(key: K, value: V): void {
    const hash: u32 = hashOfKey<K>(key);
    const found = this.#findHashed(key, hash);
    if (found >= 0) {
      this.#values[found] = value;
      return;
    }
    if (this.isFull()) this.#makeRoom();
    this.#keys.push(trust<unknown>(key) === 0 ? trust<K>(0) : key);
    this.#values.push(value);
    this.append(hash);
  }

  #makeRoom(): void {
    const dropped = this.rebuild();
    dropElements(this.#keys, dropped);
    dropElements(this.#values, dropped);
  }

  /** Removes; was it there? */
  delete(key: K): boolean {
    const entry = this.find(key);
    if (entry < 0) return false;
    this.forget(entry);
    this.#keys[entry] = trust<K>(undefined);
    this.#values[entry] = trust<V>(undefined);
    return true;
  }

  clear(): void {
    if (this.entryCount === 0) return;
    this.forgetAll();
    this.#keys = [];
    this.#values = [];
  }
}

/** A position in a table that stays right while entries come and go. */
export class TableCursor<K, V> {
  readonly #table: HashTable<K, V>;
  #generation: Generation;
  #index = 0;

  constructor(table: HashTable<K, V>) {
    this.#table = table;
    this.#generation = table.generation;
  }

  /** Another cursor at the same place. */
  copy(): TableCursor<K, V> {
    const other = new TableCursor<K, V>(this.#table);
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
