/**
 * `net.Server`: accepts TCP connections.
 */

import { ADDRESS_ANY, parseIpv4 } from '../../net/address.ts';
import type { TcpHandler, TcpListener, TcpListenHandler, TcpSocket } from '../../net/api.ts';
import { checkPort } from '../errors/codes.ts';
import { NodeError, NodeTypeError } from '../errors/node-error.ts';
import { lookupError, wordyHostPortError } from '../errors/system-error.ts';
import { EventEmitter } from '../events.ts';
import { theLoop } from '../host.ts';
import { holdNetwork, releaseNetwork, theNetwork } from '../network.ts';
import { addressText } from './ip.ts';
import { type AddressInfo, Socket, type SocketOptions } from './socket.ts';

/** Options of `createServer`. */
export interface ServerOptions extends SocketOptions {
  readonly pauseOnConnect?: boolean | undefined;
}

/** Options of `listen`. */
export interface ListenOptions {
  readonly port?: number | string | undefined;
  readonly host?: string | undefined;
  readonly backlog?: number | undefined;
}

/** A listening port (Node docs: net, "Class: net.Server"). `onAccept` belongs to the network stack. */
export class Server extends EventEmitter implements TcpListenHandler {
  listening: boolean = false;
  maxConnections: number | undefined = undefined;
  readonly #options: ServerOptions;
  readonly #connections: Set<Socket> = new Set();
  #listener: TcpListener | undefined = undefined;
  #isHeld: boolean = false;
  #hasRef: boolean = true;

  constructor(
    options: ServerOptions | ((socket: Socket) => void) = {},
    onConnection?: (socket: Socket) => void,
  ) {
    super();
    this.#options = typeof options === 'function' ? {} : options;
    const listener = typeof options === 'function' ? options : onConnection;
    if (listener !== undefined) this.on('connection', listener);
  }

  /** Forms: (port, host, backlog), ({port, host, backlog}), each with a callback for `'listening'` at the end. */
  listen(...args: readonly unknown[]): this {
    const last = args[args.length - 1];
    if (typeof last === 'function') this.once('listening', last as () => void);
    if (this.#listener !== undefined) {
      throw new NodeError(
        'ERR_SERVER_ALREADY_LISTEN',
        'Listen method has been called more than once without closing.',
      );
    }
    const options = normalizeListen(args);
    const port = options.port === undefined ? 0 : checkPort(options.port, 'options.port');
    const host = options.host;
    const address = host === undefined || host === '' || host === '::' ? ADDRESS_ANY : parseIpv4(host);
    if (address >= 0) this.#listenAt(address, port, options.backlog);
    else this.#lookUp(String(host), port, options.backlog);
    return this;
  }

  /** Where it listens; `null` before and after. */
  address(): AddressInfo | null {
    const listener = this.#listener;
    if (listener === undefined) return null;
    return { address: addressText(listener.address), family: 'IPv4', port: listener.port };
  }

  /** Stops accepting; `'close'` follows when the last connection is over. */
  close(callback?: (error?: Error) => void): this {
    const wasListening = this.#listener !== undefined;
    if (callback !== undefined) {
      this.once('close', () => {
        if (wasListening) callback();
        else callback(new NodeError('ERR_SERVER_NOT_RUNNING', 'Server is not running.'));
      });
    }
    this.#listener?.close();
    this.#listener = undefined;
    this.listening = false;
    this.#release();
    this.#closeIfIdle();
    return this;
  }

  getConnections(callback: (error: Error | null, count: number) => void): this {
    theLoop().nextTick(() => callback(null, this.#connections.size));
    return this;
  }

  ref(): this {
    this.#hasRef = true;
    if (this.#listener !== undefined) this.#hold();
    return this;
  }

  unref(): this {
    this.#hasRef = false;
    this.#release();
    return this;
  }

  onAccept(handle: TcpSocket): TcpHandler | undefined {
    if (this.maxConnections !== undefined && this.#connections.size >= this.maxConnections) {
      const facts = { remoteAddress: addressText(handle.remoteAddress), remotePort: handle.remotePort };
      theLoop().call(() => this.emit('drop', facts));
      return undefined;
    }
    const socket = new Socket(this.#options);
    socket.server = this;
    socket.attach(handle);
    this.#connections.add(socket);
    socket.once('close', () => {
      this.#connections.delete(socket);
      this.#closeIfIdle();
    });
    if (this.#options.pauseOnConnect === true) socket.pause();
    theLoop().call(() => this.emit('connection', socket));
    return socket;
  }

  #lookUp(host: string, port: number, backlog: number | undefined): void {
    theNetwork().resolve(host, (error, addresses) => {
      const address = addresses[0];
      theLoop().call(() => {
        if (address === undefined) this.emit('error', lookupError(error ?? 'ENOTFOUND', host));
        else this.#listenAt(address, port, backlog);
      });
    });
  }

  #listenAt(address: number, port: number, backlog: number | undefined): void {
    const options = { address, port, ...(backlog === undefined ? {} : { backlog }) };
    const result = theNetwork().tcp.listen(options, this);
    if (typeof result === 'string') {
      const error = wordyHostPortError(result, 'listen', addressText(address), port);
      theLoop().nextTick(() => this.emit('error', error));
      return;
    }
    this.#listener = result;
    this.listening = true;
    this.#hold();
    theLoop().nextTick(() => {
      // It may have been closed again in the same tick.
      if (this.#listener === result) this.emit('listening');
    });
  }

  #closeIfIdle(): void {
    if (this.#listener !== undefined || this.#connections.size > 0) return;
    theLoop().nextTick(() => {
      if (this.#listener === undefined && this.#connections.size === 0) this.emit('close');
    });
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

function normalizeListen(args: readonly unknown[]): ListenOptions {
  const first = args[0];
  if (typeof first === 'object' && first !== null) {
    if ('port' in first || 'host' in first) return first as ListenOptions;
    throw new NodeTypeError(
      'ERR_INVALID_ARG_VALUE',
      'The argument \'options\' must have the property "port" or "path". Received {}',
    );
  }
  const host = typeof args[1] === 'string' ? args[1] : undefined;
  const backlog = args.find((arg, index) => index > 0 && typeof arg === 'number') as number | undefined;
  const port = typeof first === 'function' || first === null ? undefined : (first as number | undefined);
  return { port, host, backlog };
}
