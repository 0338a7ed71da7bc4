/**
 * Which connection's deadline comes first: a binary heap that is lazy in the direction that matters. Nearly every
 * segment moves a deadline to later, and that costs nothing here: the entry keeps its old place and is sorted in
 * again when that comes up. Only an earlier deadline moves the entry at once.
 */

/** What the queue sorts. The last two fields belong to the queue. */
export interface Timed {
  /** When it wants to be called, or Infinity. */
  deadlineMs: number;
  /** Its place in the heap, -1: not in it. */
  heapIndex: number;
  /** The deadline by which it is sorted: never later than `deadlineMs`. */
  heapMs: number;
}

/** A queue of deadlines. */
export class DeadlineQueue<T extends Timed> {
  #heap: T[] = [];

  /** `item.deadlineMs` has changed. */
  update(item: T): void {
    const deadlineMs = item.deadlineMs;
    if (item.heapIndex < 0) {
      if (deadlineMs === Infinity) return;
      item.heapIndex = this.#heap.length;
      item.heapMs = deadlineMs;
      this.#heap.push(item);
      this.#up(item.heapIndex);
    } else if (deadlineMs < item.heapMs) {
      item.heapMs = deadlineMs;
      this.#up(item.heapIndex);
    }
  }

  /** Takes out an item that is due at `nowMs`, or answers `undefined`. */
  takeDue(nowMs: number): T | undefined {
    while (this.#heap.length > 0 && this.#heap[0].heapMs <= nowMs) {
      const item = this.#heap[0];
      if (item.deadlineMs <= nowMs) {
        this.remove(item);
        return item;
      }
      this.#resort(item);
    }
    return undefined;
  }

  /** The earliest deadline, or Infinity. */
  nextMs(): number {
    while (this.#heap.length > 0) {
      const item = this.#heap[0];
      if (item.heapMs >= item.deadlineMs) return item.heapMs;
      this.#resort(item);
    }
    return Infinity;
  }

  /** Takes an item out wherever it is. */
  remove(item: T): void {
    const index = item.heapIndex;
    if (index < 0) return;
    item.heapIndex = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === item) return;
    this.#heap[index] = last;
    last.heapIndex = index;
    this.#up(index);
    this.#down(last.heapIndex);
  }

  /** The first item's deadline is later than its place says. */
  #resort(item: T): void {
    if (item.deadlineMs === Infinity) {
      this.remove(item);
      return;
    }
    item.heapMs = item.deadlineMs;
    this.#down(0);
  }

  #up(start: number): void {
    const heap = this.#heap;
    let index = start;
    const item = heap[index];
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (heap[parent].heapMs <= item.heapMs) break;
      heap[index] = heap[parent];
      heap[index].heapIndex = index;
      index = parent;
    }
    heap[index] = item;
    item.heapIndex = index;
  }

  #down(start: number): void {
    const heap = this.#heap;
    let index = start;
    const item = heap[index];
    while (true) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1].heapMs < heap[child].heapMs) child++;
      if (heap[child].heapMs >= item.heapMs) break;
      heap[index] = heap[child];
      heap[index].heapIndex = index;
      index = child;
    }
    heap[index] = item;
    item.heapIndex = index;
  }
}
