/**
 * IPv4 headers (RFC 791).
 *
 *     0        1      2             4                6                8     9          10         12       16
 *     | 4, IHL | TOS  | total length | identification | flags, offset | TTL | protocol | checksum | source | dest |
 *
 * Options are checked for length only and skipped.
 */

import type { Ipv4Address } from '../address.ts';
import { finishChecksum, sumBytes } from '../checksum.ts';
import { read16, read32, write16, write32 } from './bytes.ts';
import { ACCEPTED, BAD_CHECKSUM, BAD_LENGTH, BAD_VERSION, type Refusal, TRUNCATED } from './refusal.ts';

export const IPV4_HEADER_BYTES = 20;
export const PROTOCOL_ICMP = 1;
export const PROTOCOL_TCP = 6;
export const PROTOCOL_UDP = 17;

/** The fields of one header; reused from packet to packet. */
export class Ipv4Header {
  identification = 0;
  dontFragment = false;
  moreFragments = false;
  /** Where this fragment's payload belongs in the datagram, in bytes. */
  fragmentOffset = 0;
  ttl = 0;
  protocol = 0;
  source: Ipv4Address = 0;
  destination: Ipv4Address = 0;
  /** Offset of the first byte after header and options. */
  payloadStart = 0;
  /** Offset after the last byte by the total length; link padding lies behind it. */
  payloadEnd = 0;
}

/** Fills `header` from bytes `start … end - 1`, which may end in link padding. Verifies the header checksum. */
export function parseIpv4Header(bytes: Uint8Array, start: number, end: number, header: Ipv4Header): Refusal {
  const available = end - start;
  if (available < IPV4_HEADER_BYTES) return TRUNCATED;
  const first = bytes[start];
  if (first >>> 4 !== 4) return BAD_VERSION;
  const headerLength = (first & 15) << 2;
  const totalLength = read16(bytes, start + 2);
  if (headerLength < IPV4_HEADER_BYTES || totalLength < headerLength || totalLength > available) {
    return BAD_LENGTH;
  }
  if (sumBytes(bytes, start, start + headerLength, 0) !== 0xffff) return BAD_CHECKSUM;
  const fragment = read16(bytes, start + 6);
  header.identification = read16(bytes, start + 4);
  header.dontFragment = (fragment & 0x4000) !== 0;
  header.moreFragments = (fragment & 0x2000) !== 0;
  header.fragmentOffset = (fragment & 0x1fff) << 3;
  header.ttl = bytes[start + 8];
  header.protocol = bytes[start + 9];
  header.source = read32(bytes, start + 12);
  header.destination = read32(bytes, start + 16);
  header.payloadStart = start + headerLength;
  header.payloadEnd = start + totalLength;
  return ACCEPTED;
}

/** Flag bits of the word at offset 6; the fragment offset in units of eight bytes is or-ed to them. */
export const IPV4_DONT_FRAGMENT = 0x4000;
export const IPV4_MORE_FRAGMENTS = 0x2000;

/** Writes a header of 20 bytes at `start`, with its checksum. */
export function emitIpv4Header(
  bytes: Uint8Array,
  start: number,
  totalLength: number,
  identification: number,
  flagsAndOffset: number,
  ttl: number,
  protocol: number,
  source: Ipv4Address,
  destination: Ipv4Address,
): void {
  bytes[start] = 0x45;
  bytes[start + 1] = 0;
  write16(bytes, start + 2, totalLength);
  write16(bytes, start + 4, identification);
  write16(bytes, start + 6, flagsAndOffset);
  bytes[start + 8] = ttl;
  bytes[start + 9] = protocol;
  write16(bytes, start + 10, 0);
  write32(bytes, start + 12, source);
  write32(bytes, start + 16, destination);
  write16(bytes, start + 10, finishChecksum(sumBytes(bytes, start, start + IPV4_HEADER_BYTES, 0)));
}
