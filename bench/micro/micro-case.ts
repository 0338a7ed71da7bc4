/** What a micro-benchmark is: work that takes V8 between one and ten milliseconds. */

/** One row of the table. */
export interface MicroCase {
  readonly name: string;
  /** Does the work once; a number that depends on all of it, which must be the same everywhere. */
  readonly run: () => number;
}

/** A hash of a text's length and every so many characters of it: reads the text without that being the work. */
export function sampleOf(text: string): number {
  let hash = text.length;
  const step = Math.max(1, text.length >> 4);
  for (let i = 0; i < text.length; i += step) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  return hash;
}

/** Words of three to nine letters, the same in every run. */
export function makeWords(count: number): string[] {
  let seed = 12345;
  const next = (limit: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % limit;
  };
  return Array.from({ length: count }, () => {
    let word = '';
    for (let i = next(7) + 3; i > 0; i--) word += String.fromCharCode(97 + next(26));
    return word;
  });
}
