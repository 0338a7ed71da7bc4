/**
 * ARP for IPv4 over Ethernet (RFC 826): 28 bytes.
 *
 *     0      2      4    5    6    8            14          18           24          28
 *     | hw 1 | 0800 | 6  | 4  | op | sender mac | sender ip | target mac | target ip |
 */

import type { Ipv4Address } from '../address.ts';
import { read16, read32, write16, write32 } from './bytes.ts';
import { writeMac } from './ethernet.ts';
import { ACCEPTED, BAD_FIELD, BAD_VERSION, type Refusal, TRUNCATED } from './refusal.ts';

export const ARP_BYTES = 28;
export const ARP_REQUEST = 1;
export const ARP_REPLY = 2;

/** The fields of one ARP packet; reused from packet to packet. */
export class ArpPacket {
  /** `ARP_REQUEST` or `ARP_REPLY`. */
  operation = 0;
  readonly senderMac: Uint8Array = new Uint8Array(6);
  senderAddress: Ipv4Address = 0;
  targetAddress: Ipv4Address = 0;
}

/** Fills `packet` from bytes `start … end - 1`; what follows the 28 bytes is padding. */
export function parseArp(bytes: Uint8Array, start: number, end: number, packet: ArpPacket): Refusal {
  if (end - start < ARP_BYTES) return TRUNCATED;
  if (read16(bytes, start) !== 1 || read16(bytes, start + 2) !== 0x0800) return BAD_VERSION;
  if (bytes[start + 4] !== 6 || bytes[start + 5] !== 4) return BAD_VERSION;
  const operation = read16(bytes, start + 6);
  if (operation !== ARP_REQUEST && operation !== ARP_REPLY) return BAD_VERSION;
  // A group address can't be a sender; caching one would send unicast traffic to everybody.
  if ((bytes[start + 8] & 1) !== 0) return BAD_FIELD;
  packet.operation = operation;
  for (let i = 0; i < 6; i++) packet.senderMac[i] = bytes[start + 8 + i];
  packet.senderAddress = read32(bytes, start + 14);
  packet.targetAddress = read32(bytes, start + 24);
  return ACCEPTED;
}

/** Writes the 28 bytes at `start`. */
export function emitArp(
  bytes: Uint8Array,
  start: number,
  operation: number,
  senderMac: Uint8Array,
  senderAddress: Ipv4Address,
  targetMac: Uint8Array,
  targetAddress: Ipv4Address,
): void {
  write16(bytes, start, 1);
  write16(bytes, start + 2, 0x0800);
  bytes[start + 4] = 6;
  bytes[start + 5] = 4;
  write16(bytes, start + 6, operation);
  writeMac(bytes, start + 8, senderMac);
  write32(bytes, start + 14, senderAddress);
  writeMac(bytes, start + 18, targetMac);
  write32(bytes, start + 24, targetAddress);
}
