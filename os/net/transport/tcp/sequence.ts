/**
 * Sequence numbers: 32 bits, compared modulo 2^32 (RFC 9293 3.4). Held as unsigned numbers; only these functions
 * may order them.
 */

/** How far `to` lies behind `from`: -2^31 … 2^31 - 1. */
export function seqDistance(from: number, to: number): number {
  return (to - from) | 0;
}

/** `a` comes before `b`. */
export function seqLess(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/** `a` comes before `b`, or is the same. */
export function seqLessEqual(a: number, b: number): boolean {
  return ((a - b) | 0) <= 0;
}

/** `sequence` moved on by `count`. */
export function seqAdd(sequence: number, count: number): number {
  return (sequence + count) >>> 0;
}

/** The later of two. */
export function seqMax(a: number, b: number): number {
  return ((a - b) | 0) < 0 ? b : a;
}
