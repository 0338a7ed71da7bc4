/** The beginning of a connection: what the options of the SYNs agree on, and the step to ESTABLISHED. */

import type { TcpHeader } from '../../wire/tcp.ts';
import type { TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { timestampNow, windowShift } from './segment.ts';
import { seqDistance } from './sequence.ts';
import { nextState, USER_CLOSED } from './state.ts';

const HEADERS_BYTES = 40;
/** RFC 9293 3.7.1: what a peer takes that does not say. */
const DEFAULT_MSS = 536;
/** A smaller offer is an attack on our packet rate (CVE-2019-11479). */
const SMALLEST_MSS = 64;
const TIMESTAMP_BYTES = 12;

/** Takes over the options of the peer's SYN, as far as we offer (or will answer) the same. */
export function negotiate(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  connection.scaleEnabled = header.windowScale >= 0;
  connection.sndScale = connection.scaleEnabled ? header.windowScale : 0;
  connection.rcvScale = connection.scaleEnabled ? windowShift(connection.receiveBuffer.limit) : 0;
  connection.sackEnabled = header.sackPermitted;
  connection.timestampsEnabled = header.hasTimestamps;
  if (header.hasTimestamps) {
    connection.timestampRecent = header.timestampValue;
    connection.timestampRecentMs = context.clock.nowMs;
  }
  const offered = Math.max(header.mss === 0 ? DEFAULT_MSS : header.mss, SMALLEST_MSS);
  const path = context.ip.mtuFor(connection.remoteAddress) - HEADERS_BYTES;
  connection.mss = Math.min(offered, path) - (connection.timestampsEnabled ? TIMESTAMP_BYTES : 0);
}

/** Our SYN is acknowledged by this segment: the connection is up. Runs `onConnect` or `onAccept`. */
export function establish(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  const nowMs = context.clock.nowMs;
  measureHandshake(context, connection, header);
  connection.sndUna = header.acknowledgment;
  connection.sndNxt = header.acknowledgment;
  connection.recover = connection.iss;
  connection.lastAckSent = connection.rcvNxt;
  connection.retransmits = 0;
  connection.retransmitMs = Infinity;
  connection.softError = undefined;
  connection.congestion.start(connection.mss);
  connection.lastSendMs = nowMs;
  if (connection.keepAliveIdleMs > 0) connection.keepAliveMs = nowMs + connection.keepAliveIdleMs;
  // A user who has called end() already gets FIN behind what was written.
  if (connection.finQueued) connection.state = nextState(connection.state, USER_CLOSED);
  context.markDirty(connection);
  if (connection.listener !== undefined) {
    context.handOver(connection);
  } else {
    context.counters.tcpConnected++;
    if (!connection.detached) connection.handler.onConnect?.(connection);
  }
}

function measureHandshake(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  if (connection.timestampsEnabled && header.hasTimestamps && header.timestampEcho !== 0) {
    const rttMs = seqDistance(header.timestampEcho, timestampNow(context, connection));
    if (rttMs >= 0 && rttMs < 1_000_000) connection.rtt.measure(rttMs);
  } else if (connection.rttStartMs >= 0) {
    connection.rtt.measure(context.clock.nowMs - connection.rttStartMs);
  }
  connection.rttStartMs = -1;
  connection.rtt.backoff = 0;
}
