/**
 * `net.Socket`: a TCP connection as a Duplex.
 *
 * Received bytes are lent by the stack for the time of a call, so they are copied once into the stream's buffer; a
 * consumer of bytes (the HTTP server) takes them before that with `consume`, without any copy. Written bytes go to
 * the stack's send buffer at once; what doesn't fit waits here for `onDrain`.
 */

import type { Timeout } from '../../events/timers.ts';
import { parseIpv4 } from '../../net/address.ts';
import type { NetErrorCode, RouteWait, TcpHandler, TcpSocket } from '../../net/api.ts';
import { Buffer } from '../buffer.ts';
import { checkFunction, checkPort, invalidArgType } from '../errors/codes.ts';
import { NodeError } from '../errors/node-error.ts';
import { errnoError, hostPortError, lookupError } from '../errors/system-error.ts';
import { theLoop } from '../host.ts';
import { holdNetwork, releaseNetwork, theNetwork } from '../network.ts';
import { Duplex } from '../stream/duplex.ts';
import type { StreamCallback } from '../stream/state.ts';
import { addressText } from './ip.ts';

/** Where to connect to (Node docs: socket.connect). */
export interface ConnectOptions {
  readonly port: number | string;
  readonly host?: string | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
  readonly timeout?: number | undefined;
}

/** Options of `new Socket`. */
export interface SocketOptions {
  readonly allowHalfOpen?: boolean | undefined;
  readonly noDelay?: boolean | undefined;
  readonly keepAlive?: boolean | undefined;
  readonly keepAliveInitialDelay?: number | undefined;
  readonly highWaterMark?: number | undefined;
}

/** What `address()` tells. */
export interface AddressInfo {
  readonly address: string;
  readonly family: string;
  readonly port: number;
}

/** Takes received bytes instead of the stream. They are valid during the call only. */
export interface ByteConsumer {
  onBytes(bytes: Uint8Array, start: number, end: number): void;
}

/** How long a connection that is over waits for its peer. */
const LINGER_MS = 2000;
const NOTHING: Uint8Array = new Uint8Array(0);

/** For connections whose Socket is gone but whose last bytes are still under way. */
const NOBODY: TcpHandler = {
  onData() {},
  onClose() {},
};

/** A TCP connection (Node docs: net, "Class: net.Socket"). The methods `on…` belong to the network stack. */
export class Socket extends Duplex implements TcpHandler {
  connecting: boolean = false;
  pending: boolean = true;
  timeout: number | undefined = undefined;
  /** The server that accepted this connection. */
  server: unknown = null;
  bytesRead: number = 0;
  #bytesSent: number = 0;
  #handle: TcpSocket | undefined = undefined;
  #isHeld: boolean = false;
  #hasRef: boolean = true;
  #consumer: ByteConsumer | undefined = undefined;
  #unsent: Uint8Array = NOTHING;
  #unsentStart: number = 0;
  #writeDone: StreamCallback | undefined = undefined;
  #idleTimer: Timeout | undefined = undefined;
  #noDelay: boolean;
  #keepAlive: boolean;
  #keepAliveDelayMs: number;
  #target: string = '';
  #targetPort: number = 0;
  #isPeerDone: boolean = false;
  /** While the peer can't be reached yet, since the network is still being configured. */
  #routeWait: RouteWait | undefined = undefined;

  constructor(options: SocketOptions = {}) {
    super({
      allowHalfOpen: options.allowHalfOpen === true,
      highWaterMark: options.highWaterMark,
      emitClose: false,
    });
    this.#noDelay = options.noDelay === true;
    this.#keepAlive = options.keepAlive === true;
    this.#keepAliveDelayMs = options.keepAliveInitialDelay ?? 0;
  }

  get bytesWritten(): number {
    return this.#bytesSent + this.writableLength;
  }
  get localAddress(): string | undefined {
    return this.#handle === undefined ? undefined : addressText(this.#handle.localAddress);
  }
  get localPort(): number | undefined {
    return this.#handle?.localPort;
  }
  get localFamily(): string | undefined {
    return this.#handle === undefined ? undefined : 'IPv4';
  }
  get remoteAddress(): string | undefined {
    return this.#handle === undefined || this.connecting
      ? undefined
      : addressText(this.#handle.remoteAddress);
  }
  get remotePort(): number | undefined {
    return this.connecting ? undefined : this.#handle?.remotePort;
  }
  get remoteFamily(): string | undefined {
    return this.#handle === undefined || this.connecting ? undefined : 'IPv4';
  }
  get readyState(): string {
    if (this.connecting) return 'opening';
    if (this.readable) return this.writable ? 'open' : 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  }

  /** Takes over an accepted connection. For `Server`. */
  attach(handle: TcpSocket): void {
    this.#handle = handle;
    this.pending = false;
    this.#hold();
    this.#applyOptions(handle);
  }

  /** Gives received bytes to `consumer` from now on; `undefined`: to the stream again. For HTTP. */
  consume(consumer: ByteConsumer | undefined): void {
    this.#consumer = consumer;
    if (consumer !== undefined) this.#handle?.resumeReceive();
  }

  /** Stops or continues what comes from the peer, below the stream. For HTTP. */
  setReceiving(isReceiving: boolean): void {
    if (isReceiving) this.#handle?.resumeReceive();
    else this.#handle?.pauseReceive();
  }

  /** Connects; `'connect'` or `'error'` follows. Forms: options, or port and host; then a callback. */
  connect(...args: readonly unknown[]): this {
    const { options, callback } = normalizeConnect(args);
    const port = checkPort(options.port, 'options.port');
    if (callback !== undefined) this.once('connect', callback);
    if (options.timeout !== undefined) this.setTimeout(options.timeout);
    this.connecting = true;
    this.#hold();
    this.#target = options.host || 'localhost';
    this.#targetPort = port;
    const literal = parseIpv4(this.#target);
    if (literal >= 0) this.#connectTo(literal, options);
    else this.#lookUp(options);
    return this;
  }

  /** The local end, or an empty object while there is none. */
  address(): AddressInfo | Record<string, never> {
    const handle = this.#handle;
    if (handle === undefined) return {};
    return { address: addressText(handle.localAddress), family: 'IPv4', port: handle.localPort };
  }

  setNoDelay(noDelay: boolean = true): this {
    this.#noDelay = Boolean(noDelay);
    this.#handle?.setNoDelay(this.#noDelay);
    return this;
  }

  setKeepAlive(enable: boolean = false, initialDelayMs: number = 0): this {
    this.#keepAlive = Boolean(enable);
    this.#keepAliveDelayMs = initialDelayMs;
    if (this.#handle !== undefined) this.#applyKeepAlive(this.#handle);
    return this;
  }

  /** Emits `'timeout'` after so many ms without traffic; 0: never. The connection stays open. */
  setTimeout(timeoutMs: number, callback?: () => void): this {
    if (typeof timeoutMs !== 'number') throw invalidArgType('msecs', 'number', timeoutMs);
    this.timeout = timeoutMs;
    this.#idleTimer?.clear();
    this.#idleTimer = undefined;
    if (timeoutMs > 0) {
      const timer = theLoop().timers.add(() => this.emit('timeout'), timeoutMs, [], false);
      this.#idleTimer = timer.unref();
    }
    if (callback !== undefined) {
      checkFunction(callback, 'callback');
      if (timeoutMs === 0) this.removeListener('timeout', callback);
      else this.once('timeout', callback);
    }
    return this;
  }

  ref(): this {
    this.#hasRef = true;
    if (this.connecting || this.#handle !== undefined) this.#hold();
    return this;
  }

  unref(): this {
    this.#hasRef = false;
    this.#release();
    return this;
  }

  /** Destroys the socket when everything is written. */
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  /**
   * As `destroySoon`, but takes and forgets what still comes, until the peer ends or is too slow: bytes that nobody takes make the
   * connection end with a reset, which may overtake what was written (RFC 9112 9.6). For HTTP.
   */
  linger(): void {
    if (this.destroyed) return;
    if (this.writable) this.end();
    this.consume({ onBytes: () => undefined });
    this.once('end', () => this.destroySoon());
    const timer = theLoop().timers.add(() => this.destroy(), LINGER_MS, [], false);
    timer.unref();
    this.once('close', () => timer.clear());
  }

  /** Closes with RST instead of FIN. */
  resetAndDestroy(): this {
    const handle = this.#handle;
    this.#handle = undefined;
    handle?.setHandler(NOBODY);
    handle?.abort();
    return this.destroy();
  }

  /**
   * Writes lent bytes past the stream's queue when nothing waits in it; what the stack doesn't take is copied into
   * the queue. False: wait for `'drain'`.
   */
  writeBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const handle = this.#handle;
    const state = this._writableState;
    let from = start;
    if (
      handle !== undefined &&
      !this.connecting &&
      state.length === 0 &&
      this.writable &&
      state.corked === 0
    ) {
      const accepted = handle.write(bytes, start, end);
      this.#bytesSent += accepted;
      this.#idleTimer?.refresh();
      from += accepted;
      if (from === end) return true;
    }
    return this.write(Buffer.from(bytes.subarray(from, end)));
  }

  override _read(): void {
    this.#handle?.resumeReceive();
  }

  override _write(chunk: unknown, encoding: string, callback: StreamCallback): void {
    if (this.connecting) {
      const onClose = () => {
        callback(
          new NodeError(
            'ERR_SOCKET_CLOSED_BEFORE_CONNECTION',
            'Socket closed before the connection was established',
          ),
        );
      };
      this.once('connect', () => {
        this.removeListener('close', onClose);
        this._write(chunk, encoding, callback);
      });
      this.once('close', onClose);
      return;
    }
    const handle = this.#handle;
    if (handle === undefined) {
      callback(new NodeError('ERR_SOCKET_CLOSED', 'Socket is closed'));
      return;
    }
    const bytes = chunk as Uint8Array;
    const accepted = handle.write(bytes);
    this.#bytesSent += accepted;
    this.#idleTimer?.refresh();
    if (accepted === bytes.length) {
      callback();
      return;
    }
    this.#unsent = bytes;
    this.#unsentStart = accepted;
    this.#writeDone = callback;
  }

  _final(callback: StreamCallback): void {
    if (this.connecting) {
      this.once('connect', () => this._final(callback));
      return;
    }
    this.#handle?.end();
    callback();
  }

  override _destroy(error: Error | null, callback: StreamCallback): void {
    this.connecting = false;
    this.#idleTimer?.clear();
    this.#idleTimer = undefined;
    this.#writeDone = undefined;
    this.#unsent = NOTHING;
    this.#release();
    this.#routeWait?.cancel();
    this.#routeWait = undefined;
    const handle = this.#handle;
    this.#handle = undefined;
    handle?.setHandler(NOBODY);
    handle?.close();
    callback(error);
    const hadError = error !== null;
    theLoop().nextTick(() => this.emit('close', hadError));
  }

  onConnect(): void {
    const handle = this.#handle;
    if (handle === undefined) return;
    this.connecting = false;
    this.pending = false;
    this.#applyOptions(handle);
    this.#idleTimer?.refresh();
    theLoop().call(() => {
      this.emit('connect');
      this.emit('ready');
    });
  }

  onData(_socket: TcpSocket, bytes: Uint8Array, start: number, end: number): void {
    this.bytesRead += end - start;
    this.#idleTimer?.refresh();
    const loop = theLoop();
    try {
      if (this.#consumer !== undefined) this.#consumer.onBytes(bytes, start, end);
      else if (!this.push(Buffer.from(bytes.subarray(start, end)))) this.#handle?.pauseReceive();
    } catch (error) {
      loop.reportUncaught(error);
    }
    loop.drainMicrotasks();
  }

  onEnd(): void {
    if (this.#isPeerDone) return;
    this.#isPeerDone = true;
    this.#idleTimer?.refresh();
    theLoop().call(() => this.#endReading());
  }

  onDrain(): void {
    const handle = this.#handle;
    const callback = this.#writeDone;
    if (handle === undefined || callback === undefined) return;
    const accepted = handle.write(this.#unsent, this.#unsentStart);
    this.#bytesSent += accepted;
    this.#unsentStart += accepted;
    this.#idleTimer?.refresh();
    if (this.#unsentStart < this.#unsent.length) return;
    this.#writeDone = undefined;
    this.#unsent = NOTHING;
    theLoop().call(callback);
  }

  onClose(_socket: TcpSocket, error: NetErrorCode | undefined): void {
    const wasConnecting = this.connecting;
    this.#handle = undefined;
    theLoop().call(() => {
      if (error !== undefined) {
        const isConnect = wasConnecting;
        this.destroy(
          isConnect
            ? hostPortError(error, 'connect', this.#target, this.#targetPort)
            : errnoError(error, 'read'),
        );
      } else if (!this.#isPeerDone && !this.destroyed) {
        this.#isPeerDone = true;
        this.#endReading();
      }
    });
  }

  /** The peer sends no more: `'end'` follows when everything has been read. */
  #endReading(): void {
    this.push(null);
    if (this.#consumer !== undefined) this.resume();
    else this.read(0);
  }

  #lookUp(options: ConnectOptions): void {
    theNetwork().resolve(this.#target, (error, addresses) => {
      const address = addresses[0];
      theLoop().call(() => {
        if (!this.connecting) return;
        if (address !== undefined) {
          this.emit('lookup', null, addressText(address), 4, this.#target);
          this.#connectTo(address, options);
          return;
        }
        const failure = lookupError(error ?? 'ENOTFOUND', this.#target);
        this.emit('lookup', failure, undefined, undefined, this.#target);
        this.destroy(failure);
      });
    });
  }

  #connectTo(address: number, options: ConnectOptions): void {
    this.#target = addressText(address);
    const localAddress = options.localAddress === undefined ? -1 : parseIpv4(options.localAddress);
    const result = theNetwork().tcp.connect(
      {
        address,
        port: this.#targetPort,
        noDelay: this.#noDelay,
        ...(localAddress >= 0 ? { localAddress } : {}),
        ...(options.localPort ? { localPort: options.localPort } : {}),
      },
      this,
    );
    if (typeof result !== 'string') {
      this.#handle = result;
      return;
    }
    if (result === 'ENETUNREACH' && this.#awaitRoute(address, options)) return;
    const error = hostPortError(result, 'connect', this.#target, this.#targetPort);
    theLoop().nextTick(() => this.destroy(error));
  }

  /** Tries again when there is a way to `address`; false: none is to be expected. */
  #awaitRoute(address: number, options: ConnectOptions): boolean {
    this.#routeWait = theNetwork().awaitRoute(address, () => {
      this.#routeWait = undefined;
      theLoop().call(() => this.#connectTo(address, options));
    });
    return this.#routeWait !== undefined;
  }

  #applyOptions(handle: TcpSocket): void {
    if (this.#noDelay) handle.setNoDelay(true);
    if (this.#keepAlive) this.#applyKeepAlive(handle);
  }

  #applyKeepAlive(handle: TcpSocket): void {
    if (this.#keepAliveDelayMs > 0) handle.setKeepAlive(this.#keepAlive, this.#keepAliveDelayMs);
    else handle.setKeepAlive(this.#keepAlive);
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

/** The forms of `connect`: (options), (port, host), each with an optional callback at the end. */
export function normalizeConnect(args: readonly unknown[]): {
  readonly options: ConnectOptions;
  readonly callback: (() => void) | undefined;
} {
  const last = args[args.length - 1];
  const callback = typeof last === 'function' ? (last as () => void) : undefined;
  const first = args[0];
  if (typeof first === 'object' && first !== null) return { options: first as ConnectOptions, callback };
  const host = typeof args[1] === 'string' ? args[1] : undefined;
  return { options: { port: first as number, host }, callback };
}
