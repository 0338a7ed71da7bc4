/** A generator of pseudo-random numbers for tests: the same seed gives the same run everywhere (mulberry32). */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** An integer from 0 to 2^32 - 1. */
  word(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** A double from 0 (included) to 1 (excluded). */
  unit(): number {
    return (this.word() * 2097152 + (this.word() >>> 11)) / 9007199254740992;
  }

  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }

  /** Any finite double, its magnitude spread over all exponents. */
  double(): number {
    const view = new DataView(new ArrayBuffer(8));
    view.setUint32(0, this.word());
    view.setUint32(4, this.word());
    const value = view.getFloat64(0);
    return Number.isFinite(value) ? value : this.double();
  }
}
