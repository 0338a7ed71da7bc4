/**
 * Numbers that stand for a key: of function instances and abstract objects, in the keys of what they make and in the symbols of the
 * image. Unlike the order in which things are found, they stay when something else of the program changes, so that LLVM text that means
 * the same is the same (llvm/parts.ts).
 */

/** They fit the small integers of V8, since types are sorted by them. */
const LIMIT = 2 ** 30;

/** A number below 2^30 for a text; like texts have unlike ones. */
export function stableNumber(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
    high ^= high >>> 15;
  }
  return (low ^ (high >>> 7)) & (LIMIT - 1);
}

/** Gives each key a number that no other has. */
export class StableNames {
  readonly #taken = new Set<number>();

  /** The number for a key, to be asked once; the next that is free when another key has it. */
  take(key: string): number {
    let number = stableNumber(key);
    while (this.#taken.has(number)) number = (number + 1) % LIMIT;
    this.#taken.add(number);
    return number;
  }
}
