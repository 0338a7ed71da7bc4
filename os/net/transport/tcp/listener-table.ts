/** The listening ports of a stack, found by address and port. */

import { ADDRESS_ANY, type IpAddress } from '../../address.ts';
import type { Listener } from './listener.ts';

/** The table. On one port there is one listener for every address, or one for each of some addresses. */
export class ListenerTable {
  #byPort: Map<number, Listener[]> = new Map();

  /** Whether anybody listens on `port`, at whatever address. */
  has(port: number): boolean {
    return this.#byPort.has(port);
  }

  /** Adds a listener; `false` when its place is taken. */
  add(listener: Listener): boolean {
    const others = this.#byPort.get(listener.port);
    if (others === undefined) {
      this.#byPort.set(listener.port, [listener]);
      return true;
    }
    for (const other of others) {
      const overlaps = other.address === ADDRESS_ANY || listener.address === ADDRESS_ANY;
      if (overlaps || other.address === listener.address) return false;
    }
    others.push(listener);
    return true;
  }

  /** Removes a listener; `false` when it is not there. */
  remove(listener: Listener): boolean {
    const all = this.#byPort.get(listener.port);
    const at = all?.indexOf(listener) ?? -1;
    if (all === undefined || at < 0) return false;
    all.splice(at, 1);
    if (all.length === 0) this.#byPort.delete(listener.port);
    return true;
  }

  /** Who listens at this address and port. */
  find(address: IpAddress, port: number): Listener | undefined {
    const all = this.#byPort.get(port);
    if (all === undefined) return undefined;
    for (const listener of all) {
      if (listener.address === ADDRESS_ANY || listener.address === address) return listener;
    }
    return undefined;
  }
}
