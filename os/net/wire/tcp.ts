/**
 * TCP headers and options (RFC 9293 3.1 and 3.2, RFC 7323, RFC 2018).
 *
 *     0             2           4          8     12             14       16         18
 *     | source port | dest port | sequence | ack | offset, flags | window | checksum | urgent | options, payload
 */

import { read16, read32, write16, write32 } from './bytes.ts';
import { ACCEPTED, BAD_FIELD, BAD_LENGTH, type Refusal, TRUNCATED } from './refusal.ts';

export const TCP_HEADER_BYTES = 20;

export const TCP_FIN = 0x01;
export const TCP_SYN = 0x02;
export const TCP_RST = 0x04;
export const TCP_PSH = 0x08;
export const TCP_ACK = 0x10;
export const TCP_URG = 0x20;

/** Most SACK blocks that fit a header. */
export const TCP_MAX_SACK_BLOCKS = 4;

const OPTION_END = 0;
const OPTION_NOP = 1;
const OPTION_MSS = 2;
const OPTION_WINDOW_SCALE = 3;
const OPTION_SACK_PERMITTED = 4;
const OPTION_SACK = 5;
const OPTION_TIMESTAMPS = 8;
/** NOP NOP kind 8 length 10: the usual first word of a segment's options (RFC 7323 appendix A). */
const ALIGNED_TIMESTAMPS = 0x0101080a;

/** The fields of one segment; reused from segment to segment. */
export class TcpHeader {
  sourcePort = 0;
  destinationPort = 0;
  sequence = 0;
  acknowledgment = 0;
  /** `TCP_FIN | TCP_SYN | …` */
  flags = 0;
  /** As sent: not scaled. */
  window = 0;
  payloadStart = 0;
  payloadEnd = 0;
  /** Maximum segment size option; 0: absent. */
  mss = 0;
  /** Window scale option, at most 14; -1: absent. */
  windowScale = -1;
  sackPermitted = false;
  hasTimestamps = false;
  timestampValue = 0;
  timestampEcho = 0;
  /** How many pairs of `sackEdges` are filled: left edge, right edge. */
  sackCount = 0;
  readonly sackEdges: Uint32Array = new Uint32Array(2 * TCP_MAX_SACK_BLOCKS);
}

/** Fills `header` from bytes `start … end - 1`. The checksum needs the addresses and is the caller's part. */
export function parseTcp(bytes: Uint8Array, start: number, end: number, header: TcpHeader): Refusal {
  const available = end - start;
  if (available < TCP_HEADER_BYTES) return TRUNCATED;
  const headerLength = (bytes[start + 12] >>> 4) << 2;
  if (headerLength < TCP_HEADER_BYTES || headerLength > available) return BAD_LENGTH;
  header.sourcePort = read16(bytes, start);
  header.destinationPort = read16(bytes, start + 2);
  if (header.sourcePort === 0 || header.destinationPort === 0) return BAD_FIELD;
  header.sequence = read32(bytes, start + 4);
  header.acknowledgment = read32(bytes, start + 8);
  header.flags = bytes[start + 13] & 0x3f;
  header.window = read16(bytes, start + 14);
  header.payloadStart = start + headerLength;
  header.payloadEnd = end;
  header.mss = 0;
  header.windowScale = -1;
  header.sackPermitted = false;
  header.hasTimestamps = false;
  header.sackCount = 0;
  if (headerLength === 32 && read32(bytes, start + 20) === ALIGNED_TIMESTAMPS) {
    header.hasTimestamps = true;
    header.timestampValue = read32(bytes, start + 24);
    header.timestampEcho = read32(bytes, start + 28);
  } else if (headerLength > TCP_HEADER_BYTES) {
    parseOptions(bytes, start + TCP_HEADER_BYTES, start + headerLength, header);
  }
  return ACCEPTED;
}

/**
 * Reads the options one by one. An option with an impossible length ends the list (what was read before it
 * counts): RFC 9293 3.1 (MUST-7) wants a robust reader, and dropping the segment helps nobody.
 */
function parseOptions(bytes: Uint8Array, start: number, end: number, header: TcpHeader): void {
  let at = start;
  while (at < end) {
    const kind = bytes[at];
    if (kind === OPTION_END) return;
    if (kind === OPTION_NOP) {
      at++;
      continue;
    }
    if (at + 1 >= end) return;
    const length = bytes[at + 1];
    if (length < 2 || at + length > end) return;
    if (kind === OPTION_MSS && length === 4) {
      header.mss = read16(bytes, at + 2);
    } else if (kind === OPTION_WINDOW_SCALE && length === 3) {
      // RFC 7323 2.3: more than 14 is taken as 14.
      header.windowScale = Math.min(bytes[at + 2], 14);
    } else if (kind === OPTION_SACK_PERMITTED && length === 2) {
      header.sackPermitted = true;
    } else if (kind === OPTION_TIMESTAMPS && length === 10) {
      header.hasTimestamps = true;
      header.timestampValue = read32(bytes, at + 2);
      header.timestampEcho = read32(bytes, at + 6);
    } else if (kind === OPTION_SACK && length >= 10 && ((length - 2) & 7) === 0) {
      parseSackBlocks(bytes, at + 2, (length - 2) >>> 3, header);
    }
    at += length;
  }
}

function parseSackBlocks(bytes: Uint8Array, start: number, count: number, header: TcpHeader): void {
  const kept = Math.min(count, TCP_MAX_SACK_BLOCKS);
  for (let i = 0; i < kept * 2; i++) header.sackEdges[i] = read32(bytes, start + i * 4);
  header.sackCount = kept;
}

/** Writes the fixed 20 bytes at `start`, with checksum 0. `headerLength` counts the options: a multiple of 4. */
export function emitTcp(
  bytes: Uint8Array,
  start: number,
  headerLength: number,
  sourcePort: number,
  destinationPort: number,
  sequence: number,
  acknowledgment: number,
  flags: number,
  window: number,
): void {
  write16(bytes, start, sourcePort);
  write16(bytes, start + 2, destinationPort);
  write32(bytes, start + 4, sequence);
  write32(bytes, start + 8, acknowledgment);
  bytes[start + 12] = (headerLength >>> 2) << 4;
  bytes[start + 13] = flags;
  write16(bytes, start + 14, window);
  write32(bytes, start + 16, 0);
}

/** Writes the 12 bytes of a timestamps option, aligned. Returns the offset behind. */
export function emitTimestamps(bytes: Uint8Array, at: number, value: number, echo: number): number {
  write32(bytes, at, ALIGNED_TIMESTAMPS);
  write32(bytes, at + 4, value);
  write32(bytes, at + 8, echo);
  return at + 12;
}

/** Writes the 4 bytes of an MSS option. Returns the offset behind. */
export function emitMss(bytes: Uint8Array, at: number, mss: number): number {
  bytes[at] = OPTION_MSS;
  bytes[at + 1] = 4;
  write16(bytes, at + 2, mss);
  return at + 4;
}

/** Writes NOP and the window scale option: 4 bytes. Returns the offset behind. */
export function emitWindowScale(bytes: Uint8Array, at: number, shift: number): number {
  bytes[at] = OPTION_NOP;
  bytes[at + 1] = OPTION_WINDOW_SCALE;
  bytes[at + 2] = 3;
  bytes[at + 3] = shift;
  return at + 4;
}

/** Writes two NOPs and SACK-permitted: 4 bytes. Returns the offset behind. */
export function emitSackPermitted(bytes: Uint8Array, at: number): number {
  bytes[at] = OPTION_NOP;
  bytes[at + 1] = OPTION_NOP;
  bytes[at + 2] = OPTION_SACK_PERMITTED;
  bytes[at + 3] = 2;
  return at + 4;
}

/** Writes two NOPs and the head of a SACK option for `count` blocks, whose edges the caller appends. */
export function emitSackHead(bytes: Uint8Array, at: number, count: number): number {
  bytes[at] = OPTION_NOP;
  bytes[at + 1] = OPTION_NOP;
  bytes[at + 2] = OPTION_SACK;
  bytes[at + 3] = 2 + 8 * count;
  return at + 4;
}
