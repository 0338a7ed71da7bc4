/**
 * Local ports that nobody can guess (RFC 6056 algorithm 3): a keyed hash of the ends gives a starting point, a
 * counter moves on from it, so that ports towards one peer are not reused soon.
 */

import type { IpAddress } from '../address.ts';
import type { RandomSource } from '../entropy.ts';
import type { SipHash } from '../siphash.ts';

const FIRST_PORT = 32_768;
const PORT_COUNT = 32_768;

/** Chooses ports for one transport. */
export class EphemeralPorts {
  #hash: SipHash;
  #counter: number;

  constructor(hash: SipHash, random: RandomSource) {
    this.#hash = hash;
    this.#counter = random.next32();
  }

  /** A port from 32,768 to 65,535 that `isFree` accepts, or 0 when there is none. */
  choose(local: IpAddress, remote: IpAddress, remotePort: number, isFree: (port: number) => boolean): number {
    const offset = this.#hash.hash(local, remote, remotePort, 0x706f7274);
    for (let tries = 0; tries < PORT_COUNT; tries++) {
      this.#counter = (this.#counter + 1) >>> 0;
      const port = FIRST_PORT + ((offset + this.#counter) & (PORT_COUNT - 1));
      if (isFree(port)) return port;
    }
    return 0;
  }
}
