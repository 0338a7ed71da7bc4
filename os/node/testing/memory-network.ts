/**
 * A network of one machine in memory: the contract of os/net/api.ts without packets, for tests of os/node.
 *
 * It keeps the rules that matter to callers: callbacks only inside `poll`, received bytes are lent (and overwritten
 * afterwards, so that a missing copy shows), send buffers that fill up, names that resolve later.
 */

import { ADDRESS_LOOPBACK, parseIpv4 } from '../../net/address.ts';
import type {
  NetErrorCode,
  NetworkStack,
  ResolveCallback,
  RouteWait,
  TcpConnectOptions,
  TcpHandler,
  TcpListener,
  TcpListenHandler,
  TcpListenOptions,
  TcpSocket,
  UdpHandler,
  UdpOpenOptions,
  UdpSocket,
} from '../../net/api.ts';
import { Counters } from '../../net/counters.ts';

const LENT_BYTES = 65_536;

/** One stack that only reaches itself. `sendBufferBytes` limits what a connection accepts before it is drained. */
export class MemoryNetwork implements NetworkStack {
  readonly counters: Counters = new Counters();
  readonly names: Map<string, number> = new Map([['localhost', ADDRESS_LOOPBACK]]);
  readonly sendBufferBytes: number;
  readonly #listeners: Map<number, TcpListenHandler> = new Map();
  readonly #udp: Map<number, MemoryUdpSocket> = new Map();
  readonly #work: (() => void)[] = [];
  readonly #waits: Set<() => void> = new Set();
  #configuration: 'under way' | 'done' | 'failed' = 'done';
  #nextPort: number = 50_000;
  readonly lent: Uint8Array = new Uint8Array(LENT_BYTES);

  constructor(sendBufferBytes: number = 65_536) {
    this.sendBufferBytes = sendBufferBytes;
  }

  readonly tcp = {
    connect: (options: TcpConnectOptions, handler: TcpHandler): TcpSocket | NetErrorCode => {
      if (options.port === 0) return 'EINVAL';
      if (this.isUnreachable(options.address)) return 'ENETUNREACH';
      const client = new MemoryTcpSocket(this, this.takePort(), options.port, handler);
      this.queue(() => {
        const listener = this.#listeners.get(options.port);
        if (listener === undefined) {
          client.fail('ECONNREFUSED');
          return;
        }
        const server = new MemoryTcpSocket(this, options.port, client.localPort, undefined);
        client.join(server);
        server.join(client);
        this.queue(() => {
          const accepted = listener.onAccept(server);
          if (accepted === undefined) server.abort();
          else server.setHandler(accepted);
        });
        client.connected();
      });
      return client;
    },
    listen: (options: TcpListenOptions, handler: TcpListenHandler): TcpListener | NetErrorCode => {
      const port = options.port || this.takePort();
      if (this.#listeners.has(port)) return 'EADDRINUSE';
      const address = options.address ?? 0;
      if (address !== 0 && address !== ADDRESS_LOOPBACK) return 'EADDRNOTAVAIL';
      this.#listeners.set(port, handler);
      return { address, port, close: () => this.#listeners.delete(port) };
    },
  };

  readonly udp = {
    open: (options: UdpOpenOptions, handler: UdpHandler): UdpSocket | NetErrorCode => {
      const port = options.port || this.takePort();
      if (this.#udp.has(port)) return 'EADDRINUSE';
      const socket = new MemoryUdpSocket(this, port, handler, this.#udp);
      this.#udp.set(port, socket);
      return socket;
    },
  };

  resolve(name: string, callback: ResolveCallback): void {
    const literal = parseIpv4(name);
    const address = literal >= 0 ? literal : this.names.get(name);
    this.queue(() =>
      callback(address === undefined ? 'ENOTFOUND' : undefined, address === undefined ? [] : [address]),
    );
  }

  interfaces(): [] {
    return [];
  }
  nameServers(): [] {
    return [];
  }
  whenConfigured(callback: () => void): void {
    this.queue(callback);
  }
  isConfigured(): boolean {
    return this.#configuration === 'done';
  }
  awaitRoute(_address: number, callback: () => void): RouteWait | undefined {
    if (this.#configuration !== 'under way') return undefined;
    this.#waits.add(callback);
    return { cancel: () => this.#waits.delete(callback) };
  }

  /** From now on everything but the loopback is out of reach, as before a lease. */
  beginConfiguration(): void {
    this.#configuration = 'under way';
  }

  /** The end of that. Every address leads here afterwards, unless the configuration has failed. */
  endConfiguration(outcome: 'done' | 'failed'): void {
    this.#configuration = outcome;
    for (const callback of this.#waits) {
      this.queue(() => {
        if (this.#waits.delete(callback)) callback();
      });
    }
  }

  /** How many wait for a route. */
  waitCount(): number {
    return this.#waits.size;
  }

  isUnreachable(address: number): boolean {
    return this.#configuration !== 'done' && address !== ADDRESS_LOOPBACK;
  }

  poll(): number {
    const count = this.#work.length;
    for (let i = 0; i < count; i++) this.#work.shift()?.();
    return Number.POSITIVE_INFINITY;
  }

  hasWork(): boolean {
    return this.#work.length > 0;
  }

  /** Runs `task` in the next `poll`. */
  queue(task: () => void): void {
    this.#work.push(task);
  }

  takePort(): number {
    this.#nextPort += 1;
    return this.#nextPort;
  }
}

class MemoryTcpSocket implements TcpSocket {
  readonly localAddress: number = ADDRESS_LOOPBACK;
  readonly remoteAddress: number = ADDRESS_LOOPBACK;
  readonly localPort: number;
  readonly remotePort: number;
  owner: unknown = undefined;
  readonly #network: MemoryNetwork;
  #handler: TcpHandler | undefined;
  #peer: MemoryTcpSocket | undefined = undefined;
  #outbox: number[] = [];
  #isShort: boolean = false;
  #hasEnded: boolean = false;
  #isEndDelivered: boolean = false;
  #isPaused: boolean = false;
  #isClosed: boolean = false;

  constructor(
    network: MemoryNetwork,
    localPort: number,
    remotePort: number,
    handler: TcpHandler | undefined,
  ) {
    this.#network = network;
    this.localPort = localPort;
    this.remotePort = remotePort;
    this.#handler = handler;
  }

  join(peer: MemoryTcpSocket): void {
    this.#peer = peer;
  }
  connected(): void {
    if (!this.#isClosed) this.#handler?.onConnect?.(this);
    this.#network.queue(() => this.#deliver());
  }
  setHandler(handler: TcpHandler): void {
    this.#handler = handler;
  }
  write(bytes: Uint8Array, start: number = 0, end: number = bytes.length): number {
    if (this.#hasEnded || this.#isClosed) return 0;
    const count = Math.min(end - start, this.writableBytes());
    for (let i = 0; i < count; i++) this.#outbox.push(bytes[start + i] as number);
    if (count < end - start) this.#isShort = true;
    this.#network.queue(() => this.#deliver());
    return count;
  }
  writableBytes(): number {
    return this.#network.sendBufferBytes - this.#outbox.length;
  }
  queuedBytes(): number {
    return this.#outbox.length;
  }
  end(): void {
    this.#hasEnded = true;
    this.#network.queue(() => this.#deliver());
  }
  close(): void {
    this.end();
    this.#isPaused = false;
    this.#network.queue(() => this.#finish(undefined));
  }
  abort(): void {
    const peer = this.#peer;
    this.#outbox = [];
    this.#network.queue(() => {
      this.#finish(undefined);
      peer?.fail('ECONNRESET');
    });
  }
  fail(code: NetErrorCode): void {
    this.#finish(code);
  }
  setNoDelay(): void {}
  setKeepAlive(): void {}
  pauseReceive(): void {
    this.#isPaused = true;
  }
  resumeReceive(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    const peer = this.#peer;
    if (peer !== undefined) this.#network.queue(() => peer.#deliver());
  }

  /** Moves what was written to the peer, as lent bytes. */
  #deliver(): void {
    const peer = this.#peer;
    if (peer === undefined || peer.#handler === undefined) {
      if (peer !== undefined && !peer.#isClosed) this.#network.queue(() => this.#deliver());
      return;
    }
    while (this.#outbox.length > 0 && !peer.#isPaused && !peer.#isClosed) {
      const lent = this.#network.lent;
      const piece = this.#outbox.splice(0, 1460);
      lent.set(piece, 10);
      peer.#handler.onData(peer, lent, 10, 10 + piece.length);
      lent.fill(0x23);
    }
    if (this.#isShort && this.#outbox.length * 2 <= this.#network.sendBufferBytes && !this.#isClosed) {
      this.#isShort = false;
      this.#handler?.onDrain?.(this);
    }
    if (this.#hasEnded && this.#outbox.length === 0 && !this.#isEndDelivered) {
      this.#isEndDelivered = true;
      if (!peer.#isClosed) peer.#handler.onEnd?.(peer);
      if (peer.#isEndDelivered) {
        this.#finish(undefined);
        peer.#finish(undefined);
      }
    }
  }

  #finish(error: NetErrorCode | undefined): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#network.queue(() => this.#handler?.onClose(this, error));
  }
}

class MemoryUdpSocket implements UdpSocket {
  readonly localAddress: number = 0;
  readonly localPort: number;
  owner: unknown = undefined;
  readonly #network: MemoryNetwork;
  readonly #handler: UdpHandler;
  readonly #all: Map<number, MemoryUdpSocket>;

  constructor(network: MemoryNetwork, port: number, handler: UdpHandler, all: Map<number, MemoryUdpSocket>) {
    this.#network = network;
    this.localPort = port;
    this.#handler = handler;
    this.#all = all;
  }
  send(
    bytes: Uint8Array,
    start: number,
    end: number,
    address: number,
    port: number,
  ): NetErrorCode | undefined {
    if (end - start > 65_507) return 'EMSGSIZE';
    if (port === 0) return 'EINVAL';
    if (this.#network.isUnreachable(address)) return 'ENETUNREACH';
    const copy = bytes.slice(start, end);
    this.#network.queue(() => {
      const target = this.#all.get(port);
      if (target === undefined) this.#handler.onError?.(this, 'ECONNREFUSED', address, port);
      else target.#handler.onMessage(target, copy, 0, copy.length, ADDRESS_LOOPBACK, this.localPort);
      copy.fill(0x23);
    });
    return undefined;
  }
  setBroadcast(): void {}
  setTtl(): void {}
  close(): void {
    this.#all.delete(this.localPort);
  }
}
