/**
 * `http.OutgoingMessage`: the fields of a message that is being written, and the way of its bytes.
 *
 * Until the first write nothing is sent. If `end` comes first, head and body leave together with a Content-Length;
 * else the body is chunked. Subclasses write the start line and say what may have a body.
 */

import { utf8Length } from '../buffer/utf8.ts';
import { Buffer } from '../buffer.ts';
import { headersSent, invalidArgType, nullValues, writeAfterEnd } from '../errors/codes.ts';
import { NodeError, NodeTypeError } from '../errors/node-error.ts';
import { EventEmitter } from '../events.ts';
import { theHost, theLoop } from '../host.ts';
import type { Socket } from '../net/socket.ts';
import type { StreamCallback } from '../stream/state.ts';
import { ByteWriter } from './byte-writer.ts';
import { IS_TOKEN, isValueByte } from './bytes.ts';

/** What a field may be set to. */
export type HeaderValue = number | string | readonly string[];

interface Field {
  readonly name: string;
  readonly value: HeaderValue;
}

/** Head and body of one message are put together here; emptied before anybody else runs. */
const scratch: ByteWriter = new ByteWriter();

let dateText: string = '';
let dateSecond: number = -1;

/** A message that is being written (Node docs: http.OutgoingMessage). */
export abstract class OutgoingMessage extends EventEmitter {
  sendDate: boolean = false;
  shouldKeepAlive: boolean = true;
  chunkedEncoding: boolean = false;
  useChunkedEncodingByDefault: boolean = true;
  /** False for HEAD, 204, 304: nothing of the body is sent. */
  _hasBody: boolean = true;
  /** Whether a client sends it. */
  _isRequest: boolean = false;
  /** Whether the head is settled, though perhaps not sent yet. */
  headersSent: boolean = false;
  finished: boolean = false;
  destroyed: boolean = false;
  writableFinished: boolean = false;
  socket: Socket | null = null;
  #fields: Map<string, Field> | undefined = undefined;
  #trailers: string = '';
  #isBegun: boolean = false;
  /** Bytes that wait for the connection: before it is open, or while an earlier response is being sent. */
  #waiting: ByteWriter | undefined = undefined;
  #isBlocked: boolean = false;
  /** A `write` said to wait. */
  #needsDrain: boolean = false;

  get connection(): Socket | null {
    return this.socket;
  }
  get writable(): boolean {
    return true;
  }
  get writableEnded(): boolean {
    return this.finished;
  }
  get writableLength(): number {
    return (this.#waiting?.length ?? 0) + (this.socket?.writableLength ?? 0);
  }
  get writableHighWaterMark(): number {
    return this.socket?.writableHighWaterMark ?? 16384;
  }
  get writableNeedDrain(): boolean {
    return !this.destroyed && !this.finished && (this.socket?.writableNeedDrain ?? false);
  }
  get writableObjectMode(): boolean {
    return false;
  }
  get closed(): boolean {
    return this.destroyed;
  }

  /** Sets a field, replacing what it was. ERR_HTTP_HEADERS_SENT, ERR_INVALID_HTTP_TOKEN, ERR_INVALID_CHAR. */
  setHeader(name: string, value: HeaderValue): this {
    if (this.headersSent) throw headersSent('set');
    checkHeaderName(name);
    checkHeaderValue(name, value);
    this.#fields ??= new Map();
    this.#fields.set(name.toLowerCase(), { name, value });
    return this;
  }

  /** Adds a value to a field. */
  appendHeader(name: string, value: string | readonly string[]): this {
    if (this.headersSent) throw headersSent('append');
    const present = this.getHeader(name);
    const added = typeof value === 'string' ? [value] : value;
    if (present === undefined) return this.setHeader(name, value);
    const before = typeof present === 'object' ? present : [String(present)];
    return this.setHeader(name, [...before, ...added]);
  }

  getHeader(name: string): HeaderValue | undefined {
    if (typeof name !== 'string') throw invalidArgType('name', 'string', name);
    return this.#fields?.get(name.toLowerCase())?.value;
  }

  hasHeader(name: string): boolean {
    if (typeof name !== 'string') throw invalidArgType('name', 'string', name);
    return this.#fields?.has(name.toLowerCase()) ?? false;
  }

  removeHeader(name: string): void {
    if (typeof name !== 'string') throw invalidArgType('name', 'string', name);
    if (this.headersSent) throw headersSent('remove');
    this.#fields?.delete(name.toLowerCase());
  }

  getHeaders(): { [name: string]: HeaderValue } {
    const headers = Object.create(null) as { [name: string]: HeaderValue };
    this.#fields?.forEach((field, name) => {
      headers[name] = field.value;
    });
    return headers;
  }

  getHeaderNames(): string[] {
    return this.#fields === undefined ? [] : [...this.#fields.keys()];
  }

  getRawHeaderNames(): string[] {
    return this.#fields === undefined ? [] : [...this.#fields.values()].map((field) => field.name);
  }

  /** Fields after a chunked body. */
  addTrailers(trailers: { readonly [name: string]: string }): void {
    for (const name of Object.keys(trailers)) {
      const value = trailers[name] ?? '';
      checkHeaderName(name);
      checkHeaderValue(name, value);
      this.#trailers += `${name}: ${value}\r\n`;
    }
  }

  /** Sends the head now. */
  flushHeaders(): void {
    if (this.#isBegun) return;
    this.#beginHead(-1);
    this.#flush();
  }

  /** Sends a piece of the body; false: wait for `'drain'`. ERR_STREAM_WRITE_AFTER_END is reported, not thrown. */
  write(chunk: unknown, encoding?: string | StreamCallback, callback?: StreamCallback): boolean {
    const done = typeof encoding === 'function' ? encoding : callback;
    const body = toBody(chunk, typeof encoding === 'string' ? encoding : undefined);
    if (this.finished || this.destroyed) {
      const error = this.finished
        ? writeAfterEnd()
        : new NodeError('ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
      theLoop().nextTick(() => {
        done?.(error);
        if (this.finished) this.emit('error', error);
      });
      return false;
    }
    if (!this.#isBegun) this.#beginHead(-1);
    if (this._hasBody) this.#addBody(body);
    const hasRoom = this.#flush();
    if (!hasRoom) this.#needsDrain = true;
    if (done !== undefined) theLoop().nextTick(() => done(null));
    return hasRoom;
  }

  /** The connection has room again: `'drain'`, if a `write` said to wait for it. */
  drained(): void {
    if (!this.#needsDrain || this.finished || this.destroyed) return;
    this.#needsDrain = false;
    this.emit('drain');
  }

  /** Ends the message, with an optional last piece. `'finish'` follows when it was handed to the connection. */
  end(chunk?: unknown, encoding?: string | StreamCallback, callback?: StreamCallback): this {
    if (typeof chunk === 'function') return this.end(undefined, undefined, chunk as StreamCallback);
    if (typeof encoding === 'function') return this.end(chunk, undefined, encoding);
    if (this.finished) {
      const error =
        chunk === null || chunk === undefined
          ? new NodeError('ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished')
          : writeAfterEnd();
      theLoop().nextTick(() => {
        callback?.(error);
        if (chunk !== null && chunk !== undefined) this.emit('error', error);
      });
      return this;
    }
    const body = chunk === null || chunk === undefined ? undefined : toBody(chunk, encoding);
    if (callback !== undefined) this.once('finish', callback);
    // Node settles the framing in writeHead, when the length isn't known yet.
    if (!this.#isBegun) this.#beginHead(this.headersSent ? -1 : body === undefined ? 0 : bodyLength(body));
    if (body !== undefined && this._hasBody) this.#addBody(body);
    if (this.chunkedEncoding && this._hasBody) scratch.latin1(`0\r\n${this.#trailers}\r\n`);
    this.finished = true;
    this.#flush();
    if (!this.#isBlocked && this.socket !== null) this.#finish();
    return this;
  }

  /** A response or request can't be read from. */
  pipe(): void {
    this.emit('error', new NodeError('ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
  }

  cork(): void {
    this.socket?.cork();
  }

  uncork(): void {
    this.socket?.uncork();
  }

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    if (this.socket !== null) this.socket.destroy(error);
    else if (error !== undefined && !this.writableFinished)
      theLoop().nextTick(() => this.emit('error', error));
    return this;
  }

  setTimeout(timeoutMs: number, callback?: () => void): this {
    if (callback !== undefined) this.on('timeout', callback);
    if (this.socket !== null) this.socket.setTimeout(timeoutMs);
    else this.once('socket', (socket: Socket) => socket.setTimeout(timeoutMs));
    return this;
  }

  /** Gives the message its connection. `isBlocked`: an earlier message is still being sent on it. */
  assignSocket(socket: Socket, isBlocked: boolean = false): void {
    this.socket = socket;
    this.#isBlocked = isBlocked;
    if (!isBlocked) this.unblock();
  }

  /** It is this message's turn: what waits is sent. */
  unblock(): void {
    this.#isBlocked = false;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined && this.socket?.writeBytes(waiting.bytes, 0, waiting.length) === true) {
      this.drained();
    }
    if (this.finished && !this.writableFinished) this.#finish();
  }

  /** Tells of the end, in the tick after it. */
  _announceFinish(): void {
    this.emit('finish');
  }

  /** Writes the start line, with its line end. */
  protected abstract _writeStartLine(writer: ByteWriter): void;

  /** Called when everything was handed to the connection. */
  protected _onFinish(): void {}

  /** Writes the head into the scratch buffer. `bodyLength`: if the whole body is known, else -1. */
  #beginHead(bodyLength: number): void {
    this.headersSent = true;
    this.#isBegun = true;
    scratch.clear();
    this._writeStartLine(scratch);
    const fields = this.#fields;
    let hasConnection = false;
    let hasLength = false;
    let hasEncoding = false;
    let hasDate = false;
    let hasTrailer = false;
    if (fields !== undefined) {
      fields.forEach((field, name) => {
        if (name === 'connection') {
          hasConnection = true;
          const value = String(field.value).toLowerCase();
          if (value.includes('close')) this.shouldKeepAlive = false;
          else if (value.includes('keep-alive')) this.shouldKeepAlive = true;
        } else if (name === 'content-length') hasLength = true;
        else if (name === 'transfer-encoding') {
          hasEncoding = true;
          this.chunkedEncoding = String(field.value).toLowerCase().includes('chunked');
        } else if (name === 'date') hasDate = true;
        else if (name === 'trailer') hasTrailer = true;
        writeField(field.name, field.value);
      });
    }
    if (this.sendDate && !hasDate) scratch.latin1(dateField());
    // The order of these decisions is Node's (lib/_http_outgoing.js, _storeHeader).
    if (!hasConnection) {
      if (!hasLength && !this.useChunkedEncodingByDefault && !this._isRequest) this.shouldKeepAlive = false;
      scratch.latin1(this._connectionField());
    }
    if (!hasLength && !hasEncoding) {
      if (!this._hasBody) this.chunkedEncoding = false;
      else if (!this.useChunkedEncodingByDefault && !(this._isRequest && bodyLength > 0)) {
        // The end of the connection ends the body.
        if (!this._isRequest) this.shouldKeepAlive = false;
      } else if (bodyLength >= 0 && !hasTrailer) scratch.latin1(`Content-Length: ${bodyLength}\r\n`);
      else {
        this.chunkedEncoding = true;
        scratch.latin1('Transfer-Encoding: chunked\r\n');
      }
    }
    if (hasTrailer && !this.chunkedEncoding) {
      throw new NodeError('ERR_HTTP_TRAILER_INVALID', 'Trailers are invalid with this transfer encoding');
    }
    scratch.latin1('\r\n');
  }

  /** The Connection field (and Keep-Alive), with line ends. */
  protected _connectionField(): string {
    return this.shouldKeepAlive ? 'Connection: keep-alive\r\n' : 'Connection: close\r\n';
  }

  #addBody(body: string | Uint8Array): void {
    const length = bodyLength(body);
    if (length === 0) return;
    if (this.chunkedEncoding) scratch.latin1(`${length.toString(16)}\r\n`);
    if (typeof body === 'string') scratch.utf8(body, length);
    else scratch.raw(body);
    if (this.chunkedEncoding) scratch.latin1('\r\n');
  }

  #flush(): boolean {
    const { socket } = this;
    let hasRoom = true;
    if (socket === null || this.#isBlocked) {
      this.#waiting ??= new ByteWriter();
      this.#waiting.raw(scratch.bytes.subarray(0, scratch.length));
      hasRoom = this.#waiting.length < 16384;
    } else if (scratch.length > 0) hasRoom = socket.writeBytes(scratch.bytes, 0, scratch.length);
    scratch.clear();
    return hasRoom;
  }

  #finish(): void {
    this.writableFinished = true;
    theLoop().nextTick(emitFinish, [this]);
    this._onFinish();
  }
}

function emitFinish(message: unknown): void {
  (message as OutgoingMessage)._announceFinish();
}

function writeField(name: string, value: HeaderValue): void {
  if (typeof value === 'object') {
    for (const item of value) scratch.latin1(`${name}: ${item}\r\n`);
  } else scratch.latin1(`${name}: ${value}\r\n`);
}

/** `Date: …`, computed once a second. */
function dateField(): string {
  const nowMs = theHost().wallClockMs();
  const second = Math.floor(nowMs / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = `Date: ${new Date(nowMs).toUTCString()}\r\n`;
  }
  return dateText;
}

function toBody(chunk: unknown, encoding: string | undefined): string | Uint8Array {
  if (typeof chunk === 'string') {
    const isUtf8 = encoding === undefined || encoding === 'utf8' || encoding === 'utf-8';
    return isUtf8 ? chunk : Buffer.from(chunk, encoding);
  }
  if (chunk === null) throw nullValues();
  if (chunk instanceof Uint8Array) return chunk;
  throw invalidArgType('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
}

function bodyLength(body: string | Uint8Array): number {
  return typeof body === 'string' ? utf8Length(body) : body.length;
}

/** Throws ERR_INVALID_HTTP_TOKEN unless `name` can be a field name. */
export function checkHeaderName(name: unknown, label: string = 'Header name'): void {
  if (typeof name === 'string' && isToken(name)) return;
  throw new NodeTypeError(
    'ERR_INVALID_HTTP_TOKEN',
    `${label} must be a valid HTTP token ["${String(name)}"]`,
  );
}

/** Is the text a token (RFC 9110 5.6.2)? */
function isToken(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255 || IS_TOKEN[code] !== 1) return false;
  }
  return text !== '';
}

/** Throws ERR_HTTP_INVALID_HEADER_VALUE for undefined, ERR_INVALID_CHAR for characters that could split a message. */
export function checkHeaderValue(name: string, value: unknown): void {
  if (value === undefined) {
    throw new NodeTypeError(
      'ERR_HTTP_INVALID_HEADER_VALUE',
      `Invalid value "undefined" for header "${name}"`,
    );
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const item of items) {
    const text = String(item);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 255 || !isValueByte(code)) {
        throw new NodeTypeError('ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
      }
    }
  }
}
