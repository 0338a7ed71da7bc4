/**
 * What the peer has reported by SACK of the bytes that it has not acknowledged (RFC 2018, RFC 6675): sorted
 * ranges beyond SND.UNA. Up to 16; when there are more the news is dropped, which only costs a retransmission.
 */

import { seqDistance, seqLess, seqLessEqual, seqMax } from './sequence.ts';

const RANGE_LIMIT = 16;

/** The scoreboard of one connection. */
export class Scoreboard {
  count = 0;
  /** Bytes in all ranges. */
  sackedBytes = 0;
  readonly start: Uint32Array = new Uint32Array(RANGE_LIMIT + 1);
  readonly end: Uint32Array = new Uint32Array(RANGE_LIMIT + 1);

  /** Adds a reported block; `true` when it says something new. Blocks outside (`una`, `max`] are ignored. */
  add(left: number, right: number, una: number, max: number): boolean {
    if (!seqLess(left, right) || seqLess(left, una) || seqLess(max, right)) return false;
    let first = 0;
    while (first < this.count && seqLess(this.end[first], left)) first++;
    let last = first;
    let joinedLeft = left;
    let joinedRight = right;
    while (last < this.count && seqLessEqual(this.start[last], right)) {
      if (seqLess(this.start[last], joinedLeft)) joinedLeft = this.start[last];
      joinedRight = seqMax(joinedRight, this.end[last]);
      last++;
    }
    if (last === first + 1 && this.start[first] === joinedLeft && this.end[first] === joinedRight)
      return false;
    if (last === first && this.count >= RANGE_LIMIT) return false;
    this.#replace(first, last, joinedLeft, joinedRight);
    this.#sum();
    return true;
  }

  /** SND.UNA has moved: forgets what lies before it. */
  acknowledge(una: number): void {
    let gone = 0;
    while (gone < this.count && seqLessEqual(this.end[gone], una)) gone++;
    if (gone > 0) this.#drop(gone);
    // A peer that acknowledges into a range it reported: cut the range.
    if (this.count > 0 && seqLess(this.start[0], una)) this.start[0] = una;
    this.#sum();
  }

  /** RFC 2018 8: after a time-out the reports can't be relied on. */
  clear(): void {
    this.count = 0;
    this.sackedBytes = 0;
  }

  /** Behind the last byte that was reported; only when `count` is not 0. */
  highest(): number {
    return this.end[this.count - 1];
  }

  /** The first byte from `from` on that no range holds. */
  skip(from: number): number {
    for (let i = 0; i < this.count; i++) {
      if (seqLess(from, this.start[i])) return from;
      if (seqLess(from, this.end[i])) return this.end[i];
    }
    return from;
  }

  /** How many bytes from `from` (in no range) on are in no range, at most `length`. */
  gapLength(from: number, length: number): number {
    for (let i = 0; i < this.count; i++) {
      if (seqLess(from, this.start[i])) return Math.min(length, seqDistance(from, this.start[i]));
    }
    return length;
  }

  /** Bytes between `from` and `to` that no range holds. */
  missingBetween(from: number, to: number): number {
    let missing = seqDistance(from, to);
    if (missing <= 0) return 0;
    for (let i = 0; i < this.count; i++) {
      const left = seqMax(this.start[i], from);
      const right = seqLess(to, this.end[i]) ? to : this.end[i];
      const covered = seqDistance(left, right);
      if (covered > 0) missing -= covered;
    }
    return missing;
  }

  #replace(first: number, last: number, start: number, end: number): void {
    const shift = 1 - (last - first);
    if (shift > 0) {
      for (let i = this.count - 1; i >= last; i--) this.#move(i, i + shift);
    } else if (shift < 0) {
      for (let i = last; i < this.count; i++) this.#move(i, i + shift);
    }
    this.start[first] = start;
    this.end[first] = end;
    this.count += shift;
  }

  #drop(gone: number): void {
    for (let i = gone; i < this.count; i++) this.#move(i, i - gone);
    this.count -= gone;
  }

  #move(from: number, to: number): void {
    this.start[to] = this.start[from];
    this.end[to] = this.end[from];
  }

  #sum(): void {
    let sum = 0;
    for (let i = 0; i < this.count; i++) sum += seqDistance(this.start[i], this.end[i]);
    this.sackedBytes = sum;
  }
}
