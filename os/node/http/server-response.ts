/**
 * `http.ServerResponse`: the answer to one request.
 */

import { headersSent } from '../errors/codes.ts';
import { describeNumber } from '../errors/describe-value.ts';
import { NodeRangeError, NodeTypeError } from '../errors/node-error.ts';
import { theLoop } from '../host.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { IncomingMessage } from './incoming.ts';
import { type HeaderValue, OutgoingMessage } from './outgoing.ts';
import { STATUS_CODES } from './status-codes.ts';

/** Is told when a response has been handed to the connection. */
export interface ResponseOwner {
  onResponseFinished(response: ServerResponse): void;
  readonly keepAliveField: string;
}

/** Fields as `writeHead` takes them: an object, or name, value, name, value … */
export type HeadersArgument =
  | { readonly [name: string]: HeaderValue | undefined }
  | readonly (string | readonly string[])[];

/** An answer (Node docs: http.ServerResponse). */
export class ServerResponse extends OutgoingMessage {
  statusCode: number = 200;
  statusMessage: string | undefined = undefined;
  override sendDate: boolean = true;
  readonly req: IncomingMessage;
  readonly #owner: ResponseOwner | undefined;

  constructor(request: IncomingMessage, owner?: ResponseOwner) {
    super();
    this.req = request;
    this.#owner = owner;
    if (request.method === 'HEAD') this._hasBody = false;
    if (request.httpVersionMinor === 0) {
      this.useChunkedEncodingByDefault = false;
      this.shouldKeepAlive = false;
    }
  }

  /** Sets status, reason and fields, which then can't be changed any more. ERR_HTTP_HEADERS_SENT. */
  writeHead(statusCode: number, reason?: string | HeadersArgument, headers?: HeadersArgument): this {
    if (this.headersSent) throw headersSent('write');
    const status = Math.trunc(Number(statusCode));
    if (!(status >= 100 && status <= 999)) {
      throw new NodeRangeError(
        'ERR_HTTP_INVALID_STATUS_CODE',
        `Invalid status code: ${describeNumber(statusCode)}`,
      );
    }
    if (typeof reason === 'string') this.statusMessage = reason;
    this.statusCode = status;
    this.#setHeaders(typeof reason === 'string' ? headers : (reason ?? headers));
    this.headersSent = true;
    return this;
  }

  /** Sends an interim 100 response. */
  writeContinue(callback?: () => void): void {
    this.#writeInterim('HTTP/1.1 100 Continue\r\n\r\n', callback);
  }

  /** Sends an interim 102 response. */
  writeProcessing(callback?: () => void): void {
    this.#writeInterim('HTTP/1.1 102 Processing\r\n\r\n', callback);
  }

  /**
   * As in Node the response lets go of its connection, then come `'finish'` and, in a tick, `'close'`; what nobody has
   * read of the request is dropped, so that its `'end'` and `'close'` follow. No tick is spent on a `'close'` for nobody.
   */
  override _announceFinish(): void {
    this.socket = null;
    this.req.dumpIfUnread();
    const isHeard = this.listenerCount('close') > 0;
    if (isHeard) theLoop().nextTick(emitClose, [this]);
    this.emit('finish');
    if (isHeard) return;
    if (this.listenerCount('close') > 0) theLoop().nextTick(emitClose, [this]);
    else this.destroyed = true;
  }

  protected override _writeStartLine(writer: ByteWriter): void {
    const status = this.statusCode;
    if (status === 204 || status === 304 || (status >= 100 && status <= 199)) this._hasBody = false;
    if (this.statusMessage === undefined || this.statusMessage === '') {
      this.statusMessage = STATUS_CODES[status] ?? 'unknown';
    } else checkReason(this.statusMessage);
    writer.latin1(
      status === 200 && this.statusMessage === 'OK'
        ? 'HTTP/1.1 200 OK\r\n'
        : `HTTP/1.1 ${status} ${this.statusMessage}\r\n`,
    );
  }

  protected override _connectionField(): string {
    if (!this.shouldKeepAlive) return 'Connection: close\r\n';
    return this.#owner?.keepAliveField ?? 'Connection: keep-alive\r\n';
  }

  protected override _onFinish(): void {
    this.#owner?.onResponseFinished(this);
  }

  #setHeaders(headers: HeadersArgument | undefined): void {
    if (headers === undefined) return;
    if (Array.isArray(headers)) {
      if (headers.length % 2 !== 0) {
        throw new NodeTypeError(
          'ERR_INVALID_ARG_VALUE',
          "The argument 'headers' is invalid. Received an odd number of items",
        );
      }
      for (let i = 0; i < headers.length; i += 2)
        this.setHeader(String(headers[i]), headers[i + 1] as HeaderValue);
      return;
    }
    const fields = headers as { readonly [name: string]: HeaderValue };
    for (const name of Object.keys(fields)) this.setHeader(name, fields[name] as HeaderValue);
  }

  #writeInterim(text: string, callback: (() => void) | undefined): void {
    this.socket?.write(text, 'latin1', callback);
  }
}

function emitClose(response: unknown): void {
  const { destroyed } = response as ServerResponse;
  (response as ServerResponse).destroyed = true;
  if (!destroyed) (response as ServerResponse).emit('close');
}

function checkReason(reason: string): void {
  for (let i = 0; i < reason.length; i++) {
    const code = reason.charCodeAt(i);
    if (code > 255 || (code < 32 && code !== 9) || code === 127) {
      throw new NodeTypeError('ERR_INVALID_CHAR', 'Invalid character in statusMessage');
    }
  }
}
