/**
 * The DHCP client (RFC 2131 4.4, figure 5): gets an address for one interface and keeps it.
 *
 *     INIT ─discover→ SELECTING ─request→ REQUESTING ─ack→ BOUND ─T1→ RENEWING ─T2→ REBINDING ─expired→ INIT
 *
 * It never gives up: without a server it asks for ever, up to a minute apart. It differs from the RFC in two waits,
 * because a machine that boots in milliseconds is expected to answer at once: no random delay before the first
 * message (4.4.1), and a first time-out of one second (4.1 gives four as an example).
 */

import type { Ipv4Address } from '../address.ts';
import { maskPrefixLength } from '../address.ts';
import type { UdpSocket } from '../api.ts';
import { finishChecksum, sumBytes, sumPseudoHeader } from '../checksum.ts';
import type { Clock } from '../clock.ts';
import type { Counters } from '../counters.ts';
import type { RandomSource } from '../entropy.ts';
import type { NetInterface } from '../ip/interface.ts';
import type { Ipv4 } from '../ip/ipv4.ts';
import { write16 } from '../wire/bytes.ts';
import {
  DHCP_ACK,
  DHCP_CLIENT_PORT,
  DHCP_DISCOVER,
  DHCP_NAK,
  DHCP_OFFER,
  DHCP_REQUEST,
  DHCP_SERVER_PORT,
  DhcpMessage,
  emitDhcp,
  parseDhcp,
} from '../wire/dhcp.ts';
import { PROTOCOL_UDP } from '../wire/ipv4.ts';
import { ACCEPTED } from '../wire/refusal.ts';
import { emitUdp, UDP_HEADER_BYTES } from '../wire/udp.ts';

const FIRST_TIMEOUT_MS = 1000;
const LAST_TIMEOUT_MS = 64_000;
/** Discoveries without an answer after which the handler may choose an address of its own. */
const UNANSWERED_TRIES = 3;
const REQUEST_TRIES = 4;
/** RFC 2131 4.4.5: retransmissions of a renewal are at least this far apart. */
const RENEWAL_RETRY_MS = 60_000;
const SHORTEST_LEASE_MS = 60_000;
const INFINITE_LEASE = 0xffffffff;
const MESSAGE_BYTES = 420;
const BROADCAST = 0xffffffff;

type DhcpState = 'init' | 'selecting' | 'requesting' | 'bound' | 'renewing' | 'rebinding';

/** An address on loan. */
export interface DhcpLease {
  readonly address: Ipv4Address;
  readonly prefixLength: number;
  /** 0: none. */
  readonly gateway: Ipv4Address;
  readonly nameServers: readonly Ipv4Address[];
}

/** Told what becomes of the interface's address. */
export interface DhcpHandler {
  /** The address is ours from now on; called again when a renewal brought other values. */
  onLease(lease: DhcpLease): void;
  /** The lease is over or was taken back: the address must not be used any more. */
  onLeaseLost(): void;
  /** No server has answered so far. Called once in a search; the search goes on. */
  onNoServer(): void;
}

/** One client for one interface. */
export class DhcpClient {
  #state: DhcpState = 'init';
  #ip: Ipv4;
  #interface: NetInterface;
  #mac: Uint8Array;
  #socket: UdpSocket;
  #handler: DhcpHandler;
  #clock: Clock;
  #random: RandomSource;
  #counters: Counters;
  #hostName: string;
  #message: DhcpMessage = new DhcpMessage();
  #transactionId = 0;
  #beganMs = 0;
  #tries = 0;
  #deadlineMs = 0;
  #offered: Ipv4Address = 0;
  #serverId: Ipv4Address = 0;
  #renewMs = Infinity;
  #rebindMs = Infinity;
  #expireMs = Infinity;

  constructor(
    ip: Ipv4,
    target: NetInterface,
    mac: Uint8Array,
    socket: UdpSocket,
    hostName: string,
    handler: DhcpHandler,
    clock: Clock,
    random: RandomSource,
    counters: Counters,
  ) {
    this.#ip = ip;
    this.#interface = target;
    this.#mac = mac;
    this.#socket = socket;
    this.#hostName = hostName;
    this.#handler = handler;
    this.#clock = clock;
    this.#random = random;
    this.#counters = counters;
  }

  /** `bound` and its kin, for people and tests. */
  state(): string {
    return this.#state;
  }

  /** Does what is due; returns when to come again. */
  poll(): number {
    const nowMs = this.#clock.nowMs;
    if (nowMs < this.#deadlineMs) return this.#deadlineMs;
    if (this.#state === 'init') this.#begin();
    else if (this.#state === 'selecting') this.#retryDiscover();
    else if (this.#state === 'requesting') this.#retryRequest();
    else this.#renew();
    return this.#deadlineMs;
  }

  /** Looks at a datagram that came to the client port. */
  receive(bytes: Uint8Array, start: number, end: number): void {
    const message = this.#message;
    if (parseDhcp(bytes, start, end, this.#mac, message) !== ACCEPTED) {
      this.#counters.dhcpMalformed++;
      return;
    }
    if (message.transactionId !== this.#transactionId) return;
    if (message.type === DHCP_OFFER && this.#state === 'selecting') this.#takeOffer(message);
    else if (message.type === DHCP_ACK && this.#awaitsAck(message)) this.#takeAck(message);
    else if (message.type === DHCP_NAK && this.#awaitsAck(message)) this.#takeNak();
  }

  #begin(): void {
    this.#state = 'selecting';
    this.#transactionId = this.#random.next32();
    this.#beganMs = this.#clock.nowMs;
    this.#tries = 0;
    this.#discover();
  }

  #discover(): void {
    this.#tries++;
    this.#broadcast(DHCP_DISCOVER, 0, 0, 0);
    this.#deadlineMs = this.#clock.nowMs + this.#backoffMs();
  }

  #retryDiscover(): void {
    if (this.#tries === UNANSWERED_TRIES) this.#handler.onNoServer();
    this.#discover();
  }

  /** RFC 2131 4.4.2: the client may choose; the first server that answers is as good as another. */
  #takeOffer(message: DhcpMessage): void {
    if (!isUsable(message.yourAddress) || message.serverId === 0) {
      this.#counters.dhcpMalformed++;
      return;
    }
    this.#offered = message.yourAddress;
    this.#serverId = message.serverId;
    this.#state = 'requesting';
    this.#tries = 0;
    this.#request();
  }

  #request(): void {
    this.#tries++;
    this.#broadcast(DHCP_REQUEST, 0, this.#offered, this.#serverId);
    this.#deadlineMs = this.#clock.nowMs + this.#backoffMs();
  }

  #retryRequest(): void {
    if (this.#tries < REQUEST_TRIES) this.#request();
    else this.#begin();
  }

  #awaitsAck(message: DhcpMessage): boolean {
    if (this.#state === 'requesting') return message.serverId === 0 || message.serverId === this.#serverId;
    return this.#state === 'renewing' || this.#state === 'rebinding';
  }

  #takeAck(message: DhcpMessage): void {
    if (!isUsable(message.yourAddress)) {
      this.#counters.dhcpMalformed++;
      return;
    }
    const nowMs = this.#clock.nowMs;
    this.#state = 'bound';
    this.#offered = message.yourAddress;
    if (message.serverId !== 0) this.#serverId = message.serverId;
    this.#setTimes(nowMs, message);
    this.#deadlineMs = this.#renewMs;
    const prefixLength = message.mask === 0 ? -1 : maskPrefixLength(message.mask);
    this.#handler.onLease({
      address: message.yourAddress,
      // Without a (sane) mask: the class of the address, as RFC 1122 3.3.6 has it.
      prefixLength: prefixLength > 0 ? prefixLength : classPrefix(message.yourAddress),
      gateway: message.router,
      nameServers: message.nameServers,
    });
  }

  /** RFC 2131 4.4.5: T1 is half of the lease and T2 seven eighths, unless the server says otherwise. */
  #setTimes(nowMs: number, message: DhcpMessage): void {
    if (message.leaseSeconds === INFINITE_LEASE) {
      this.#renewMs = Infinity;
      this.#rebindMs = Infinity;
      this.#expireMs = Infinity;
      return;
    }
    const leaseMs = Math.max(message.leaseSeconds * 1000, SHORTEST_LEASE_MS);
    let rebindMs = message.rebindingSeconds * 1000;
    if (rebindMs === 0 || rebindMs >= leaseMs) rebindMs = leaseMs * 0.875;
    let renewMs = message.renewalSeconds * 1000;
    if (renewMs === 0 || renewMs >= rebindMs) renewMs = Math.min(leaseMs * 0.5, rebindMs);
    this.#renewMs = nowMs + renewMs;
    this.#rebindMs = nowMs + rebindMs;
    this.#expireMs = nowMs + leaseMs;
  }

  #takeNak(): void {
    const hadLease = this.#state !== 'requesting';
    this.#state = 'init';
    // Not at once: a server that always refuses must not be asked in a loop.
    this.#deadlineMs = this.#clock.nowMs + FIRST_TIMEOUT_MS;
    if (hadLease) this.#handler.onLeaseLost();
  }

  /** The timer of bound, renewing and rebinding. */
  #renew(): void {
    const nowMs = this.#clock.nowMs;
    if (nowMs >= this.#expireMs) {
      this.#handler.onLeaseLost();
      this.#begin();
      return;
    }
    if (this.#state === 'bound') {
      this.#transactionId = this.#random.next32();
      this.#beganMs = nowMs;
    }
    if (nowMs >= this.#rebindMs) {
      this.#state = 'rebinding';
      this.#broadcast(DHCP_REQUEST, this.#interface.address, 0, 0);
      this.#deadlineMs = this.#halfWay(this.#expireMs);
    } else {
      this.#state = 'renewing';
      this.#unicastRequest();
      this.#deadlineMs = this.#halfWay(this.#rebindMs);
    }
  }

  /** Half of the time that is left, not less than a minute, not beyond it. */
  #halfWay(untilMs: number): number {
    const nowMs = this.#clock.nowMs;
    return Math.min(untilMs, nowMs + Math.max((untilMs - nowMs) / 2, RENEWAL_RETRY_MS));
  }

  /** 1, 2, 4 … 64 seconds, each moved by up to an eighth so that machines that boot together don't ask together. */
  #backoffMs(): number {
    const baseMs = Math.min(FIRST_TIMEOUT_MS * 2 ** Math.min(this.#tries - 1, 6), LAST_TIMEOUT_MS);
    return baseMs * (0.875 + this.#random.below(256) / 1024);
  }

  #emit(
    bytes: Uint8Array,
    start: number,
    type: number,
    clientAddress: Ipv4Address,
    requestedAddress: Ipv4Address,
    serverId: Ipv4Address,
  ): number {
    return emitDhcp(bytes, start, {
      type,
      transactionId: this.#transactionId,
      seconds: Math.floor((this.#clock.nowMs - this.#beganMs) / 1000),
      clientAddress,
      mac: this.#mac,
      requestedAddress,
      serverId,
      hostName: this.#hostName,
    });
  }

  #broadcast(
    type: number,
    clientAddress: Ipv4Address,
    requestedAddress: Ipv4Address,
    serverId: Ipv4Address,
  ): void {
    const packet = this.#ip.pool.acquire();
    if (packet === undefined) {
      this.#counters.outOfPackets++;
      return;
    }
    const start = packet.start;
    packet.end = this.#emit(
      packet.bytes,
      start + UDP_HEADER_BYTES,
      type,
      clientAddress,
      requestedAddress,
      serverId,
    );
    const length = packet.length();
    emitUdp(packet.bytes, start, DHCP_CLIENT_PORT, DHCP_SERVER_PORT, length, 0);
    const sum = sumPseudoHeader(clientAddress, BROADCAST, PROTOCOL_UDP, length);
    const checksum = finishChecksum(sumBytes(packet.bytes, start, packet.end, sum));
    write16(packet.bytes, start + 6, checksum === 0 ? 0xffff : checksum);
    this.#ip.broadcastOn(this.#interface, packet, PROTOCOL_UDP, clientAddress);
  }

  #unicastRequest(): void {
    const bytes = new Uint8Array(MESSAGE_BYTES);
    const end = this.#emit(bytes, 0, DHCP_REQUEST, this.#interface.address, 0, 0);
    this.#socket.send(bytes, 0, end, this.#serverId, DHCP_SERVER_PORT);
  }
}

/** Neither zero, nor loopback, nor of the upper classes. */
function isUsable(address: Ipv4Address): boolean {
  const first = address >>> 24;
  return first !== 0 && first !== 127 && first < 224;
}

function classPrefix(address: Ipv4Address): number {
  const first = address >>> 24;
  if (first < 128) return 8;
  return first < 192 ? 16 : 24;
}
