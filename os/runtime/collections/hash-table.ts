/**
 * The insertion-ordered hash table under Map and Set.
 *
 *   hashes  [h0, h1, -1, h3, …]   one an entry, in order of insertion; -1: the entry was deleted
 *   keys, values                  parallel to hashes
 *   slots   [0, 3, 0, 1, …]       open addressing, linear probing, a power of two long: entry index + 1, or 0
 *
 * A deleted entry stays where it is until the table is rebuilt, so probing passes it and iterators stay valid. When it is
 * rebuilt (or cleared) entries move: the table then starts a new Generation and the old one says how, so that an iterator
 * that slept can catch up; generations that no iterator holds are garbage at once.
 */
import { trust } from '../../unsafe.ts';
import { hashOfKey, isSameKey } from './hash.ts';

const DELETED = -1;
const FIRST_SLOTS = 8;

/** A span of time in which entries didn't move. */
export class Generation {
  /** Set when entries moved: what came after, */
  next: Generation | undefined = undefined;
  /** and the indices of the entries that were dropped, ascending; undefined when all were. */
  dropped: number[] | undefined = undefined;
}

export class HashTable<K, V> {
  #hashes: number[] = [];
  #keys: K[] = [];
  #values: V[] = [];
  #slots: number[] = [0, 0, 0, 0, 0, 0, 0, 0];
  #live = 0;
  #generation = new Generation();

  /** How many entries there are. */
  get size(): number {
    return this.#live;
  }

  /** For iterators: how many entry indices there are, deleted ones included. */
  get entryCount(): number {
    return this.#hashes.length;
  }

  /** For iterators: changes when entries move. */
  get generation(): Generation {
    return this.#generation;
  }

  /** Is the entry at an index there (not deleted)? */
  isLive(index: number): boolean {
    return (this.#hashes[index] as number) >= 0;
  }

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
    return this.#findHashed(key, hashOfKey(key));
  }

  #findHashed(key: K, hash: number): number {
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] as number) - 1;
      if (entry < 0) return -1;
      if (hashes[entry] === hash && isSameKey(this.#keys[entry], key)) return entry;
    }
  }

  /** Adds or overwrites. -0 becomes +0. */
  set(key: K, value: V): void {
    const hash = hashOfKey(key);
    const found = this.#findHashed(key, hash);
    if (found >= 0) {
      this.#values[found] = value;
      return;
    }
    if ((this.#hashes.length + 1) * 4 > this.#slots.length * 3) this.#rebuild();
    const entry = this.#hashes.length;
    this.#hashes.push(hash);
    this.#keys.push(trust<unknown>(key) === 0 ? trust<K>(0) : key);
    this.#values.push(value);
    this.#live++;
    this.#place(hash, entry);
  }

  /** Removes; was it there? */
  delete(key: K): boolean {
    const entry = this.find(key);
    if (entry < 0) return false;
    this.#hashes[entry] = DELETED;
    this.#keys[entry] = trust<K>(undefined);
    this.#values[entry] = trust<V>(undefined);
    this.#live--;
    return true;
  }

  clear(): void {
    if (this.#hashes.length === 0) return;
    this.#hashes = [];
    this.#keys = [];
    this.#values = [];
    this.#slots = [0, 0, 0, 0, 0, 0, 0, 0];
    this.#live = 0;
    this.#startGeneration(undefined);
  }

  /** The index that an iterator's index in `from` has become in the current generation. */
  catchUp(index: number, from: Generation): number {
    let position = index;
    for (let old = from; old.next !== undefined; old = old.next) {
      const dropped = old.dropped;
      if (dropped === undefined) position = 0;
      else {
        let below = 0;
        while (below < dropped.length && (dropped[below] as number) < position) below++;
        position -= below;
      }
    }
    return position;
  }

  #place(hash: number, entry: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = entry + 1;
  }

  /** Drops deleted entries and makes the slots as many as the live ones need. */
  #rebuild(): void {
    let slotCount = FIRST_SLOTS;
    while ((this.#live + 1) * 2 > slotCount) slotCount *= 2;
    if (this.#live < this.#hashes.length) this.#compact();
    const slots = new Array<number>(slotCount);
    for (let i = 0; i < slotCount; i++) slots[i] = 0;
    this.#slots = slots;
    for (let i = 0; i < this.#hashes.length; i++) this.#place(this.#hashes[i] as number, i);
  }

  #compact(): void {
    const hashes = this.#hashes;
    const dropped: number[] = [];
    let to = 0;
    for (let from = 0; from < hashes.length; from++) {
      if ((hashes[from] as number) < 0) {
        dropped.push(from);
        continue;
      }
      hashes[to] = hashes[from] as number;
      this.#keys[to] = trust<K>(this.#keys[from]);
      this.#values[to] = trust<V>(this.#values[from]);
      to++;
    }
    hashes.length = to;
    this.#keys.length = to;
    this.#values.length = to;
    this.#startGeneration(dropped);
  }

  #startGeneration(dropped: number[] | undefined): void {
    const next = new Generation();
    this.#generation.dropped = dropped;
    this.#generation.next = next;
    this.#generation = next;
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
    if (table.generation !== this.#generation) {
      this.#index = table.catchUp(this.#index, this.#generation);
      this.#generation = table.generation;
    }
    let index = this.#index;
    const count = table.entryCount;
    while (index < count && !table.isLive(index)) index++;
    this.#index = index + 1;
    return index < count ? index : -1;
  }
}
