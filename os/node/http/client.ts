/**
 * `http.ClientRequest` and `http.Agent`: requests over connections that are kept and used again.
 */

import { Buffer } from '../buffer.ts';
import { codedError, NodeTypeError } from '../errors/node-error.ts';
import { EventEmitter } from '../events.ts';
import { theLoop } from '../host.ts';
import { type ByteConsumer, Socket } from '../net/socket.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readRawHeaders } from './fields.ts';
import type { ParseRefusal } from './head.ts';
import { HttpParser } from './http-parser.ts';
import { IncomingMessage } from './incoming.ts';
import { checkHeaderName, type HeaderValue, OutgoingMessage } from './outgoing.ts';

/** What `http.request` takes (Node docs: http.request). */
export interface RequestOptions {
  host?: string | undefined;
  hostname?: string | undefined;
  port?: number | string | undefined;
  method?: string | undefined;
  path?: string | undefined;
  headers?: { readonly [name: string]: HeaderValue | undefined } | undefined;
  agent?: Agent | false | undefined;
  timeout?: number | undefined;
  auth?: string | undefined;
}

/** Options of an Agent. */
export interface AgentOptions {
  readonly keepAlive?: boolean | undefined;
  readonly maxSockets?: number | undefined;
  readonly maxFreeSockets?: number | undefined;
  readonly timeout?: number | undefined;
}

/** Keeps idle connections for the next request to the same place (Node docs: http.Agent). */
export class Agent extends EventEmitter {
  readonly keepAlive: boolean;
  readonly maxSockets: number;
  readonly maxFreeSockets: number;
  readonly #idle: Map<string, Socket[]> = new Map();
  readonly #activeCounts: Map<string, number> = new Map();
  readonly #waiting: Map<string, ClientRequest[]> = new Map();

  constructor(options: AgentOptions = {}) {
    super();
    this.keepAlive = options.keepAlive === true;
    this.maxSockets = options.maxSockets ?? Number.POSITIVE_INFINITY;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
  }

  /** Gives `request` a connection: an idle one, a new one, or a later one when there are too many. */
  addRequest(request: ClientRequest): void {
    const key = request.connectionKey;
    const idle = this.#idle.get(key);
    for (let socket = idle?.pop(); socket !== undefined; socket = idle?.pop()) {
      if (socket.destroyed || !socket.writable) continue;
      socket.ref();
      this.#count(key, 1);
      request.reusedSocket = true;
      request.useSocket(socket);
      return;
    }
    if ((this.#activeCounts.get(key) ?? 0) >= this.maxSockets) {
      const waiting = this.#waiting.get(key) ?? [];
      waiting.push(request);
      this.#waiting.set(key, waiting);
      return;
    }
    this.#count(key, 1);
    const socket = new Socket({ noDelay: true, allowHalfOpen: false });
    socket.once('close', () => this.#forget(key, socket));
    socket.connect({ port: request.port, host: request.host });
    request.useSocket(socket);
  }

  /** Takes a connection back after a complete exchange, for the next one. */
  release(request: ClientRequest, socket: Socket): void {
    const key = request.connectionKey;
    const next = this.#waiting.get(key)?.shift();
    if (next !== undefined) {
      next.reusedSocket = true;
      next.useSocket(socket);
      return;
    }
    const idle = this.#idle.get(key) ?? [];
    if (!this.keepAlive || idle.length >= this.maxFreeSockets) {
      socket.destroySoon();
      return;
    }
    this.#count(key, -1);
    idle.push(socket);
    this.#idle.set(key, idle);
    // An idle connection must not keep the program alive; bytes that nobody asked for end it.
    socket.unref();
    socket.consume({ onBytes: () => socket.destroy() });
  }

  /** Closes idle connections. */
  destroy(): void {
    for (const sockets of [...this.#idle.values()]) for (const socket of [...sockets]) socket.destroy();
  }

  #forget(key: string, socket: Socket): void {
    const idle = this.#idle.get(key);
    const index = idle?.indexOf(socket) ?? -1;
    if (index >= 0) idle?.splice(index, 1);
    else {
      this.#count(key, -1);
      const next = this.#waiting.get(key)?.shift();
      if (next !== undefined) this.addRequest(next);
    }
  }

  #count(key: string, change: number): void {
    const count = (this.#activeCounts.get(key) ?? 0) + change;
    if (count > 0) this.#activeCounts.set(key, count);
    else this.#activeCounts.delete(key);
  }
}

/** The agent of requests that name none. */
export const globalAgent: Agent = new Agent({ keepAlive: true });

/** A request that is being sent (Node docs: http.ClientRequest). Emits `'response'` or `'error'`, then `'close'`. */
export class ClientRequest extends OutgoingMessage implements ByteConsumer {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly port: number;
  readonly agent: Agent | undefined;
  readonly protocol: string = 'http:';
  override _isRequest: boolean = true;
  reusedSocket: boolean = false;
  aborted: boolean = false;
  #parser: HttpParser | undefined = undefined;
  #response: IncomingMessage | undefined = undefined;
  #isSettled: boolean = false;
  #timeoutMs: number;

  constructor(options: RequestOptions, onResponse?: (response: IncomingMessage) => void) {
    super();
    this.method = (options.method ?? 'GET').toUpperCase();
    checkHeaderName(this.method, 'Method');
    this.path = options.path || '/';
    checkPath(this.path);
    this.host = options.hostname ?? options.host ?? 'localhost';
    this.port = Number(options.port || 80);
    this.#timeoutMs = options.timeout ?? 0;
    this.useChunkedEncodingByDefault = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(
      this.method,
    );
    this.agent = options.agent === false ? undefined : (options.agent ?? globalAgent);
    this.shouldKeepAlive = this.agent?.keepAlive ?? false;
    for (const name of Object.keys(options.headers ?? {})) {
      const value = options.headers?.[name];
      if (value !== undefined) this.setHeader(name, value);
    }
    if (!this.hasHeader('host'))
      this.setHeader('Host', this.port === 80 ? this.host : `${this.host}:${this.port}`);
    if (options.auth !== undefined && !this.hasHeader('authorization')) {
      this.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    }
    if (onResponse !== undefined) this.once('response', onResponse);
    if (this.agent !== undefined) this.agent.addRequest(this);
    else this.#connect();
  }

  /** Connections with the same key can be shared. */
  get connectionKey(): string {
    return `${this.host}:${this.port}`;
  }

  /** Sends over `socket`, which may still be connecting. */
  useSocket(socket: Socket): void {
    this.#parser = new HttpParser(this, false);
    socket.consume(this);
    socket.on('error', this.#onError);
    socket.on('close', this.#onClose);
    socket.on('drain', this.#onDrain);
    socket.on('end', this.#onEnd);
    if (this.#timeoutMs > 0) socket.setTimeout(this.#timeoutMs);
    socket.on('timeout', this.#onTimeout);
    this.assignSocket(socket);
    theLoop().nextTick(() => this.emit('socket', socket));
  }

  abort(): void {
    this.aborted = true;
    this.destroy();
  }

  override destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.#response?.dump();
    const failure = error ?? (this.#response === undefined ? makeHangUp() : undefined);
    if (this.socket === null) theLoop().nextTick(() => this.#settle(failure));
    else {
      if (failure !== undefined) theLoop().nextTick(() => this.#settle(failure));
      this.socket.destroy();
    }
    return this;
  }

  onBytes(bytes: Uint8Array, start: number, end: number): void {
    this.#parser?.execute(bytes, start, end);
  }

  onHead(bytes: Uint8Array, start: number, end: number): boolean {
    const head = this.#parser?.head;
    const { socket } = this;
    if (head === undefined || socket === null) return false;
    const raw = Uint8Array.prototype.slice.call(bytes, start, end);
    if (head.statusCode < 200 && head.statusCode !== 101) {
      if (head.statusCode === 100) this.emit('continue');
      this.emit('information', { statusCode: head.statusCode, statusMessage: head.statusMessage });
      return true;
    }
    const response = new IncomingMessage(socket);
    response.statusCode = head.statusCode;
    response.statusMessage = head.statusMessage;
    response.httpVersionMinor = head.minorVersion;
    response.setFields(raw, head.fieldsStart, 2000);
    this.#response = response;
    response.on('end', () => this.#releaseIfDone());
    const isKept = head.minorVersion === 1 ? !head.hasClose : head.hasKeepAlive;
    if (!isKept) this.shouldKeepAlive = false;
    if (!this.emit('response', response)) response.dump();
    return this.method === 'HEAD';
  }

  onBody(bytes: Uint8Array, start: number, end: number): void {
    if (this.#response?.addBody(bytes, start, end) === false) this.socket?.setReceiving(false);
  }

  onTrailers(bytes: Uint8Array, start: number, end: number): void {
    if (this.#response !== undefined) {
      this.#response.rawTrailers = readRawHeaders(
        Uint8Array.prototype.slice.call(bytes, start, end),
        0,
        1000,
      );
    }
  }

  onComplete(): void {
    const response = this.#response;
    if (response === undefined) return;
    this.#parser?.stop();
    response.endBody();
  }

  onRefused(refusal: ParseRefusal): void {
    const error: Error & { reason?: string } = codedError(refusal.code, `Parse Error: ${refusal.reason}`);
    error.reason = refusal.reason;
    this.#response?.destroy(error);
    this.socket?.destroy();
    this.#settle(error);
  }

  protected override _writeStartLine(writer: ByteWriter): void {
    writer.latin1(`${this.method} ${this.path} HTTP/1.1\r\n`);
  }

  protected override _onFinish(): void {
    this.#releaseIfDone();
  }

  #connect(): void {
    const socket = new Socket({ noDelay: true });
    socket.connect({ port: this.port, host: this.host });
    this.useSocket(socket);
  }

  /** Both directions are complete and the response is read: the connection is free, or it ends and `'close'` follows. */
  #releaseIfDone(): void {
    const { socket } = this;
    if (this.#response?.readableEnded !== true || !this.finished || socket === null || this.#isSettled)
      return;
    socket.removeListener('timeout', this.#onTimeout);
    if (this.#timeoutMs > 0) socket.setTimeout(0);
    if (!this.shouldKeepAlive || !socket.writable || this.agent === undefined) {
      // In a tick: the response's `'close'` comes before that of the connection.
      theLoop().nextTick(() => socket.destroySoon());
      return;
    }
    socket.removeListener('error', this.#onError);
    socket.removeListener('close', this.#onClose);
    socket.removeListener('drain', this.#onDrain);
    socket.removeListener('end', this.#onEnd);
    socket.consume(undefined);
    this.destroyed = true;
    this.agent.release(this, socket);
    theLoop().nextTick(() => this.#settle(undefined));
  }

  /** Reports the end once. */
  #settle(error: Error | undefined): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.destroyed = true;
    if (error !== undefined) this.emit('error', error);
    this.emit('close');
  }

  readonly #onError = (error: Error): void => {
    this.#settle(error);
  };

  readonly #onEnd = (): void => {
    // A response that was cut short is reported when the connection is closed: it may have been reset as well.
    this.#parser?.finish();
    if (this.#response === undefined) {
      this.socket?.destroy();
      this.#settle(makeHangUp());
    }
  };

  readonly #onClose = (): void => {
    const response = this.#response;
    if (response === undefined) this.#settle(makeHangUp());
    else if (!response.complete) response.destroy(codedError('ECONNRESET', 'aborted'));
    this.#settle(undefined);
  };

  readonly #onDrain = (): void => {
    this.drained();
  };

  readonly #onTimeout = (): void => {
    this.emit('timeout');
  };
}

function makeHangUp(): Error {
  return codedError('ECONNRESET', 'socket hang up');
}

/** A path with a space or a control character could end the request line early. */
function checkPath(path: string): void {
  for (let i = 0; i < path.length; i++) {
    const code = path.charCodeAt(i);
    if (code < 33 || code > 255) {
      throw new NodeTypeError('ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    }
  }
}
