/**
 * A link as the IP layer sees it: something that takes a packet and the address of the next hop. Ethernet and
 * the loopback implement it.
 */

import type { Ipv4Address } from '../address.ts';
import type { DeviceOffloads } from '../device.ts';
import type { PacketBuffer } from '../packet-buffer.ts';

/** The way down: what a link offers to IP. */
export interface Link {
  /** Six bytes, or `undefined` when the link has no stations. */
  readonly mac: Uint8Array | undefined;
  /** The largest IP packet in bytes. */
  readonly mtu: number;
  readonly offloads: DeviceOffloads;
  /** Takes ownership of an IP packet; drops it with a counter when its queue is full. */
  send(packet: PacketBuffer, nextHop: Ipv4Address): void;
  /** Whether a burst of packets would find room now. TCP waits while it says `false`. */
  isReady(): boolean;
  /** Takes in at most `budget` packets and hands them to the receiver; returns how many there were. */
  receive(budget: number): number;
  /** Hands queued packets to the device, runs the timers. Returns the next deadline in ms, or Infinity. */
  flush(): number;
}

/** The way up: what IP offers to a link. */
export interface LinkReceiver {
  /** An IPv4 packet arrived: `start … end` without the link header, perhaps with padding. Takes ownership. */
  receiveIpv4(packet: PacketBuffer, link: Link): void;
  /** The next hop of this IP packet does not answer. The packet is only lent. */
  reportUnreachable(packet: PacketBuffer): void;
}
