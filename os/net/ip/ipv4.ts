/**
 * IPv4 as a host speaks it (RFC 791, RFC 1122 3): in, checked and handed to the transport by protocol number;
 * out, routed and given a header.
 *
 * Transports know this class as the way down, and implement `Ipv4Transport` for the way up. It does not forward.
 */

import {
  ADDRESS_ANY,
  ADDRESS_BROADCAST,
  ADDRESS_LOOPBACK,
  type Ipv4Address,
  isLoopback,
  isMulticast,
} from '../address.ts';
import type { AddressOrigin } from '../api.ts';
import type { Clock } from '../clock.ts';
import type { Counters } from '../counters.ts';
import type { RandomSource } from '../entropy.ts';
import type { Link, LinkReceiver } from '../link/link.ts';
import type { PacketBuffer, PacketPool } from '../packet-buffer.ts';
import { copyBytes } from '../wire/bytes.ts';
import { DHCP_CLIENT_PORT } from '../wire/dhcp.ts';
import {
  emitIpv4Header,
  IPV4_DONT_FRAGMENT,
  IPV4_HEADER_BYTES,
  IPV4_MORE_FRAGMENTS,
  Ipv4Header,
  PROTOCOL_ICMP,
  PROTOCOL_TCP,
  PROTOCOL_UDP,
  parseIpv4Header,
} from '../wire/ipv4.ts';
import { ACCEPTED, BAD_CHECKSUM } from '../wire/refusal.ts';
import { udpDestinationPort } from '../wire/udp.ts';
import { Datagram, type Ipv4Transport } from './datagram.ts';
import { NetInterface } from './interface.ts';
import { Reassembler } from './reassembly.ts';
import { RouteTable } from './routes.ts';

export const DEFAULT_TTL = 64;

/** Why `send` did not send; 0 when it did. */
export type SendResult = 0 | 1 | 2;
export const SENT = 0;
export const NO_ROUTE = 1;
export const NO_BUFFER = 2;

/** The IPv4 layer of one stack. */
export class Ipv4 implements LinkReceiver {
  readonly routes: RouteTable = new RouteTable();
  readonly reassembler: Reassembler;
  readonly pool: PacketPool;
  #interfaces: NetInterface[] = [];
  #loopback: NetInterface | undefined = undefined;
  #icmp: Ipv4Transport | undefined = undefined;
  #tcp: Ipv4Transport | undefined = undefined;
  #udp: Ipv4Transport | undefined = undefined;
  #header: Ipv4Header = new Ipv4Header();
  #datagram: Datagram = new Datagram();
  #identification: number;
  #counters: Counters;

  constructor(pool: PacketPool, random: RandomSource, clock: Clock, counters: Counters) {
    this.pool = pool;
    this.reassembler = new Reassembler(clock, counters);
    this.#identification = random.next32() & 0xffff;
    this.#counters = counters;
  }

  /** Wires the protocols above; once, by the composition root. */
  setTransports(icmp: Ipv4Transport, tcp: Ipv4Transport, udp: Ipv4Transport): void {
    this.#icmp = icmp;
    this.#tcp = tcp;
    this.#udp = udp;
  }

  /** Adds the loopback, 127.0.0.1/8. */
  addLoopback(link: Link): NetInterface {
    const loopback = new NetInterface('lo', link);
    loopback.setAddress(ADDRESS_LOOPBACK, 8);
    loopback.origin = 'loopback';
    this.#interfaces.push(loopback);
    this.#loopback = loopback;
    this.routes.add(ADDRESS_LOOPBACK, 8, 0, loopback);
    return loopback;
  }

  /** Adds an interface without an address. */
  addInterface(name: string, link: Link): NetInterface {
    const added = new NetInterface(name, link);
    this.#interfaces.push(added);
    return added;
  }

  /** All interfaces, the loopback first. */
  interfaces(): readonly NetInterface[] {
    return this.#interfaces;
  }

  /** Gives an interface its address (0: takes it away) and the routes that follow from it. */
  configure(
    target: NetInterface,
    address: Ipv4Address,
    prefixLength: number,
    gateway: Ipv4Address,
    origin: AddressOrigin,
  ): void {
    this.routes.removeInterface(target);
    target.setAddress(address, prefixLength);
    target.gateway = gateway;
    target.origin = origin;
    if (address === 0) return;
    this.routes.add(address, prefixLength, 0, target);
    if (gateway !== 0) this.routes.add(0, 0, gateway, target);
  }

  /** Whether `address` is one of ours, the whole of 127.0.0.0/8 included. */
  isOwn(address: Ipv4Address): boolean {
    if (isLoopback(address)) return true;
    const interfaces = this.#interfaces;
    for (let i = 0; i < interfaces.length; i++) {
      if (interfaces[i].address === address && address !== 0) return true;
    }
    return false;
  }

  /** Whether packets to `address` reach more than one host. */
  isBroadcast(address: Ipv4Address): boolean {
    if (address === ADDRESS_BROADCAST) return true;
    for (const candidate of this.#interfaces) {
      if (candidate.address !== 0 && candidate.broadcast === address) return true;
    }
    return false;
  }

  /** The address that packets to `destination` come from, or 0 when there is no route. */
  sourceFor(destination: Ipv4Address): Ipv4Address {
    if (this.isOwn(destination)) return destination;
    return this.#interfaceFor(destination)?.address ?? ADDRESS_ANY;
  }

  /** The largest packet on the first link towards `destination`; 0 without a route. */
  mtuFor(destination: Ipv4Address): number {
    return this.#linkFor(destination)?.mtu ?? 0;
  }

  /** The link towards `destination`, or `undefined`. Good for its `offloads` and `isReady`. */
  linkFor(destination: Ipv4Address): Link | undefined {
    return this.#linkFor(destination);
  }

  /**
   * Puts a header in front of a transport's packet, not larger than the MTU allows, and sends it. Takes
   * ownership in any case.
   */
  send(
    packet: PacketBuffer,
    protocol: number,
    source: Ipv4Address,
    destination: Ipv4Address,
    ttl: number,
    dontFragment: boolean,
  ): SendResult {
    if (this.isOwn(destination)) {
      const loopback = this.#loopback;
      if (loopback === undefined) return this.#refuse(packet);
      this.#emitHeader(packet, protocol, source, destination, ttl, dontFragment);
      loopback.link.send(packet, destination);
      return SENT;
    }
    const via = this.#interfaceFor(destination);
    if (via === undefined) return this.#refuse(packet);
    const nextHop = this.#nextHop(destination, via);
    this.#emitHeader(packet, protocol, source, destination, ttl, dontFragment);
    via.link.send(packet, nextHop);
    return SENT;
  }

  /** Sends to everybody on one link, from `source` (0 while there is no address): what DHCP needs. */
  broadcastOn(via: NetInterface, packet: PacketBuffer, protocol: number, source: Ipv4Address): void {
    this.#emitHeader(packet, protocol, source, ADDRESS_BROADCAST, DEFAULT_TTL, false);
    via.link.send(packet, ADDRESS_BROADCAST);
  }

  /**
   * Sends a transport datagram (header and all, checksum complete) of up to 65,515 bytes, copied, in fragments
   * where it exceeds the MTU.
   */
  sendBytes(
    bytes: Uint8Array,
    start: number,
    end: number,
    protocol: number,
    source: Ipv4Address,
    destination: Ipv4Address,
    ttl: number,
  ): SendResult {
    const own = this.isOwn(destination);
    const via = own ? this.#loopback : this.#interfaceFor(destination);
    if (via === undefined) {
      this.#counters.ipNoRoute++;
      return NO_ROUTE;
    }
    const nextHop = own ? destination : this.#nextHop(destination, via);
    const perFragment = (via.link.mtu - IPV4_HEADER_BYTES) & ~7;
    // All or nothing: a datagram that lacks a fragment only costs its receiver memory.
    if (this.pool.available() < Math.ceil((end - start) / perFragment) || !via.link.isReady()) {
      this.#counters.outOfPackets++;
      return NO_BUFFER;
    }
    const identification = this.#nextIdentification();
    for (let at = start; at < end; at += perFragment) {
      const packet = this.pool.acquire();
      if (packet === undefined) return NO_BUFFER;
      const last = end - at <= via.link.mtu - IPV4_HEADER_BYTES;
      const length = last ? end - at : perFragment;
      packet.end = packet.start + length;
      copyBytes(packet.bytes, packet.start, bytes, at, length);
      packet.start = (packet.start - IPV4_HEADER_BYTES) | 0;
      const offset = ((at - start) >>> 3) | (last ? 0 : IPV4_MORE_FRAGMENTS);
      emitIpv4Header(
        packet.bytes,
        packet.start,
        packet.length(),
        identification,
        offset,
        ttl,
        protocol,
        source,
        destination,
      );
      this.#counters.ipTransmitted++;
      via.link.send(packet, nextHop);
      if (last) break;
    }
    return SENT;
  }

  // --- LinkReceiver

  receiveIpv4(packet: PacketBuffer, link: Link): void {
    this.#counters.ipReceived++;
    this.#receive(packet, link);
    packet.release();
  }

  reportUnreachable(packet: PacketBuffer): void {
    const protocol = packet.bytes[packet.start + 9];
    this.#transport(protocol)?.reportLocalFailure(packet.bytes, packet.start, packet.end);
  }

  // --- inside

  #receive(packet: PacketBuffer, link: Link): void {
    const header = this.#header;
    const refusal = parseIpv4Header(packet.bytes, packet.start, packet.end, header);
    if (refusal !== ACCEPTED) {
      if (refusal === BAD_CHECKSUM) this.#counters.ipBadChecksum++;
      else this.#counters.ipMalformed++;
      return;
    }
    const isBroadcast = this.#isAcceptedBroadcast(header, link);
    if (!isBroadcast && !this.#isAcceptedUnicast(header, link, packet.bytes)) {
      this.#counters.ipNotOurs++;
      return;
    }
    if (!this.#isValidSource(header, link)) {
      this.#counters.ipBadSource++;
      return;
    }
    const datagram = this.#datagram;
    if (header.moreFragments || header.fragmentOffset !== 0) {
      const whole = this.reassembler.add(packet.bytes, header);
      if (whole === undefined) return;
      datagram.bytes = whole;
      datagram.headerStart = -1;
      datagram.start = 0;
      datagram.end = whole.length;
      datagram.checksumVerified = link === this.#loopback?.link;
    } else {
      datagram.bytes = packet.bytes;
      datagram.headerStart = packet.start;
      datagram.start = header.payloadStart;
      datagram.end = header.payloadEnd;
      datagram.checksumVerified = packet.checksumVerified;
    }
    datagram.source = header.source;
    datagram.destination = header.destination;
    datagram.protocol = header.protocol;
    datagram.isBroadcast = isBroadcast;
    const transport = this.#transport(header.protocol);
    if (transport === undefined) this.#counters.ipUnknownProtocol++;
    else transport.receive(datagram);
  }

  #isAcceptedBroadcast(header: Ipv4Header, link: Link): boolean {
    const destination = header.destination;
    if (destination === ADDRESS_BROADCAST) return true;
    const own = this.#interfaceOf(link);
    return own !== undefined && own.address !== 0 && own.broadcast === destination;
  }

  #isAcceptedUnicast(header: Ipv4Header, link: Link, bytes: Uint8Array): boolean {
    const destination = header.destination;
    if (isLoopback(destination)) return link === this.#loopback?.link;
    if (this.isOwn(destination)) return true;
    // RFC 2131 4.1: before we have our address, the DHCP server may already send to it.
    if (header.protocol !== PROTOCOL_UDP || this.#interfaceOf(link)?.address !== 0) return false;
    return udpDestinationPort(bytes, header.payloadStart, header.payloadEnd) === DHCP_CLIENT_PORT;
  }

  /** RFC 1122 3.2.1.3: these can't be the source of a datagram that comes from outside. */
  #isValidSource(header: Ipv4Header, link: Link): boolean {
    if (link === this.#loopback?.link) return true;
    const source = header.source;
    if (source === ADDRESS_ANY) return header.protocol === PROTOCOL_UDP;
    if (source === ADDRESS_BROADCAST || isMulticast(source) || this.isOwn(source)) return false;
    return this.#interfaceOf(link)?.broadcast !== source;
  }

  #transport(protocol: number): Ipv4Transport | undefined {
    if (protocol === PROTOCOL_TCP) return this.#tcp;
    if (protocol === PROTOCOL_UDP) return this.#udp;
    if (protocol === PROTOCOL_ICMP) return this.#icmp;
    return undefined;
  }

  #interfaceOf(link: Link): NetInterface | undefined {
    const interfaces = this.#interfaces;
    for (let i = 0; i < interfaces.length; i++) {
      if (interfaces[i].link === link) return interfaces[i];
    }
    return undefined;
  }

  #interfaceFor(destination: Ipv4Address): NetInterface | undefined {
    const route = this.routes.lookup(destination);
    if (route !== undefined) return route.interface;
    if (destination !== ADDRESS_BROADCAST && !isMulticast(destination)) return undefined;
    // Without a route that says otherwise, everybody is whoever is on the first link with an address.
    for (const candidate of this.#interfaces) {
      if (candidate !== this.#loopback && candidate.address !== 0) return candidate;
    }
    return undefined;
  }

  #linkFor(destination: Ipv4Address): Link | undefined {
    if (this.isOwn(destination)) return this.#loopback?.link;
    return this.#interfaceFor(destination)?.link;
  }

  #nextHop(destination: Ipv4Address, via: NetInterface): Ipv4Address {
    if (destination === ADDRESS_BROADCAST || destination === via.broadcast) return ADDRESS_BROADCAST;
    if (isMulticast(destination)) return destination;
    const route = this.routes.lookup(destination);
    return route === undefined || route.gateway === 0 ? destination : route.gateway;
  }

  #emitHeader(
    packet: PacketBuffer,
    protocol: number,
    source: Ipv4Address,
    destination: Ipv4Address,
    ttl: number,
    dontFragment: boolean,
  ): void {
    packet.start = (packet.start - IPV4_HEADER_BYTES) | 0;
    this.#counters.ipTransmitted++;
    emitIpv4Header(
      packet.bytes,
      packet.start,
      packet.length(),
      // RFC 6864 4.1: an atomic datagram needs no identification.
      dontFragment ? 0 : this.#nextIdentification(),
      dontFragment ? IPV4_DONT_FRAGMENT : 0,
      ttl,
      protocol,
      source,
      destination,
    );
  }

  #nextIdentification(): number {
    this.#identification = (this.#identification + 1) & 0xffff;
    return this.#identification;
  }

  #refuse(packet: PacketBuffer): SendResult {
    this.#counters.ipNoRoute++;
    packet.release();
    return NO_ROUTE;
  }
}
