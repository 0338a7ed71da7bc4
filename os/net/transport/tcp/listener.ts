/** A listening port: the LISTEN state of RFC 9293, and its backlog of handshakes. */

import type { IpAddress } from '../../address.ts';
import type { TcpListener, TcpListenHandler } from '../../api.ts';
import type { TcpConnection } from './connection.ts';

/** What a listener needs of `Tcp`. */
export interface ListenerOwner {
  /** Forgets the listener and resets its handshakes. */
  removeListener(listener: Listener): void;
}

/** Made by `Tcp.listen`. */
export class Listener implements TcpListener {
  readonly address: IpAddress;
  readonly port: number;
  readonly handler: TcpListenHandler;
  readonly backlog: number;
  /** Handshakes under way, the oldest first. */
  readonly halfOpen: Set<TcpConnection> = new Set();
  #owner: ListenerOwner;

  constructor(
    owner: ListenerOwner,
    address: IpAddress,
    port: number,
    backlog: number,
    handler: TcpListenHandler,
  ) {
    this.#owner = owner;
    this.address = address;
    this.port = port;
    this.backlog = backlog;
    this.handler = handler;
  }

  close(): void {
    this.#owner.removeListener(this);
  }
}
