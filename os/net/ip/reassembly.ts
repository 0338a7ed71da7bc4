/**
 * Puts fragmented datagrams together again (RFC 791 3.2, RFC 815's idea with a bitmap instead of hole lists).
 *
 * Limits: 8 datagrams at once, 256 KB in all, 30 seconds each. An overlap drops the whole datagram, since only
 * attacks overlap (RFC 5722's rule for IPv6 applied here); an exact duplicate is ignored.
 */

import type { Clock } from '../clock.ts';
import type { Counters } from '../counters.ts';
import type { Ipv4Header } from '../wire/ipv4.ts';

const DATAGRAM_LIMIT = 8;
const MEMORY_LIMIT = 256 * 1024;
const TIMEOUT_MS = 30_000;
const MAX_PAYLOAD = 65_515;
/** Fragments are in units of eight bytes. */
const UNITS = 8192;

/** Outcomes of marking the units of a fragment. */
const ALL_NEW = 0;
/** A duplicate, which the network may make. */
const ALL_PRESENT = 1;
const OVERLAP = 2;

/** A datagram that is not complete yet. */
class PartialDatagram {
  source = 0;
  destination = 0;
  identification = 0;
  protocol = 0;
  deadlineMs = 0;
  bytes: Uint8Array = new Uint8Array(0);
  /** One bit a unit of eight bytes that is there. */
  readonly present: Uint32Array = new Uint32Array(UNITS / 32);
  unitsPresent = 0;
  /** Payload bytes in all; -1 until the last fragment came. */
  totalBytes = -1;
  /** The end of the furthest fragment so far. */
  highestEnd = 0;
}

/** The datagrams that wait for fragments. */
export class Reassembler {
  #partial: PartialDatagram[] = [];
  #memory = 0;
  #clock: Clock;
  #counters: Counters;

  constructor(clock: Clock, counters: Counters) {
    this.#clock = clock;
    this.#counters = counters;
  }

  /** Datagrams that are waiting; at most 8. */
  pending(): number {
    return this.#partial.length;
  }

  /** Bytes held for them; at most 256 KB. */
  memoryBytes(): number {
    return this.#memory;
  }

  /**
   * Adds a fragment by its header. Returns the whole payload when this was the last one missing: an array of
   * exactly its length, which the caller owns.
   */
  add(bytes: Uint8Array, header: Ipv4Header): Uint8Array | undefined {
    this.#counters.ipFragmentsReceived++;
    this.expire();
    const length = header.payloadEnd - header.payloadStart;
    const end = header.fragmentOffset + length;
    if (length === 0 || end > MAX_PAYLOAD || (header.moreFragments && (length & 7) !== 0)) {
      this.#counters.ipMalformed++;
      return undefined;
    }
    const partial = this.#find(header) ?? this.#create(header);
    if (!this.#fits(partial, header, end) || !this.#grow(partial, end)) {
      this.#counters.ipReassemblyDropped++;
      this.#remove(partial);
      return undefined;
    }
    const marked = this.#mark(partial, header.fragmentOffset >>> 3, (end + 7) >>> 3);
    if (marked !== ALL_NEW) {
      if (marked === ALL_PRESENT) return undefined;
      this.#counters.ipReassemblyDropped++;
      this.#remove(partial);
      return undefined;
    }
    partial.bytes.set(bytes.subarray(header.payloadStart, header.payloadEnd), header.fragmentOffset);
    if (end > partial.highestEnd) partial.highestEnd = end;
    if (!header.moreFragments) partial.totalBytes = end;
    if (partial.totalBytes < 0 || partial.unitsPresent !== (partial.totalBytes + 7) >>> 3) return undefined;
    this.#remove(partial);
    this.#counters.ipReassembled++;
    return partial.bytes.subarray(0, partial.totalBytes);
  }

  /** Forgets what has waited too long. */
  expire(): void {
    const nowMs = this.#clock.nowMs;
    for (let i = this.#partial.length - 1; i >= 0; i--) {
      if (nowMs >= this.#partial[i].deadlineMs) {
        this.#counters.ipReassemblyTimeouts++;
        this.#remove(this.#partial[i]);
      }
    }
  }

  /** When the oldest will have waited too long, or Infinity. */
  deadlineMs(): number {
    return this.#partial.length === 0 ? Infinity : this.#partial[0].deadlineMs;
  }

  #find(header: Ipv4Header): PartialDatagram | undefined {
    for (const partial of this.#partial) {
      if (
        partial.identification === header.identification &&
        partial.source === header.source &&
        partial.destination === header.destination &&
        partial.protocol === header.protocol
      ) {
        return partial;
      }
    }
    return undefined;
  }

  #create(header: Ipv4Header): PartialDatagram {
    if (this.#partial.length >= DATAGRAM_LIMIT) {
      this.#counters.ipReassemblyDropped++;
      this.#remove(this.#partial[0]);
    }
    const partial = new PartialDatagram();
    partial.source = header.source;
    partial.destination = header.destination;
    partial.identification = header.identification;
    partial.protocol = header.protocol;
    partial.deadlineMs = this.#clock.nowMs + TIMEOUT_MS;
    this.#partial.push(partial);
    return partial;
  }

  /** Whether the fragment agrees with where the others say that the datagram ends. */
  #fits(partial: PartialDatagram, header: Ipv4Header, end: number): boolean {
    if (partial.totalBytes >= 0) {
      return header.moreFragments ? end <= partial.totalBytes : end === partial.totalBytes;
    }
    return header.moreFragments || end >= partial.highestEnd;
  }

  #grow(partial: PartialDatagram, end: number): boolean {
    if (end <= partial.bytes.length) return true;
    const size = Math.min(65_536, Math.max(4096, end * 2));
    const growth = size - partial.bytes.length;
    if (this.#memory + growth > MEMORY_LIMIT) return false;
    const grown = new Uint8Array(size);
    grown.set(partial.bytes);
    partial.bytes = grown;
    this.#memory += growth;
    return true;
  }

  /** Marks the units from `first` to before `last`, if none of them is there yet. */
  #mark(partial: PartialDatagram, first: number, last: number): number {
    let present = 0;
    for (let unit = first; unit < last; unit++) {
      if ((partial.present[unit >>> 5] & (1 << (unit & 31))) !== 0) present++;
    }
    if (present > 0) return present === last - first ? ALL_PRESENT : OVERLAP;
    for (let unit = first; unit < last; unit++) partial.present[unit >>> 5] |= 1 << (unit & 31);
    partial.unitsPresent += last - first;
    return ALL_NEW;
  }

  #remove(partial: PartialDatagram): void {
    const at = this.#partial.indexOf(partial);
    if (at < 0) return;
    this.#partial.splice(at, 1);
    this.#memory -= partial.bytes.length;
  }
}
