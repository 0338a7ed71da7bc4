/**
 * The whole stack, put together: the one file that knows all layers. Reads from the wire upwards:
 *
 *     device → EthernetLink → Ipv4 → Icmp, Udp, Tcp → sockets
 *                   LoopbackLink ↗            ↘ DhcpClient, DnsResolver
 *
 * and does one poll: take in packets, run timers, let connections send, hand packets to the devices.
 */

import type { IpAddress, Ipv4Address } from './address.ts';
import type {
  InterfaceInfo,
  NetworkStack,
  ResolveCallback,
  RouteWait,
  TcpService,
  UdpHandler,
  UdpService,
  UdpSocket,
} from './api.ts';
import { AddressConfiguration, type AddressListener } from './client/address-configuration.ts';
import { DhcpClient } from './client/dhcp.ts';
import { DnsResolver } from './client/dns.ts';
import { FirstConfiguration } from './client/first-configuration.ts';
import { LinkLocal } from './client/link-local.ts';
import { Clock } from './clock.ts';
import { Counters } from './counters.ts';
import type { NetDevice } from './device.ts';
import { type Entropy, RandomSource } from './entropy.ts';
import { Icmp } from './ip/icmp.ts';
import { Ipv4 } from './ip/ipv4.ts';
import { EthernetLink } from './link/ethernet.ts';
import type { Link } from './link/link.ts';
import { LoopbackLink } from './link/loopback.ts';
import type { PacketPool } from './packet-buffer.ts';
import { SipHash } from './siphash.ts';
import { EphemeralPorts } from './transport/ephemeral-ports.ts';
import { DEFAULT_TCP_CONFIG, type TcpConfig } from './transport/tcp/context.ts';
import { Tcp } from './transport/tcp/tcp.ts';
import { Udp } from './transport/udp.ts';
import { DHCP_CLIENT_PORT } from './wire/dhcp.ts';

/** Packets taken from one link in one poll: other links and the user's code get their turn. */
const RECEIVE_BUDGET = 64;

/** A fixed address. */
export interface StaticAddress {
  readonly address: Ipv4Address;
  readonly prefixLength: number;
  readonly gateway?: Ipv4Address;
}

/** One device and how it comes by its address. */
export interface DeviceOptions {
  readonly device: NetDevice;
  /** Default: `dhcp`, with link-local while no server answers. */
  readonly address?: 'dhcp' | StaticAddress;
}

/** What a stack is made of. */
export interface NetworkStackOptions {
  /** The pool that the devices use too. */
  readonly pool: PacketPool;
  readonly entropy: Entropy;
  readonly devices: readonly DeviceOptions[];
  /** Instead of those that DHCP tells. */
  readonly nameServers?: readonly IpAddress[];
  /** Told to the DHCP server; ASCII. */
  readonly hostName?: string;
  readonly tcp?: Partial<TcpConfig>;
}

/** Puts a stack together. It does nothing until it is polled. */
export function createNetworkStack(options: NetworkStackOptions): NetworkStack {
  return new Stack(options);
}

class Stack implements NetworkStack, AddressListener, UdpHandler {
  readonly tcp: TcpService;
  readonly udp: UdpService;
  readonly counters: Counters;
  #clock: Clock;
  #ip: Ipv4;
  #tcp: Tcp;
  #dns: DnsResolver;
  #links: Link[] = [];
  #configurations: AddressConfiguration[] = [];
  #first: FirstConfiguration;
  #fixedNameServers: readonly IpAddress[] | undefined;
  #waiting: (() => void)[] = [];
  /** `counters.ipTransmitted` at the end of the last poll. */
  #transmittedBefore = 0;

  constructor(options: NetworkStackOptions) {
    const clock = new Clock();
    const counters = new Counters();
    const random = new RandomSource(options.entropy);
    const key = new Uint8Array(16);
    options.entropy.fill(key);
    const hash = new SipHash(key);

    const ip = new Ipv4(options.pool, random, clock, counters);
    const icmp = new Icmp(ip, clock, counters);
    const udp = new Udp(ip, icmp, new EphemeralPorts(hash, random), counters);
    const tcp = new Tcp(ip, clock, counters, { ...DEFAULT_TCP_CONFIG, ...options.tcp }, hash, random);
    ip.setTransports(icmp, tcp, udp);
    icmp.setReceivers(tcp, udp);

    this.#clock = clock;
    this.counters = counters;
    this.#ip = ip;
    this.#tcp = tcp;
    this.tcp = tcp;
    this.udp = udp;
    this.#dns = new DnsResolver(udp, clock, random, counters);
    this.#fixedNameServers = options.nameServers;
    this.#first = new FirstConfiguration(ip, clock);

    const loopback = new LoopbackLink(ip, counters);
    ip.addLoopback(loopback);
    this.#links.push(loopback);
    this.#addDevices(options, random);
  }

  resolve(name: string, callback: ResolveCallback): void {
    this.#dns.resolve(name, callback);
  }

  interfaces(): readonly InterfaceInfo[] {
    return this.#ip.interfaces().map((one) => ({
      name: one.name,
      mac: one.link.mac,
      mtu: one.link.mtu,
      address: one.address,
      prefixLength: one.prefixLength,
      gateway: one.gateway,
      origin: one.origin,
    }));
  }

  nameServers(): readonly IpAddress[] {
    if (this.#fixedNameServers !== undefined) return this.#fixedNameServers;
    return this.#configurations.flatMap((configuration) => configuration.nameServers);
  }

  whenConfigured(callback: () => void): void {
    this.#waiting.push(callback);
  }

  isConfigured(): boolean {
    return this.#first.isConfigured();
  }

  awaitRoute(address: IpAddress, callback: () => void): RouteWait | undefined {
    return this.#first.awaitRoute(address, callback);
  }

  hasWork(): boolean {
    // Somebody has sent: it may wait in the loopback, for ARP or for the device.
    if (this.counters.ipTransmitted !== this.#transmittedBefore) return true;
    return this.#tcp.hasWork() || this.#dns.hasWork() || (this.#waiting.length > 0 && this.isConfigured());
  }

  poll(nowMs: number): number {
    this.#clock.nowMs = nowMs;
    let deadlineMs = Infinity;
    for (const link of this.#links) {
      if (link.receive(RECEIVE_BUDGET) === RECEIVE_BUDGET) deadlineMs = nowMs;
    }
    this.#ip.reassembler.expire();
    this.#tcp.runTimers();
    for (const configuration of this.#configurations) {
      deadlineMs = Math.min(deadlineMs, configuration.poll());
    }
    deadlineMs = Math.min(deadlineMs, this.#first.poll());
    if (this.#waiting.length > 0 && this.isConfigured()) this.#reportConfigured();
    deadlineMs = Math.min(deadlineMs, this.#pollDns());
    this.#tcp.flush();
    for (const link of this.#links) deadlineMs = Math.min(deadlineMs, link.flush());
    deadlineMs = Math.min(deadlineMs, this.#tcp.nextDeadlineMs(), this.#ip.reassembler.deadlineMs());
    this.#transmittedBefore = this.counters.ipTransmitted;
    if (this.hasWork()) return nowMs;
    return Math.max(deadlineMs, nowMs);
  }

  // --- AddressListener

  onAddressLost(address: Ipv4Address): void {
    this.#tcp.abortAll(address, 'ECONNABORTED');
  }

  // --- UdpHandler of the DHCP client port

  onMessage(_socket: UdpSocket, bytes: Uint8Array, start: number, end: number): void {
    for (const configuration of this.#configurations) configuration.receiveDhcp(bytes, start, end);
  }

  // --- inside

  #addDevices(options: NetworkStackOptions, random: RandomSource): void {
    const clock = this.#clock;
    const counters = this.counters;
    let dhcpSocket: UdpSocket | undefined;
    for (const one of options.devices) {
      const link = new EthernetLink(one.device, options.pool, this.#ip, clock, counters);
      const target = this.#ip.addInterface(`eth${this.#configurations.length}`, link);
      const configuration = new AddressConfiguration(this.#ip, target, link, this);
      this.#links.push(link);
      this.#configurations.push(configuration);
      const address = one.address ?? 'dhcp';
      if (address !== 'dhcp') {
        configuration.setAddress(address.address, address.prefixLength, address.gateway ?? 0, 'static');
        continue;
      }
      if (dhcpSocket === undefined) {
        const opened = this.udp.open({ port: DHCP_CLIENT_PORT }, this);
        // Nobody can have the port yet.
        if (typeof opened === 'string') continue;
        dhcpSocket = opened;
      }
      configuration.setClients(
        new DhcpClient(
          this.#ip,
          target,
          one.device.mac,
          dhcpSocket,
          options.hostName ?? '',
          configuration,
          clock,
          random,
          counters,
        ),
        new LinkLocal(configuration, clock, random),
      );
    }
  }

  #pollDns(): number {
    if (this.#dns.isIdle()) return Infinity;
    const isReady = this.#first.isOver();
    const servers = this.nameServers();
    // Fixed ones are known before there is a way to them.
    const reachable = isReady ? servers : servers.filter((server) => this.#first.hasRoute(server));
    this.#dns.setServers(reachable, isReady);
    return this.#dns.poll();
  }

  #reportConfigured(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const callback of waiting) callback();
  }
}
