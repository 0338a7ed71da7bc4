/**
 * How a segment of a connection is put together: header, options (RFC 7323, RFC 2018), text, checksum. Every segment
 * carries the newest ACK and window, so sending one also does what the delayed ACK was waiting for.
 *
 * Decides nothing about when: `output.ts` does, and `input.ts` for the ACKs that can't wait.
 */

import { finishChecksum, sumBytes, sumPseudoHeader } from '../../checksum.ts';
import type { Datagram } from '../../ip/datagram.ts';
import { DEFAULT_TTL } from '../../ip/ipv4.ts';
import type { PacketBuffer } from '../../packet-buffer.ts';
import { write16, write32 } from '../../wire/bytes.ts';
import { PROTOCOL_TCP } from '../../wire/ipv4.ts';
import {
  emitMss,
  emitSackHead,
  emitSackPermitted,
  emitTcp,
  emitTimestamps,
  emitWindowScale,
  TCP_ACK,
  TCP_FIN,
  TCP_HEADER_BYTES,
  TCP_RST,
  TCP_SYN,
  type TcpHeader,
} from '../../wire/tcp.ts';
import type { TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { seqAdd, seqDistance, seqMax } from './sequence.ts';
import { mayReceive, SYN_RECEIVED } from './state.ts';

const TCP_AND_IP_HEADERS = 40;
const CHECKSUM_AT = 16;

/**
 * How far RCV.NXT + RCV.WND reaches now. The edge never moves back, and moves on only by a worthwhile amount
 * (RFC 9293 3.8.6.2.2).
 */
function advertisedEdge(connection: TcpConnection): number {
  const buffer = connection.receiveBuffer;
  const window = Math.min(buffer.limit - buffer.readable, 0xffff << connection.rcvScale);
  const edge = seqAdd(connection.rcvNxt, window);
  const gain = seqDistance(connection.rcvAdv, edge);
  if (gain <= 0) return connection.rcvAdv;
  if (buffer.readable > 0 && gain < worthwhile(connection)) return connection.rcvAdv;
  return edge;
}

function worthwhile(connection: TcpConnection): number {
  return Math.min(connection.receiveBuffer.limit >>> 1, connection.mss);
}

/** Whether the user has read so much that the peer should hear of it (the window had become small). */
export function windowUpdateDue(connection: TcpConnection): boolean {
  if (!mayReceive(connection.state)) return false;
  const gain = seqDistance(connection.rcvAdv, advertisedEdge(connection));
  const left = seqDistance(connection.rcvNxt, connection.rcvAdv);
  return gain >= worthwhile(connection) && left < connection.receiveBuffer.limit >>> 2;
}

/** Bytes of payload that fit a segment now: SACK blocks cost room. */
export function segmentRoom(connection: TcpConnection): number {
  const blocks = sackBlocks(connection);
  return blocks === 0 ? connection.mss : connection.mss - 4 - 8 * blocks;
}

function sackBlocks(connection: TcpConnection): number {
  const ranges = connection.receiveBuffer.rangeCount;
  if (ranges === 0 || !connection.sackEnabled) return 0;
  // 40 bytes of options: four blocks, or three beside the timestamps.
  return Math.min(ranges, connection.timestampsEnabled ? 3 : 4);
}

/** Sends a segment of `length` bytes that lie `offset` behind SND.UNA. `false`: no packet to be had. */
export function emitSegment(
  context: TcpContext,
  connection: TcpConnection,
  sequence: number,
  flags: number,
  offset: number,
  length: number,
): boolean {
  const packet = context.ip.pool.acquire();
  if (packet === undefined) {
    context.counters.outOfPackets++;
    return false;
  }
  if (length > 0) {
    connection.sendBuffer.copyOut(offset, packet.bytes, packet.start, length);
    packet.end = (packet.start + length) | 0;
  }
  const blocks = sackBlocks(connection);
  const headerLength =
    TCP_HEADER_BYTES + (connection.timestampsEnabled ? 12 : 0) + (blocks > 0 ? 4 + 8 * blocks : 0);
  packet.start = (packet.start - headerLength) | 0;
  const edge = advertisedEdge(connection);
  const window = Math.min(seqDistance(connection.rcvNxt, edge) >>> connection.rcvScale, 0xffff);
  emitTcp(
    packet.bytes,
    packet.start,
    headerLength,
    connection.localPort,
    connection.remotePort,
    sequence,
    connection.rcvNxt,
    flags,
    window,
  );
  let at = packet.start + TCP_HEADER_BYTES;
  if (connection.timestampsEnabled) {
    at = emitTimestamps(packet.bytes, at, timestampNow(context, connection), connection.timestampRecent);
  }
  if (blocks > 0) emitSack(packet, at, connection, blocks);
  // What does not fit the field was not advertised.
  connection.rcvAdv = seqMax(connection.rcvAdv, seqAdd(connection.rcvNxt, window << connection.rcvScale));
  connection.lastAckSent = connection.rcvNxt;
  connection.ackNow = false;
  connection.unackedSegments = 0;
  connection.delayedAckMs = Infinity;
  sendTcpPacket(context, packet, connection.localAddress, connection.remoteAddress);
  return true;
}

/** RFC 2018 4: the range with the latest bytes first, then the others. */
function emitSack(packet: PacketBuffer, start: number, connection: TcpConnection, blocks: number): void {
  const buffer = connection.receiveBuffer;
  let at = emitSackHead(packet.bytes, start, blocks);
  let first = 0;
  for (let i = 0; i < buffer.rangeCount; i++) {
    if (buffer.rangeStart[i] === buffer.latest) first = i;
  }
  let index = first;
  for (let i = 0; i < blocks; i++) {
    write32(packet.bytes, at, buffer.rangeStart[index]);
    write32(packet.bytes, at + 4, buffer.rangeEnd[index]);
    at += 8;
    index = index + 1 < buffer.rangeCount ? index + 1 : 0;
  }
}

/** An ACK without data. */
export function emitAck(context: TcpContext, connection: TcpConnection): void {
  if (!emitSegment(context, connection, connection.sndNxt, TCP_ACK, 0, 0)) context.stall(connection);
}

/** RFC 9293 3.8.4: an ACK one byte behind, which the peer has to answer. */
export function emitKeepAlive(context: TcpContext, connection: TcpConnection): void {
  context.counters.tcpKeepAliveProbes++;
  emitSegment(context, connection, seqAdd(connection.sndUna, -1), TCP_ACK, 0, 0);
}

/** RST for a connection that its user aborts, or that gets data nobody takes. */
export function emitReset(context: TcpContext, connection: TcpConnection): void {
  context.counters.tcpResetsSent++;
  emitSegment(context, connection, connection.sndNxt, TCP_RST | TCP_ACK, 0, 0);
}

/** SYN in SYN-SENT, SYN and ACK in SYN-RECEIVED, with our options; arms the retransmission timer. */
export function emitSyn(context: TcpContext, connection: TcpConnection): void {
  const isAnswer = connection.state === SYN_RECEIVED;
  const packet = context.ip.pool.acquire();
  const nowMs = context.clock.nowMs;
  if (packet === undefined) {
    context.counters.outOfPackets++;
    // The timer tries again.
    connection.retransmitMs = nowMs + connection.rtt.timeoutMs();
    return;
  }
  const wantTimestamps = !isAnswer || connection.timestampsEnabled;
  const wantScale = !isAnswer || connection.scaleEnabled;
  const wantSack = !isAnswer || connection.sackEnabled;
  const headerLength =
    TCP_HEADER_BYTES + 4 + (wantScale ? 4 : 0) + (wantSack ? 4 : 0) + (wantTimestamps ? 12 : 0);
  packet.start = (packet.start - headerLength) | 0;
  const window = Math.min(connection.receiveBuffer.limit, 0xffff);
  emitTcp(
    packet.bytes,
    packet.start,
    headerLength,
    connection.localPort,
    connection.remotePort,
    connection.iss,
    isAnswer ? connection.rcvNxt : 0,
    isAnswer ? TCP_SYN | TCP_ACK : TCP_SYN,
    window,
  );
  let at = packet.start + TCP_HEADER_BYTES;
  at = emitMss(packet.bytes, at, context.ip.mtuFor(connection.remoteAddress) - TCP_AND_IP_HEADERS);
  if (wantSack) at = emitSackPermitted(packet.bytes, at);
  if (wantTimestamps) {
    at = emitTimestamps(packet.bytes, at, timestampNow(context, connection), connection.timestampRecent);
  }
  if (wantScale) emitWindowScale(packet.bytes, at, windowShift(connection.receiveBuffer.limit));
  connection.sndNxt = seqAdd(connection.iss, 1);
  connection.rttStartMs = connection.sndMax === connection.iss ? nowMs : -1;
  connection.rttSequence = connection.iss;
  connection.sndMax = seqMax(connection.sndMax, connection.sndNxt);
  connection.lastSendMs = nowMs;
  connection.retransmitMs = nowMs + connection.rtt.timeoutMs();
  connection.ackNow = false;
  connection.lastAckSent = connection.rcvNxt;
  if (isAnswer) connection.rcvAdv = seqMax(connection.rcvAdv, seqAdd(connection.rcvNxt, window));
  sendTcpPacket(context, packet, connection.localAddress, connection.remoteAddress);
}

/** The window scale with which `limit` fits 16 bits (RFC 7323 2.3). */
export function windowShift(limit: number): number {
  let shift = 0;
  while (limit >>> shift > 0xffff && shift < 14) shift++;
  return shift;
}

/** RFC 7323 5.4: a clock of 1 ms, moved by a secret of the connection. */
export function timestampNow(context: TcpContext, connection: TcpConnection): number {
  return (context.clock.nowMs + connection.timestampOffset) >>> 0;
}

/** Completes the checksum, or leaves it to the device or to nobody (loopback), and sends. */
function sendTcpPacket(context: TcpContext, packet: PacketBuffer, source: number, destination: number): void {
  const link = context.ip.linkFor(destination);
  const length = packet.length();
  const sum = sumPseudoHeader(source, destination, PROTOCOL_TCP, length);
  if (link?.offloads.transmitChecksum) {
    packet.checksumStart = packet.start;
    packet.checksumOffset = CHECKSUM_AT;
    write16(packet.bytes, packet.start + CHECKSUM_AT, sum);
  } else {
    const total = sumBytes(packet.bytes, packet.start, packet.end, sum);
    write16(packet.bytes, packet.start + CHECKSUM_AT, finishChecksum(total));
  }
  context.counters.tcpTransmitted++;
  context.ip.send(packet, PROTOCOL_TCP, source, destination, DEFAULT_TTL, true);
}

/** RFC 9293 3.10.7.1: the RST that the sender of a segment without a connection will accept. */
export function resetSender(context: TcpContext, datagram: Datagram, header: TcpHeader): void {
  const packet = context.ip.pool.acquire();
  if (packet === undefined) {
    context.counters.outOfPackets++;
    return;
  }
  const hasAck = (header.flags & TCP_ACK) !== 0;
  const length =
    header.payloadEnd -
    header.payloadStart +
    ((header.flags & TCP_SYN) !== 0 ? 1 : 0) +
    ((header.flags & TCP_FIN) !== 0 ? 1 : 0);
  packet.start = (packet.start - TCP_HEADER_BYTES) | 0;
  emitTcp(
    packet.bytes,
    packet.start,
    TCP_HEADER_BYTES,
    header.destinationPort,
    header.sourcePort,
    hasAck ? header.acknowledgment : 0,
    hasAck ? 0 : seqAdd(header.sequence, length),
    hasAck ? TCP_RST : TCP_RST | TCP_ACK,
    0,
  );
  context.counters.tcpResetsSent++;
  sendTcpPacket(context, packet, datagram.destination, datagram.source);
}
