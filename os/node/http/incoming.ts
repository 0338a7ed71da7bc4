/**
 * `http.IncomingMessage`: a request that a server received, or a response that a client received.
 */

import { theLoop } from '../host.ts';
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
    super();
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

  /** Drops the body unless somebody reads it: the handler wasn't interested. */
  dumpIfUnread(): void {
    const state = this._readableState;
    if (state.flowing !== true && !state.readableListening && state.awaitDrain.size === 0) this.dump();
  }

  /** Drops the rest of the body. */
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

  /** The stream destroys itself after `'end'`: nothing is left to do then, unless somebody listens for `'close'`. */
  override destroy(error?: Error | null, callback?: StreamCallback): this {
    const isOver = this.complete && this.readableEnded && !error && callback === undefined;
    if (!isOver || this.listenerCount('close') > 0) return super.destroy(error, callback);
    const state = this._readableState;
    state.destroyed = true;
    state.closed = true;
    state.closeEmitted = true;
    return this;
  }

  override _destroy(error: Error | null, callback: StreamCallback): void {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    // As in Node: whoever doesn't listen isn't killed by a peer that went away.
    const finish = () => callback(this.listenerCount('error') > 0 ? error : null);
    if (this.aborted && !this.#isAbandoned && !this.socket.destroyed) {
      // `'close'` comes before that of the connection, and hence of the response.
      finish();
      this.socket.destroy(error);
    } else theLoop().nextTick(finish);
  }
}
