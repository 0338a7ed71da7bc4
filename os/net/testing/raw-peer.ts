/**
 * A station that is no stack: tests write its segments by hand and look at each answer. It answers ARP and ICMP
 * not at all beyond that it has a station address, which the test announces.
 */

import { finishChecksum, sumBytes, sumPseudoHeader } from '../checksum.ts';
import { PacketPool } from '../packet-buffer.ts';
import { ARP_BYTES, ARP_REPLY, ARP_REQUEST, ArpPacket, emitArp, parseArp } from '../wire/arp.ts';
import { write16 } from '../wire/bytes.ts';
import { ETHERTYPE_ARP, ETHERTYPE_IPV4, emitEthernet, parseEtherType } from '../wire/ethernet.ts';
import { emitIpv4Header, Ipv4Header, PROTOCOL_TCP, parseIpv4Header } from '../wire/ipv4.ts';
import { ACCEPTED } from '../wire/refusal.ts';
import { emitTcp, parseTcp, TcpHeader } from '../wire/tcp.ts';
import type { MemoryDevice } from './memory-wire.ts';
import type { Network } from './network.ts';

/** A segment as the test writes it; what is left out is 0 or empty. */
export interface RawSegment {
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgment?: number;
  readonly window?: number;
  readonly payload?: Uint8Array;
  /** Whole options, a multiple of four bytes. */
  readonly options?: Uint8Array;
}

/** A segment as it came. */
export interface SeenSegment {
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly window: number;
  readonly payload: Uint8Array;
  readonly header: TcpHeader;
  readonly atMs: number;
}

/** The station; its wire should have no latency. */
export class RawPeer {
  readonly address: number;
  readonly port: number;
  readonly mac: Uint8Array = new Uint8Array([0x52, 0x54, 0, 0, 0, 0xee]);
  /** Answers ARP requests for its address. */
  answersArp = true;
  /** All IPv4 payloads that came, by protocol. */
  readonly datagrams: { readonly header: Ipv4Header; readonly payload: Uint8Array }[] = [];
  readonly arps: ArpPacket[] = [];
  #network: Network;
  #device: MemoryDevice;
  #hostMac: Uint8Array;
  #hostAddress: number;
  #hostPort: number;
  #seen: SeenSegment[] = [];

  constructor(network: Network, address: number, port: number, hostAddress: number, hostPort: number) {
    this.#network = network;
    this.address = address;
    this.port = port;
    this.#hostAddress = hostAddress;
    this.#hostPort = hostPort;
    this.#hostMac = network.hosts[0].device.mac;
    this.#device = network.wire.attach(this.mac, new PacketPool(256));
  }

  /** The port of the host under test, when the host has chosen it. */
  setHostPort(port: number): void {
    this.#hostPort = port;
  }

  /** Sends a segment and lets the host work. */
  send(segment: RawSegment): void {
    const options = segment.options ?? new Uint8Array(0);
    const payload = segment.payload ?? new Uint8Array(0);
    const bytes = new Uint8Array(20 + options.length + payload.length);
    emitTcp(
      bytes,
      0,
      20 + options.length,
      this.port,
      this.#hostPort,
      segment.sequence,
      segment.acknowledgment ?? 0,
      segment.flags,
      segment.window ?? 65_535,
    );
    bytes.set(options, 20);
    bytes.set(payload, 20 + options.length);
    const sum = sumPseudoHeader(this.address, this.#hostAddress, PROTOCOL_TCP, bytes.length);
    write16(bytes, 16, finishChecksum(sumBytes(bytes, 0, bytes.length, sum)));
    this.sendIp(PROTOCOL_TCP, bytes);
  }

  /** Sends an IP payload as it is. `flagsAndOffset` as in the IPv4 header. */
  sendIp(
    protocol: number,
    payload: Uint8Array,
    flagsAndOffset: number = 0,
    identification: number = 1,
  ): void {
    const frame = new Uint8Array(34 + payload.length);
    emitEthernet(frame, 0, this.#hostMac, this.mac, ETHERTYPE_IPV4);
    const total = 20 + payload.length;
    emitIpv4Header(
      frame,
      14,
      total,
      identification,
      flagsAndOffset,
      64,
      protocol,
      this.address,
      this.#hostAddress,
    );
    frame.set(payload, 34);
    this.sendFrame(frame);
  }

  sendFrame(frame: Uint8Array): void {
    this.#network.hosts[0].device.inject(frame);
    this.settle();
  }

  /** Announces an address with an ARP packet. */
  sendArp(operation: number, senderAddress: number, targetAddress: number): void {
    const frame = new Uint8Array(14 + ARP_BYTES);
    emitEthernet(frame, 0, this.#hostMac, this.mac, ETHERTYPE_ARP);
    emitArp(frame, 14, operation, this.mac, senderAddress, this.#hostMac, targetAddress);
    this.sendFrame(frame);
  }

  /** Polls the host until it is quiet, without letting time pass. */
  settle(): void {
    for (let i = 0; i < 8; i++) {
      this.#network.pollAll();
      this.#collect();
    }
  }

  /** Lets time pass. */
  wait(durationMs: number): void {
    const endMs = this.#network.wire.nowMs + durationMs;
    while (true) {
      const nextMs = this.#network.pollAll();
      this.#collect();
      if (this.#network.wire.nowMs >= endMs) return;
      this.#network.wire.nowMs = Math.min(Math.max(nextMs, this.#network.wire.nowMs + 0.5), endMs);
    }
  }

  /** The segments since the last call. */
  take(): SeenSegment[] {
    const seen = this.#seen;
    this.#seen = [];
    return seen;
  }

  #collect(): void {
    while (true) {
      const packet = this.#device.receive();
      if (packet === undefined) return;
      const type = parseEtherType(packet.bytes, packet.start, packet.end);
      if (type === ETHERTYPE_ARP) this.#takeArp(packet.bytes, packet.start + 14, packet.end);
      else if (type === ETHERTYPE_IPV4) this.#takeIp(packet.bytes, packet.start + 14, packet.end);
      packet.release();
    }
  }

  #takeArp(bytes: Uint8Array, start: number, end: number): void {
    const arp = new ArpPacket();
    if (parseArp(bytes, start, end, arp) !== ACCEPTED) return;
    this.arps.push(arp);
    if (this.answersArp && arp.operation === ARP_REQUEST && arp.targetAddress === this.address) {
      this.sendArp(ARP_REPLY, this.address, arp.senderAddress);
    }
  }

  #takeIp(bytes: Uint8Array, start: number, end: number): void {
    const header = new Ipv4Header();
    if (parseIpv4Header(bytes, start, end, header) !== ACCEPTED) return;
    const payload = bytes.slice(header.payloadStart, header.payloadEnd);
    this.datagrams.push({ header, payload });
    if (header.protocol !== PROTOCOL_TCP || header.destination !== this.address) return;
    const tcp = new TcpHeader();
    if (parseTcp(payload, 0, payload.length, tcp) !== ACCEPTED) return;
    this.#seen.push({
      flags: tcp.flags,
      sequence: tcp.sequence,
      acknowledgment: tcp.acknowledgment,
      window: tcp.window,
      payload: payload.slice(tcp.payloadStart, tcp.payloadEnd),
      header: tcp,
      atMs: this.#network.wire.nowMs,
    });
  }
}
