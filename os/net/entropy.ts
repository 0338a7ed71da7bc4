/**
 * Randomness as an argument. Sequence numbers, ports and transaction numbers must not be guessable, so the
 * implementation has to be a cryptographic generator on a real machine; tests give a seeded one.
 */

/** A source of random bytes. */
export interface Entropy {
  /** Overwrites all of `bytes` with random values. Never blocks, never fails. */
  fill(bytes: Uint8Array): void;
}

/** Draws 32-bit numbers from an `Entropy` without allocating for each. */
export class RandomSource {
  #entropy: Entropy;
  #block: Uint8Array;
  #used: number;

  constructor(entropy: Entropy) {
    this.#entropy = entropy;
    this.#block = new Uint8Array(64);
    this.#used = 64;
  }

  /** A uniform number from 0 to 2^32 - 1. */
  next32(): number {
    if (this.#used + 4 > this.#block.length) {
      this.#entropy.fill(this.#block);
      this.#used = 0;
    }
    const at = this.#used;
    const block = this.#block;
    const value = ((block[at] << 24) | (block[at + 1] << 16) | (block[at + 2] << 8) | block[at + 3]) >>> 0;
    // What was handed out must not lie around in memory.
    block.fill(0, at, at + 4);
    this.#used = at + 4;
    return value;
  }

  /** A number from 0 to `limit` - 1; `limit` from 1 to 2^24 (the bias is below 1 in 256 there). */
  below(limit: number): number {
    return this.next32() % limit;
  }
}
