/**
 * The TCP of a stack: finds the connection of each segment, makes and ends connections, and gives each its turn.
 *
 * One class, because connections, listeners, timers and the four lists of who comes next are one state that every
 * method changes together; what needs less than all of it has its own file.
 *
 * What happens inside a connection is in `input.ts`, `output.ts` and `timers.ts`. In a poll, segments and timers
 * only mark connections; `flush` then visits each marked one once, and last tells the users whose connection ended.
 */

import { ADDRESS_ANY, type IpAddress, isMulticast } from '../../address.ts';
import type {
  NetErrorCode,
  TcpConnectOptions,
  TcpHandler,
  TcpListener,
  TcpListenHandler,
  TcpListenOptions,
  TcpService,
  TcpSocket,
} from '../../api.ts';
import { sumBytes, sumPseudoHeader } from '../../checksum.ts';
import type { Clock } from '../../clock.ts';
import type { Counters } from '../../counters.ts';
import type { RandomSource } from '../../entropy.ts';
import type { Datagram, Ipv4Transport } from '../../ip/datagram.ts';
import type { IcmpErrorReceiver } from '../../ip/icmp.ts';
import type { Ipv4 } from '../../ip/ipv4.ts';
import { RateLimit } from '../../rate-limit.ts';
import type { SipHash } from '../../siphash.ts';
import { ICMP_UNREACHABLE, parseQuotedPacket, QuotedPacket } from '../../wire/icmpv4.ts';
import { PROTOCOL_TCP } from '../../wire/ipv4.ts';
import { ACCEPTED } from '../../wire/refusal.ts';
import { parseTcp, TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN, TcpHeader } from '../../wire/tcp.ts';
import { EphemeralPorts } from '../ephemeral-ports.ts';
import { offerSpace } from './acknowledge.ts';
import { TcpConnection } from './connection.ts';
import { ConnectionTable } from './connection-table.ts';
import type { TcpConfig, TcpContext } from './context.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import { negotiate } from './handshake.ts';
import { processIcmpError } from './icmp-error.ts';
import { mayReuseTimeWait, processSegment, RESET_SENDER } from './input.ts';
import { Listener, type ListenerOwner } from './listener.ts';
import { ListenerTable } from './listener-table.ts';
import { output } from './output.ts';
import { deliver } from './receive.ts';
import { RingMemory } from './ring-memory.ts';
import { emitReset, resetSender } from './segment.ts';
import { seqAdd } from './sequence.ts';
import { CLOSED, DELETED, isSynchronized, nextState, SYN_RECEIVED, SYN_SENT, TIME_WAIT } from './state.ts';
import { earliestTimer, runTimers } from './timers.ts';

const DEFAULT_BACKLOG = 511;
const RESETS_PER_SECOND = 1000;
/** Visits of connections in one poll: what is left over gets its turn in the next. */
const VISITS_PER_POLL = 4096;
const TIMERS_PER_POLL = 1024;

/** One per stack. */
export class Tcp implements TcpService, TcpContext, Ipv4Transport, IcmpErrorReceiver, ListenerOwner {
  readonly ip: Ipv4;
  readonly clock: Clock;
  readonly counters: Counters;
  readonly memory: RingMemory;
  readonly config: TcpConfig;
  #table: ConnectionTable;
  #listeners: ListenerTable = new ListenerTable();
  #deadlines: DeadlineQueue<TcpConnection> = new DeadlineQueue();
  #timeWait: Set<TcpConnection> = new Set();
  #dirty: TcpConnection[] = [];
  #stalled: TcpConnection[] = [];
  #closing: TcpConnection[] = [];
  #memoryWaiters: TcpConnection[] = [];
  #header: TcpHeader = new TcpHeader();
  #quoted: QuotedPacket = new QuotedPacket();
  #hash: SipHash;
  #ports: EphemeralPorts;
  #resetLimit: RateLimit;

  constructor(
    ip: Ipv4,
    clock: Clock,
    counters: Counters,
    config: TcpConfig,
    hash: SipHash,
    random: RandomSource,
  ) {
    this.ip = ip;
    this.clock = clock;
    this.counters = counters;
    this.config = config;
    this.memory = new RingMemory(config.memoryBytes);
    this.#table = new ConnectionTable(random.next32());
    this.#hash = hash;
    this.#ports = new EphemeralPorts(hash, random);
    this.#resetLimit = new RateLimit(RESETS_PER_SECOND, clock);
  }

  /** How many connections there are, TIME-WAIT included. */
  connectionCount(): number {
    return this.#table.size;
  }

  // ------------------------------------------------------------------------------------- for users

  connect(options: TcpConnectOptions, handler: TcpHandler): TcpSocket | NetErrorCode {
    const remote = options.address;
    const remotePort = options.port;
    if (!isPort(remotePort) || remotePort === 0) return 'EINVAL';
    if (remote === ADDRESS_ANY || this.ip.isBroadcast(remote) || isMulticast(remote)) return 'ENETUNREACH';
    const local = options.localAddress ?? this.ip.sourceFor(remote);
    if (local === 0 || this.ip.linkFor(remote) === undefined) return 'ENETUNREACH';
    if (!this.ip.isOwn(local)) return 'EADDRNOTAVAIL';
    if (!this.#makeRoom()) return 'ENOBUFS';
    let port = options.localPort ?? 0;
    if (!isPort(port)) return 'EINVAL';
    if (port === 0) {
      port = this.#ports.choose(
        local,
        remote,
        remotePort,
        (candidate) => this.#table.find(local, candidate, remote, remotePort) === undefined,
      );
      if (port === 0) return 'EADDRNOTAVAIL';
    } else if (this.#table.find(local, port, remote, remotePort) !== undefined) {
      return 'EADDRINUSE';
    }
    const connection = this.#create(local, port, remote, remotePort);
    connection.handler = handler;
    connection.noDelay = options.noDelay ?? false;
    connection.state = SYN_SENT;
    this.markDirty(connection);
    return connection;
  }

  listen(options: TcpListenOptions, handler: TcpListenHandler): TcpListener | NetErrorCode {
    const address = options.address ?? ADDRESS_ANY;
    let port = options.port ?? 0;
    if (!isPort(port)) return 'EINVAL';
    if (address !== ADDRESS_ANY && !this.ip.isOwn(address)) return 'EADDRNOTAVAIL';
    if (port === 0) {
      port = this.#ports.choose(address, 0, 0, (candidate) => !this.#listeners.has(candidate));
      if (port === 0) return 'EADDRNOTAVAIL';
    }
    const backlog = Math.max(1, Math.min(options.backlog ?? DEFAULT_BACKLOG, this.config.maxConnections));
    const listener = new Listener(this, address, port, backlog, handler);
    return this.#listeners.add(listener) ? listener : 'EADDRINUSE';
  }

  removeListener(listener: Listener): void {
    if (!this.#listeners.remove(listener)) return;
    for (const connection of [...listener.halfOpen]) connection.abort();
  }

  // ------------------------------------------------------------------------------------ from below

  receive(datagram: Datagram): void {
    this.counters.tcpReceived++;
    const header = this.#header;
    if (parseTcp(datagram.bytes, datagram.start, datagram.end, header) !== ACCEPTED) {
      this.counters.tcpMalformed++;
      return;
    }
    if (!datagram.checksumVerified && !hasValidChecksum(datagram)) {
      this.counters.tcpBadChecksum++;
      return;
    }
    // RFC 9293 3.9.2.3 (MUST-57): only unicast ends can have a connection.
    if (datagram.isBroadcast || datagram.source === 0) {
      this.counters.tcpMalformed++;
      return;
    }
    const connection = this.#table.find(
      datagram.destination,
      header.destinationPort,
      datagram.source,
      header.sourcePort,
    );
    if (connection === undefined) {
      this.#receiveWithoutConnection(datagram, header);
      return;
    }
    if (connection.state === TIME_WAIT && mayReuseTimeWait(connection, header)) {
      this.counters.tcpTimeWaitRecycled++;
      this.destroy(connection, undefined);
      this.#receiveWithoutConnection(datagram, header);
      return;
    }
    if (processSegment(this, connection, header, datagram.bytes) === RESET_SENDER) {
      this.#sendReset(datagram, header);
    }
  }

  receiveIcmpError(type: number, code: number, nextHopMtu: number, quoted: QuotedPacket): void {
    const connection = this.#findQuoted(quoted);
    if (connection === undefined) return;
    processIcmpError(this, connection, type, code, nextHopMtu, quoted.sequence);
    if (connection.state !== CLOSED) this.schedule(connection);
  }

  reportLocalFailure(bytes: Uint8Array, start: number, end: number): void {
    if (parseQuotedPacket(bytes, start, end, this.#quoted) !== ACCEPTED) return;
    const connection = this.#findQuoted(this.#quoted);
    if (connection === undefined) return;
    // As the ICMP message that a router would have sent: host unreachable.
    processIcmpError(this, connection, ICMP_UNREACHABLE, 1, 0, this.#quoted.sequence);
  }

  // ------------------------------------------------------------------------------------- in a poll

  /** Whether a call of a user left something to do. */
  hasWork(): boolean {
    return this.#dirty.length > 0 || this.#closing.length > 0;
  }

  /** Runs the timers that are due, at most 1,024. */
  runTimers(): void {
    for (let count = 0; count < TIMERS_PER_POLL; count++) {
      const connection = this.#deadlines.takeDue(this.clock.nowMs);
      if (connection === undefined) return;
      runTimers(this, connection);
    }
  }

  /** Gives every marked connection its turn and reports the ends. A bounded number; the rest stays marked. */
  flush(): void {
    this.#wakeStalled();
    let visits = 0;
    while (visits < VISITS_PER_POLL && (this.#dirty.length > 0 || this.#closing.length > 0)) {
      visits += this.#visitDirty();
      visits += this.#visitClosing();
    }
    this.#offerMemory();
  }

  /** When `runTimers` wants to be called next: 0 for at once, Infinity for never. */
  nextDeadlineMs(): number {
    if (this.#dirty.length > 0 || this.#closing.length > 0) return 0;
    const nextMs = this.#deadlines.nextMs();
    return this.#stalled.length > 0 ? Math.min(nextMs, this.clock.nowMs + 1) : nextMs;
  }

  #visitDirty(): number {
    const batch = this.#dirty;
    if (batch.length === 0) return 0;
    this.#dirty = [];
    for (let i = 0; i < batch.length; i++) {
      const connection = batch[i];
      deliver(this, connection);
      if (connection.state !== CLOSED) offerSpace(connection);
      // Still marked until here: what the callbacks wrote leaves with this visit.
      connection.isDirty = false;
      output(this, connection);
      this.schedule(connection);
    }
    return batch.length;
  }

  #visitClosing(): number {
    const batch = this.#closing;
    if (batch.length === 0) return 0;
    this.#closing = [];
    for (let i = 0; i < batch.length; i++) {
      const connection = batch[i];
      connection.receiveBuffer.clear();
      connection.handler.onClose(connection, connection.closeError);
    }
    return batch.length;
  }

  #wakeStalled(): void {
    if (this.#stalled.length === 0) return;
    const stalled = this.#stalled;
    this.#stalled = [];
    for (const connection of stalled) {
      connection.isStalled = false;
      this.markDirty(connection);
    }
  }

  #offerMemory(): void {
    const waiters = this.#memoryWaiters;
    if (waiters.length === 0 || this.memory.usedBytes * 2 > this.memory.limitBytes) return;
    this.#memoryWaiters = [];
    for (const connection of waiters) {
      connection.waitsForMemory = false;
      if (!connection.drainWanted || connection.state === CLOSED || connection.detached) continue;
      connection.drainWanted = false;
      connection.handler.onDrain?.(connection);
    }
  }

  // ------------------------------------------------------------------------------------ TcpContext

  markDirty(connection: TcpConnection): void {
    if (connection.isDirty) return;
    connection.isDirty = true;
    this.#dirty.push(connection);
  }

  stall(connection: TcpConnection): void {
    if (connection.isStalled) return;
    connection.isStalled = true;
    this.#stalled.push(connection);
  }

  waitForMemory(connection: TcpConnection): void {
    if (connection.waitsForMemory) return;
    connection.waitsForMemory = true;
    this.#memoryWaiters.push(connection);
  }

  schedule(connection: TcpConnection): void {
    connection.deadlineMs = earliestTimer(connection);
    this.#deadlines.update(connection);
  }

  handOver(connection: TcpConnection): void {
    const listener = connection.listener;
    if (listener === undefined) return;
    listener.halfOpen.delete(connection);
    connection.listener = undefined;
    this.counters.tcpAccepted++;
    const handler = listener.handler.onAccept(connection);
    if (connection.state === CLOSED) return;
    if (handler === undefined) connection.abort();
    else connection.handler = handler;
  }

  enterTimeWait(connection: TcpConnection): void {
    connection.sendBuffer.clear();
    connection.scoreboard.clear();
    connection.retransmitMs = Infinity;
    connection.keepAliveMs = Infinity;
    connection.lifeMs = this.clock.nowMs + this.config.timeWaitMs;
    this.#timeWait.add(connection);
    if (this.#timeWait.size > this.config.maxTimeWait) this.#recycleTimeWait();
    if (connection.endReported || connection.detached) this.reportClose(connection, undefined);
  }

  destroy(connection: TcpConnection, error: NetErrorCode | undefined): void {
    connection.state = nextState(connection.state, DELETED);
    this.#table.remove(connection);
    this.#timeWait.delete(connection);
    connection.listener?.halfOpen.delete(connection);
    connection.listener = undefined;
    connection.sendBuffer.clear();
    connection.retransmitMs = Infinity;
    connection.delayedAckMs = Infinity;
    connection.keepAliveMs = Infinity;
    connection.lifeMs = Infinity;
    connection.deadlineMs = Infinity;
    this.#deadlines.remove(connection);
    // After a proper end the user may still have bytes to read; `deliver` reports the close then.
    if (error === undefined && !connection.detached && connection.finReceived && !connection.endReported)
      return;
    this.reportClose(connection, error);
  }

  reportClose(connection: TcpConnection, error: NetErrorCode | undefined): void {
    if (connection.closeReported) return;
    connection.closeReported = true;
    connection.closeError = error;
    this.#closing.push(connection);
  }

  // ---------------------------------------------------------------------------------------- inside

  #findQuoted(quoted: QuotedPacket): TcpConnection | undefined {
    return this.#table.find(quoted.source, quoted.sourcePort, quoted.destination, quoted.destinationPort);
  }

  #create(local: IpAddress, localPort: number, remote: IpAddress, remotePort: number): TcpConnection {
    const connection = new TcpConnection(this, local, localPort, remote, remotePort);
    const ends = (localPort << 16) | remotePort;
    // RFC 6528 3: a clock of 4 microseconds and a keyed hash of the ends.
    const tick = Math.floor(this.clock.nowMs * 250) >>> 0;
    connection.iss = seqAdd(this.#hash.hash(local, remote, ends, 0x69736e), tick);
    connection.sndUna = connection.iss;
    connection.sndNxt = connection.iss;
    connection.sndMax = connection.iss;
    connection.recover = connection.iss;
    connection.timestampOffset = this.#hash.hash(local, remote, ends, 0x7473);
    connection.lastReceiveMs = this.clock.nowMs;
    this.#table.add(connection);
    return connection;
  }

  /** Makes sure that one more connection may exist, at the cost of the oldest in TIME-WAIT. */
  #makeRoom(): boolean {
    if (this.#table.size < this.config.maxConnections) return true;
    return this.#recycleTimeWait();
  }

  #recycleTimeWait(): boolean {
    for (const oldest of this.#timeWait) {
      this.counters.tcpTimeWaitRecycled++;
      this.destroy(oldest, undefined);
      return true;
    }
    return false;
  }

  /** RFC 9293 3.10.7.1 (CLOSED) and 3.10.7.2 (LISTEN). */
  #receiveWithoutConnection(datagram: Datagram, header: TcpHeader): void {
    const flags = header.flags;
    const listener = this.#listeners.find(datagram.destination, header.destinationPort);
    if (listener === undefined) {
      this.counters.tcpNoConnection++;
      this.#sendReset(datagram, header);
    } else if ((flags & TCP_RST) !== 0) {
      this.counters.tcpNoConnection++;
    } else if ((flags & TCP_ACK) !== 0) {
      this.counters.tcpNoConnection++;
      this.#sendReset(datagram, header);
    } else if ((flags & (TCP_SYN | TCP_FIN)) === TCP_SYN) {
      this.#beginHandshake(listener, datagram, header);
    } else {
      this.counters.tcpNoConnection++;
    }
  }

  #beginHandshake(listener: Listener, datagram: Datagram, header: TcpHeader): void {
    if (this.ip.linkFor(datagram.source) === undefined) {
      this.counters.tcpSynDropped++;
      return;
    }
    if (listener.halfOpen.size >= listener.backlog) this.#dropOldestHandshake(listener);
    if (!this.#makeRoom()) {
      // Better lose a handshake that got stuck than refuse a new peer.
      if (listener.halfOpen.size === 0) {
        this.counters.tcpSynDropped++;
        return;
      }
      this.#dropOldestHandshake(listener);
    }
    const connection = this.#create(
      datagram.destination,
      header.destinationPort,
      datagram.source,
      header.sourcePort,
    );
    connection.listener = listener;
    listener.halfOpen.add(connection);
    connection.irs = header.sequence;
    connection.rcvNxt = seqAdd(header.sequence, 1);
    connection.rcvAdv = connection.rcvNxt;
    connection.state = SYN_RECEIVED;
    negotiate(this, connection, header);
    this.markDirty(connection);
  }

  /** RFC 4987 3.4: a flood of SYNs then costs the slowest handshakes, not all. (SYN cookies would go here.) */
  #dropOldestHandshake(listener: Listener): void {
    for (const oldest of listener.halfOpen) {
      this.counters.tcpSynDropped++;
      this.destroy(oldest, undefined);
      return;
    }
  }

  #sendReset(datagram: Datagram, header: TcpHeader): void {
    if ((header.flags & TCP_RST) === 0 && this.#resetLimit.take()) resetSender(this, datagram, header);
  }

  /** Resets every connection from `address`, which is ours no longer; their users are told `error`. */
  abortAll(address: IpAddress, error: NetErrorCode): void {
    const doomed: TcpConnection[] = [];
    this.#table.forEach((connection) => {
      if (connection.localAddress === address) doomed.push(connection);
    });
    for (const connection of doomed) {
      if (isSynchronized(connection.state)) emitReset(this, connection);
      this.destroy(connection, error);
    }
  }
}

function isPort(port: number): boolean {
  return port >= 0 && port <= 65_535 && Math.floor(port) === port;
}

function hasValidChecksum(datagram: Datagram): boolean {
  const sum = sumPseudoHeader(
    datagram.source,
    datagram.destination,
    PROTOCOL_TCP,
    datagram.end - datagram.start,
  );
  return sumBytes(datagram.bytes, datagram.start, datagram.end, sum) === 0xffff;
}
