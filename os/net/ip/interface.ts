/** An interface: a link and the IP address that we have there. */

import { ADDRESS_BROADCAST, type Ipv4Address, prefixMask } from '../address.ts';
import type { AddressOrigin } from '../api.ts';
import type { Link } from '../link/link.ts';

/** Changed only by `Ipv4.configure`. */
export class NetInterface {
  readonly name: string;
  readonly link: Link;
  /** 0 while there is none. */
  address: Ipv4Address = 0;
  prefixLength = 0;
  /** The last address of the subnet, or 255.255.255.255 while there is none. */
  broadcast: Ipv4Address = ADDRESS_BROADCAST;
  gateway: Ipv4Address = 0;
  origin: AddressOrigin = 'none';

  constructor(name: string, link: Link) {
    this.name = name;
    this.link = link;
  }

  /** Sets address and prefix, and the broadcast that follows from them. */
  setAddress(address: Ipv4Address, prefixLength: number): void {
    this.address = address;
    this.prefixLength = prefixLength;
    // RFC 3021: a subnet of 31 or 32 bits has no broadcast address.
    this.broadcast =
      address !== 0 && prefixLength < 31
        ? (address | (~prefixMask(prefixLength) >>> 0)) >>> 0
        : ADDRESS_BROADCAST;
  }
}
