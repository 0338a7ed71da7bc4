/**
 * Where packets go: a table of prefixes, searched for the longest that holds the destination. A host has two or
 * three rows, so the search is a loop.
 */

import { type Ipv4Address, prefixMask } from '../address.ts';
import type { NetInterface } from './interface.ts';

const ROUTE_LIMIT = 64;

/** One row. */
export interface Route {
  readonly network: Ipv4Address;
  readonly prefixLength: number;
  /** As a mask of 32 bits. */
  readonly mask: number;
  /** 0: the destination itself is on the link. */
  readonly gateway: Ipv4Address;
  readonly interface: NetInterface;
}

/** The routes of one stack, the longest prefix first. */
export class RouteTable {
  #routes: Route[] = [];

  /** Adds a row; `false` when there are 64 already. */
  add(network: Ipv4Address, prefixLength: number, gateway: Ipv4Address, via: NetInterface): boolean {
    if (this.#routes.length >= ROUTE_LIMIT) return false;
    const mask = prefixMask(prefixLength);
    const route = { network: (network & mask) >>> 0, prefixLength, mask, gateway, interface: via };
    let at = 0;
    while (at < this.#routes.length && this.#routes[at].prefixLength >= prefixLength) at++;
    this.#routes.splice(at, 0, route);
    return true;
  }

  /** Removes all rows of an interface. */
  removeInterface(via: NetInterface): void {
    this.#routes = this.#routes.filter((route) => route.interface !== via);
  }

  /** The row for `destination`, or `undefined`: unreachable. */
  lookup(destination: Ipv4Address): Route | undefined {
    const routes = this.#routes;
    for (let i = 0; i < routes.length; i++) {
      const route = routes[i];
      if ((destination & route.mask) >>> 0 === route.network) return route;
    }
    return undefined;
  }

  /** The first row with a gateway for everything else, or `undefined`. */
  defaultRoute(): Route | undefined {
    for (const route of this.#routes) {
      if (route.prefixLength === 0) return route;
    }
    return undefined;
  }
}
