/**
 * A binary min-heap of things that are due at a time, oldest insertion first among equals.
 *
 * The heap knows nothing about timers: an entry carries its deadline, the order in which it was inserted and its
 * own index in the heap, so that removing or rescheduling one costs O(log n) without a search.
 * Called by `timers.ts` only.
 */

/** What the heap needs of an entry. `heapIndex` belongs to the heap: -1 means "not in a heap". */
export interface HeapEntry {
  deadlineMs: number;
  sequence: number;
  heapIndex: number;
}

/** A min-heap by (`deadlineMs`, `sequence`). Insert, remove and take are O(log n), `peek` O(1). */
export class DeadlineHeap<T extends HeapEntry> {
  readonly #entries: T[] = [];

  /** How many entries are queued. */
  get size(): number {
    return this.#entries.length;
  }

  /** The entry that is due first, or `undefined` when the heap is empty. */
  peek(): T | undefined {
    return this.#entries[0];
  }

  /** Inserts `entry`, which must not be in any heap. */
  insert(entry: T): void {
    entry.heapIndex = this.#entries.length;
    this.#entries.push(entry);
    this.#siftUp(entry.heapIndex);
  }

  /** Removes `entry`; does nothing when it isn't queued. */
  remove(entry: T): void {
    const index = entry.heapIndex;
    if (index < 0) return;
    entry.heapIndex = -1;
    const last = this.#entries.pop();
    if (last === undefined || last === entry) return;
    this.#entries[index] = last;
    last.heapIndex = index;
    this.#siftUp(index);
    this.#siftDown(last.heapIndex);
  }

  #siftUp(start: number): void {
    const entries = this.#entries;
    const entry = entries[start] as T;
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = entries[parentIndex] as T;
      if (!isBefore(entry, parent)) break;
      entries[index] = parent;
      parent.heapIndex = index;
      index = parentIndex;
    }
    entries[index] = entry;
    entry.heapIndex = index;
  }

  #siftDown(start: number): void {
    const entries = this.#entries;
    const size = entries.length;
    const entry = entries[start] as T;
    let index = start;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= size) break;
      let child = entries[childIndex] as T;
      if (childIndex + 1 < size) {
        const right = entries[childIndex + 1] as T;
        if (isBefore(right, child)) {
          child = right;
          childIndex += 1;
        }
      }
      if (!isBefore(child, entry)) break;
      entries[index] = child;
      child.heapIndex = index;
      index = childIndex;
    }
    entries[index] = entry;
    entry.heapIndex = index;
  }
}

function isBefore(left: HeapEntry, right: HeapEntry): boolean {
  if (left.deadlineMs !== right.deadlineMs) return left.deadlineMs < right.deadlineMs;
  return left.sequence < right.sequence;
}
