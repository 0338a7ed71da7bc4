/**
 * Where entries of a hash table are found by their hashes, and how they moved: what doesn't depend on keys and values. In an image all tables
 * share its code. Replaced in tests under Node.
 *
 *   one block of raw memory:
 *     slots    u64 each, a power of two of them: hash << 32 | entry index + 1, or 0; open addressing, linear probing
 *     hashes   u32 each, one an entry, in order of insertion; 0: the entry was deleted
 *
 * A deleted entry stays where it is until the table is rebuilt, so probing passes it and iterators stay valid. When it is
 * rebuilt (or cleared) entries move: the table then starts a new Generation and the old one says how, so that an iterator
 * that slept can catch up; generations that no iterator holds are garbage at once.
 */
import { RAW_BYTES } from '../../../toolchain/compiler/layout/objects.ts';
import { allocateRaw } from '../../memory/heap.ts';
import {
  addressOf,
  copyMemory,
  type i32,
  load32,
  load64,
  objectAt,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../unsafe.ts';
import { throwRangeError } from '../core/errors.ts';
import { Generation } from './generation.ts';

const FIRST_SLOTS = 8;
const SLOT_BYTES = 8;
const HASH_BYTES = 4;
const ENTRY_MASK = 0xffff_ffff;

export class HashIndex {
  /** The block, undefined as long as there is no entry. */
  #block: unknown = undefined;
  #slotCount: usize = 0;
  #entryCount: usize = 0;
  #live: usize = 0;
  /** Undefined as long as nobody has asked for it. */
  #generation: Generation | undefined = undefined;

  /** How many entries there are. */
  get size(): number {
    const live: i32 = this.#live;
    return live as number;
  }

  /** For iterators: how many entry indices there are, deleted ones included. */
  get entryCount(): number {
    const count: i32 = this.#entryCount;
    return count as number;
  }

  /** For iterators: changes when entries move. */
  get generation(): Generation {
    this.#generation ??= new Generation();
    return this.#generation;
  }

  /** The first entry that is there (not deleted) from an index on, which was right in the generation `since`; -1: none. */
  nextFrom(index: number, since: Generation): number {
    const count: i32 = this.#entryCount;
    let at: i32 = this.#generation === since ? index : since.catchUp(index);
    if (at >= count) return -1;
    const hashes: usize = this.#hashes();
    while (at < count && load32(hashes + at * HASH_BYTES) === 0) at += 1;
    return at < count ? (at as number) : -1;
  }

  /** The first entry with this hash, or -1. Others may have it, too: the caller compares keys. */
  protected entryOf(hash: u32): number {
    if (this.#entryCount === 0) return -1;
    return this.#seek(hash, hash);
  }

  /** The next entry with the hash of `entry`, or -1. */
  protected entryAfter(entry: usize): number {
    const hash: u32 = load32(this.#hashes() + entry * HASH_BYTES);
    const slots: usize = this.#slots();
    const mask: usize = this.#slotCount - 1;
    let slot: usize = hash & mask;
    while ((load64(slots + slot * SLOT_BYTES) & ENTRY_MASK) !== entry + 1) slot = (slot + 1) & mask;
    return this.#seek(hash, slot + 1);
  }

  #seek(hash: u32, from: usize): number {
    const slots: usize = this.#slots();
    const mask: usize = this.#slotCount - 1;
    let slot: usize = from & mask;
    while (true) {
      const word: u64 = load64(slots + slot * SLOT_BYTES);
      if (word === 0) return -1;
      if (word >> 32 === hash) {
        const entry: i32 = word & ENTRY_MASK;
        return (entry - 1) as number;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Is there no room for another entry? */
  protected isFull(): boolean {
    return (this.#entryCount + 1) * 4 > this.#slotCount * 3;
  }

  /** Appends an entry; there must be room. */
  protected append(hash: u32): void {
    const entry: usize = this.#entryCount;
    store32(this.#hashes() + entry * HASH_BYTES, hash);
    this.#entryCount = entry + 1;
    this.#live += 1;
    this.#place(hash, entry);
  }

  #place(hash: u64, entry: u64): void {
    const slots: usize = this.#slots();
    const mask: usize = this.#slotCount - 1;
    let slot: usize = hash & mask;
    while (load64(slots + slot * SLOT_BYTES) !== 0) slot = (slot + 1) & mask;
    store64(slots + slot * SLOT_BYTES, (hash << 32) | (entry + 1));
  }

  /** Deletes an entry. Its slot stays: no key has the hash 0, and nobody is found in it. */
  protected forget(entry: usize): void {
    const hashes: usize = this.#hashes();
    const hash: u32 = load32(hashes + entry * HASH_BYTES);
    const slots: usize = this.#slots();
    const mask: usize = this.#slotCount - 1;
    let slot: usize = hash & mask;
    while ((load64(slots + slot * SLOT_BYTES) & ENTRY_MASK) !== entry + 1) slot = (slot + 1) & mask;
    store64(slots + slot * SLOT_BYTES, entry + 1);
    store32(hashes + entry * HASH_BYTES, 0);
    this.#live -= 1;
  }

  /** Drops deleted entries and makes the slots as many as the live ones need; the indices of what was dropped, ascending. */
  protected rebuild(): number[] {
    const dropped: number[] = [];
    const old: usize = this.#entryCount === 0 ? 0 : this.#hashes();
    let slotCount: usize = FIRST_SLOTS;
    while ((this.#live + 1) * 2 > slotCount) slotCount = slotCount * 2;
    const block: usize = allocateRaw(slotCount * SLOT_BYTES + (slotCount / 4) * 3 * HASH_BYTES);
    if (block === 0) throwRangeError('Map maximum size exceeded');
    const hashes: usize = block + RAW_BYTES + slotCount * SLOT_BYTES;
    let kept: usize = 0;
    if (this.#live === this.#entryCount) {
      kept = this.#live;
      if (kept !== 0) copyMemory(hashes, old, kept * HASH_BYTES);
    } else {
      for (let entry: usize = 0; entry < this.#entryCount; entry++) {
        const hash: u32 = load32(old + entry * HASH_BYTES);
        if (hash === 0) dropped.push(entry as number);
        else {
          store32(hashes + kept * HASH_BYTES, hash);
          kept += 1;
        }
      }
    }
    this.#block = objectAt<unknown>(block);
    this.#slotCount = slotCount;
    this.#entryCount = kept;
    for (let entry: usize = 0; entry < kept; entry++) this.#place(load32(hashes + entry * HASH_BYTES), entry);
    if (dropped.length > 0) this.#generation = this.#generation?.end(dropped);
    return dropped;
  }

  protected forgetAll(): void {
    this.#block = undefined;
    this.#slotCount = 0;
    this.#entryCount = 0;
    this.#live = 0;
    this.#generation = this.#generation?.end(undefined);
  }

  #slots(): usize {
    return addressOf(this.#block) + RAW_BYTES;
  }

  #hashes(): usize {
    return addressOf(this.#block) + RAW_BYTES + this.#slotCount * SLOT_BYTES;
  }
}
