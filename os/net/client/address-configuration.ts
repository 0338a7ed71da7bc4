/**
 * How an interface comes by its address: DHCP, with a link-local address while no server answers. Brings what the
 * two clients find out to the IP layer and the link.
 */

import type { Ipv4Address } from '../address.ts';
import type { AddressOrigin } from '../api.ts';
import type { NetInterface } from '../ip/interface.ts';
import type { Ipv4 } from '../ip/ipv4.ts';
import type { ConflictHandler, EthernetLink } from '../link/ethernet.ts';
import type { DhcpClient, DhcpHandler, DhcpLease } from './dhcp.ts';
import type { LinkLocal, LinkLocalHandler } from './link-local.ts';

const LINK_LOCAL_PREFIX = 16;

/** Told when an address goes away under the connections that use it. */
export interface AddressListener {
  onAddressLost(address: Ipv4Address): void;
}

/** One interface's configuration. */
export class AddressConfiguration implements DhcpHandler, LinkLocalHandler, ConflictHandler {
  /** What DHCP said last. */
  nameServers: readonly Ipv4Address[] = [];
  #ip: Ipv4;
  #interface: NetInterface;
  #link: EthernetLink;
  #listener: AddressListener;
  #dhcp: DhcpClient | undefined = undefined;
  #linkLocal: LinkLocal | undefined = undefined;

  constructor(ip: Ipv4, target: NetInterface, link: EthernetLink, listener: AddressListener) {
    this.#ip = ip;
    this.#interface = target;
    this.#link = link;
    this.#listener = listener;
    link.setConflictHandler(this);
  }

  /** Wires the two clients, which call back here. Without this call the address is fixed. */
  setClients(dhcp: DhcpClient, linkLocal: LinkLocal): void {
    this.#dhcp = dhcp;
    this.#linkLocal = linkLocal;
  }

  /** Looks at a datagram for the DHCP client. */
  receiveDhcp(bytes: Uint8Array, start: number, end: number): void {
    this.#dhcp?.receive(bytes, start, end);
  }

  /** Runs the clients; returns when to come again. */
  poll(): number {
    const dhcpMs = this.#dhcp?.poll() ?? Infinity;
    const linkLocalMs = this.#linkLocal?.poll() ?? Infinity;
    return Math.min(dhcpMs, linkLocalMs);
  }

  /** Sets the address; tells the listener when another one goes. */
  setAddress(address: Ipv4Address, prefixLength: number, gateway: Ipv4Address, origin: AddressOrigin): void {
    const before = this.#interface.address;
    if (before !== 0 && before !== address) this.#listener.onAddressLost(before);
    this.#ip.configure(this.#interface, address, prefixLength, gateway, origin);
    this.#link.setAddress(address);
  }

  onLease(lease: DhcpLease): void {
    this.#linkLocal?.stop();
    this.nameServers = lease.nameServers;
    this.setAddress(lease.address, lease.prefixLength, lease.gateway, 'dhcp');
  }

  onLeaseLost(): void {
    this.nameServers = [];
    this.setAddress(0, 0, 0, 'none');
  }

  onNoServer(): void {
    this.#linkLocal?.start();
  }

  onProbe(address: Ipv4Address): void {
    this.#link.probe(address);
  }

  onClaim(address: Ipv4Address): void {
    this.setAddress(address, LINK_LOCAL_PREFIX, 0, 'link-local');
  }

  onAddressConflict(_address: Ipv4Address, defended: boolean): void {
    // A leased or fixed address is kept: its owner has arranged for it, the counter tells of the conflict.
    if (defended || this.#interface.origin === 'dhcp' || this.#interface.origin === 'static') return;
    if (this.#interface.origin === 'link-local') this.setAddress(0, 0, 0, 'none');
    this.#linkLocal?.onConflict();
  }
}
