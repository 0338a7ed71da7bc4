/**
 * What a connection makes of an ICMP error about a segment of its own (RFC 1122 4.2.3.9, RFC 5461, RFC 5927): only
 * one that quotes a sequence number on its way counts. A handshake fails by it; an established connection only
 * remembers it, and learns the path's MTU (RFC 1191).
 */

import type { NetErrorCode } from '../../api.ts';
import {
  ICMP_UNREACHABLE,
  UNREACHABLE_FRAGMENTATION_NEEDED,
  UNREACHABLE_HOST,
  UNREACHABLE_NET,
  UNREACHABLE_PORT,
  UNREACHABLE_PROTOCOL,
} from '../../wire/icmpv4.ts';
import type { TcpConnection } from './connection.ts';
import type { TcpContext } from './context.ts';
import { seqLess, seqLessEqual } from './sequence.ts';
import { isSynchronized, SYN_RECEIVED, SYN_SENT } from './state.ts';

const HEADERS_BYTES = 40;
const TIMESTAMP_BYTES = 12;
/** Less is an attack (RFC 5927 7). */
const SMALLEST_PATH_MTU = 552;

/** `sequence`: that of the quoted segment. */
export function processIcmpError(
  context: TcpContext,
  connection: TcpConnection,
  type: number,
  code: number,
  nextHopMtu: number,
  sequence: number,
): void {
  const onItsWay = seqLessEqual(connection.sndUna, sequence) && seqLess(sequence, connection.sndMax);
  if (!onItsWay) {
    context.counters.tcpOutOfWindow++;
    return;
  }
  if (type === ICMP_UNREACHABLE && code === UNREACHABLE_FRAGMENTATION_NEEDED) {
    if (isSynchronized(connection.state)) shrinkSegments(context, connection, nextHopMtu);
    return;
  }
  const error = errorOf(type, code);
  if (connection.state === SYN_SENT || connection.state === SYN_RECEIVED) context.destroy(connection, error);
  else connection.softError = error;
}

function errorOf(type: number, code: number): NetErrorCode {
  if (type !== ICMP_UNREACHABLE) return 'EHOSTUNREACH';
  if (code === UNREACHABLE_PORT || code === UNREACHABLE_PROTOCOL) return 'ECONNREFUSED';
  if (code === UNREACHABLE_NET) return 'ENETUNREACH';
  if (code === UNREACHABLE_HOST) return 'EHOSTUNREACH';
  return 'EHOSTUNREACH';
}

/** Sends again, in smaller pieces, what did not fit. */
function shrinkSegments(context: TcpContext, connection: TcpConnection, nextHopMtu: number): void {
  const mtu = Math.max(nextHopMtu, SMALLEST_PATH_MTU);
  const mss = mtu - HEADERS_BYTES - (connection.timestampsEnabled ? TIMESTAMP_BYTES : 0);
  if (mss >= connection.mss) return;
  connection.mss = mss;
  connection.congestion.setMss(mss);
  connection.sndNxt = connection.sndUna;
  connection.inRecovery = false;
  connection.scoreboard.clear();
  context.markDirty(connection);
}
