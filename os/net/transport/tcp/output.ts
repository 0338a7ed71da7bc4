/**
 * What a connection sends, and when: new data within the windows (RFC 9293 3.8.6), with Nagle's rule and the
 * avoidance of silly windows, retransmissions in recovery (RFC 6675, RFC 6582), FIN, and acknowledgments.
 *
 * `output` is called at the end of a poll for every connection that changed; it is where a poll's writes and ACKs
 * become one segment.
 */

import type { Link } from '../../link/link.ts';
import { TCP_ACK, TCP_FIN, TCP_PSH } from '../../wire/tcp.ts';
import type { TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { emitAck, emitSegment, emitSyn, segmentRoom } from './segment.ts';
import { seqAdd, seqDistance, seqLess, seqMax } from './sequence.ts';
import { CLOSED, maySend, SYN_RECEIVED, SYN_SENT } from './state.ts';

/** RFC 6675: this many duplicates mean a loss. */
export const DUPLICATE_THRESHOLD = 3;

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

/**
 * RFC 8985 7.3: when the timer runs out for the first time, one new segment beyond the congestion window asks the peer what it has,
 * before everything counts as lost. Besides losses at the end of a flight it ends the silence of peers that forget an ACK: passt does,
 * when it has data for us at the same time.
 */
export function probeTail(context: TcpContext, connection: TcpConnection): boolean {
  if (connection.tailProbed || connection.persisting || connection.inRecovery || connection.retransmits > 0)
    return false;
  if (!maySend(connection.state) || connection.sndNxt !== connection.sndMax) return false;
  const inFlight = seqDistance(connection.sndUna, connection.sndMax);
  const unsent = (connection.sendBuffer.length - inFlight) | 0;
  const length = Math.min(unsent, connection.sndWnd - inFlight, segmentRoom(connection));
  if (length <= 0 || !emitSegment(context, connection, connection.sndNxt, TCP_ACK, inFlight, length))
    return false;
  connection.tailProbed = true;
  advance(context, connection, length, false, false);
  return true;
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
