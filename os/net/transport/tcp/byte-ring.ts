/**
 * A ring of bytes that grows by doubling up to a limit, and gives its memory back when told to. Positions are
 * offsets from the oldest byte. The send buffer and the reassembly both stand on it.
 */

import { copyBytes } from '../../wire/bytes.ts';
import { type RingMemory, SMALLEST_RING_BYTES } from './ring-memory.ts';

const NO_BYTES = new Uint8Array(0);

/** Who calls keeps count of which bytes are filled. */
export class ByteRing {
  /** The memory; empty while the ring holds none. */
  bytes: Uint8Array = NO_BYTES;
  /** Index into `bytes` of offset 0. */
  head = 0;
  #memory: RingMemory;

  constructor(memory: RingMemory) {
    this.#memory = memory;
  }

  /**
   * Makes offsets 0 … `needed` - 1 usable, keeping the first `kept` bytes. `false`: no memory, nothing changed.
   */
  reserve(needed: number, kept: number): boolean {
    const old = this.bytes;
    if (needed <= old.length) return true;
    let size = SMALLEST_RING_BYTES;
    while (size < needed) size *= 2;
    const grown = this.#memory.acquire(size);
    if (grown === undefined) return false;
    if (kept > 0) this.read(0, grown, 0, kept);
    if (old.length > 0) this.#memory.release(old);
    this.bytes = grown;
    this.head = 0;
    return true;
  }

  /** Stores `length` bytes at `offset`; the place is reserved. */
  write(offset: number, source: Uint8Array, start: number, length: number): void {
    const bytes = this.bytes;
    const at = (this.head + offset) & (bytes.length - 1);
    const first = Math.min(length, bytes.length - at);
    copyBytes(bytes, at, source, start, first);
    if (first < length) copyBytes(bytes, 0, source, start + first, length - first);
  }

  /** Copies `length` bytes from `offset` into `target`. */
  read(offset: number, target: Uint8Array, start: number, length: number): void {
    const bytes = this.bytes;
    const at = (this.head + offset) & (bytes.length - 1);
    const first = Math.min(length, bytes.length - at);
    copyBytes(target, start, bytes, at, first);
    if (first < length) copyBytes(target, start + first, bytes, 0, length - first);
  }

  /** Forgets the oldest `count` bytes. */
  consume(count: number): void {
    this.head = (this.head + count) & (this.bytes.length - 1);
  }

  /** Gives the memory back. */
  free(): void {
    if (this.bytes.length === 0) return;
    this.#memory.release(this.bytes);
    this.bytes = NO_BYTES;
    this.head = 0;
  }
}
