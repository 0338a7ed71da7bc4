/** The suite's generator: a linear congruential one of 16 bits, so that every language sees the same numbers. */
export class Random {
  #seed = 74755;

  /** The next number, 0 to 65535. */
  next(): number {
    this.#seed = (this.#seed * 1309 + 13849) & 0xffff;
    return this.#seed;
  }
}
