/**
 * The hash of a string, over its UTF-16 code units; the compiler fills it into the strings of the image and the run time
 * computes it for the others, so both must agree. FNV-1a on units (http://www.isthe.com/chongo/tech/comp/fnv/), finished
 * by a shift so that low bits depend on all units. 0 stands for "not computed" and is never a hash.
 */

export const HASH_START = 0x811c9dc5;
export const HASH_PRIME = 0x01000193;

/** The hash of a string as the compiler computes it; os/runtime/core/strings/hash.ts is the same in machine integers. */
export function hashOfString(text: string): number {
  let hash = HASH_START;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), HASH_PRIME) >>> 0;
  }
  hash = (hash ^ (hash >>> 15)) >>> 0;
  return hash === 0 ? 1 : hash;
}
