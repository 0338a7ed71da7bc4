/**
 * One connection of an HTTP server: requests come in through the parser, responses leave in the same order.
 */

import { Buffer } from '../buffer.ts';
import { codedError } from '../errors/node-error.ts';
import type { ByteConsumer, Socket } from '../net/socket.ts';
import { readRawHeaders } from './fields.ts';
import type { ParseRefusal } from './head.ts';
import { HttpParser } from './http-parser.ts';
import type { IncomingMessage } from './incoming.ts';
import type { Server } from './server.ts';
import type { ResponseOwner, ServerResponse } from './server-response.ts';

/** Above so many unanswered requests the connection isn't read from. */
const MAX_PIPELINED = 16;

/** Joins a socket, a parser and the server's listeners. */
export class ServerConnection implements ByteConsumer, ResponseOwner {
  readonly socket: Socket;
  readonly #server: Server;
  readonly #parser: HttpParser;
  /** Responses that aren't finished, the oldest first: only that one may use the socket. */
  readonly #responses: ServerResponse[] = [];
  #request: IncomingMessage | undefined = undefined;
  /** Whether the response to `#request` is finished: what happens to the rest of its body is nobody's concern. */
  #isAnswered: boolean = false;
  #requestCount: number = 0;
  #isLast: boolean = false;
  /** When the present message began, or when the connection became idle. */
  sinceMs: number;
  #hasHead: boolean = false;
  /** A limit has passed, which was said once. */
  #isRefused: boolean = false;
  /** An `upgrade` or CONNECT, until the bytes behind its head are known. */
  #upgrade: IncomingMessage | undefined = undefined;

  constructor(server: Server, socket: Socket, nowMs: number) {
    this.#server = server;
    this.socket = socket;
    this.sinceMs = nowMs;
    this.#parser = new HttpParser(this, true, server.maxHeaderSize);
  }

  get keepAliveField(): string {
    return this.#server.keepAliveField;
  }

  /** Whether no request is under way. */
  isIdle(): boolean {
    return this.#responses.length === 0 && this.#request === undefined && this.#parser.isIdle();
  }

  /** Which limit has passed at `nowMs`: the peer was too slow, or idle for too long. */
  overdue(nowMs: number): 'request' | 'idle' | undefined {
    if (this.#isRefused) return undefined;
    const server = this.#server;
    const elapsedMs = nowMs - this.sinceMs;
    if (this.isIdle()) {
      const isKept = this.#requestCount > 0;
      const limitMs = isKept ? server.keepAliveTimeout : server.headersTimeout;
      if (limitMs === 0 || elapsedMs < limitMs) return undefined;
      this.#isRefused = true;
      return isKept ? 'idle' : 'request';
    }
    if (this.#request === undefined && this.#responses.length > 0) return undefined;
    const limitMs = this.#hasHead ? server.requestTimeout : server.headersTimeout;
    if (limitMs === 0 || elapsedMs < limitMs) return undefined;
    this.#isRefused = true;
    return 'request';
  }

  onBytes(bytes: Uint8Array, start: number, end: number): void {
    if (this.isIdle()) this.sinceMs = this.#server.nowMs();
    const stop = this.#parser.execute(bytes, start, end);
    const upgrade = this.#upgrade;
    if (upgrade !== undefined) {
      this.#upgrade = undefined;
      const head = Buffer.from(bytes.subarray(stop, end));
      this.#server.emit(upgrade.method === 'CONNECT' ? 'connect' : 'upgrade', upgrade, this.socket, head);
      return;
    }
    if (this.#responses.length >= MAX_PIPELINED) this.socket.setReceiving(false);
  }

  /** Everything that was written has left: the response whose turn it is may go on. */
  onSocketDrained(): void {
    this.#responses[0]?.drained();
  }

  /** The peer has ended its side. */
  onPeerEnd(): void {
    const refusal = this.#parser.finish();
    if (refusal !== undefined) this.onRefused(refusal);
    // As in Node: who has ended waits for no answer, whatever of it is still to come.
    this.#isLast = true;
    if (!this.socket.destroyed) this.socket.end();
  }

  /** The socket is closed: unfinished requests are aborted, responses are closed. */
  onSocketClosed(): void {
    this.#abort();
    for (const response of this.#responses) {
      response.destroyed = true;
      response.emit('close');
    }
    this.#responses.length = 0;
  }

  onHead(bytes: Uint8Array, start: number, end: number): boolean {
    const { head } = this.#parser;
    const server = this.#server;
    const request = new server.IncomingMessage(this.socket);
    request.method = head.method;
    request.url = head.url;
    request.httpVersionMinor = head.minorVersion;
    request.setFields(
      Uint8Array.prototype.slice.call(bytes, start, end),
      head.fieldsStart,
      server.maxHeadersCount || 1e6,
    );
    this.#hasHead = true;
    this.#requestCount += 1;
    const isConnect = head.method === 'CONNECT';
    if (isConnect || (head.hasUpgrade && server.listenerCount('upgrade') > 0)) {
      this.#parser.stop();
      this.socket.consume(undefined);
      request.complete = true;
      // Nobody who could make a tunnel: the connection ends.
      if (isConnect && server.listenerCount('connect') === 0) this.socket.destroy();
      else this.#upgrade = request;
      return false;
    }
    const response = new server.ServerResponse(request, this);
    response.shouldKeepAlive = head.minorVersion === 1 ? !head.hasClose : head.hasKeepAlive;
    const limit = server.maxRequestsPerSocket;
    if (limit > 0 && this.#requestCount >= limit) response.shouldKeepAlive = false;
    response.assignSocket(this.socket, this.#responses.length > 0);
    this.#responses.push(response);
    this.#request = request;
    this.#isAnswered = false;
    if (head.minorVersion === 1 && server.requireHostHeader && head.hostCount !== 1) {
      response.writeHead(400, { Connection: 'close' }).end();
    } else if (limit > 0 && this.#requestCount > limit) {
      server.emit('dropRequest', request, this.socket);
      response.writeHead(503).end();
    } else if (head.hasExpect) this.#expect(request, response, head.expectsContinue);
    else server.emit('request', request, response);
    return false;
  }

  onBody(bytes: Uint8Array, start: number, end: number): void {
    if (this.#request?.addBody(bytes, start, end) === false) this.socket.setReceiving(false);
  }

  onTrailers(bytes: Uint8Array, start: number, end: number): void {
    if (this.#request !== undefined)
      this.#request.rawTrailers = readRawHeaders(Uint8Array.prototype.slice.call(bytes, start, end), 0, 1000);
  }

  onComplete(): void {
    const request = this.#request;
    this.#request = undefined;
    this.#hasHead = false;
    request?.endBody();
    if (this.#isLast) this.#parser.stop();
    else if (this.#responses.length === 0) this.sinceMs = this.#server.nowMs();
  }

  onRefused(refusal: ParseRefusal): void {
    const error: Error & { reason?: string } = codedError(refusal.code, `Parse Error: ${refusal.reason}`);
    error.reason = refusal.reason;
    this.#server.reportClientError(error, this.socket);
  }

  onResponseFinished(response: ServerResponse): void {
    if (this.#responses[0] !== response) return;
    this.#responses.shift();
    if (response.req === this.#request) this.#isAnswered = true;
    if (!response.shouldKeepAlive) {
      this.#isLast = true;
      this.#responses.length = 0;
      if (this.#request === undefined) {
        this.#parser.stop();
        this.socket.destroySoon();
      } else this.socket.linger();
      return;
    }
    const next = this.#responses[0];
    if (next !== undefined) {
      next.unblock();
      return;
    }
    this.sinceMs = this.#server.nowMs();
    this.socket.setReceiving(true);
    if (this.#isLast) this.socket.end();
  }

  #expect(request: IncomingMessage, response: ServerResponse, isContinue: boolean): void {
    const server = this.#server;
    if (isContinue) {
      if (server.emit('checkContinue', request, response)) return;
      response.writeContinue();
      server.emit('request', request, response);
    } else if (!server.emit('checkExpectation', request, response)) response.writeHead(417).end();
  }

  /** The peer is gone: requests whose response isn't finished are over. */
  #abort(): void {
    const request = this.#request;
    this.#request = undefined;
    for (const { req } of this.#responses) req.destroy(codedError('ECONNRESET', 'aborted'));
    if (request === undefined || request.complete || this.#isAnswered) return;
    request.destroy(codedError('ECONNRESET', 'aborted'));
  }
}
