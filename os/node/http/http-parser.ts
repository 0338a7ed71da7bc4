/**
 * An incremental HTTP/1.1 parser, total on any input.
 *
 * Bytes go in as they arrive and are lent; events come out. A head that arrives in one piece is parsed where it
 * lies; only one that is cut by a packet boundary is collected first, up to the limit. After a refusal the parser
 * takes nothing more.
 *
 *     head ─┬─ Content-Length → body ───────────────────────┬─ onComplete → head
 *           ├─ chunked → size → data → CRLF → … → trailers ─┤
 *           └─ neither → nothing (requests), until close (responses)
 */

import { MessageHead, type ParseRefusal, parseFields, parseHead } from './head.ts';

/** What the parser tells. Bytes are lent for the time of the call. */
export interface HttpEvents {
  /**
   * A head is complete: `bytes[start … end)`, parsed into `parser.head`. Returns whether the body of a response is
   * to be skipped, since it answers HEAD.
   */
  onHead(bytes: Uint8Array, start: number, end: number): boolean;
  onBody(bytes: Uint8Array, start: number, end: number): void;
  /** The fields after a chunked body, with the empty line. Only called if there are any. */
  onTrailers(bytes: Uint8Array, start: number, end: number): void;
  onComplete(): void;
  onRefused(refusal: ParseRefusal): void;
}

/** Longest head, and longest trailers, in bytes (Node: --max-http-header-size). */
export const MAX_HEAD_BYTES: number = 16 * 1024;
/** Longest chunk-size line with its extensions. */
const MAX_CHUNK_LINE_BYTES = 4096;

const NO_BYTES: Uint8Array = new Uint8Array(0);

type State =
  | 'head'
  | 'length'
  | 'until-close'
  | 'chunk-size'
  | 'chunk-data'
  | 'chunk-end'
  | 'trailers'
  | 'stopped';

/** The parser of one direction of one connection. */
export class HttpParser {
  readonly head: MessageHead = new MessageHead();
  readonly #events: HttpEvents;
  readonly #isRequest: boolean;
  readonly #maxHeadBytes: number;
  #state: State = 'head';
  /** Bytes of the body, or of the chunk, that are still to come. */
  #remaining: number = 0;
  /** What came of a head or line that isn't complete. */
  #pending: Uint8Array = NO_BYTES;
  #pendingLength: number = 0;

  constructor(events: HttpEvents, isRequest: boolean, maxHeadBytes: number = MAX_HEAD_BYTES) {
    this.#events = events;
    this.#isRequest = isRequest;
    this.#maxHeadBytes = maxHeadBytes;
  }

  /** Whether nothing of the next message has arrived. */
  isIdle(): boolean {
    return this.#state === 'head' && this.#pendingLength === 0;
  }

  /** Takes nothing more: after an upgrade, or when the connection is to be closed. */
  stop(): void {
    this.#state = 'stopped';
  }

  /** Takes `bytes[start … end)`. Returns where it stopped: `end`, but less after `stop`. */
  execute(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && this.#state !== 'stopped') at = this.#step(bytes, at, end);
    return at;
  }

  /** The peer sends no more: the end of a body without length. Returns what is wrong if a message was cut short. */
  finish(): ParseRefusal | undefined {
    if (this.#state === 'until-close') this.#complete();
    else if (this.#state !== 'stopped' && !this.isIdle()) {
      this.#state = 'stopped';
      return { code: 'HPE_INVALID_EOF_STATE', reason: 'Invalid EOF state' };
    }
    return undefined;
  }

  #step(bytes: Uint8Array, start: number, end: number): number {
    switch (this.#state) {
      case 'head':
        return this.#takeHead(bytes, start, end);
      case 'length':
      case 'chunk-data':
        return this.#takeBody(bytes, start, end);
      case 'until-close':
        this.#events.onBody(bytes, start, end);
        return end;
      case 'chunk-size':
        return this.#takeChunkSize(bytes, start, end);
      case 'chunk-end':
        return this.#takeChunkEnd(bytes, start, end);
      case 'trailers':
        return this.#takeTrailers(bytes, start, end);
      default:
        return end;
    }
  }

  #takeHead(bytes: Uint8Array, start: number, end: number): number {
    let from = start;
    if (this.#pendingLength === 0) {
      // Empty lines before a message are skipped (RFC 9112 2.2).
      while (from < end && (bytes[from] === 13 || bytes[from] === 10)) from += 1;
      if (from === end) return end;
      // What can't become a request isn't waited for: TLS, say, has no empty line.
      if (this.#isRequest && !isLetter(bytes[from] as number)) {
        this.#refuse('HPE_INVALID_METHOD', 'Invalid method encountered');
        return end;
      }
    }
    return this.#takeBlock(bytes, from, end);
  }

  /** A head or trailers: in place when the empty line is in `bytes`, else collected. */
  #takeBlock(bytes: Uint8Array, start: number, end: number): number {
    if (this.#pendingLength === 0) {
      const blockEnd = findBlockEnd(bytes, start, start, end);
      if (blockEnd >= 0) {
        if (blockEnd - start > this.#maxHeadBytes) this.#overflow();
        else this.#parseBlock(bytes, start, blockEnd);
        return blockEnd;
      }
    }
    const before = this.#pendingLength;
    const room = this.#maxHeadBytes + 4 - before;
    const taken = Math.min(end - start, room);
    this.#append(bytes, start, start + taken);
    const pending = this.#pending;
    const blockEnd = findBlockEnd(pending, 0, Math.max(0, before - 3), this.#pendingLength);
    if (blockEnd >= 0 && blockEnd <= this.#maxHeadBytes) {
      this.#pendingLength = 0;
      this.#parseBlock(pending, 0, blockEnd);
      return start + blockEnd - before;
    }
    if (this.#pendingLength > this.#maxHeadBytes) this.#overflow();
    return start + taken;
  }

  #parseBlock(bytes: Uint8Array, start: number, end: number): void {
    if (this.#state === 'trailers') {
      const refusal = parseFields(bytes, start, end, undefined);
      if (refusal !== undefined) this.#refuse(refusal.code, refusal.reason);
      else {
        this.#events.onTrailers(bytes, start, end);
        this.#complete();
      }
      return;
    }
    const refusal = parseHead(bytes, start, end, this.#isRequest, this.head);
    if (refusal !== undefined) {
      this.#refuse(refusal.code, refusal.reason);
      return;
    }
    const { head } = this;
    const skipsBody = this.#events.onHead(bytes, start, end);
    if (this.#isStopped()) return;
    const hasNoBody =
      skipsBody ||
      (!this.#isRequest && (head.statusCode < 200 || head.statusCode === 204 || head.statusCode === 304));
    if (hasNoBody) this.#complete();
    else if (head.isChunked) this.#state = 'chunk-size';
    else if (head.contentLength > 0) {
      this.#remaining = head.contentLength;
      this.#state = 'length';
    } else if (head.contentLength === 0 || this.#isRequest) this.#complete();
    else this.#state = 'until-close';
  }

  #takeBody(bytes: Uint8Array, start: number, end: number): number {
    const count = Math.min(this.#remaining, end - start);
    this.#remaining -= count;
    this.#events.onBody(bytes, start, start + count);
    if (this.#remaining === 0 && !this.#isStopped()) {
      if (this.#state === 'length') this.#complete();
      else this.#state = 'chunk-end';
    }
    return start + count;
  }

  #takeChunkSize(bytes: Uint8Array, start: number, end: number): number {
    let lineEnd = start;
    while (lineEnd < end && bytes[lineEnd] !== 10) lineEnd += 1;
    if (this.#pendingLength + lineEnd - start > MAX_CHUNK_LINE_BYTES) {
      this.#refuse('HPE_CHUNK_EXTENSIONS_OVERFLOW', 'Chunk extensions overflow');
      return end;
    }
    if (lineEnd === end) {
      this.#append(bytes, start, end);
      return end;
    }
    let size: number;
    if (this.#pendingLength === 0) size = parseChunkSize(bytes, start, lineEnd);
    else {
      this.#append(bytes, start, lineEnd);
      size = parseChunkSize(this.#pending, 0, this.#pendingLength);
      this.#pendingLength = 0;
    }
    if (size < 0) this.#refuse('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
    else {
      this.#remaining = size;
      this.#state = size === 0 ? 'trailers' : 'chunk-data';
    }
    return lineEnd + 1;
  }

  /** CRLF after the data of a chunk; `#remaining` counts the bytes of it that came: 0 or 1. */
  #takeChunkEnd(bytes: Uint8Array, start: number, _end: number): number {
    if (bytes[start] !== (this.#remaining === 0 ? 13 : 10)) {
      this.#refuse('HPE_STRICT', 'Expected LF after chunk data');
    } else if (this.#remaining === 0) this.#remaining = 1;
    else {
      this.#remaining = 0;
      this.#state = 'chunk-size';
    }
    return start + 1;
  }

  #takeTrailers(bytes: Uint8Array, start: number, end: number): number {
    // Nearly always there are none: the empty line comes at once, perhaps in two pieces.
    if (this.#pendingLength === 0 && bytes[start] === 13 && start + 1 < end && bytes[start + 1] === 10) {
      this.#complete();
      return start + 2;
    }
    if (this.#pendingLength === 1 && this.#pending[0] === 13) {
      this.#pendingLength = 0;
      if (bytes[start] === 10) this.#complete();
      else this.#refuse('HPE_STRICT', 'Expected LF after chunk data');
      return start + 1;
    }
    if (this.#pendingLength === 0 && bytes[start] === 13 && start + 1 === end) {
      this.#append(bytes, start, end);
      return end;
    }
    return this.#takeBlock(bytes, start, end);
  }

  #complete(): void {
    this.#state = 'head';
    this.#events.onComplete();
  }

  #overflow(): void {
    this.#refuse('HPE_HEADER_OVERFLOW', 'Header overflow');
  }

  #refuse(code: string, reason: string): void {
    this.#state = 'stopped';
    this.#events.onRefused({ code, reason });
  }

  #isStopped(): boolean {
    return this.#state === 'stopped';
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const length = this.#pendingLength + end - start;
    if (length > this.#pending.length) {
      const larger = new Uint8Array(Math.max(512, length, Math.min(2 * length, this.#maxHeadBytes + 4)));
      larger.set(this.#pending.subarray(0, this.#pendingLength));
      this.#pending = larger;
    }
    this.#pending.set(Uint8Array.prototype.subarray.call(bytes, start, end), this.#pendingLength);
    this.#pendingLength = length;
  }
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** The index behind the first CRLF CRLF at or after `from`, or -1. Bytes before `from` are known not to end one. */
function findBlockEnd(bytes: Uint8Array, start: number, from: number, end: number): number {
  for (let at = Math.max(from, start + 3); at < end; at++) {
    if (bytes[at] !== 10) continue;
    if (bytes[at - 1] === 13 && bytes[at - 2] === 10 && bytes[at - 3] === 13) return at + 1;
    // Two bare LFs end a head for lenient parsers only; take them as its end, so that it is refused at once.
    if (bytes[at - 1] === 10) return at + 1;
  }
  return -1;
}

/** The size in `bytes[start … end)`, which ends with CR: hexadecimal digits, then perhaps extensions; else -1. */
function parseChunkSize(bytes: Uint8Array, start: number, end: number): number {
  if (end === start || bytes[end - 1] !== 13) return -1;
  let size = 0;
  let at = start;
  for (; at < end - 1; at++) {
    const byte = bytes[at] as number;
    const lower = byte | 32;
    const digit = byte >= 48 && byte <= 57 ? byte - 48 : lower >= 97 && lower <= 102 ? lower - 87 : -1;
    if (digit < 0) break;
    size = size * 16 + digit;
  }
  if (at === start || at - start > 12) return -1;
  if (at < end - 1 && bytes[at] !== 59 && bytes[at] !== 32 && bytes[at] !== 9) return -1;
  for (; at < end - 1; at++) {
    const byte = bytes[at] as number;
    if ((byte < 32 && byte !== 9) || byte === 127) return -1;
  }
  return size;
}
