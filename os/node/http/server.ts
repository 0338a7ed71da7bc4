/**
 * `http.Server`: a TCP server whose connections speak HTTP/1.1.
 */

import type { Timeout } from '../../events/timers.ts';
import { NodeError } from '../errors/node-error.ts';
import { theLoop } from '../host.ts';
import { type ServerOptions as TcpOptions, Server as TcpServer } from '../net/server.ts';
import type { Socket } from '../net/socket.ts';
import { MAX_HEAD_BYTES } from './http-parser.ts';
import { IncomingMessage } from './incoming.ts';
import { ServerConnection } from './server-connection.ts';
import { ServerResponse } from './server-response.ts';

/** Options of `createServer` (Node docs: http.createServer). Times are in ms, 0: no limit. */
export interface ServerOptions extends TcpOptions {
  readonly headersTimeout?: number | undefined;
  readonly requestTimeout?: number | undefined;
  readonly keepAliveTimeout?: number | undefined;
  readonly connectionsCheckingInterval?: number | undefined;
  readonly maxHeaderSize?: number | undefined;
  readonly requireHostHeader?: boolean | undefined;
  readonly IncomingMessage?: typeof IncomingMessage | undefined;
  readonly ServerResponse?: typeof ServerResponse | undefined;
}

/** Answers a request. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** How often connections are looked at for limits that have passed. */
const CHECK_INTERVAL_MS = 500;

/** An HTTP server (Node docs: http.Server). */
export class Server extends TcpServer {
  headersTimeout: number;
  requestTimeout: number;
  keepAliveTimeout: number;
  timeout: number = 0;
  maxHeadersCount: number = 2000;
  maxRequestsPerSocket: number = 0;
  readonly maxHeaderSize: number;
  readonly requireHostHeader: boolean;
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse;
  readonly #active: Set<ServerConnection> = new Set();
  readonly #checkIntervalMs: number;
  #checkTimer: Timeout | undefined = undefined;
  #keepAliveText: string = '';
  #keepAliveTextMs: number = -1;

  constructor(options: ServerOptions | RequestListener = {}, listener?: RequestListener) {
    const given = typeof options === 'function' ? {} : options;
    super({ allowHalfOpen: true, noDelay: true, ...given });
    this.requestTimeout = given.requestTimeout ?? 300_000;
    this.headersTimeout = given.headersTimeout ?? 60_000;
    this.keepAliveTimeout = given.keepAliveTimeout ?? 5_000;
    this.maxHeaderSize = given.maxHeaderSize ?? MAX_HEAD_BYTES;
    this.requireHostHeader = given.requireHostHeader !== false;
    this.IncomingMessage = given.IncomingMessage ?? IncomingMessage;
    this.ServerResponse = given.ServerResponse ?? ServerResponse;
    this.#checkIntervalMs = Math.min(
      given.connectionsCheckingInterval ?? CHECK_INTERVAL_MS,
      CHECK_INTERVAL_MS,
    );
    const onRequest = typeof options === 'function' ? options : listener;
    if (onRequest !== undefined) this.on('request', onRequest);
    this.on('connection', (socket: Socket) => this.#serve(socket));
  }

  /** The Connection and Keep-Alive fields of responses. */
  get keepAliveField(): string {
    if (this.#keepAliveTextMs !== this.keepAliveTimeout) {
      this.#keepAliveTextMs = this.keepAliveTimeout;
      const seconds = Math.floor(this.keepAliveTimeout / 1000);
      const max = this.maxRequestsPerSocket > 0 ? `, max=${this.maxRequestsPerSocket}` : '';
      this.#keepAliveText =
        this.keepAliveTimeout > 0
          ? `Connection: keep-alive\r\nKeep-Alive: timeout=${seconds}${max}\r\n`
          : 'Connection: keep-alive\r\n';
    }
    return this.#keepAliveText;
  }

  /** The loop's clock. */
  nowMs(): number {
    return theLoop().nowMs();
  }

  setTimeout(timeoutMs: number, callback?: (socket: Socket) => void): this {
    this.timeout = timeoutMs;
    if (callback !== undefined) this.on('timeout', callback);
    return this;
  }

  /** Stops accepting and closes connections that are idle. */
  override close(callback?: (error?: Error) => void): this {
    super.close(callback);
    this.closeIdleConnections();
    return this;
  }

  closeIdleConnections(): void {
    for (const connection of [...this.#active]) {
      if (connection.isIdle()) connection.socket.destroy();
    }
  }

  closeAllConnections(): void {
    for (const connection of [...this.#active]) connection.socket.destroy();
  }

  /** `'clientError'`, or Node's default answer to it. */
  reportClientError(error: Error & { code?: string }, socket: Socket): void {
    if (this.emit('clientError', error, socket)) return;
    if (socket.writable) socket.write(answerTo(error.code), 'latin1');
    socket.linger();
  }

  #serve(socket: Socket): void {
    const connection = new ServerConnection(this, socket, this.nowMs());
    this.#active.add(connection);
    this.#startChecking();
    if (this.timeout > 0) socket.setTimeout(this.timeout);
    socket.on('timeout', () => {
      if (!this.emit('timeout', socket)) socket.destroy();
    });
    socket.on('drain', () => connection.onSocketDrained());
    socket.on('end', () => connection.onPeerEnd());
    socket.on('error', (error: Error) => {
      if (!this.emit('clientError', error, socket)) socket.destroy();
    });
    socket.on('close', () => {
      this.#active.delete(connection);
      connection.onSocketClosed();
    });
    socket.consume(connection);
  }

  #startChecking(): void {
    if (this.#checkTimer !== undefined) return;
    this.#checkTimer = theLoop().timers.add(() => this.#check(), this.#checkIntervalMs, [], true);
    this.#checkTimer.unref();
  }

  #check(): void {
    if (this.#active.size === 0) {
      this.#checkTimer?.clear();
      this.#checkTimer = undefined;
      return;
    }
    const nowMs = this.nowMs();
    for (const connection of [...this.#active]) {
      const reason = connection.overdue(nowMs);
      if (reason === 'idle') connection.socket.destroy();
      else if (reason === 'request') {
        this.reportClientError(
          new NodeError('ERR_HTTP_REQUEST_TIMEOUT', 'Request timeout'),
          connection.socket,
        );
      }
    }
  }
}

function answerTo(code: string | undefined): string {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n';
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 'HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\n\r\n';
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';
    default:
      return 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n';
  }
}
