/**
 * An Ethernet link: frames between a `NetDevice` and the IP layer, with ARP between addresses and stations.
 *
 * Received frames are checked and handed up in the same call; frames to send wait in a short queue when the
 * device's ring is full. Also the place where our own address is announced, probed for and defended
 * (RFC 5227), because that happens in ARP packets.
 */

import { ADDRESS_BROADCAST, type Ipv4Address, isMulticast } from '../address.ts';
import type { Clock } from '../clock.ts';
import type { Counters } from '../counters.ts';
import type { DeviceOffloads, NetDevice } from '../device.ts';
import type { PacketBuffer, PacketPool } from '../packet-buffer.ts';
import { PacketQueue } from '../packet-queue.ts';
import { ARP_BYTES, ARP_REPLY, ARP_REQUEST, ArpPacket, emitArp, parseArp } from '../wire/arp.ts';
import {
  ETHERNET_HEADER_BYTES,
  ETHERTYPE_ARP,
  ETHERTYPE_IPV4,
  emitEthernet,
  isForGroup,
  isForStation,
  parseEtherType,
} from '../wire/ethernet.ts';
import { ACCEPTED } from '../wire/refusal.ts';
import { ArpCache } from './arp.ts';
import type { Link, LinkReceiver } from './link.ts';

const QUEUE_PACKETS = 256;
/** RFC 5227 1.1 DEFEND_INTERVAL */
const DEFEND_INTERVAL_MS = 10_000;

const BROADCAST_MAC = new Uint8Array([255, 255, 255, 255, 255, 255]);
const NO_MAC = new Uint8Array(6);

/** Told about other stations that use an address which is ours or which we probe for. */
export interface ConflictHandler {
  /** `defended`: we use the address and have answered with an announcement; `false`: give it up. */
  onAddressConflict(address: Ipv4Address, defended: boolean): void;
}

/** One device, with its neighbours. */
export class EthernetLink implements Link {
  readonly mac: Uint8Array;
  readonly mtu: number;
  readonly offloads: DeviceOffloads;
  #device: NetDevice;
  #pool: PacketPool;
  #receiver: LinkReceiver;
  #clock: Clock;
  #counters: Counters;
  #queue: PacketQueue;
  #cache: ArpCache;
  #arp: ArpPacket = new ArpPacket();
  #address: Ipv4Address = 0;
  #probed: Ipv4Address = 0;
  #conflictHandler: ConflictHandler | undefined = undefined;
  #lastConflictMs = -Infinity;
  #multicastMac: Uint8Array = new Uint8Array([0x01, 0x00, 0x5e, 0, 0, 0]);

  constructor(device: NetDevice, pool: PacketPool, receiver: LinkReceiver, clock: Clock, counters: Counters) {
    this.mac = device.mac;
    this.mtu = device.mtu;
    this.offloads = device.offloads;
    this.#device = device;
    this.#pool = pool;
    this.#receiver = receiver;
    this.#clock = clock;
    this.#counters = counters;
    this.#queue = new PacketQueue(QUEUE_PACKETS);
    this.#cache = new ArpCache(this, clock, counters);
  }

  /** From now on answers requests for `address` (0: for none), and announces it (RFC 5227 2.3). */
  setAddress(address: Ipv4Address): void {
    if (address === this.#address) return;
    this.#address = address;
    this.#probed = 0;
    this.#cache.clear();
    if (address !== 0) this.announce();
  }

  setConflictHandler(handler: ConflictHandler): void {
    this.#conflictHandler = handler;
  }

  /** Tells everybody that we have our address. */
  announce(): void {
    this.#sendArp(ARP_REQUEST, BROADCAST_MAC, this.#address, NO_MAC, this.#address);
  }

  /** Asks whether anybody has `address`, without claiming it (RFC 5227 2.1.1). 0 ends the watch. */
  probe(address: Ipv4Address): void {
    this.#probed = address;
    if (address !== 0) this.#sendArp(ARP_REQUEST, BROADCAST_MAC, 0, NO_MAC, address);
  }

  send(packet: PacketBuffer, nextHop: Ipv4Address): void {
    if (nextHop === ADDRESS_BROADCAST) {
      this.sendResolved(packet, BROADCAST_MAC);
      return;
    }
    if (isMulticast(nextHop)) {
      // RFC 1112 6.4: the low 23 bits of the group.
      this.#multicastMac[3] = (nextHop >>> 16) & 0x7f;
      this.#multicastMac[4] = nextHop >>> 8;
      this.#multicastMac[5] = nextHop;
      this.sendResolved(packet, this.#multicastMac);
      return;
    }
    const mac = this.#cache.lookup(nextHop);
    if (mac === undefined) this.#cache.enqueue(packet, nextHop);
    else this.sendResolved(packet, mac);
  }

  isReady(): boolean {
    return this.#queue.length() < QUEUE_PACKETS / 2;
  }

  receive(budget: number): number {
    let count = 0;
    while (count < budget) {
      const packet = this.#device.receive();
      if (packet === undefined) break;
      count++;
      this.#receiveFrame(packet);
    }
    return count;
  }

  flush(): number {
    const deadlineMs = this.#cache.poll();
    while (true) {
      const packet = this.#queue.peek();
      if (packet === undefined) break;
      // A full ring drains by the device's own pace: its interrupt, or the next poll, comes back here.
      if (!this.#device.transmit(packet)) {
        this.#device.flush();
        return Math.min(deadlineMs, this.#clock.nowMs + 1);
      }
      this.#queue.shift();
      this.#counters.framesTransmitted++;
    }
    return this.#device.flush() ? deadlineMs : Math.min(deadlineMs, this.#clock.nowMs + 1);
  }

  // --- ArpLink

  requestAddress(target: Ipv4Address): void {
    if (this.#address !== 0) this.#sendArp(ARP_REQUEST, BROADCAST_MAC, this.#address, NO_MAC, target);
  }

  sendResolved(packet: PacketBuffer, mac: Uint8Array): void {
    packet.start = (packet.start - ETHERNET_HEADER_BYTES) | 0;
    emitEthernet(packet.bytes, packet.start, mac, this.mac, ETHERTYPE_IPV4);
    this.#transmit(packet);
  }

  dropUnresolved(packet: PacketBuffer): void {
    this.#receiver.reportUnreachable(packet);
    packet.release();
  }

  // --- inside

  #transmit(packet: PacketBuffer): void {
    if (this.#queue.length() === 0 && this.#device.transmit(packet)) {
      this.#counters.framesTransmitted++;
    } else if (!this.#queue.push(packet)) {
      this.#counters.transmitDropped++;
      packet.release();
    }
  }

  #receiveFrame(packet: PacketBuffer): void {
    this.#counters.framesReceived++;
    const bytes = packet.bytes;
    const start = packet.start;
    const type = parseEtherType(bytes, start, packet.end);
    if (type < 0) {
      this.#counters.frameMalformed++;
    } else if (!isForStation(bytes, start, this.mac) && !isForGroup(bytes, start)) {
      this.#counters.frameNotOurs++;
    } else if (type === ETHERTYPE_IPV4) {
      packet.start = (start + ETHERNET_HEADER_BYTES) | 0;
      this.#receiver.receiveIpv4(packet, this);
      return;
    } else if (type === ETHERTYPE_ARP) {
      this.#receiveArp(bytes, start + ETHERNET_HEADER_BYTES, packet.end);
    } else {
      this.#counters.frameUnknownProtocol++;
    }
    packet.release();
  }

  #receiveArp(bytes: Uint8Array, start: number, end: number): void {
    const arp = this.#arp;
    if (parseArp(bytes, start, end, arp) !== ACCEPTED) {
      this.#counters.arpMalformed++;
      return;
    }
    // Our own announcement, reflected by a switch or a bridge.
    if (isForStation(arp.senderMac, 0, this.mac)) return;
    if (this.#isConflict(arp)) return;
    const forUs = this.#address !== 0 && arp.targetAddress === this.#address;
    this.#cache.process(arp, forUs);
    if (forUs && arp.operation === ARP_REQUEST) {
      this.#counters.arpRequestsAnswered++;
      this.#sendArp(ARP_REPLY, arp.senderMac, this.#address, arp.senderMac, arp.senderAddress);
    }
  }

  /** RFC 5227 2.1.1 (probing) and 2.4 (defending, variant b: once in ten seconds, then give up). */
  #isConflict(arp: ArpPacket): boolean {
    const address = arp.senderAddress;
    const probed = this.#probed;
    if (probed !== 0) {
      if (address === probed || (address === 0 && arp.targetAddress === probed)) {
        this.#counters.arpConflicts++;
        this.#probed = 0;
        this.#conflictHandler?.onAddressConflict(probed, false);
        return true;
      }
    }
    if (this.#address === 0 || address !== this.#address) return false;
    this.#counters.arpConflicts++;
    const nowMs = this.#clock.nowMs;
    const defended = nowMs - this.#lastConflictMs >= DEFEND_INTERVAL_MS;
    this.#lastConflictMs = nowMs;
    if (defended) this.announce();
    this.#conflictHandler?.onAddressConflict(address, defended);
    return true;
  }

  #sendArp(
    operation: number,
    destination: Uint8Array,
    senderAddress: Ipv4Address,
    targetMac: Uint8Array,
    targetAddress: Ipv4Address,
  ): void {
    const packet = this.#pool.acquire();
    if (packet === undefined) {
      this.#counters.outOfPackets++;
      return;
    }
    const start = packet.start;
    emitEthernet(packet.bytes, start, destination, this.mac, ETHERTYPE_ARP);
    emitArp(
      packet.bytes,
      start + ETHERNET_HEADER_BYTES,
      operation,
      this.mac,
      senderAddress,
      targetMac,
      targetAddress,
    );
    packet.end = start + ETHERNET_HEADER_BYTES + ARP_BYTES;
    this.#transmit(packet);
  }
}
