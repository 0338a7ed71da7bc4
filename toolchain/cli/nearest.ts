/**
 * The valid name a typing error was meant to be. Used by every list of names that a user types one of.
 */
import { Problem } from '../problem.ts';

/** The candidate nearest to what was typed, or undefined when none is near enough to be meant. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const word = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const name = candidate.toLowerCase();
    const isBeginning = word.length >= 2 && (name.startsWith(word) || word.startsWith(name));
    const distance = isBeginning ? 1 : editDistance(word, name);
    if (distance < bestDistance && distance < Math.max(word.length, name.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `typed` as one of `names`, else a Problem that says which one was probably meant. `what` as in "target". */
export function oneOf<Name extends string>(what: string, typed: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === typed);
  if (found !== undefined) return found;
  const near = nearest(typed, names);
  const list = names.join(', ');
  throw new Problem(
    `unknown ${what} '${typed}'`,
    near === undefined ? `one of: ${list}` : `did you mean '${near}'? (${list})`,
  );
}

/** Insertions, deletions, replacements and swaps of neighbours between two words. O(a · b). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [[...Array(b.length + 1).keys()]];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
