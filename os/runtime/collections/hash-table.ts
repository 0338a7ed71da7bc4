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
import { dropElements, hashOfKey, isSameKey } from './hash.ts';

const DELETED = -1;
const FIRST_SLOTS = 8;

/** A span of time in which entries didn't move. */
export class Generation {
  /** Set when entries moved: what came after, */
  next: Generation | undefined = undefined;
  /** and the indices of the entries that were dropped, ascending; undefined when all were. */
  dropped: number[] | undefined = undefined;
}

/** What doesn't depend on keys and values: where entries are found by hash, and how they moved. In an image all tables share its code. */
class HashIndex {
  protected hashes: number[] = [];
  protected slots: number[] = [0, 0, 0, 0, 0, 0, 0, 0];
  protected live = 0;
  #generation = new Generation();

  /** How many entries there are. */
  get size(): number {
    return this.live;
  }

  /** For iterators: how many entry indices there are, deleted ones included. */
  get entryCount(): number {
    return this.hashes.length;
  }

  /** For iterators: changes when entries move. */
  get generation(): Generation {
    return this.#generation;
  }

  /** Is the entry at an index there (not deleted)? */
  isLive(index: number): boolean {
    return (this.hashes[index] as number) >= 0;
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

  /** Is there no room for another entry? */
  protected isFull(): boolean {
    return (this.hashes.length + 1) * 4 > this.slots.length * 3;
  }

  /** Appends an entry. */
  protected append(hash: number): void {
    this.hashes.push(hash);
    this.live++;
    this.#place(hash, this.hashes.length - 1);
  }

  #place(hash: number, entry: number): void {
    const slots = this.slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = entry + 1;
  }

  /** Drops deleted entries and makes the slots as many as the live ones need; the indices of what was dropped, ascending. */
  protected rebuild(): number[] {
    const dropped: number[] = [];
    for (let i = 0; i < this.hashes.length; i++) if ((this.hashes[i] as number) < 0) dropped.push(i);
    if (dropped.length > 0) {
      dropElements(this.hashes, dropped);
      this.#startGeneration(dropped);
    }
    let slotCount = FIRST_SLOTS;
    while ((this.live + 1) * 2 > slotCount) slotCount *= 2;
    const slots = new Array<number>(slotCount);
    for (let i = 0; i < slotCount; i++) slots[i] = 0;
    this.slots = slots;
    for (let i = 0; i < this.hashes.length; i++) this.#place(this.hashes[i] as number, i);
    return dropped;
  }

  protected forgetAll(): void {
    this.hashes = [];
    this.slots = [0, 0, 0, 0, 0, 0, 0, 0];
    this.live = 0;
    this.#startGeneration(undefined);
  }

  #startGeneration(dropped: number[] | undefined): void {
    const next = new Generation();
    this.#generation.dropped = dropped;
    this.#generation.next = next;
    this.#generation = next;
  }
}

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
    return this.#findHashed(key, hashOfKey(key));
  }

  #findHashed(key: K, hash: number): number {
    const slots = this.slots;
    const hashes = this.hashes;
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
    if (this.isFull()) {
      const dropped = this.rebuild();
      dropElements(this.#keys, dropped);
      dropElements(this.#values, dropped);
    }
    this.#keys.push(trust<unknown>(key) === 0 ? trust<K>(0) : key);
    this.#values.push(value);
    this.append(hash);
  }

  /** Removes; was it there? */
  delete(key: K): boolean {
    const entry = this.find(key);
    if (entry < 0) return false;
    this.hashes[entry] = DELETED;
    this.#keys[entry] = trust<K>(undefined);
    this.#values[entry] = trust<V>(undefined);
    this.live--;
    return true;
  }

  clear(): void {
    if (this.hashes.length === 0) return;
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
