/**
 * The memory behind all send and receive buffers of a stack: arrays of a power of two, under one limit, kept for
 * reuse when small. A connection holds memory only while it holds bytes.
 */

/** With its header a small object (os/memory/blocks.ts): what most connections never need more than. */
export const SMALLEST_RING_BYTES = 1024;
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

  /** An array of `size` bytes (a power of two from SMALLEST_RING_BYTES on) with anything in it; `undefined` over the limit, or when the machine
   * has no more. */
  acquire(size: number): Uint8Array | undefined {
    if (this.usedBytes + size > this.limitBytes) return undefined;
    const bytes = this.#take(size);
    if (bytes !== undefined) this.usedBytes += size;
    return bytes;
  }

  #take(size: number): Uint8Array | undefined {
    if (size === SMALLEST_RING_BYTES) {
      const kept = this.#smallest.pop();
      if (kept !== undefined) return kept;
    }
    try {
      return new Uint8Array(size);
    } catch {
      return undefined;
    }
  }

  /** Takes an array back. */
  release(bytes: Uint8Array): void {
    this.usedBytes -= bytes.length;
    if (bytes.length === SMALLEST_RING_BYTES && this.#smallest.length < KEPT_ARRAYS) {
      this.#smallest.push(bytes);
    }
  }
}
