/**
 * What a connection does with a segment: RFC 9293 3.10.7, in its order of checks, with RFC 5961 (blind attacks)
 * and RFC 7323 (timestamps). The checksum is verified, and the segment belongs to this connection.
 *
 * User callbacks run in here. After each of them the connection may be closed: the state is asked again.
 */

import { TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN, type TcpHeader } from '../../wire/tcp.ts';
import { processAck } from './acknowledge.ts';
import type { TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { establish, negotiate } from './handshake.ts';
import { output } from './output.ts';
import { processFin, receiveData } from './receive.ts';
import { emitAck, emitReset } from './segment.ts';
import { seqAdd, seqDistance, seqLess, seqLessEqual } from './sequence.ts';
import { CLOSED, nextState, RECEIVED_SYN, SYN_ACKED, SYN_RECEIVED, SYN_SENT, TIME_WAIT } from './state.ts';

/** RFC 5961 7 and 10: as Linux, one answer in half a second for each connection. */
const CHALLENGE_INTERVAL_MS = 500;
/** RFC 7323 5.5: a timestamp older than 24 days is no reason to refuse. */
const TIMESTAMP_VALID_MS = 24 * 24 * 3600 * 1000;

/** Why a segment needs a RST in answer that does not come from the connection's own state. */
export type SegmentAnswer = 0 | 1;
export const HANDLED = 0;
/** The caller answers with the RST of RFC 9293 3.10.7.1. */
export const RESET_SENDER = 1;

/** Processes one segment; `bytes` is only lent. */
export function processSegment(
  context: TcpContext,
  connection: TcpConnection,
  header: TcpHeader,
  bytes: Uint8Array,
): SegmentAnswer {
  const answer =
    connection.state === SYN_SENT
      ? processInSynSent(context, connection, header, bytes)
      : processInOrder(context, connection, header, bytes);
  if (connection.state !== CLOSED) context.schedule(connection);
  return answer;
}

/** RFC 9293 3.10.7.3 */
function processInSynSent(
  context: TcpContext,
  connection: TcpConnection,
  header: TcpHeader,
  bytes: Uint8Array,
): SegmentAnswer {
  const flags = header.flags;
  const hasAck = (flags & TCP_ACK) !== 0;
  if (hasAck && header.acknowledgment !== connection.sndMax) {
    context.counters.tcpOutOfWindow++;
    return (flags & TCP_RST) !== 0 ? HANDLED : RESET_SENDER;
  }
  if ((flags & TCP_RST) !== 0) {
    // Without an ACK anybody could have sent it.
    if (hasAck) {
      context.counters.tcpResetsReceived++;
      context.destroy(connection, 'ECONNREFUSED');
    }
    return HANDLED;
  }
  if ((flags & TCP_SYN) === 0 || (hasAck && connection.sndMax === connection.iss)) return HANDLED;
  connection.irs = header.sequence;
  connection.rcvNxt = seqAdd(header.sequence, 1);
  connection.rcvAdv = seqAdd(connection.rcvNxt, Math.min(connection.receiveBuffer.limit, 0xffff));
  connection.lastReceiveMs = context.clock.nowMs;
  negotiate(context, connection, header);
  connection.sndWnd = header.window;
  connection.sndWndMax = header.window;
  connection.sndWl1 = header.sequence;
  connection.sndWl2 = header.acknowledgment;
  if (!hasAck) {
    // Simultaneous open (3.5, figure 7): answer with SYN and ACK.
    connection.state = nextState(connection.state, RECEIVED_SYN);
    connection.sndNxt = connection.iss;
    context.markDirty(connection);
    return HANDLED;
  }
  connection.ackNow = true;
  context.markDirty(connection);
  connection.state = nextState(connection.state, SYN_ACKED);
  establish(context, connection, header);
  // Data on a SYN (TCP Fast Open) begins behind it.
  header.sequence = connection.rcvNxt;
  return processText(context, connection, header, bytes);
}

/** RFC 9293 3.10.7.4, for every state but SYN-SENT. */
function processInOrder(
  context: TcpContext,
  connection: TcpConnection,
  header: TcpHeader,
  bytes: Uint8Array,
): SegmentAnswer {
  const flags = header.flags;
  if (connection.timestampsEnabled && !acceptTimestamp(context, connection, header)) return HANDLED;
  if (!isAcceptable(connection, header)) {
    refuse(context, connection, header);
    return HANDLED;
  }
  if ((flags & TCP_RST) !== 0) {
    processReset(context, connection, header);
    return HANDLED;
  }
  if ((flags & TCP_SYN) !== 0) {
    // RFC 5961 4.2: never a reset, also not in SYN-RECEIVED.
    challenge(context, connection);
    return HANDLED;
  }
  if ((flags & TCP_ACK) === 0) return HANDLED;
  connection.lastReceiveMs = context.clock.nowMs;
  connection.keepAliveProbes = 0;
  if (connection.state === SYN_RECEIVED) {
    const acceptable =
      seqLess(connection.sndUna, header.acknowledgment) &&
      seqLessEqual(header.acknowledgment, connection.sndMax);
    if (!acceptable) return RESET_SENDER;
    connection.sndWnd = header.window << connection.sndScale;
    connection.sndWndMax = connection.sndWnd;
    connection.sndWl1 = header.sequence;
    connection.sndWl2 = header.acknowledgment;
    connection.state = nextState(connection.state, SYN_ACKED);
    establish(context, connection, header);
    if (connectionIsClosed(connection)) return HANDLED;
  } else if (!processAck(context, connection, header)) {
    if (!connectionIsClosed(connection)) challenge(context, connection);
    return HANDLED;
  }
  if (connectionIsClosed(connection)) return HANDLED;
  return processText(context, connection, header, bytes);
}

/** The seventh and eighth step: the text, then FIN. */
function processText(
  context: TcpContext,
  connection: TcpConnection,
  header: TcpHeader,
  bytes: Uint8Array,
): SegmentAnswer {
  const length = header.payloadEnd - header.payloadStart;
  const hasFin = (header.flags & TCP_FIN) !== 0;
  if (length === 0 && !hasFin) return HANDLED;
  if (connection.finReceived) {
    // Behind a FIN nothing new can come. TIME-WAIT: the peer missed our last ACK (3.10.7.4, eighth).
    acknowledgeAgain(context, connection);
    return HANDLED;
  }
  if (length > 0) {
    if (connection.detached && seqLess(connection.rcvNxt, seqAdd(header.sequence, length))) {
      // What was written before the close and may leave goes first.
      output(context, connection);
      emitReset(context, connection);
      context.destroy(connection, undefined);
      return HANDLED;
    }
    const sequence = header.sequence;
    const kept = receiveData(context, connection, header, bytes);
    if (connectionIsClosed(connection)) return HANDLED;
    if (hasFin && kept) processFin(context, connection, seqAdd(sequence, length));
  } else if (hasFin) {
    processFin(context, connection, header.sequence);
  }
  return HANDLED;
}

/** A function, because the compiler believes that a state that was just compared can't have changed. */
function connectionIsClosed(connection: TcpConnection): boolean {
  return connection.state === CLOSED;
}

/** RFC 7323 5.3 (PAWS) and 4.3 (which timestamp to echo). `false`: the segment is dropped, and answered if need be. */
function acceptTimestamp(context: TcpContext, connection: TcpConnection, header: TcpHeader): boolean {
  const isReset = (header.flags & TCP_RST) !== 0;
  if (!header.hasTimestamps) {
    if (isReset) return true;
    // RFC 7323 3.2: once negotiated, they are on every segment.
    context.counters.tcpOutOfWindow++;
    return false;
  }
  const nowMs = context.clock.nowMs;
  const isOld = seqLess(header.timestampValue, connection.timestampRecent);
  if (isOld && !isReset && nowMs - connection.timestampRecentMs < TIMESTAMP_VALID_MS) {
    context.counters.tcpOutOfWindow++;
    answerRefused(context, connection, header);
    return false;
  }
  if (!isOld && seqLessEqual(header.sequence, connection.lastAckSent)) {
    connection.timestampRecent = header.timestampValue;
    connection.timestampRecentMs = nowMs;
  }
  return true;
}

/** RFC 9293 3.10.7.4, first check: some of the segment lies in the window. */
function isAcceptable(connection: TcpConnection, header: TcpHeader): boolean {
  const flags = header.flags;
  const length =
    header.payloadEnd -
    header.payloadStart +
    ((flags & TCP_SYN) !== 0 ? 1 : 0) +
    ((flags & TCP_FIN) !== 0 ? 1 : 0);
  const window = seqDistance(connection.rcvNxt, connection.rcvAdv);
  const offset = seqDistance(connection.rcvNxt, header.sequence);
  // The right edge itself is accepted for an empty segment: a peer that filled our window acknowledges from there.
  if (length === 0) return offset >= 0 && offset <= window;
  // A closed window: the text is not taken, but what the header says is (MUST-66).
  if (window === 0) return offset === 0;
  return offset < window && offset + length > 0;
}

function refuse(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  context.counters.tcpOutOfWindow++;
  if ((header.flags & TCP_RST) !== 0) return;
  const isOldSyn = (header.flags & TCP_SYN) !== 0 && header.sequence === connection.irs;
  if (connection.state === SYN_RECEIVED && isOldSyn) {
    // The peer asks again: our SYN and ACK were lost.
    if (takeChallenge(context, connection)) {
      connection.sndNxt = connection.iss;
      context.markDirty(connection);
    }
    return;
  }
  answerRefused(context, connection, header);
}

/** Tells the peer where we are. With text at once, because a retransmission or a window probe waits for it. */
function answerRefused(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  if (header.payloadEnd > header.payloadStart || (header.flags & TCP_FIN) !== 0) {
    acknowledgeAgain(context, connection);
  } else {
    challenge(context, connection);
  }
}

function acknowledgeAgain(context: TcpContext, connection: TcpConnection): void {
  if (connection.state === TIME_WAIT) {
    connection.lifeMs = context.clock.nowMs + context.config.timeWaitMs;
    challenge(context, connection);
    return;
  }
  connection.ackNow = true;
  context.markDirty(connection);
}

/** RFC 5961: an ACK that lets an honest peer correct itself and tells an attacker nothing. */
function challenge(context: TcpContext, connection: TcpConnection): void {
  if (!takeChallenge(context, connection)) return;
  context.counters.tcpChallengeAcks++;
  emitAck(context, connection);
}

function takeChallenge(context: TcpContext, connection: TcpConnection): boolean {
  const nowMs = context.clock.nowMs;
  if (nowMs - connection.lastChallengeMs < CHALLENGE_INTERVAL_MS) return false;
  connection.lastChallengeMs = nowMs;
  return true;
}

/** RFC 9293 3.10.7.4, second check; RFC 5961 3.2. */
function processReset(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  if (header.sequence !== connection.rcvNxt) {
    challenge(context, connection);
    return;
  }
  context.counters.tcpResetsReceived++;
  // RFC 1337: TIME-WAIT must not be cut short.
  if (connection.state === TIME_WAIT) return;
  const refused = connection.state === SYN_RECEIVED;
  context.destroy(connection, refused ? 'ECONNREFUSED' : 'ECONNRESET');
}

/** Whether a SYN may begin a new connection in the place of one in TIME-WAIT (RFC 6191, RFC 9293 3.6.1). */
export function mayReuseTimeWait(connection: TcpConnection, header: TcpHeader): boolean {
  if (connection.state !== TIME_WAIT) return false;
  if ((header.flags & (TCP_SYN | TCP_ACK | TCP_RST)) !== TCP_SYN) return false;
  if (connection.timestampsEnabled && header.hasTimestamps) {
    const newer = seqDistance(connection.timestampRecent, header.timestampValue);
    if (newer !== 0) return newer > 0;
  }
  return seqLess(connection.rcvNxt, header.sequence);
}
