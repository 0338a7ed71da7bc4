/**
 * `node:dgram`: UDP sockets, over the stack in os/net.
 */

import { parseIpv4 } from '../net/address.ts';
import type { NetErrorCode, RouteWait, UdpHandler, UdpSocket } from '../net/api.ts';
import { Buffer } from './buffer.ts';
import { checkInteger, checkPort, invalidArgType } from './errors/codes.ts';
import { NodeError, NodeTypeError } from './errors/node-error.ts';
import { errnoError, hostPortError, lookupError, wordyHostPortError } from './errors/system-error.ts';
import { EventEmitter } from './events.ts';
import { theLoop } from './host.ts';
import { addressText } from './net/ip.ts';
import type { AddressInfo } from './net/socket.ts';
import { holdNetwork, releaseNetwork, theNetwork } from './network.ts';

/** Where a datagram came from. */
export interface RemoteInfo extends AddressInfo {
  readonly size: number;
}

/** Called when a datagram was handed to the network, or with why it wasn't. */
export type SendCallback = (error: Error | null, bytes?: number) => void;

type Message = string | Uint8Array | readonly (string | Uint8Array)[];

/** So many bytes wait for a way to their peers: Linux's default for SO_SNDBUF. */
const WAITING_BYTES_MAX = 212_992;
/** What Linux counts for a datagram besides its bytes. */
const DATAGRAM_COST_BYTES = 768;

/** A UDP socket (Node docs: dgram.Socket). `onMessage` and `onError` belong to the network stack. */
export class Socket extends EventEmitter implements UdpHandler {
  readonly type: string;
  #handle: UdpSocket | undefined = undefined;
  #isClosed: boolean = false;
  #isHeld: boolean = false;
  #hasRef: boolean = true;
  #remote: { readonly address: number; readonly port: number } | undefined = undefined;
  /** Datagrams that can't leave yet, since the network is still being configured. */
  readonly #waits: Set<RouteWait> = new Set();
  #waitingBytes: number = 0;

  constructor(type: string) {
    super();
    if (type !== 'udp4' && type !== 'udp6') {
      throw new NodeTypeError(
        'ERR_SOCKET_BAD_TYPE',
        'Bad socket type specified. Valid types are: udp4, udp6',
      );
    }
    this.type = type;
  }

  /** Opens a port; `'listening'` or `'error'` follows. Forms: (port, address, callback), ({port, address}, callback). */
  bind(...args: readonly unknown[]): this {
    if (this.#isClosed) throw notRunning();
    if (this.#handle !== undefined)
      throw new NodeError('ERR_SOCKET_ALREADY_BOUND', 'Socket is already bound');
    const last = args[args.length - 1];
    if (typeof last === 'function') this.once('listening', last as () => void);
    const first = args[0];
    const options =
      typeof first === 'object' && first !== null
        ? (first as { port?: unknown; address?: string })
        : undefined;
    const port =
      options?.port ?? (typeof first === 'object' || typeof first === 'function' ? 0 : (first ?? 0));
    const address = options?.address ?? (typeof args[1] === 'string' ? args[1] : '0.0.0.0');
    const failure = this.#open(checkPort(port, 'port'), address);
    theLoop().nextTick(() => {
      if (failure !== undefined) this.emit('error', failure);
      else if (this.#handle !== undefined) this.emit('listening');
    });
    return this;
  }

  /**
   * Sends a datagram. Forms: (message, port, address, callback) and (message, offset, length, port, address,
   * callback); port and address are left out when connected. Without a callback errors are emitted.
   */
  send(message: Message, ...args: readonly unknown[]): void {
    if (this.#isClosed) throw notRunning();
    const last = args[args.length - 1];
    const callback = typeof last === 'function' ? (last as SendCallback) : undefined;
    const rest = callback === undefined ? args : args.slice(0, -1);
    let bytes = toBytes(message);
    let place = rest;
    const minimum = this.#remote === undefined ? 3 : 2;
    if (rest.length >= minimum && typeof rest[1] === 'number') {
      const offset = Number(rest[0]);
      const length = Number(rest[1]);
      checkInteger(offset, 'offset', 0, bytes.length);
      checkInteger(length, 'length', 0, bytes.length - offset);
      bytes = bytes.subarray(offset, offset + length);
      place = rest.slice(2);
    }
    const port = this.#remote?.port ?? checkPort(place[0], 'Port', false);
    const host = typeof place[1] === 'string' ? place[1] : '127.0.0.1';
    if (this.#handle === undefined) {
      const failure = this.#open(0, '0.0.0.0');
      if (failure !== undefined) {
        this.#report(failure, callback);
        return;
      }
      theLoop().nextTick(() => this.emit('listening'));
    }
    const literal = this.#remote?.address ?? parseIpv4(host);
    if (literal >= 0) this.#sendTo(bytes, literal, port, callback);
    else this.#sendToName(Buffer.from(bytes), host, port, callback);
  }

  /** Sends to, and receives from, one peer only. */
  connect(port: number, address?: string | (() => void), callback?: () => void): void {
    const done = typeof address === 'function' ? address : callback;
    const host = typeof address === 'string' ? address : '127.0.0.1';
    const number = checkPort(port, 'Port', false);
    if (this.#handle === undefined) this.#open(0, '0.0.0.0');
    theNetwork().resolve(host, (error, addresses) => {
      const found = addresses[0];
      theLoop().call(() => {
        if (found === undefined) {
          this.emit('error', lookupError(error ?? 'ENOTFOUND', host));
          return;
        }
        this.#remote = { address: found, port: number };
        this.emit('connect');
        done?.();
      });
    });
  }

  disconnect(): void {
    if (this.#remote === undefined) throw new NodeError('ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected');
    this.#remote = undefined;
  }

  remoteAddress(): AddressInfo {
    const remote = this.#remote;
    if (remote === undefined) throw new NodeError('ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected');
    return { address: addressText(remote.address), family: 'IPv4', port: remote.port };
  }

  /** The local end; throws while the socket isn't bound. */
  address(): AddressInfo {
    const handle = this.#handle;
    if (handle === undefined) throw errnoError('EBADF', 'getsockname');
    return { address: addressText(handle.localAddress), family: 'IPv4', port: handle.localPort };
  }

  /** Frees the port; `'close'` follows. ERR_SOCKET_DGRAM_NOT_RUNNING when it is closed already. */
  close(callback?: () => void): this {
    if (this.#isClosed) throw notRunning();
    if (callback !== undefined) this.on('close', callback);
    this.#isClosed = true;
    this.#handle?.close();
    this.#handle = undefined;
    for (const wait of this.#waits) wait.cancel();
    this.#waits.clear();
    this.#release();
    theLoop().nextTick(() => this.emit('close'));
    return this;
  }

  setBroadcast(isAllowed: boolean): void {
    this.#bound().setBroadcast(isAllowed);
  }

  setTTL(ttl: number): number {
    checkInteger(ttl, 'ttl', 1, 255);
    this.#bound().setTtl(ttl);
    return ttl;
  }

  ref(): this {
    this.#hasRef = true;
    if (this.#handle !== undefined) this.#hold();
    return this;
  }

  unref(): this {
    this.#hasRef = false;
    this.#release();
    return this;
  }

  onMessage(
    _socket: UdpSocket,
    bytes: Uint8Array,
    start: number,
    end: number,
    address: number,
    port: number,
  ): void {
    const remote = this.#remote;
    if (remote !== undefined && (remote.address !== address || remote.port !== port)) return;
    const message = Buffer.from(Uint8Array.prototype.subarray.call(bytes, start, end));
    const info: RemoteInfo = { address: addressText(address), family: 'IPv4', port, size: end - start };
    theLoop().call(() => this.emit('message', message, info));
  }

  onError(_socket: UdpSocket, error: NetErrorCode, address: number, port: number): void {
    // As under Linux: only a connected socket hears of ICMP errors.
    if (this.#remote === undefined) return;
    theLoop().call(() => this.emit('error', hostPortError(error, 'recvmsg', addressText(address), port)));
  }

  #open(port: number, host: string): Error | undefined {
    const address = parseIpv4(host);
    if (address < 0) return wordyHostPortError('EINVAL', 'bind', host, port);
    const result = theNetwork().udp.open({ address, port }, this);
    if (typeof result === 'string') return hostPortError(result, 'bind', host, port);
    this.#handle = result;
    this.#hold();
    return undefined;
  }

  #sendToName(bytes: Uint8Array, host: string, port: number, callback: SendCallback | undefined): void {
    theNetwork().resolve(host, (error, addresses) => {
      const address = addresses[0];
      theLoop().call(() => {
        if (address === undefined) this.#report(lookupError(error ?? 'ENOTFOUND', host), callback);
        else this.#sendTo(bytes, address, port, callback);
      });
    });
  }

  #sendTo(bytes: Uint8Array, address: number, port: number, callback: SendCallback | undefined): void {
    // Closed while the name was looked up: as in Node, nobody hears of it.
    if (this.#handle === undefined) return;
    let code = this.#handle.send(bytes, 0, bytes.length, address, port);
    if (code === 'ENETUNREACH') {
      if (this.#waitingBytes > WAITING_BYTES_MAX) code = 'ENOBUFS';
      else if (this.#sendLater(bytes, address, port, callback)) return;
    }
    if (code !== undefined) this.#report(hostPortError(code, 'send', addressText(address), port), callback);
    else if (callback !== undefined) theLoop().nextTick(() => callback(null, bytes.length));
  }

  /** Sends when there is a way to `address`; false: none is to be expected. */
  #sendLater(bytes: Uint8Array, address: number, port: number, callback: SendCallback | undefined): boolean {
    const kept = Buffer.from(bytes);
    const cost = kept.length + DATAGRAM_COST_BYTES;
    const wait = theNetwork().awaitRoute(address, () => {
      if (wait !== undefined) this.#waits.delete(wait);
      this.#waitingBytes -= cost;
      theLoop().call(() => this.#sendTo(kept, address, port, callback));
    });
    if (wait === undefined) return false;
    this.#waits.add(wait);
    this.#waitingBytes += cost;
    return true;
  }

  #report(error: Error, callback: SendCallback | undefined): void {
    theLoop().nextTick(() => {
      if (callback !== undefined) callback(error);
      else this.emit('error', error);
    });
  }

  #bound(): UdpSocket {
    if (this.#handle === undefined) throw notRunning();
    return this.#handle;
  }

  #hold(): void {
    if (this.#isHeld || !this.#hasRef) return;
    this.#isHeld = true;
    holdNetwork();
  }

  #release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    releaseNetwork();
  }
}

/** A socket that isn't bound yet; `onMessage` listens for `'message'` (Node docs: dgram.createSocket). */
export function createSocket(
  options: string | { readonly type: string },
  onMessage?: (message: Buffer, remote: RemoteInfo) => void,
): Socket {
  const socket = new Socket(typeof options === 'string' ? options : options.type);
  if (onMessage !== undefined) socket.on('message', onMessage);
  return socket;
}

function notRunning(): NodeError {
  return new NodeError('ERR_SOCKET_DGRAM_NOT_RUNNING', 'Not running');
}

function toBytes(message: Message): Uint8Array {
  if (typeof message === 'string') return Buffer.from(message);
  if (message instanceof Uint8Array)
    return new Uint8Array(message.buffer, message.byteOffset, message.length);
  if (Array.isArray(message))
    return Buffer.concat(message.map((part) => toBytes(part as string | Uint8Array)));
  throw invalidArgType('msg', ['string', 'Buffer', 'TypedArray', 'DataView'], message);
}
