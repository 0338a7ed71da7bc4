/**
 * Which seeds share an image. Types of what the run time shares are the joins over all programs of an image, so that what a program alone shows can
 * hide in a batch: one of so many has an image of its own. The rest can't: it would cost twenty times as much.
 */

/** A program alone takes as much processor time as some twenty in a batch. */
const ALONE_EVERY = 500;

/** The groups of `count` seeds from `first` on: runs of up to `batch` neighbours, and single ones. */
export function groupSeeds(first: number, count: number, batch: number): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (let from = first; from < first + count; from += batch) {
    const seeds = Array.from({ length: Math.min(batch, first + count - from) }, (_, i) => from + i);
    const together = seeds.filter((seed) => !isAlone(seed));
    if (together.length > 0) groups.push(together);
    for (const seed of seeds) if (isAlone(seed)) groups.push([seed]);
  }
  return groups;
}

function isAlone(seed: number): boolean {
  return seed % ALONE_EVERY === 0;
}
