/** Repeatable randomness for tests: xorshift128 from a seed. Never for a real machine. */

import type { Entropy } from '../entropy.ts';

export class SeededEntropy implements Entropy {
  #x: number;
  #y = 0x9068ffff;
  #z = 0x464fffff;
  #w = 0x11223344;

  constructor(seed: number) {
    this.#x = (seed ^ 0x75bcd15) | 0;
    for (let i = 0; i < 16; i++) this.next32();
  }

  /** 0 … 2^32 - 1 */
  next32(): number {
    const t = this.#x ^ (this.#x << 11);
    this.#x = this.#y;
    this.#y = this.#z;
    this.#z = this.#w;
    this.#w = this.#w ^ (this.#w >>> 19) ^ t ^ (t >>> 8);
    return this.#w >>> 0;
  }

  /** 0 … `limit` - 1 */
  below(limit: number): number {
    return this.next32() % limit;
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next32() < probability * 4294967296;
  }

  fill(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.next32();
  }
}
