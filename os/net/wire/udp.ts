/**
 * UDP headers (RFC 768).
 *
 *     0             2                  4        6          8
 *     | source port | destination port | length | checksum | payload
 */

import type { Ipv4Address } from '../address.ts';
import { sumBytes, sumPseudoHeader } from '../checksum.ts';
import { read16, write16 } from './bytes.ts';
import { PROTOCOL_UDP } from './ipv4.ts';
import { ACCEPTED, BAD_CHECKSUM, BAD_FIELD, BAD_LENGTH, type Refusal, TRUNCATED } from './refusal.ts';

export const UDP_HEADER_BYTES = 8;

/** The fields of one header; reused. */
export class UdpHeader {
  /** 0: the sender wants no answer. */
  sourcePort = 0;
  destinationPort = 0;
  payloadStart = 0;
  payloadEnd = 0;
}

/**
 * Fills `header` from bytes `start … end - 1` of a datagram between these addresses. Verifies the checksum,
 * unless `verified` says that it is known to be right, or the sender sent none (0).
 */
export function parseUdp(
  bytes: Uint8Array,
  start: number,
  end: number,
  source: Ipv4Address,
  destination: Ipv4Address,
  verified: boolean,
  header: UdpHeader,
): Refusal {
  const available = end - start;
  if (available < UDP_HEADER_BYTES) return TRUNCATED;
  const length = read16(bytes, start + 4);
  if (length < UDP_HEADER_BYTES || length > available) return BAD_LENGTH;
  if (!verified && read16(bytes, start + 6) !== 0) {
    const sum = sumPseudoHeader(source, destination, PROTOCOL_UDP, length);
    if (sumBytes(bytes, start, start + length, sum) !== 0xffff) return BAD_CHECKSUM;
  }
  const destinationPort = read16(bytes, start + 2);
  if (destinationPort === 0) return BAD_FIELD;
  header.sourcePort = read16(bytes, start);
  header.destinationPort = destinationPort;
  header.payloadStart = start + UDP_HEADER_BYTES;
  header.payloadEnd = start + length;
  return ACCEPTED;
}

/** The port that an unchecked datagram is for, or -1 when it is too short to say. */
export function udpDestinationPort(bytes: Uint8Array, start: number, end: number): number {
  return end - start < UDP_HEADER_BYTES ? -1 : read16(bytes, start + 2);
}

/** Writes the 8 bytes at `start`; `length` counts header and payload, `checksum` is 0 for "to be filled in". */
export function emitUdp(
  bytes: Uint8Array,
  start: number,
  sourcePort: number,
  destinationPort: number,
  length: number,
  checksum: number,
): void {
  write16(bytes, start, sourcePort);
  write16(bytes, start + 2, destinationPort);
  write16(bytes, start + 4, length);
  write16(bytes, start + 6, checksum);
}
