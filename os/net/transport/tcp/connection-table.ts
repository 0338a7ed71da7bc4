/**
 * All connections, found by their four numbers: a hash table with chains through the connections themselves. The
 * hash is keyed, so that nobody outside can aim for long chains.
 */

import type { IpAddress } from '../../address.ts';
import type { TcpConnection } from './connection.ts';

const SMALLEST = 64;

/** The table. It doubles when it is full and never shrinks: the number of connections has a limit elsewhere. */
export class ConnectionTable {
  size = 0;
  #buckets: (TcpConnection | undefined)[] = emptyBuckets(SMALLEST);
  #mask: number = SMALLEST - 1;
  #key: number;

  constructor(key: number) {
    this.#key = key | 0;
  }

  /** The connection between these ends, or `undefined`. */
  find(
    localAddress: IpAddress,
    localPort: number,
    remoteAddress: IpAddress,
    remotePort: number,
  ): TcpConnection | undefined {
    const hash = this.#hash(localAddress, localPort, remoteAddress, remotePort);
    let candidate = this.#buckets[hash & this.#mask];
    while (candidate !== undefined) {
      if (
        candidate.remotePort === remotePort &&
        candidate.remoteAddress === remoteAddress &&
        candidate.localPort === localPort &&
        candidate.localAddress === localAddress
      ) {
        return candidate;
      }
      candidate = candidate.nextInTable;
    }
    return undefined;
  }

  /** Adds a connection whose four numbers are not in the table. */
  add(connection: TcpConnection): void {
    if (this.size > this.#mask) this.#grow();
    this.#insert(connection);
    this.size++;
  }

  /** Removes a connection; nothing happens when it is not there. */
  remove(connection: TcpConnection): void {
    const index = this.#hashOf(connection) & this.#mask;
    let candidate = this.#buckets[index];
    let before: TcpConnection | undefined;
    while (candidate !== undefined && candidate !== connection) {
      before = candidate;
      candidate = candidate.nextInTable;
    }
    if (candidate === undefined) return;
    if (before === undefined) this.#buckets[index] = connection.nextInTable;
    else before.nextInTable = connection.nextInTable;
    connection.nextInTable = undefined;
    this.size--;
  }

  /** Calls `visit` for every connection; it must not add or remove any. */
  forEach(visit: (connection: TcpConnection) => void): void {
    for (const first of this.#buckets) {
      let connection = first;
      while (connection !== undefined) {
        visit(connection);
        connection = connection.nextInTable;
      }
    }
  }

  #insert(connection: TcpConnection): void {
    const index = this.#hashOf(connection) & this.#mask;
    connection.nextInTable = this.#buckets[index];
    this.#buckets[index] = connection;
  }

  #grow(): void {
    const old = this.#buckets;
    this.#buckets = emptyBuckets(old.length * 2);
    this.#mask = old.length * 2 - 1;
    for (const first of old) {
      let connection = first;
      while (connection !== undefined) {
        const next = connection.nextInTable;
        this.#insert(connection);
        connection = next;
      }
    }
  }

  #hashOf(connection: TcpConnection): number {
    return this.#hash(
      connection.localAddress,
      connection.localPort,
      connection.remoteAddress,
      connection.remotePort,
    );
  }

  /** A multiplicative mix (the finalizer of MurmurHash3) over the key and the ends. */
  #hash(localAddress: number, localPort: number, remoteAddress: number, remotePort: number): number {
    let hash = Math.imul(this.#key ^ remoteAddress, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13) ^ ((remotePort << 16) | localPort), 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 16) ^ localAddress, 0x85ebca6b);
    return hash ^ (hash >>> 15);
  }
}

function emptyBuckets(count: number): (TcpConnection | undefined)[] {
  const buckets: (TcpConnection | undefined)[] = [];
  for (let i = 0; i < count; i++) buckets.push(undefined);
  return buckets;
}
