/**
 * Received bytes that can't be handed to the user at once: because the user pauses, or because bytes before them
 * are missing (reassembly).
 *
 *     | readable: in order, waits for the user | missing | range | missing | range |
 *                                              ^ RCV.NXT
 *
 * Bytes lie at their final place in one ring, so that filling a gap moves nothing. At most eight ranges: an
 * attacker who sends every other byte gets no more than that, and honest losses need fewer.
 */

import { ByteRing } from './byte-ring.ts';
import type { RingMemory } from './ring-memory.ts';
import { seqDistance, seqLess, seqLessEqual, seqMax } from './sequence.ts';

const RANGE_LIMIT = 8;

/** The receive side's bytes of one connection. */
export class ReceiveBuffer {
  /** In-order bytes that wait for the user. */
  readable = 0;
  /** How many ranges lie beyond RCV.NXT. */
  rangeCount = 0;
  /** Their first sequence numbers, ascending. */
  readonly rangeStart: Uint32Array = new Uint32Array(RANGE_LIMIT);
  /** The sequence numbers behind their last bytes. */
  readonly rangeEnd: Uint32Array = new Uint32Array(RANGE_LIMIT);
  /** Where the range begins that received bytes last (RFC 2018 4: reported first). */
  latest = 0;
  readonly limit: number;
  readonly ring: ByteRing;

  /** `limit`: a power of two. */
  constructor(limit: number, memory: RingMemory) {
    this.limit = limit;
    this.ring = new ByteRing(memory);
  }

  /**
   * Stores a segment that begins at or behind `rcvNxt` and ends inside the window. Returns how many bytes are in
   * order now that were not before (0 for one behind a gap), or -1 when there is no room: nothing is stored then.
   */
  insert(rcvNxt: number, sequence: number, bytes: Uint8Array, start: number, length: number): number {
    const gap = seqDistance(rcvNxt, sequence);
    const offset = this.readable + gap;
    if (offset + length > this.limit) return -1;
    if (gap > 0 && this.#needsNewRange(sequence, length) && this.rangeCount >= RANGE_LIMIT) return -1;
    if (!this.ring.reserve(offset + length, this.#extent(rcvNxt))) return -1;
    this.ring.write(offset, bytes, start, length);
    const end = (sequence + length) >>> 0;
    if (gap > 0) {
      this.#addRange(sequence, end);
      return 0;
    }
    const inOrder = seqDistance(rcvNxt, this.#absorb(end));
    this.readable = (this.readable + inOrder) | 0;
    return inOrder;
  }

  /** The user gets the first `count` readable bytes: they stay in memory until the next `insert` or `freeIfEmpty`. */
  take(count: number): void {
    this.readable = (this.readable - count) | 0;
    this.ring.consume(count);
  }

  /** Gives the memory back when nothing is in it. */
  freeIfEmpty(): void {
    if (this.readable === 0 && this.rangeCount === 0) this.ring.free();
  }

  /** Forgets everything. */
  clear(): void {
    this.readable = 0;
    this.rangeCount = 0;
    this.ring.free();
  }

  /** Bytes of the ring that hold something, gaps included. */
  #extent(rcvNxt: number): number {
    if (this.rangeCount === 0) return this.readable;
    return this.readable + seqDistance(rcvNxt, this.rangeEnd[this.rangeCount - 1]);
  }

  #needsNewRange(sequence: number, length: number): boolean {
    const end = (sequence + length) >>> 0;
    for (let i = 0; i < this.rangeCount; i++) {
      if (seqLessEqual(sequence, this.rangeEnd[i]) && seqLessEqual(this.rangeStart[i], end)) return false;
    }
    return true;
  }

  /** Adds [start, end), joined with the ranges that it touches. */
  #addRange(start: number, end: number): void {
    let first = 0;
    while (first < this.rangeCount && seqLess(this.rangeEnd[first], start)) first++;
    let last = first;
    let joinedStart = start;
    let joinedEnd = end;
    while (last < this.rangeCount && seqLessEqual(this.rangeStart[last], end)) {
      if (seqLess(this.rangeStart[last], joinedStart)) joinedStart = this.rangeStart[last];
      joinedEnd = seqMax(joinedEnd, this.rangeEnd[last]);
      last++;
    }
    this.#replace(first, last, joinedStart, joinedEnd);
    this.latest = joinedStart;
  }

  /** Puts one range in the place of those from `first` to before `last`. */
  #replace(first: number, last: number, start: number, end: number): void {
    const shift = 1 - (last - first);
    if (shift > 0) {
      for (let i = this.rangeCount - 1; i >= last; i--) this.#move(i, i + shift);
    } else if (shift < 0) {
      for (let i = last; i < this.rangeCount; i++) this.#move(i, i + shift);
    }
    this.rangeStart[first] = start;
    this.rangeEnd[first] = end;
    this.rangeCount += shift;
  }

  #move(from: number, to: number): void {
    this.rangeStart[to] = this.rangeStart[from];
    this.rangeEnd[to] = this.rangeEnd[from];
  }

  /** Takes out the ranges that `end` has reached, and returns how far the bytes are in order then. */
  #absorb(end: number): number {
    let reached = end;
    let gone = 0;
    while (gone < this.rangeCount && seqLessEqual(this.rangeStart[gone], reached)) {
      reached = seqMax(reached, this.rangeEnd[gone]);
      gone++;
    }
    if (gone > 0) {
      for (let i = gone; i < this.rangeCount; i++) this.#move(i, i - gone);
      this.rangeCount -= gone;
    }
    return reached;
  }
}
