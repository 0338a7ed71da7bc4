/**
 * List: Takeuchi's function on linked lists: recursion, allocation, walks.
 *
 * The problem is from the SOM benchmarks, as are-we-fast-yet states it; the text is ours.
 */
import { repeated } from './benchmark.ts';

class Link {
  readonly value: number;
  readonly next: Link | null;

  constructor(value: number, next: Link | null) {
    this.value = value;
    this.next = next;
  }

  get length(): number {
    return this.next === null ? 1 : 1 + this.next.length;
  }
}

function makeList(length: number): Link | null {
  return length === 0 ? null : new Link(length, makeList(length - 1));
}

function isShorter(a: Link | null, b: Link | null): boolean {
  let left = a;
  for (let right = b; right !== null; right = right.next) {
    if (left === null) return true;
    left = left.next;
  }
  return false;
}

function tail(x: Link | null, y: Link | null, z: Link | null): Link | null {
  // What is shorter than x leaves x at least one link; the optional chains of the others are what the types ask for.
  if (!isShorter(y, x)) return z;
  return tail(tail(x?.next ?? null, y, z), tail(y?.next ?? null, z, x), tail(z?.next ?? null, x, y));
}

export const list = repeated('List', () => tail(makeList(15), makeList(10), makeList(6))?.length === 10);
