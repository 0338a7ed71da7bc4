/** What IP hands to the transports: a datagram, and the interface that takes it. */

import type { Ipv4Address } from '../address.ts';

/** A datagram on its way up, and what is known about it; valid during the call. */
export class Datagram {
  bytes: Uint8Array = new Uint8Array(0);
  /** Where the IP header begins, or -1 when the datagram was put together from fragments. */
  headerStart = 0;
  /** The transport's part. */
  start = 0;
  end = 0;
  source: Ipv4Address = 0;
  destination: Ipv4Address = 0;
  protocol = 0;
  /** The transport checksum needs no verification. */
  checksumVerified = false;
  /** Sent to a broadcast address: some answers are forbidden then (RFC 1122 3.2.2). */
  isBroadcast = false;
}

/** A protocol above IPv4. */
export interface Ipv4Transport {
  /** A datagram for us came. Everything in it is lent. */
  receive(datagram: Datagram): void;
  /**
   * A packet that we sent could not be delivered. `bytes` from `start` on: its IP header and at least the first
   * 8 bytes behind it, unchecked.
   */
  reportLocalFailure(bytes: Uint8Array, start: number, end: number): void;
}
