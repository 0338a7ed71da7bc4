/**
 * What the rooms above (`os/node`, `os/web`) see of the network: sockets as objects with callbacks.
 *
 * Rules that hold for everything here:
 * - Nothing blocks and nothing throws. What can fail at the call returns a `NetErrorCode`; what fails later
 *   arrives at `onClose` or `onError`.
 * - Callbacks run only inside `NetworkStack.poll`, never inside the call that caused them, so a caller can
 *   finish its own bookkeeping first. Inside a callback every method may be called, on every socket.
 * - A callback must not throw, and must not call `poll`: the packets and connections whose turn comes after it would
 *   be lost. Catch what user code throws before it gets here.
 * - Methods queue; packets leave in the next `poll`. The event loop therefore polls once per turn, before it
 *   sleeps. (This joins the writes of a turn, and the ACK with the answer.)
 * - Received bytes are lent: the array given to `onData` and `onMessage` is reused after the callback
 *   returns. Copy what must stay (`bytes.slice(start, end)`).
 * - Addresses are `IpAddress` numbers; `address.ts` formats and parses them.
 */

import type { IpAddress } from './address.ts';
import type { Counters } from './counters.ts';

/** Why something failed: the `code` that Node gives the same failure. */
export type NetErrorCode =
  | 'EACCES'
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'EAI_AGAIN'
  | 'ECONNABORTED'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EHOSTUNREACH'
  | 'EINVAL'
  | 'EMSGSIZE'
  | 'ENETUNREACH'
  | 'ENOBUFS'
  | 'ENOTCONN'
  | 'ENOTFOUND'
  | 'ETIMEDOUT';

// ---------------------------------------------------------------------------------------------- TCP

/** What a connection tells its owner. Each method gets the socket, so that one handler can serve many. */
export interface TcpHandler {
  /** The connection is established. For an accepted connection this is not called: `onAccept` was. */
  onConnect?(socket: TcpSocket): void;
  /** Bytes `start … end - 1` of `bytes` arrived, in order, at least one. Lent: valid during the call only. */
  onData(socket: TcpSocket, bytes: Uint8Array, start: number, end: number): void;
  /** The peer has sent its FIN: no more `onData`. Writing stays possible until `end()` (half-close). */
  onEnd?(socket: TcpSocket): void;
  /**
   * `write` had accepted less than offered, and there is room again (at least a quarter of the send buffer).
   */
  onDrain?(socket: TcpSocket): void;
  /**
   * The connection is over, always called exactly once and last: without an error after both sides sent
   * and acknowledged their FIN, or after `close()` or `abort()`; else with the reason (`ECONNREFUSED`,
   * `ECONNRESET`, `ETIMEDOUT`, `EHOSTUNREACH`, `ENETUNREACH`, `ECONNABORTED`).
   */
  onClose(socket: TcpSocket, error: NetErrorCode | undefined): void;
}

/** One TCP connection. */
export interface TcpSocket {
  readonly localAddress: IpAddress;
  readonly localPort: number;
  readonly remoteAddress: IpAddress;
  readonly remotePort: number;
  /** Free for the owner: what belongs to this connection. `undefined` at first. */
  owner: unknown;
  /** Replaces the handler (accepted sockets get theirs from `onAccept`). */
  setHandler(handler: TcpHandler): void;
  /**
   * Copies bytes `start … end - 1` (default: all) into the send buffer and returns how many fitted: 0 …
   * `end - start`. Fewer than offered: wait for `onDrain`, then offer the rest. 0 after `end()`, and on a
   * closed connection. Before the connection is established the bytes wait.
   */
  write(bytes: Uint8Array, start?: number, end?: number): number;
  /** Bytes that `write` would accept now. */
  writableBytes(): number;
  /** Bytes accepted by `write` that the peer has not acknowledged yet. */
  queuedBytes(): number;
  /** Half-close: FIN follows what was written. Receiving goes on. */
  end(): void;
  /**
   * Both directions: what was written is still delivered, then FIN; received bytes are dropped from now on
   * (RST if any arrive, or arrived unread; RFC 1122 4.2.2.13). `onClose` comes in the next `poll`. This is
   * what `close(fd)` does under Linux, and what `socket.destroy()` wants.
   */
  close(): void;
  /** RST at once; everything unsent is dropped. `onClose` comes in the next `poll`. */
  abort(): void;
  /** `true`: small segments leave at once (no Nagle, RFC 9293 3.7.4). Default `false`. */
  setNoDelay(noDelay: boolean): void;
  /** Probes an idle peer after `idleMs` (default 7,200,000), then every second, ten times (as libuv does). */
  setKeepAlive(enabled: boolean, idleMs?: number): void;
  /** No `onData` or `onEnd` until `resumeReceive`; the window closes as the receive buffer fills. */
  pauseReceive(): void;
  /** Lets `onData` come again; what was kept arrives in the next `poll`. */
  resumeReceive(): void;
}

/** Options of `connect`. */
export interface TcpConnectOptions {
  readonly address: IpAddress;
  /** 1 … 65,535 */
  readonly port: number;
  /** Default: the address of the interface towards the peer. */
  readonly localAddress?: IpAddress;
  /** Default: an unguessable free port (RFC 6056). */
  readonly localPort?: number;
  readonly noDelay?: boolean;
}

/** Options of `listen`. */
export interface TcpListenOptions {
  /** Default: every address of this machine. */
  readonly address?: IpAddress;
  /** 0 (the default): a free one. */
  readonly port?: number;
  /** Handshakes that may be under way at once; default 511 as in Node, limited by the stack's own limit. */
  readonly backlog?: number;
}

/** A listening port. */
export interface TcpListener {
  readonly address: IpAddress;
  readonly port: number;
  /** Stops accepting. Connections that were handed over stay; handshakes under way are reset. */
  close(): void;
}

/** What a listener tells its owner. */
export interface TcpListenHandler {
  /**
   * A connection is established. Return the handler for its events, or `undefined` to reset it. Bytes that
   * came with the handshake follow through `onData`.
   */
  onAccept(socket: TcpSocket): TcpHandler | undefined;
}

/** The TCP of a stack. */
export interface TcpService {
  /**
   * Begins a connection; `onConnect` or `onClose` follows. At once: `EINVAL` (port), `ENETUNREACH` (no route),
   * `EADDRNOTAVAIL` (no free port, or not our address), `EADDRINUSE` (the local port), `ENOBUFS` (limit).
   */
  connect(options: TcpConnectOptions, handler: TcpHandler): TcpSocket | NetErrorCode;
  /** At once: `EADDRINUSE`, `EADDRNOTAVAIL` (not our address), `EINVAL` (port). */
  listen(options: TcpListenOptions, handler: TcpListenHandler): TcpListener | NetErrorCode;
}

// ---------------------------------------------------------------------------------------------- UDP

/** What a UDP socket tells its owner. */
export interface UdpHandler {
  /** A datagram came; it may be empty. Lent: valid during the call only. */
  onMessage(
    socket: UdpSocket,
    bytes: Uint8Array,
    start: number,
    end: number,
    address: IpAddress,
    port: number,
  ): void;
  /** An ICMP error came for a datagram that we sent to that address and port. */
  onError?(socket: UdpSocket, error: NetErrorCode, address: IpAddress, port: number): void;
}

/** An open UDP port. */
export interface UdpSocket {
  readonly localAddress: IpAddress;
  readonly localPort: number;
  /** Free for the owner. */
  owner: unknown;
  /**
   * Sends bytes `start … end - 1`, copied before it returns; larger than the MTU leaves in fragments.
   * `undefined` when it is on its way, else `EMSGSIZE` (above 65,507 bytes), `ENETUNREACH`, `EACCES` (broadcast
   * not allowed), `ENOBUFS` (queue full: offer it again after the next `poll`), `EINVAL` (port 0), `ENOTCONN`
   * (closed).
   */
  send(
    bytes: Uint8Array,
    start: number,
    end: number,
    address: IpAddress,
    port: number,
  ): NetErrorCode | undefined;
  /** Allows sending to broadcast addresses. Default `false`. */
  setBroadcast(allowed: boolean): void;
  /** Time to live of what is sent: 1 … 255, default 64. */
  setTtl(ttl: number): void;
  /** Frees the port. No callback afterwards. */
  close(): void;
}

/** Options of `open`. */
export interface UdpOpenOptions {
  /** Default: every address of this machine. */
  readonly address?: IpAddress;
  /** 0 (the default): an unguessable free one. */
  readonly port?: number;
}

/** The UDP of a stack. */
export interface UdpService {
  /** At once: `EADDRINUSE`, `EADDRNOTAVAIL` (not our address, or no free port), `EINVAL`, `ENOBUFS` (limit). */
  open(options: UdpOpenOptions, handler: UdpHandler): UdpSocket | NetErrorCode;
}

// --------------------------------------------------------------------------------------------- stack

/** The outcome of a name look-up: at least one address, or a reason (`ENOTFOUND`, `EAI_AGAIN`). */
export type ResolveCallback = (error: NetErrorCode | undefined, addresses: readonly IpAddress[]) => void;

/** Somebody who waits for a way to a peer. */
export interface RouteWait {
  /** The callback isn't called any more. Without effect once it was. */
  cancel(): void;
}

/** How an interface came by its address. */
export type AddressOrigin = 'none' | 'static' | 'dhcp' | 'link-local' | 'loopback';

/** The state of one interface, a snapshot. */
export interface InterfaceInfo {
  /** `lo`, `eth0`, `eth1` … */
  readonly name: string;
  /** `undefined` for the loopback. */
  readonly mac: Uint8Array | undefined;
  readonly mtu: number;
  /** 0 while there is none. */
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** 0 when there is none. */
  readonly gateway: IpAddress;
  readonly origin: AddressOrigin;
}

/** A whole IP stack. Made by `createNetworkStack` in `stack.ts`. */
export interface NetworkStack {
  readonly tcp: TcpService;
  readonly udp: UdpService;
  /** Everything that was counted since the start; live. */
  readonly counters: Counters;
  /**
   * Looks a name up (A records). Literals and `localhost` are answered without asking. Waits for the address
   * configuration when that is still under way. `callback` runs once, inside a `poll`.
   */
  resolve(name: string, callback: ResolveCallback): void;
  /** A snapshot of the interfaces; the loopback first. */
  interfaces(): readonly InterfaceInfo[];
  /** The name servers in use. */
  nameServers(): readonly IpAddress[];
  /**
   * Runs `callback` once, in a `poll`, when every interface has an address (DHCP's, a fixed one or link-local).
   */
  whenConfigured(callback: () => void): void;
  /**
   * For whoever got `ENETUNREACH` while the first configuration of the interfaces was under way: runs `callback` once,
   * in a `poll`, when there is a way to `address`, or when none is to be expected, since every interface has an address
   * or ten seconds have passed; then try again. `undefined`, and `callback` isn't kept, when there's nothing to wait for.
   */
  awaitRoute(address: IpAddress, callback: () => void): RouteWait | undefined;
  /** Whether every interface has an address now. */
  isConfigured(): boolean;
  /**
   * Does a bounded amount of work: received packets, timers due, packets to send. `nowMs` is a monotonic clock
   * in milliseconds. Returns when to call again at the latest, on the same clock: `nowMs` (at once: work was
   * left over) … Infinity (only when a device or a caller brings something).
   */
  poll(nowMs: number): number;
  /** Whether something was queued since the last `poll` (a `write`, a `connect`): then poll before sleeping. */
  hasWork(): boolean;
}
