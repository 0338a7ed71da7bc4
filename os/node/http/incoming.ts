/**
 * `http.IncomingMessage`: a request that a server received, or a response that a client received.
 */

import type { Socket } from '../net/socket.ts';
import { Readable } from '../stream/readable.ts';
import type { StreamCallback } from '../stream/state.ts';
import { type IncomingHeaders, joinHeaders, readRawHeaders } from './fields.ts';

const NO_BYTES: Uint8Array = new Uint8Array(0);

/** A message with its body as a stream (Node docs: http.IncomingMessage). Fields become strings when asked for. */
export class IncomingMessage extends Readable {
  readonly socket: Socket;
  method: string = '';
  url: string = '';
  statusCode: number = 0;
  statusMessage: string = '';
  httpVersionMajor: number = 1;
  httpVersionMinor: number = 1;
  /** Whether the whole message has arrived. */
  complete: boolean = false;
  aborted: boolean = false;
  rawTrailers: string[] = [];
  /** Set by `setFields`: the head as it came, and where its fields begin. */
  #head: Uint8Array = NO_BYTES;
  #fieldsStart: number = 0;
  #maxFields: number = 2000;
  #rawHeaders: string[] | undefined = undefined;
  #headers: IncomingHeaders | undefined = undefined;
  #isDumped: boolean = false;
  #isAbandoned: boolean = false;

  constructor(socket: Socket) {
    super({ autoDestroy: false });
    this.socket = socket;
  }

  get connection(): Socket {
    return this.socket;
  }
  get httpVersion(): string {
    return `${this.httpVersionMajor}.${this.httpVersionMinor}`;
  }
  get rawHeaders(): string[] {
    this.#rawHeaders ??= readRawHeaders(this.#head, this.#fieldsStart, this.#maxFields);
    return this.#rawHeaders;
  }
  set rawHeaders(raw: string[]) {
    this.#rawHeaders = raw;
  }
  get headers(): IncomingHeaders {
    this.#headers ??= joinHeaders(this.rawHeaders);
    return this.#headers;
  }
  set headers(headers: IncomingHeaders) {
    this.#headers = headers;
  }
  get headersDistinct(): { [name: string]: string[] } {
    const distinct: { [name: string]: string[] } = {};
    const raw = this.rawHeaders;
    for (let i = 0; i + 1 < raw.length; i += 2) {
      const name = (raw[i] as string).toLowerCase();
      if (Object.hasOwn(distinct, name)) distinct[name]?.push(raw[i + 1] as string);
      else distinct[name] = [raw[i + 1] as string];
    }
    return distinct;
  }
  get trailers(): IncomingHeaders {
    return joinHeaders(this.rawTrailers);
  }

  /** Keeps the head, which the caller must not change afterwards. */
  setFields(head: Uint8Array, fieldsStart: number, maxFields: number): void {
    this.#head = head;
    this.#fieldsStart = fieldsStart;
    this.#maxFields = maxFields;
  }

  /** A piece of the body; copied. False when the reader is behind. */
  addBody(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#isDumped || this.destroyed) return true;
    return this.push(Uint8Array.prototype.slice.call(bytes, start, end));
  }

  /** The message is complete: `'end'` follows when the body has been read. */
  endBody(): void {
    this.complete = true;
    if (!this.destroyed) this.push(null);
  }

  /** Drops the rest of the body, for a handler that wasn't interested. */
  dump(): void {
    if (this.#isDumped) return;
    this.#isDumped = true;
    this.removeAllListeners('data');
    this.resume();
  }

  setTimeout(timeoutMs: number, callback?: () => void): this {
    if (callback !== undefined) this.on('timeout', callback);
    this.socket.setTimeout(timeoutMs);
    return this;
  }

  override _read(): void {
    this.socket.setReceiving(true);
  }

  /** A request that isn't read to its end can still be answered: its connection stays, as in Node. */
  override _abandon(): void {
    this.#isAbandoned = this.method !== '';
    this.destroy();
    if (this.#isAbandoned) this.socket.setReceiving(true);
  }

  override _destroy(error: Error | null, callback: StreamCallback): void {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    if (!this.complete && !this.#isAbandoned && !this.socket.destroyed) this.socket.destroy(error);
    // As in Node: whoever doesn't listen isn't killed by a peer that went away.
    callback(this.listenerCount('error') > 0 ? error : null);
  }
}
