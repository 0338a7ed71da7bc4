/**
 * The memory behind all send and receive buffers of a stack: arrays of a power of two, under one limit, kept for
 * reuse when small. A connection holds memory only while it holds bytes.
 */

export const SMALLEST_RING_BYTES = 4096;
const KEPT_ARRAYS = 32;

/** Gives and takes back arrays. */
export class RingMemory {
  readonly limitBytes: number;
  /** Bytes in the hands of connections. */
  usedBytes = 0;
  #smallest: Uint8Array[] = [];

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  /** An array of `size` bytes (a power of two from 4,096 on) with anything in it; `undefined` over the limit. */
  acquire(size: number): Uint8Array | undefined {
    if (this.usedBytes + size > this.limitBytes) return undefined;
    this.usedBytes += size;
    if (size === SMALLEST_RING_BYTES) {
      const kept = this.#smallest.pop();
      if (kept !== undefined) return kept;
    }
    return new Uint8Array(size);
  }

  /** Takes an array back. */
  release(bytes: Uint8Array): void {
    this.usedBytes -= bytes.length;
    if (bytes.length === SMALLEST_RING_BYTES && this.#smallest.length < KEPT_ARRAYS) {
      this.#smallest.push(bytes);
    }
  }
}
