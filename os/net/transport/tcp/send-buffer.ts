/** What the user wrote and the peer has not acknowledged: bytes from SND.UNA on. */

import { ByteRing } from './byte-ring.ts';
import type { RingMemory } from './ring-memory.ts';

/** The send side's bytes of one connection. */
export class SendBuffer {
  /** Bytes in the buffer. */
  length = 0;
  readonly limit: number;
  #ring: ByteRing;

  /** `limit`: a power of two. */
  constructor(limit: number, memory: RingMemory) {
    this.limit = limit;
    this.#ring = new ByteRing(memory);
  }

  /** Appends what fits of bytes `start … end - 1` and returns how much that was. */
  append(bytes: Uint8Array, start: number, end: number): number {
    let count = Math.min(end - start, this.limit - this.length);
    if (count <= 0) return 0;
    if (!this.#ring.reserve(this.length + count, this.length)) {
      count = Math.min(count, this.#ring.bytes.length - this.length);
      if (count <= 0) return 0;
    }
    this.#ring.write(this.length, bytes, start, count);
    this.length = (this.length + count) | 0;
    return count;
  }

  /** Copies `length` bytes that lie `offset` behind SND.UNA into a packet. */
  copyOut(offset: number, target: Uint8Array, start: number, length: number): void {
    this.#ring.read(offset, target, start, length);
  }

  /** The first `count` bytes are acknowledged. */
  acknowledge(count: number): void {
    this.length = (this.length - count) | 0;
    if (this.length === 0) this.#ring.free();
    else this.#ring.consume(count);
  }

  /** Forgets everything. */
  clear(): void {
    this.length = 0;
    this.#ring.free();
  }
}
