/**
 * Ethernet II frames (RFC 894).
 *
 *     0            6            12         14
 *     | destination | source     | EtherType | payload, padded to 46 bytes by the sender
 *
 * The padding is not told apart here: the length field of the payload's own header does that.
 */

import { read16, write16 } from './bytes.ts';

export const ETHERNET_HEADER_BYTES = 14;

export const ETHERTYPE_IPV4 = 0x0800;
export const ETHERTYPE_ARP = 0x0806;

/** The EtherType, or -1 when the frame is too short or of the IEEE 802.3 kind with a length there. */
export function parseEtherType(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < ETHERNET_HEADER_BYTES) return -1;
  const type = read16(bytes, start + 12);
  return type >= 0x0600 ? type : -1;
}

/** Whether the frame's destination is exactly `mac`. The frame has at least a header. */
export function isForStation(bytes: Uint8Array, start: number, mac: Uint8Array): boolean {
  return (
    bytes[start + 5] === mac[5] &&
    bytes[start + 4] === mac[4] &&
    bytes[start + 3] === mac[3] &&
    bytes[start + 2] === mac[2] &&
    bytes[start + 1] === mac[1] &&
    bytes[start] === mac[0]
  );
}

/** Whether the frame's destination is a group (multicast or broadcast): bit 0 of its first byte. */
export function isForGroup(bytes: Uint8Array, start: number): boolean {
  return (bytes[start] & 1) !== 0;
}

/** Stores a station address at `offset`. */
export function writeMac(bytes: Uint8Array, offset: number, mac: Uint8Array): void {
  bytes[offset] = mac[0];
  bytes[offset + 1] = mac[1];
  bytes[offset + 2] = mac[2];
  bytes[offset + 3] = mac[3];
  bytes[offset + 4] = mac[4];
  bytes[offset + 5] = mac[5];
}

/** Writes the header's 14 bytes at `start`. */
export function emitEthernet(
  bytes: Uint8Array,
  start: number,
  destination: Uint8Array,
  source: Uint8Array,
  etherType: number,
): void {
  writeMac(bytes, start, destination);
  writeMac(bytes, start + 6, source);
  write16(bytes, start + 12, etherType);
}
