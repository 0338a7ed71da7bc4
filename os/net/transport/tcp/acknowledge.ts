/**
 * The ACK field, the SACK option and the window of a segment: RFC 9293 3.10.7.4 fifth check, RFC 5681, RFC 6582,
 * RFC 6675. Frees what was acknowledged, finds losses, and lets the output go on.
 */

import { TCP_FIN, type TcpHeader } from '../../wire/tcp.ts';
import { ORPHAN_MS, type TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { DUPLICATE_THRESHOLD, retransmitAt } from './output.ts';
import { timestampNow } from './segment.ts';
import { seqAdd, seqDistance, seqLess, seqLessEqual } from './sequence.ts';
import { CLOSED, FIN_ACKED, FIN_WAIT_2, nextState, TIME_WAIT } from './state.ts';

/** `false`: the ACK is outside of what is plausible (RFC 5961 5.2), and the segment must be dropped. */
export function processAck(context: TcpContext, connection: TcpConnection, header: TcpHeader): boolean {
  const ack = header.acknowledgment;
  const oldest = seqAdd(connection.sndUna, -connection.sndWndMax);
  if (seqLess(connection.sndMax, ack) || seqLess(ack, oldest)) {
    context.counters.tcpOutOfWindow++;
    return false;
  }
  const acked = seqDistance(connection.sndUna, ack);
  if (acked < 0) return true;
  const news = connection.sackEnabled && header.sackCount > 0 ? readSack(connection, header) : false;
  if (acked > 0) {
    processNewAck(context, connection, header, acked);
  } else if (isDuplicate(connection, header, news)) {
    processDuplicate(context, connection);
  }
  updateWindow(context, connection, header);
  if (acked > 0) processFinAck(context, connection);
  return true;
}

function readSack(connection: TcpConnection, header: TcpHeader): boolean {
  let news = false;
  for (let i = 0; i < header.sackCount; i++) {
    const left = header.sackEdges[i * 2];
    const right = header.sackEdges[i * 2 + 1];
    // RFC 2883: a block at or below the ACK reports a duplicate, not news.
    if (seqLessEqual(right, header.acknowledgment)) continue;
    if (connection.scoreboard.add(left, right, connection.sndUna, connection.sndMax)) news = true;
  }
  return news;
}

function processNewAck(
  context: TcpContext,
  connection: TcpConnection,
  header: TcpHeader,
  acked: number,
): void {
  const nowMs = context.clock.nowMs;
  const ack = header.acknowledgment;
  const inFlight = seqDistance(connection.sndUna, connection.sndMax);
  measure(context, connection, header);
  const finAcked = connection.finSent && seqLess(connection.finSequence, ack);
  const data = Math.min(acked - (finAcked ? 1 : 0), connection.sendBuffer.length);
  if (data > 0) connection.sendBuffer.acknowledge(data);
  connection.sndUna = ack;
  if (seqLess(connection.sndNxt, ack)) connection.sndNxt = ack;
  if (connection.scoreboard.count > 0) connection.scoreboard.acknowledge(ack);
  connection.retransmits = 0;
  connection.tailProbed = false;
  connection.rtt.backoff = 0;
  connection.softError = undefined;
  if (connection.inRecovery) {
    continueRecovery(context, connection, acked);
  } else {
    connection.duplicateAcks = 0;
    // Only a window that was in use may grow: half-empty ones prove nothing (RFC 9293 3.8.2, RFC 7661's reason).
    if (inFlight * 2 >= connection.congestion.window) connection.congestion.onAck(acked);
  }
  connection.persisting = false;
  connection.retransmitMs =
    connection.sndUna === connection.sndMax ? Infinity : nowMs + connection.rtt.timeoutMs();
  context.markDirty(connection);
}

function measure(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  if (connection.timestampsEnabled) {
    if (!header.hasTimestamps || header.timestampEcho === 0) return;
    const rttMs = seqDistance(header.timestampEcho, timestampNow(context, connection));
    if (rttMs >= 0 && rttMs < 1_000_000) connection.rtt.measure(rttMs);
  } else if (connection.rttStartMs >= 0 && seqLess(connection.rttSequence, header.acknowledgment)) {
    connection.rtt.measure(context.clock.nowMs - connection.rttStartMs);
    connection.rttStartMs = -1;
  }
}

/** RFC 5681 2 and, with SACK, RFC 6675 2: a segment that only says "still waiting for the same". */
function isDuplicate(connection: TcpConnection, header: TcpHeader, news: boolean): boolean {
  if (connection.sndUna === connection.sndMax) return false;
  if (connection.sackEnabled) return news;
  return (
    header.payloadEnd === header.payloadStart &&
    (header.flags & TCP_FIN) === 0 &&
    header.window << connection.sndScale === connection.sndWnd
  );
}

function processDuplicate(context: TcpContext, connection: TcpConnection): void {
  connection.duplicateAcks++;
  context.markDirty(connection);
  if (connection.inRecovery) {
    if (!connection.sackEnabled) connection.congestion.inflate(connection.mss);
    return;
  }
  if (connection.duplicateAcks < DUPLICATE_THRESHOLD && !reportsLoss(connection)) return;
  // RFC 6582 3.2 step 2: not for what a time-out or the last recovery is repairing.
  // With SACK a duplicate carries news, so that the boundary itself is no doubt (RFC 6675 5).
  const repairing = connection.sackEnabled
    ? seqLess(connection.sndUna, connection.recover)
    : !seqLess(connection.recover, connection.sndUna);
  if (repairing) return;
  enterRecovery(context, connection);
}

/** RFC 6675 2 IsLost: more than two full segments were reported beyond the first missing byte. */
function reportsLoss(connection: TcpConnection): boolean {
  return connection.scoreboard.sackedBytes > (DUPLICATE_THRESHOLD - 1) * connection.mss;
}

function enterRecovery(context: TcpContext, connection: TcpConnection): void {
  context.counters.tcpFastRetransmits++;
  connection.inRecovery = true;
  connection.recover = connection.sndMax;
  connection.congestion.enterRecovery(seqDistance(connection.sndUna, connection.sndMax));
  if (!connection.sackEnabled) connection.congestion.inflate(DUPLICATE_THRESHOLD * connection.mss);
  const sent = retransmitAt(context, connection, connection.sndUna);
  connection.highRetransmit = seqAdd(connection.sndUna, sent);
  connection.retransmitMs = context.clock.nowMs + connection.rtt.timeoutMs();
}

function continueRecovery(context: TcpContext, connection: TcpConnection, acked: number): void {
  if (!seqLess(connection.sndUna, connection.recover)) {
    connection.inRecovery = false;
    connection.duplicateAcks = 0;
    connection.congestion.exitRecovery(seqDistance(connection.sndUna, connection.sndMax));
    return;
  }
  if (!connection.sackEnabled) connection.congestion.deflate(acked);
  // RFC 6582 3.2 step 3: a partial acknowledgment shows the next hole. With SACK the scoreboard knows the holes,
  // except when nothing behind this one was reported.
  const alreadySent = seqLess(connection.sndUna, connection.highRetransmit);
  if (!alreadySent && (!connection.sackEnabled || connection.scoreboard.count === 0)) {
    const sent = retransmitAt(context, connection, connection.sndUna);
    connection.highRetransmit = seqAdd(connection.sndUna, sent);
  }
}

/** RFC 9293 3.10.7.4: only a segment that is not older than the last that set the window may set it. */
function updateWindow(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  const newer =
    seqLess(connection.sndWl1, header.sequence) ||
    (connection.sndWl1 === header.sequence && seqLessEqual(connection.sndWl2, header.acknowledgment));
  if (!newer) return;
  const window = header.window << connection.sndScale;
  connection.sndWl1 = header.sequence;
  connection.sndWl2 = header.acknowledgment;
  if (connection.persisting) {
    // An answer, also "still closed": the peer lives (RFC 9293 3.8.6.1).
    connection.retransmits = 0;
  }
  if (window === connection.sndWnd) return;
  if (window > connection.sndWnd && connection.persisting) {
    connection.persisting = false;
    connection.retransmitMs = Infinity;
    connection.rtt.backoff = 0;
  }
  connection.sndWnd = window;
  if (window > connection.sndWndMax) connection.sndWndMax = window;
  context.markDirty(connection);
}

/** The states that wait for the ACK of our FIN. */
function processFinAck(context: TcpContext, connection: TcpConnection): void {
  if (!connection.finSent || !seqLess(connection.finSequence, connection.sndUna)) return;
  const before = connection.state;
  connection.state = nextState(before, FIN_ACKED);
  if (connection.state === before) return;
  connection.retransmitMs = Infinity;
  if (connection.state === CLOSED) {
    context.destroy(connection, undefined);
  } else if (connection.state === TIME_WAIT) {
    context.enterTimeWait(connection);
  } else if (connection.state === FIN_WAIT_2 && connection.detached) {
    connection.lifeMs = context.clock.nowMs + ORPHAN_MS;
  }
}

/** Calls `onDrain` when it is due. Once a poll and not for each ACK, so that the user fills all room at once. */
export function offerSpace(connection: TcpConnection): void {
  if (!connection.drainWanted || connection.finQueued || connection.detached) return;
  const buffer = connection.sendBuffer;
  if (buffer.limit - buffer.length < buffer.limit >>> 2) return;
  connection.drainWanted = false;
  connection.handler.onDrain?.(connection);
}
