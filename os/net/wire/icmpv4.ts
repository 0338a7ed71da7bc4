/**
 * ICMP for IPv4 (RFC 792).
 *
 *     0      1      2          4                  8
 *     | type | code | checksum | rest of header   | data: an echo's payload, or the start of the packet
 *                                                           that an error is about
 */

import { finishChecksum, sumBytes } from '../checksum.ts';
import { read16, read32, write16, write32 } from './bytes.ts';
import { ACCEPTED, BAD_CHECKSUM, type Refusal, TRUNCATED } from './refusal.ts';

export const ICMP_HEADER_BYTES = 8;

export const ICMP_ECHO_REPLY = 0;
export const ICMP_UNREACHABLE = 3;
export const ICMP_ECHO_REQUEST = 8;
export const ICMP_TIME_EXCEEDED = 11;

/** Codes of `ICMP_UNREACHABLE` (RFC 792, RFC 1122 3.2.2.1). */
export const UNREACHABLE_NET = 0;
export const UNREACHABLE_HOST = 1;
export const UNREACHABLE_PROTOCOL = 2;
export const UNREACHABLE_PORT = 3;
export const UNREACHABLE_FRAGMENTATION_NEEDED = 4;

/** The fields of one message; reused. */
export class IcmpHeader {
  type = 0;
  code = 0;
  /** Echo: identifier and sequence number. Fragmentation needed: the next hop's MTU in the lower half. */
  rest = 0;
  /** Offset of the data. */
  dataStart = 0;
  dataEnd = 0;
}

/** Fills `header` from bytes `start … end - 1` and verifies the checksum. */
export function parseIcmp(bytes: Uint8Array, start: number, end: number, header: IcmpHeader): Refusal {
  if (end - start < ICMP_HEADER_BYTES) return TRUNCATED;
  if (sumBytes(bytes, start, end, 0) !== 0xffff) return BAD_CHECKSUM;
  header.type = bytes[start];
  header.code = bytes[start + 1];
  header.rest = read32(bytes, start + 4);
  header.dataStart = start + ICMP_HEADER_BYTES;
  header.dataEnd = end;
  return ACCEPTED;
}

/** Writes the 8 bytes at `start`, with the checksum over them and the data up to `end`, already in place. */
export function emitIcmp(
  bytes: Uint8Array,
  start: number,
  end: number,
  type: number,
  code: number,
  rest: number,
): void {
  bytes[start] = type;
  bytes[start + 1] = code;
  write16(bytes, start + 2, 0);
  write32(bytes, start + 4, rest);
  write16(bytes, start + 2, finishChecksum(sumBytes(bytes, start, end, 0)));
}

/** What an ICMP error quotes of the packet that it is about; reused. */
export class QuotedPacket {
  protocol = 0;
  /** We sent it: this is our address. */
  source = 0;
  destination = 0;
  sourcePort = 0;
  destinationPort = 0;
  /** TCP: the sequence number. */
  sequence = 0;
}

/**
 * Fills `quoted` from the data of an ICMP error: an IPv4 header, which routers may have changed (so its checksum
 * and length are not asked about), and at least 8 bytes behind it. Fragments other than the first are refused:
 * they hold no ports.
 */
export function parseQuotedPacket(
  bytes: Uint8Array,
  start: number,
  end: number,
  quoted: QuotedPacket,
): Refusal {
  if (end - start < 28 || bytes[start] >>> 4 !== 4) return TRUNCATED;
  const headerLength = (bytes[start] & 15) << 2;
  if (headerLength < 20 || end - start < headerLength + 8) return TRUNCATED;
  if ((read16(bytes, start + 6) & 0x1fff) !== 0) return TRUNCATED;
  const transport = start + headerLength;
  quoted.protocol = bytes[start + 9];
  quoted.source = read32(bytes, start + 12);
  quoted.destination = read32(bytes, start + 16);
  quoted.sourcePort = read16(bytes, transport);
  quoted.destinationPort = read16(bytes, transport + 2);
  quoted.sequence = read32(bytes, transport + 4);
  return ACCEPTED;
}
