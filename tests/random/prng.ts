/** The generator of random numbers behind all random programs: the same seed makes the same program everywhere. */

/** Mulberry32: 32 bits of state. */
export class Prng {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
    // Neighbouring seeds begin alike.
    for (let i = 0; i < 4; i++) this.below(2);
  }

  /** A whole number from 0 to a limit, exclusive. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** True with a probability in percent. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of a list that isn't empty. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** So many results of a function; between the bounds, inclusive. */
  times<Item>(from: number, to: number, make: (index: number) => Item): Item[] {
    return Array.from({ length: from + this.below(to - from + 1) }, (_, index) => make(index));
  }
}
