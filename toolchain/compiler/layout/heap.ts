/**
 * What compiled code knows of the heap (os/memory): where the free lists are, and which of them a size is taken from. So an object of a
 * known size is made in the place that needs it (llvm/select/allocate.ts), and only an empty list is a call.
 *
 *   free cell: +0 u64 0   +8 ptr next free cell of the class, or 0   the rest is whatever was there
 */

/** The table of the heads of the free lists, CLASS_COUNT pointers, each 0 when the list is empty. */
export const FREE_LISTS_SYMBOL = 'importos_free_lists';
export const CLASS_COUNT = 29;
/** What is larger has a span of its own. */
export const SMALL_MAX = 5120;
/** In a free cell: the next one. */
export const FREE_NEXT = 8;

/** A byte that isn't 0 while a marking is under way: then what overwrites a pointer must mark what it pointed to (os/memory/barrier.ts). */
export const MARKING_SYMBOL = 'importos_marking';

/** What `importos.config.ts` says of the heap, as words of the image: one of the COLLECT_…, and a bound in bytes or 0. */
export const COLLECTION_SYMBOL = 'importos_collection';
export const HEAP_BOUND_SYMBOL = 'importos_heap_bound';
export const COLLECT_STEPS = 0;
export const COLLECT_AT_ONCE = 1;
export const COLLECT_IDLE = 2;

/** The size class of a size from 1 to SMALL_MAX: as classOf in os/memory/blocks.ts, which has machine integers to do it with. */
export function sizeClassOf(sizeBytes: number): number {
  if (sizeBytes <= 128) return Math.floor((sizeBytes + 15) / 16) - 1;
  const last = sizeBytes - 1;
  const exponent = 31 - Math.clz32(last);
  return 8 + (exponent - 7) * 4 + ((last >> (exponent - 2)) & 3);
}
