/** collections/hash-index.ts under Node: a list of hashes, searched from its beginning. */
import { Generation } from '../collections/generation.ts';

const FIRST_ROOM = 6;

export class HashIndex {
  #hashes: number[] = [];
  #room = 0;
  #live = 0;
  #generation: Generation | undefined = undefined;

  get size(): number {
    return this.#live;
  }

  get entryCount(): number {
    return this.#hashes.length;
  }

  get generation(): Generation {
    this.#generation ??= new Generation();
    return this.#generation;
  }

  nextFrom(index: number, since: Generation): number {
    let at = since.catchUp(index);
    while (at < this.#hashes.length && this.#hashes[at] === 0) at++;
    return at < this.#hashes.length ? at : -1;
  }

  protected entryOf(hash: number): number {
    return this.#hashes.indexOf(hash);
  }

  protected entryAfter(entry: number): number {
    return this.#hashes.indexOf(this.#hashes[entry] as number, entry + 1);
  }

  protected isFull(): boolean {
    return this.#hashes.length >= this.#room;
  }

  protected append(hash: number): void {
    this.#hashes.push(hash);
    this.#live++;
  }

  protected forget(entry: number): void {
    this.#hashes[entry] = 0;
    this.#live--;
  }

  protected rebuild(): number[] {
    const dropped = [...this.#hashes.keys()].filter((i) => this.#hashes[i] === 0);
    this.#hashes = this.#hashes.filter((hash) => hash !== 0);
    this.#room = Math.max(FIRST_ROOM, this.#live * 2);
    if (dropped.length > 0) this.#generation = this.#generation?.end(dropped);
    return dropped;
  }

  protected forgetAll(): void {
    this.#hashes = [];
    this.#room = 0;
    this.#live = 0;
    this.#generation = this.#generation?.end(undefined);
  }
}
