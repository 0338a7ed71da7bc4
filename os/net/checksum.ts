/**
 * The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words.
 *
 * Sums pass between functions folded to 16 bits and not complemented. A correct packet sums, with its checksum
 * field, to 0xffff.
 */

import type { Ipv4Address } from './address.ts';

/** Folds the carries of an unsigned 32-bit sum into 16 bits. */
export function foldSum(sum: number): number {
  const once = (sum & 0xffff) + (sum >>> 16);
  return ((once & 0xffff) + (once >>> 16)) & 0xffff;
}

/**
 * Adds bytes `start … end - 1` (at most 65,535) to the folded sum `initial`; an odd last byte counts as the
 * upper half of a word. Returns the folded sum.
 */
export function sumBytes(bytes: Uint8Array, start: number, end: number, initial: number): number {
  // Upper and lower halves apart: two sums of bytes stay far inside 31 bits, and vectorise.
  let upper = 0;
  let lower = 0;
  const first = start | 0;
  const even = (first + ((end - first) & ~1)) | 0;
  for (let i = first; i < even; i = (i + 2) | 0) {
    upper = (upper + (bytes[i] | 0)) | 0;
    lower = (lower + (bytes[(i + 1) | 0] | 0)) | 0;
  }
  if (even < end) upper = (upper + (bytes[even] | 0)) | 0;
  return foldSum((upper * 256 + lower + initial) >>> 0);
}

/** The folded sum of the IPv4 pseudo-header (RFC 9293 3.1, RFC 768); `length` is the transport's, with header. */
export function sumPseudoHeader(
  source: Ipv4Address,
  destination: Ipv4Address,
  protocol: number,
  length: number,
): number {
  const sum =
    (source >>> 16) +
    (source & 0xffff) +
    (destination >>> 16) +
    (destination & 0xffff) +
    protocol +
    (length >>> 16) +
    (length & 0xffff);
  return foldSum(sum >>> 0);
}

/** The checksum field for a folded sum of everything else. */
export function finishChecksum(sum: number): number {
  return ~sum & 0xffff;
}
