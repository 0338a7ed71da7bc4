/**
 * What a connection does when time has passed: retransmission (RFC 6298 5.4 to 5.7), window probes, delayed ACK,
 * keep-alive, and the ends of TIME-WAIT and of orphans. A connection has one deadline, the earliest of these.
 */

import type { TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { output, probeTail, probeWindow } from './output.ts';
import { emitKeepAlive, emitReset } from './segment.ts';
import { seqDistance } from './sequence.ts';
import { CLOSED, SYN_RECEIVED, SYN_SENT, TIME_WAIT } from './state.ts';

/** With back-off: about a minute for a SYN, a quarter of an hour for data (RFC 9293 3.8.3, R2). */
const SYN_RETRIES = 5;
const SYN_ACK_RETRIES = 4;
const DATA_RETRIES = 15;
/** Nobody waits for what a closed connection still has to send. */
const ORPHAN_RETRIES = 8;
const KEEP_ALIVE_INTERVAL_MS = 1000;
const KEEP_ALIVE_PROBES = 10;

/** The earliest of a connection's timers, or Infinity. */
export function earliestTimer(connection: TcpConnection): number {
  let earliest = connection.retransmitMs;
  if (connection.delayedAckMs < earliest) earliest = connection.delayedAckMs;
  if (connection.keepAliveMs < earliest) earliest = connection.keepAliveMs;
  if (connection.lifeMs < earliest) earliest = connection.lifeMs;
  return earliest;
}

/** Runs every timer that is due. */
export function runTimers(context: TcpContext, connection: TcpConnection): void {
  const nowMs = context.clock.nowMs;
  if (nowMs >= connection.lifeMs) {
    context.destroy(connection, undefined);
    return;
  }
  if (nowMs >= connection.delayedAckMs) {
    connection.delayedAckMs = Infinity;
    connection.ackNow = true;
    context.markDirty(connection);
  }
  if (nowMs >= connection.retransmitMs) retransmit(context, connection);
  if (connection.state !== CLOSED && nowMs >= connection.keepAliveMs) keepAlive(context, connection);
  if (connection.state !== CLOSED) context.schedule(connection);
}

function retransmit(context: TcpContext, connection: TcpConnection): void {
  connection.retransmitMs = Infinity;
  if (probeTail(context, connection)) return;
  connection.retransmits++;
  if (connection.retransmits > retryLimit(connection)) {
    context.counters.tcpTimeouts++;
    context.destroy(connection, connection.softError ?? 'ETIMEDOUT');
    return;
  }
  connection.rtt.backOff();
  connection.rttStartMs = -1;
  if (connection.persisting) {
    probeWindow(context, connection);
    connection.persisting = true;
    connection.retransmitMs = context.clock.nowMs + connection.rtt.timeoutMs();
    return;
  }
  if (connection.state === SYN_SENT || connection.state === SYN_RECEIVED) {
    context.counters.tcpRetransmits++;
    connection.sndNxt = connection.iss;
  } else {
    loseEverything(connection);
  }
  output(context, connection);
  // Nothing could leave (no packet, a full link): try again later all the same.
  if (connection.retransmitMs === Infinity) {
    connection.retransmitMs = context.clock.nowMs + connection.rtt.timeoutMs();
  }
}

/** RFC 5681 3.1 and RFC 6582 4: after a time-out everything counts as lost, and slow start begins. */
function loseEverything(connection: TcpConnection): void {
  const inFlight = seqDistance(connection.sndUna, connection.sndMax);
  connection.congestion.onTimeout(inFlight, connection.retransmits > 1);
  connection.inRecovery = false;
  connection.duplicateAcks = 0;
  connection.recover = connection.sndMax;
  connection.scoreboard.clear();
  connection.sndNxt = connection.sndUna;
}

function retryLimit(connection: TcpConnection): number {
  if (connection.state === SYN_SENT) return SYN_RETRIES;
  if (connection.state === SYN_RECEIVED) return SYN_ACK_RETRIES;
  return connection.detached ? ORPHAN_RETRIES : DATA_RETRIES;
}

function keepAlive(context: TcpContext, connection: TcpConnection): void {
  const nowMs = context.clock.nowMs;
  connection.keepAliveMs = Infinity;
  if (connection.keepAliveIdleMs === 0 || connection.state === TIME_WAIT) return;
  const dueMs = connection.lastReceiveMs + connection.keepAliveIdleMs;
  // Unacknowledged data is a probe of its own.
  if (nowMs < dueMs || connection.sndUna !== connection.sndMax) {
    connection.keepAliveMs = Math.max(dueMs, nowMs + KEEP_ALIVE_INTERVAL_MS);
    return;
  }
  if (connection.keepAliveProbes >= KEEP_ALIVE_PROBES) {
    context.counters.tcpTimeouts++;
    emitReset(context, connection);
    context.destroy(connection, connection.softError ?? 'ETIMEDOUT');
    return;
  }
  connection.keepAliveProbes++;
  emitKeepAlive(context, connection);
  connection.keepAliveMs = nowMs + KEEP_ALIVE_INTERVAL_MS;
}
