/**
 * Which station has which IPv4 address: the ARP cache (RFC 826, RFC 1122 2.3.2, RFC 5227).
 *
 * An entry is asked for (up to three requests, a second apart) while a few packets wait in it; then it is known
 * for a minute, and refreshed in the background when it is used near its end. An unsolicited packet updates
 * what is in the cache but creates nothing, except a request to us, whose sender we will answer anyway.
 *
 * The cache decides and remembers; `EthernetLink` sends what it asks for.
 */

import type { Ipv4Address } from '../address.ts';
import type { Clock } from '../clock.ts';
import type { Counters } from '../counters.ts';
import type { PacketBuffer } from '../packet-buffer.ts';
import { ARP_REQUEST, type ArpPacket } from '../wire/arp.ts';

const REQUEST_INTERVAL_MS = 1000;
const REQUEST_TRIES = 3;
const REACHABLE_MS = 60_000;
/** A used entry is asked about again from this age on, while it still serves. */
const REFRESH_AFTER_MS = 45_000;
const ENTRY_LIMIT = 256;
/** All fragments of the largest datagram (45) may wait for their next hop. */
const PENDING_PER_ENTRY = 48;
const PENDING_LIMIT = 96;

/** What the cache needs from its link. */
export interface ArpLink {
  /** Sends a request for `target` to everybody. */
  requestAddress(target: Ipv4Address): void;
  /** The packet's next hop is known now. Takes ownership. */
  sendResolved(packet: PacketBuffer, mac: Uint8Array): void;
  /** Nobody answered for this packet's next hop. Takes ownership. */
  dropUnresolved(packet: PacketBuffer): void;
}

/** One neighbour. */
class ArpEntry {
  readonly address: Ipv4Address;
  readonly mac: Uint8Array = new Uint8Array(6);
  /** `mac` is valid. */
  known = false;
  /** When `mac` was last confirmed. */
  confirmedMs = 0;
  /** When the last request went out. */
  requestedMs = -Infinity;
  tries = 0;
  pending: PacketBuffer[] = [];

  constructor(address: Ipv4Address) {
    this.address = address;
  }
}

/** The neighbours of one link. */
export class ArpCache {
  #entries: Map<Ipv4Address, ArpEntry> = new Map();
  /** The entry of the last packet: most packets go where the one before went. */
  #last: ArpEntry | undefined = undefined;
  #pendingCount = 0;
  #deadlineMs = Infinity;
  #link: ArpLink;
  #clock: Clock;
  #counters: Counters;

  constructor(link: ArpLink, clock: Clock, counters: Counters) {
    this.#link = link;
    this.#clock = clock;
    this.#counters = counters;
  }

  /** How many neighbours the cache holds; at most 256. */
  size(): number {
    return this.#entries.size;
  }

  /** The station of `address`, or `undefined` when it is not known (yet). */
  lookup(address: Ipv4Address): Uint8Array | undefined {
    let entry = this.#last;
    if (entry === undefined || entry.address !== address) {
      entry = this.#entries.get(address);
      if (entry === undefined) return undefined;
      this.#last = entry;
    }
    if (!entry.known) return undefined;
    const nowMs = this.#clock.nowMs;
    const ageMs = nowMs - entry.confirmedMs;
    if (ageMs >= REFRESH_AFTER_MS) {
      if (ageMs >= REACHABLE_MS) {
        entry.known = false;
        entry.tries = 0;
        return undefined;
      }
      if (nowMs - entry.requestedMs >= REQUEST_INTERVAL_MS * 5) {
        entry.requestedMs = nowMs;
        this.#link.requestAddress(address);
      }
    }
    return entry.mac;
  }

  /** Keeps a packet until its next hop is known, and asks for it. Takes ownership. */
  enqueue(packet: PacketBuffer, address: Ipv4Address): void {
    let entry = this.#entries.get(address);
    if (entry === undefined) {
      entry = this.#create(address);
    }
    if (entry === undefined || this.#pendingCount >= PENDING_LIMIT) {
      this.#counters.arpPendingDropped++;
      packet.release();
      return;
    }
    if (entry.pending.length >= PENDING_PER_ENTRY) {
      // RFC 1122 2.3.2.2: keep the latest.
      const oldest = entry.pending.shift();
      if (oldest !== undefined) oldest.release();
      this.#pendingCount--;
      this.#counters.arpPendingDropped++;
    }
    entry.pending.push(packet);
    this.#pendingCount++;
    if (entry.tries === 0) this.#request(entry);
  }

  /** Learns from a valid ARP packet; `forUs`: its target is an address of this link. */
  process(packet: ArpPacket, forUs: boolean): void {
    const address = packet.senderAddress;
    if (address === 0) return;
    let entry = this.#entries.get(address);
    if (entry === undefined) {
      if (!forUs || packet.operation !== ARP_REQUEST) return;
      entry = this.#create(address);
      if (entry === undefined) return;
    }
    entry.mac.set(packet.senderMac);
    entry.known = true;
    entry.confirmedMs = this.#clock.nowMs;
    entry.tries = 0;
    const pending = entry.pending;
    if (pending.length === 0) return;
    entry.pending = [];
    this.#pendingCount -= pending.length;
    for (const waiting of pending) this.#link.sendResolved(waiting, entry.mac);
  }

  /** Repeats requests and gives up; returns when to come again. Costs a walk only when something is due. */
  poll(): number {
    const nowMs = this.#clock.nowMs;
    if (nowMs < this.#deadlineMs) return this.#deadlineMs;
    this.#deadlineMs = Infinity;
    for (const entry of this.#entries.values()) {
      if (entry.known || entry.tries === 0) continue;
      if (nowMs - entry.requestedMs >= REQUEST_INTERVAL_MS) {
        if (entry.tries >= REQUEST_TRIES) {
          this.#giveUp(entry);
          continue;
        }
        this.#request(entry);
      }
      this.#deadlineMs = Math.min(this.#deadlineMs, entry.requestedMs + REQUEST_INTERVAL_MS);
    }
    return this.#deadlineMs;
  }

  /** Forgets everything: the link has a new address, its neighbours may be others. */
  clear(): void {
    for (const entry of this.#entries.values()) {
      for (const packet of entry.pending) packet.release();
      entry.pending = [];
    }
    this.#entries.clear();
    this.#last = undefined;
    this.#pendingCount = 0;
    this.#deadlineMs = Infinity;
  }

  #request(entry: ArpEntry): void {
    entry.tries++;
    entry.requestedMs = this.#clock.nowMs;
    this.#deadlineMs = Math.min(this.#deadlineMs, entry.requestedMs + REQUEST_INTERVAL_MS);
    this.#link.requestAddress(entry.address);
  }

  #giveUp(entry: ArpEntry): void {
    this.#counters.arpUnresolved++;
    this.#entries.delete(entry.address);
    if (this.#last === entry) this.#last = undefined;
    const pending = entry.pending;
    entry.pending = [];
    this.#pendingCount -= pending.length;
    for (const packet of pending) this.#link.dropUnresolved(packet);
  }

  /** A new entry, in place of the oldest that nobody waits for when the cache is full. */
  #create(address: Ipv4Address): ArpEntry | undefined {
    if (this.#entries.size >= ENTRY_LIMIT && !this.#evict()) return undefined;
    const entry = new ArpEntry(address);
    this.#entries.set(address, entry);
    return entry;
  }

  #evict(): boolean {
    for (const entry of this.#entries.values()) {
      if (entry.pending.length > 0) continue;
      this.#entries.delete(entry.address);
      if (this.#last === entry) this.#last = undefined;
      return true;
    }
    return false;
  }
}
