/**
 * An address for a network without a DHCP server (RFC 3927): one from 169.254.1.0 to 169.254.254.255 that, asked
 * for three times, nobody has.
 */

import type { Ipv4Address } from '../address.ts';
import type { Clock } from '../clock.ts';
import type { RandomSource } from '../entropy.ts';

const PROBES = 3;
const PROBE_WAIT_MS = 1000;
const PROBE_MIN_MS = 1000;
const PROBE_SPREAD_MS = 1000;
const ANNOUNCE_WAIT_MS = 2000;
/** RFC 3927 9: after ten conflicts only one try a minute. */
const MAX_CONFLICTS = 10;
const RATE_LIMIT_MS = 60_000;

const FIRST_ADDRESS = 0xa9fe0100;
const ADDRESS_COUNT = 254 * 256;

/** What the search needs of its interface. */
export interface LinkLocalHandler {
  /** Ask whether anybody has the address (0: stop listening for answers). */
  onProbe(address: Ipv4Address): void;
  /** Nobody has it: it is ours. */
  onClaim(address: Ipv4Address): void;
}

/** The search for one interface. */
export class LinkLocal {
  #handler: LinkLocalHandler;
  #clock: Clock;
  #random: RandomSource;
  #candidate: Ipv4Address = 0;
  #probes = 0;
  #conflicts = 0;
  #deadlineMs = Infinity;

  constructor(handler: LinkLocalHandler, clock: Clock, random: RandomSource) {
    this.#handler = handler;
    this.#clock = clock;
    this.#random = random;
  }

  /** Begins a search, unless one is under way. */
  start(): void {
    if (this.#candidate !== 0) return;
    this.#choose(this.#random.below(PROBE_WAIT_MS));
  }

  /** Ends the search, or the use of what it has found. */
  stop(): void {
    if (this.#candidate === 0) return;
    this.#candidate = 0;
    this.#deadlineMs = Infinity;
    this.#handler.onProbe(0);
  }

  /** Somebody else has the candidate, or the address that was claimed. */
  onConflict(): void {
    if (this.#candidate === 0) return;
    this.#conflicts++;
    const waitMs = this.#conflicts > MAX_CONFLICTS ? RATE_LIMIT_MS : this.#random.below(PROBE_WAIT_MS);
    this.#choose(waitMs);
  }

  /** Does what is due; returns when to come again. */
  poll(): number {
    const nowMs = this.#clock.nowMs;
    if (nowMs < this.#deadlineMs) return this.#deadlineMs;
    if (this.#probes < PROBES) {
      this.#probes++;
      this.#deadlineMs =
        nowMs +
        (this.#probes < PROBES ? PROBE_MIN_MS + this.#random.below(PROBE_SPREAD_MS) : ANNOUNCE_WAIT_MS);
      this.#handler.onProbe(this.#candidate);
    } else {
      this.#deadlineMs = Infinity;
      this.#handler.onClaim(this.#candidate);
    }
    return this.#deadlineMs;
  }

  #choose(waitMs: number): void {
    this.#candidate = (FIRST_ADDRESS + this.#random.below(ADDRESS_COUNT)) >>> 0;
    this.#probes = 0;
    this.#deadlineMs = this.#clock.nowMs + waitMs;
  }
}
