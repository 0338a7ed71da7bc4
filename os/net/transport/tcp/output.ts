/**
 * What a connection sends, and when: new data within the windows (RFC 9293 3.8.6), with Nagle's rule and the
 * avoidance of silly windows, retransmissions in recovery (RFC 6675, RFC 6582), FIN, and acknowledgments.
 *
 * `output` is called at the end of a poll for every connection that changed; it is where a poll's writes and ACKs
 * become one segment.
 */

import { finishChecksum, sumBytes, sumPseudoHeader } from '../../checksum.ts';
import { DEFAULT_TTL, SENT } from '../../ip/ipv4.ts';
import type { Link } from '../../link/link.ts';
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
  TCP_PSH,
  TCP_RST,
  TCP_SYN,
} from '../../wire/tcp.ts';
import type { TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { seqAdd, seqDistance, seqLess, seqMax } from './sequence.ts';
import { CLOSED, mayReceive, maySend, SYN_RECEIVED, SYN_SENT } from './state.ts';

/** RFC 6675: this many duplicates mean a loss. */
export const DUPLICATE_THRESHOLD = 3;
const TCP_AND_IP_HEADERS = 40;
const CHECKSUM_AT = 16;

/** Sends everything that may leave now, and at least the ACK that is due. */
export function output(context: TcpContext, connection: TcpConnection): void {
  if (connection.state === CLOSED) return;
  if (connection.state === SYN_SENT || connection.state === SYN_RECEIVED) {
    if (connection.sndNxt === connection.iss) emitSyn(context, connection);
    else if (connection.ackNow) emitAck(context, connection);
    return;
  }
  if (maySend(connection.state)) sendData(context, connection);
  if (connection.ackNow) emitAck(context, connection);
}

function sendData(context: TcpContext, connection: TcpConnection): void {
  const link = context.ip.linkFor(connection.remoteAddress);
  if (link === undefined) return;
  if (connection.sndUna === connection.sndMax) restartIfIdle(context, connection);
  else if (connection.inRecovery && connection.sackEnabled) retransmitLost(context, connection, link);
  while (sendNext(context, connection, link)) {
    // sendNext does the work.
  }
}

/** RFC 5681 4.1: a window that was not used for a while says nothing about the path. */
function restartIfIdle(context: TcpContext, connection: TcpConnection): void {
  const idleMs = context.clock.nowMs - connection.lastSendMs;
  if (idleMs > connection.rtt.timeoutMs()) connection.congestion.onIdle();
}

/** Bytes of payload that fit a segment now: SACK blocks cost room. */
function segmentRoom(connection: TcpConnection): number {
  const blocks = sackBlocks(connection);
  return blocks === 0 ? connection.mss : connection.mss - 4 - 8 * blocks;
}

/** Sends one segment from SND.NXT, if there is one and it may leave. `false`: it ends here for now. */
function sendNext(context: TcpContext, connection: TcpConnection, link: Link): boolean {
  const retransmitting = connection.sndNxt !== connection.sndMax;
  if (retransmitting) skipReported(connection);
  const inFlight = seqDistance(connection.sndUna, connection.sndNxt);
  const unsent = (connection.sendBuffer.length - inFlight) | 0;
  const finDue = connection.finQueued && unsent >= 0;
  if (unsent < 0 || (unsent === 0 && !finDue)) return false;
  if (!link.isReady()) {
    context.stall(connection);
    return false;
  }
  const usable = usableWindow(connection, inFlight);
  const full = segmentRoom(connection);
  let length = Math.min(unsent, usable, full);
  if (length < 0) length = 0;
  if (retransmitting && connection.scoreboard.count > 0) {
    length = connection.scoreboard.gapLength(connection.sndNxt, length);
  }
  const fin = finDue && length === unsent;
  if (length === 0 && !fin) {
    armPersist(context, connection);
    return false;
  }
  if (!retransmitting && length < full && !fin && !mayLeaveSmall(connection, length, unsent, inFlight)) {
    armPersist(context, connection);
    return false;
  }
  let flags = TCP_ACK;
  if (length > 0 && length === unsent) flags |= TCP_PSH;
  if (fin) flags |= TCP_FIN;
  if (!emitSegment(context, connection, connection.sndNxt, flags, inFlight, length)) {
    context.stall(connection);
    return false;
  }
  advance(context, connection, length, fin, retransmitting);
  return true;
}

/** After a time-out: what the peer has reported since needs no second sending. */
function skipReported(connection: TcpConnection): void {
  if (connection.scoreboard.count === 0) return;
  const next = connection.scoreboard.skip(connection.sndNxt);
  connection.sndNxt = seqLess(connection.sndMax, next) ? connection.sndMax : next;
}

/** What both windows allow beyond SND.NXT, perhaps negative. */
function usableWindow(connection: TcpConnection, inFlight: number): number {
  const peer = connection.sndWnd - inFlight;
  const congestion = connection.congestion.window;
  if (connection.inRecovery && connection.sackEnabled) return Math.min(peer, congestion - pipe(connection));
  // RFC 3042: the first two duplicates let new segments out, which show whether it was a loss.
  const extra = connection.inRecovery ? 0 : Math.min(connection.duplicateAcks, 2) * connection.mss;
  return Math.min(peer, congestion + extra - inFlight);
}

/** Whether a segment of less than full size should leave (RFC 9293 3.7.4 and 3.8.6.2.1). */
function mayLeaveSmall(connection: TcpConnection, length: number, unsent: number, inFlight: number): boolean {
  if (length === unsent) return connection.noDelay || inFlight === 0 || connection.finQueued;
  // The window cuts it short: wait for half of the largest window seen, or for the persist timer.
  return length >= connection.sndWndMax >>> 1;
}

function advance(
  context: TcpContext,
  connection: TcpConnection,
  length: number,
  fin: boolean,
  retransmitting: boolean,
): void {
  const nowMs = context.clock.nowMs;
  if (retransmitting) {
    context.counters.tcpRetransmits++;
    connection.rttStartMs = -1;
  } else if (connection.rttStartMs < 0) {
    connection.rttStartMs = nowMs;
    connection.rttSequence = connection.sndNxt;
  }
  if (fin) {
    connection.finSent = true;
    connection.finSequence = seqAdd(connection.sndNxt, length);
  }
  connection.sndNxt = seqAdd(connection.sndNxt, length + (fin ? 1 : 0));
  connection.sndMax = seqMax(connection.sndMax, connection.sndNxt);
  connection.lastSendMs = nowMs;
  if (connection.retransmitMs === Infinity || connection.persisting) {
    connection.persisting = false;
    connection.retransmitMs = nowMs + connection.rtt.timeoutMs();
  }
}

/** Nothing is on its way that an ACK would answer, yet there is data: the window must be asked about. */
function armPersist(context: TcpContext, connection: TcpConnection): void {
  if (connection.retransmitMs !== Infinity) return;
  connection.persisting = true;
  connection.retransmitMs = context.clock.nowMs + connection.rtt.timeoutMs();
}

/** RFC 9293 3.8.6.1: one byte into a closed window, or what a small window takes. */
export function probeWindow(context: TcpContext, connection: TcpConnection): void {
  const inFlight = seqDistance(connection.sndUna, connection.sndNxt);
  const unsent = connection.sendBuffer.length - inFlight;
  if (unsent <= 0) return;
  const allowed = Math.max(1, connection.sndWnd - inFlight);
  const length = Math.min(unsent, allowed, segmentRoom(connection));
  context.counters.tcpWindowProbes++;
  if (!emitSegment(context, connection, connection.sndNxt, TCP_ACK | TCP_PSH, inFlight, length)) return;
  // SND.NXT stays: a closed window drops the byte. SND.MAX moves: an open one may acknowledge it.
  connection.sndMax = seqMax(connection.sndMax, seqAdd(connection.sndNxt, length));
  connection.rttStartMs = -1;
}

// ---------------------------------------------------------------------------------------- recovery

/** Bytes that are believed to be in the network (RFC 6675 4, with everything below the highest report lost). */
function pipe(connection: TcpConnection): number {
  const board = connection.scoreboard;
  if (board.count === 0) return seqDistance(connection.sndUna, connection.sndMax);
  const highest = board.highest();
  const above = seqDistance(highest, connection.sndMax);
  const limit = seqLess(connection.highRetransmit, highest) ? connection.highRetransmit : highest;
  return above + board.missingBetween(connection.sndUna, limit);
}

/** Sends the holes below the highest report again, as far as the congestion window allows. */
function retransmitLost(context: TcpContext, connection: TcpConnection, link: Link): void {
  const board = connection.scoreboard;
  while (board.count > 0 && link.isReady()) {
    if (pipe(connection) + connection.mss > connection.congestion.window) return;
    const from = board.skip(seqMax(connection.highRetransmit, connection.sndUna));
    if (!seqLess(from, board.highest())) return;
    const sent = retransmitAt(context, connection, from);
    if (sent === 0) return;
    connection.highRetransmit = seqAdd(from, sent);
  }
}

/** Sends one segment again from `from`, which lies in the sent part. Returns the sequence space it covered. */
export function retransmitAt(context: TcpContext, connection: TcpConnection, from: number): number {
  const offset = seqDistance(connection.sndUna, from);
  const sentData = Math.min(
    connection.sendBuffer.length - offset,
    seqDistance(from, connection.sndMax),
    segmentRoom(connection),
  );
  let length = Math.max(0, sentData);
  length = connection.scoreboard.gapLength(from, length);
  const fin = connection.finSent && seqAdd(from, length) === connection.finSequence;
  if (length === 0 && !fin) return 0;
  const flags = TCP_ACK | (length > 0 ? TCP_PSH : 0) | (fin ? TCP_FIN : 0);
  if (!emitSegment(context, connection, from, flags, offset, length)) return 0;
  context.counters.tcpRetransmits++;
  connection.rttStartMs = -1;
  connection.lastSendMs = context.clock.nowMs;
  return length + (fin ? 1 : 0);
}

// ---------------------------------------------------------------------------------------- segments

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

function sackBlocks(connection: TcpConnection): number {
  const ranges = connection.receiveBuffer.rangeCount;
  if (ranges === 0 || !connection.sackEnabled) return 0;
  // 40 bytes of options: four blocks, or three beside the timestamps.
  return Math.min(ranges, connection.timestampsEnabled ? 3 : 4);
}

/** Sends a segment of `length` bytes that lie `offset` behind SND.UNA. `false`: no packet to be had. */
function emitSegment(
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
  transmit(context, connection, packet);
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
  emitSegment(context, connection, connection.sndNxt, TCP_ACK, 0, 0);
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
function emitSyn(context: TcpContext, connection: TcpConnection): void {
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
  transmit(context, connection, packet);
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

function transmit(context: TcpContext, connection: TcpConnection, packet: PacketBuffer): void {
  sendTcpPacket(context, packet, connection.localAddress, connection.remoteAddress);
}

/** Completes the checksum, or leaves it to the device or to nobody (loopback), and sends. */
export function sendTcpPacket(
  context: TcpContext,
  packet: PacketBuffer,
  source: number,
  destination: number,
): boolean {
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
  return context.ip.send(packet, PROTOCOL_TCP, source, destination, DEFAULT_TTL, true) === SENT;
}
