/** Set (ECMA-262 24.2), with the set operations of ECMAScript 2025, over the table of hash-table.ts. */
import { trust } from '../../unsafe.ts';
import { requireCallable } from '../array/callbacks.ts';
import { invoke } from '../core/calls.ts';
import { IteratorGlobal } from '../iterator/iterator.ts';
import { iteratorResult } from '../iterator/result.ts';
import type { Generation } from './generation.ts';
import { KeyTable, TableCursor } from './hash-table.ts';
import { type SetRecord, setRecordOf } from './set-record.ts';

export class SetGlobal<T> {
  readonly #table = new KeyTable<T>();

  constructor(values?: Iterable<T> | null) {
    if (values === undefined || values === null) return;
    const adder: unknown = this.add;
    const plain = adder === SetGlobal.prototype.add;
    if (typeof adder !== 'function')
      throw new TypeError(`'${adder}' returned for property 'add' of object '#<Set>' is not a function`);
    for (const value of values) {
      if (plain) this.#table.add(value);
      else invoke(adder, this, value);
    }
  }

  static get [Symbol.species](): unknown {
    return this;
  }

  get size(): number {
    return this.#table.size;
  }

  add(value: T): this {
    this.#table.add(value);
    return this;
  }

  has(value: T): boolean {
    return this.#table.find(value) >= 0;
  }

  delete(value: T): boolean {
    return this.#table.delete(value);
  }

  clear(): void {
    this.#table.clear();
  }

  forEach(callback: (value: T, again: T, set: unknown) => void, thisArg?: unknown): void {
    requireCallable(callback);
    const table = this.#table;
    const cursor = new TableCursor<T>(table);
    for (let index = cursor.next(); index >= 0; index = cursor.next()) {
      const value = table.keyAt(index);
      if (thisArg === undefined) callback(value, value, this);
      else invoke(callback, thisArg, value, value, this);
    }
  }

  entries(): SetIterator<T, [T, T]> {
    return new SetIterator<T, [T, T]>(this.#table, PAIRS);
  }

  /** The same function as `values`. */
  keys(): SetIterator<T, T> {
    return new SetIterator<T, T>(this.#table, VALUES);
  }

  values(): SetIterator<T, T> {
    return new SetIterator<T, T>(this.#table, VALUES);
  }

  /** The same function as `values`. */
  [Symbol.iterator](): SetIterator<T, T> {
    return new SetIterator<T, T>(this.#table, VALUES);
  }

  // What `for (… of set)` walks by, without an iterator (toolchain/compiler/llvm/select/iteration.ts): an index, and the
  // generation in which it is right.

  $generation(): Generation {
    return this.#table.generation;
  }

  /** The index of the next entry from `index` on, or -1. */
  $nextFrom(index: number, generation: Generation): number {
    return this.#table.nextFrom(index, generation);
  }

  $at(index: number): T {
    return this.#table.keyAt(index);
  }

  /** ECMA-262 24.2.4.16. */
  union(other: unknown): Set<T> {
    const record: SetRecord<T> = setRecordOf<T>(other);
    const out = this.#copy();
    record.forEachKey((key) => {
      out.add(key);
      return true;
    });
    return out;
  }

  /** ECMA-262 24.2.4.9. */
  intersection(other: unknown): Set<T> {
    const record: SetRecord<T> = setRecordOf<T>(other);
    const out = new Set<T>();
    if (this.#table.size <= record.size) {
      const cursor = new TableCursor<T>(this.#table);
      for (let index = cursor.next(); index >= 0; index = cursor.next()) {
        const value = this.#table.keyAt(index);
        if (record.has(value)) out.add(value);
      }
    } else {
      record.forEachKey((key) => {
        if (this.#table.find(key) >= 0) out.add(key);
        return true;
      });
    }
    return out;
  }

  /** ECMA-262 24.2.4.5. */
  difference(other: unknown): Set<T> {
    const record: SetRecord<T> = setRecordOf<T>(other);
    const out = this.#copy();
    if (this.#table.size <= record.size) {
      const cursor = new TableCursor<T>(this.#table);
      for (let index = cursor.next(); index >= 0; index = cursor.next()) {
        const value = this.#table.keyAt(index);
        if (record.has(value)) out.delete(value);
      }
    } else {
      record.forEachKey((key) => {
        out.delete(key);
        return true;
      });
    }
    return out;
  }

  /** ECMA-262 24.2.4.15. */
  symmetricDifference(other: unknown): Set<T> {
    const record: SetRecord<T> = setRecordOf<T>(other);
    const out = this.#copy();
    record.forEachKey((key) => {
      if (this.#table.find(key) >= 0) out.delete(key);
      else out.add(key);
      return true;
    });
    return out;
  }

  /** ECMA-262 24.2.4.11. */
  isSubsetOf(other: unknown): boolean {
    const record: SetRecord<T> = setRecordOf<T>(other);
    if (this.#table.size > record.size) return false;
    const cursor = new TableCursor<T>(this.#table);
    for (let index = cursor.next(); index >= 0; index = cursor.next()) {
      if (!record.has(this.#table.keyAt(index))) return false;
    }
    return true;
  }

  /** ECMA-262 24.2.4.12. */
  isSupersetOf(other: unknown): boolean {
    const record: SetRecord<T> = setRecordOf<T>(other);
    if (this.#table.size < record.size) return false;
    return record.forEachKey((key) => this.#table.find(key) >= 0);
  }

  /** ECMA-262 24.2.4.10. */
  isDisjointFrom(other: unknown): boolean {
    const record: SetRecord<T> = setRecordOf<T>(other);
    if (this.#table.size > record.size) return record.forEachKey((key) => this.#table.find(key) < 0);
    const cursor = new TableCursor<T>(this.#table);
    for (let index = cursor.next(); index >= 0; index = cursor.next()) {
      if (record.has(this.#table.keyAt(index))) return false;
    }
    return true;
  }

  get [Symbol.toStringTag](): string {
    return 'Set';
  }

  #copy(): Set<T> {
    const out = new Set<T>();
    const cursor = new TableCursor<T>(this.#table);
    for (let index = cursor.next(); index >= 0; index = cursor.next()) out.add(this.#table.keyAt(index));
    return out;
  }
}

const PAIRS = 0;
const VALUES = 1;

/** ECMA-262 24.2.6. */
export class SetIterator<T, R> extends IteratorGlobal<R> {
  readonly #table: KeyTable<T>;
  readonly #mode: number;
  /** Of the entry that was reached. */
  #index = 0;
  /** Undefined once exhausted. */
  #cursor: TableCursor<T> | undefined;

  constructor(table: KeyTable<T>, mode: number) {
    super();
    this.#table = table;
    this.#mode = mode;
    this.#cursor = new TableCursor<T>(table);
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
    const value = this.#table.keyAt(this.#index);
    if (this.#mode === VALUES) return trust<R>(value);
    return trust<R>([value, value]);
  }

  override get [Symbol.toStringTag](): string {
    return 'Set Iterator';
  }

  /** Is it an iterator of `[value, value]` pairs? */
  get $isOfPairs(): boolean {
    return this.#mode === PAIRS;
  }

  /** For inspection: what it has left, which stays there; each value twice for pairs. */
  $rest(): unknown[] {
    const out: unknown[] = [];
    const cursor = this.#cursor?.copy();
    if (cursor === undefined) return out;
    for (let index = cursor.next(); index >= 0; index = cursor.next()) {
      const value = this.#table.keyAt(index);
      out.push(value);
      if (this.#mode === PAIRS) out.push(value);
    }
    return out;
  }
}
