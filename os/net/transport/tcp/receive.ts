/**
 * The text of a segment, and FIN: RFC 9293 3.10.7.4 seventh and eighth step. In-order bytes go straight from the
 * packet to the user; what comes early, or while the user pauses, waits in the receive buffer.
 */

import { TCP_FIN, type TcpHeader } from '../../wire/tcp.ts';
import type { TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { emitAck, windowUpdateDue } from './segment.ts';
import { seqAdd, seqDistance, seqLess } from './sequence.ts';
import { CLOSED, nextState, RECEIVED_FIN, TIME_WAIT } from './state.ts';

/** RFC 9293 3.8.6.3 allows 500 ms; 40 ms is what others do. */
const DELAYED_ACK_MS = 40;
/** An ACK leaves inside a poll, not at its end, when this many segments wait for it. */
const STRETCH_LIMIT = 8;

/**
 * Takes in the text of an acceptable segment. `false`: it was cut at the end or not kept, so that its FIN must not
 * count.
 */
export function receiveData(
  context: TcpContext,
  connection: TcpConnection,
  header: TcpHeader,
  bytes: Uint8Array,
): boolean {
  let start = header.payloadStart;
  let sequence = header.sequence;
  const old = seqDistance(sequence, connection.rcvNxt);
  if (old > 0) {
    // The beginning is known already: the peer has not seen our ACK.
    acknowledgeNow(context, connection);
    if (old >= header.payloadEnd - start) return old === header.payloadEnd - start;
    start += old;
    sequence = connection.rcvNxt;
  }
  const room = seqDistance(sequence, connection.rcvAdv);
  let end = header.payloadEnd;
  let whole = true;
  if (end - start > room) {
    end = start + Math.max(room, 0);
    whole = false;
    acknowledgeNow(context, connection);
    if (end === start) return false;
  }
  if (sequence === connection.rcvNxt && canPassThrough(connection)) {
    connection.rcvNxt = seqAdd(sequence, end - start);
    acknowledgeSoon(context, connection, header);
    connection.handler.onData(connection, bytes, start, end);
    return whole;
  }
  return keep(context, connection, sequence, bytes, start, end) && whole;
}

function canPassThrough(connection: TcpConnection): boolean {
  const buffer = connection.receiveBuffer;
  return !connection.paused && buffer.readable === 0 && buffer.rangeCount === 0;
}

function keep(
  context: TcpContext,
  connection: TcpConnection,
  sequence: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const inOrder = connection.receiveBuffer.insert(connection.rcvNxt, sequence, bytes, start, end - start);
  if (inOrder < 0) {
    context.counters.tcpReceiveDropped++;
    acknowledgeNow(context, connection);
    return false;
  }
  if (inOrder === 0) {
    // RFC 5681 4.2: the sender counts these, so each leaves at once.
    context.counters.tcpOutOfOrder++;
    emitAck(context, connection);
    return true;
  }
  connection.rcvNxt = seqAdd(connection.rcvNxt, inOrder);
  // A gap was filled, or the user pauses: the sender should know where we are.
  acknowledgeNow(context, connection);
  deliver(context, connection);
  if (connection.state !== CLOSED) takePendingFin(context, connection);
  return true;
}

/** Hands over what waits in the receive buffer, and the end, unless the user pauses. */
export function deliver(context: TcpContext, connection: TcpConnection): void {
  const buffer = connection.receiveBuffer;
  while (buffer.readable > 0 && !connection.paused && !connection.detached) {
    const ring = buffer.ring;
    const head = ring.head;
    const count = Math.min(buffer.readable, ring.bytes.length - head);
    // Taken first, because a close() inside the callback asks what was left unread.
    buffer.take(count);
    connection.handler.onData(connection, ring.bytes, head, head + count);
    buffer.freeIfEmpty();
  }
  if (connection.state !== CLOSED && windowUpdateDue(connection)) acknowledgeNow(context, connection);
  reportEnd(context, connection);
}

/** FIN at `sequence`: taken now, or when everything before it is here. */
export function processFin(context: TcpContext, connection: TcpConnection, sequence: number): void {
  if (connection.peerFinKnown && connection.peerFinSequence !== sequence) return;
  connection.peerFinKnown = true;
  connection.peerFinSequence = sequence;
  acknowledgeNow(context, connection);
  takePendingFin(context, connection);
}

function takePendingFin(context: TcpContext, connection: TcpConnection): void {
  if (!connection.peerFinKnown || connection.finReceived) return;
  if (connection.peerFinSequence !== connection.rcvNxt) return;
  connection.finReceived = true;
  connection.rcvNxt = seqAdd(connection.rcvNxt, 1);
  if (seqLess(connection.rcvAdv, connection.rcvNxt)) connection.rcvAdv = connection.rcvNxt;
  acknowledgeNow(context, connection);
  connection.state = nextState(connection.state, RECEIVED_FIN);
  if (connection.state === TIME_WAIT) context.enterTimeWait(connection);
  reportEnd(context, connection);
}

/** `onEnd` once everything was read; and the end of all when our side is done too. */
function reportEnd(context: TcpContext, connection: TcpConnection): void {
  if (!connection.finReceived || connection.receiveBuffer.readable > 0 || connection.paused) return;
  if (!connection.endReported) {
    connection.endReported = true;
    if (!connection.detached) connection.handler.onEnd?.(connection);
  }
  if (connection.state === TIME_WAIT || connection.state === CLOSED) {
    context.reportClose(connection, undefined);
  }
}

function acknowledgeNow(context: TcpContext, connection: TcpConnection): void {
  connection.ackNow = true;
  context.markDirty(connection);
}

/** RFC 9293 3.8.6.3, RFC 5681 4.2: at least every second full segment, the others a little later. */
function acknowledgeSoon(context: TcpContext, connection: TcpConnection, header: TcpHeader): void {
  connection.unackedSegments++;
  if (connection.unackedSegments >= STRETCH_LIMIT) {
    emitAck(context, connection);
  } else if (connection.unackedSegments >= 2 || (header.flags & TCP_FIN) !== 0) {
    acknowledgeNow(context, connection);
  } else if (connection.delayedAckMs === Infinity) {
    connection.delayedAckMs = context.clock.nowMs + DELAYED_ACK_MS;
  }
}
