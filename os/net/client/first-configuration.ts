/**
 * The first configuration of the interfaces, and those who wait for it.
 *
 * A program's first statement runs while DHCP still asks. On an ordinary machine the network is up by then, so whoever
 * finds no way to a peer now waits: until there is one, or until the first configuration is over, since every interface
 * has an address or a limit has passed. Afterwards a missing way is what it says: nobody waits any more, not even when
 * an address is lost again. Listening waits for nothing.
 */

import { ADDRESS_ANY, type IpAddress } from '../address.ts';
import type { RouteWait } from '../api.ts';
import type { Clock } from '../clock.ts';
import type { Ipv4 } from '../ip/ipv4.ts';

/** From the first poll on. A server that is there answers in milliseconds, and in three seconds after two losses. */
export const FIRST_CONFIGURATION_LIMIT_MS = 10_000;

/** Knows when the interfaces of one stack are configured. */
export class FirstConfiguration {
  readonly #ip: Ipv4;
  readonly #clock: Clock;
  readonly #waiting: Set<Waiter> = new Set();
  #isOver = false;
  /** On the stack's clock; unknown before the first poll. */
  #limitMs = Infinity;

  constructor(ip: Ipv4, clock: Clock) {
    this.#ip = ip;
    this.#clock = clock;
  }

  /** Whether every interface has an address now. */
  isConfigured(): boolean {
    return this.#ip.interfaces().every((one) => one.address !== ADDRESS_ANY);
  }

  /** Whether nobody waits any more; stays true. */
  isOver(): boolean {
    this.#isOver ||= this.isConfigured();
    return this.#isOver;
  }

  /** Whether something can be sent to `address` now. */
  hasRoute(address: IpAddress): boolean {
    return this.#ip.linkFor(address) !== undefined && this.#ip.sourceFor(address) !== ADDRESS_ANY;
  }

  /** See `NetworkStack.awaitRoute`. */
  awaitRoute(address: IpAddress, callback: () => void): RouteWait | undefined {
    if (this.isOver() || this.hasRoute(address)) return undefined;
    const waiter = new Waiter(this.#waiting, address, callback);
    this.#waiting.add(waiter);
    return waiter;
  }

  /** Calls those for whom there is a way, or all at the end; returns when to come again. */
  poll(): number {
    if (this.#isOver && this.#waiting.size === 0) return Infinity;
    const nowMs = this.#clock.nowMs;
    if (this.#limitMs === Infinity) this.#limitMs = nowMs + FIRST_CONFIGURATION_LIMIT_MS;
    if (nowMs >= this.#limitMs) this.#isOver = true;
    const isOver = this.isOver();
    // A callback may cancel others, which then aren't met any more.
    for (const waiter of this.#waiting) {
      if (!isOver && !this.hasRoute(waiter.address)) continue;
      waiter.cancel();
      waiter.callback();
    }
    return isOver ? Infinity : this.#limitMs;
  }
}

/** Somebody who waits for a way to `address`. */
class Waiter implements RouteWait {
  readonly address: IpAddress;
  readonly callback: () => void;
  readonly #all: Set<Waiter>;

  constructor(all: Set<Waiter>, address: IpAddress, callback: () => void) {
    this.#all = all;
    this.address = address;
    this.callback = callback;
  }

  cancel(): void {
    this.#all.delete(this);
  }
}
