/**
 * The head of an HTTP/1.1 message: start line and fields, checked once, byte by byte.
 *
 * `parseHead` settles everything that the framing of the message depends on and refuses what two parsers could read
 * differently (RFC 9112 6.3, 11.2). Fields become strings only if somebody asks for them: see `fields.ts`.
 */

import { decodeLatin1 } from '../buffer/utf8.ts';
import { equalsIgnoreCase, IS_TOKEN, isValueByte, startsWith } from './bytes.ts';
import { METHODS } from './status-codes.ts';

/** Why a message was refused: `code` and `reason` as Node's parser (llhttp) names them. */
export interface ParseRefusal {
  readonly code: string;
  readonly reason: string;
}

/** What the start line and the fields say. Reused for every message of a connection. */
export class MessageHead {
  method: string = '';
  url: string = '';
  statusCode: number = 0;
  statusMessage: string = '';
  minorVersion: number = 1;
  /** -1: none given. */
  contentLength: number = -1;
  isChunked: boolean = false;
  hasTransferEncoding: boolean = false;
  hasClose: boolean = false;
  hasKeepAlive: boolean = false;
  hasUpgrade: boolean = false;
  expectsContinue: boolean = false;
  hasExpect: boolean = false;
  hostCount: number = 0;
  /** Where the fields begin, counted from the start of the head. */
  fieldsStart: number = 0;

  /** Forgets the last message. */
  reset(): void {
    this.statusCode = 0;
    this.contentLength = -1;
    this.isChunked = false;
    this.hasTransferEncoding = false;
    this.hasClose = false;
    this.hasKeepAlive = false;
    this.hasUpgrade = false;
    this.expectsContinue = false;
    this.hasExpect = false;
    this.hostCount = 0;
  }
}

const CR = 13;
const LF = 10;
const SPACE = 32;
const COLON = 58;

/**
 * Parses `bytes[start … end)`, which ends with the empty line, into `head`. Returns `undefined`, or why the message
 * is refused.
 */
export function parseHead(
  bytes: Uint8Array,
  start: number,
  end: number,
  isRequest: boolean,
  head: MessageHead,
): ParseRefusal | undefined {
  head.reset();
  const lineEnd = findLineEnd(bytes, start, end);
  if (lineEnd < 0) return refuse('HPE_CR_EXPECTED', 'Missing expected CR');
  const refusal = isRequest
    ? parseRequestLine(bytes, start, lineEnd, head)
    : parseStatusLine(bytes, start, lineEnd, head);
  if (refusal !== undefined) return refusal;
  head.fieldsStart = lineEnd + 2 - start;
  return parseFields(bytes, lineEnd + 2, end, head) ?? checkFraming(head, isRequest);
}

/** Checks fields up to the empty line; notes those that matter in `head`. Also for trailers. */
export function parseFields(
  bytes: Uint8Array,
  start: number,
  end: number,
  head: MessageHead | undefined,
): ParseRefusal | undefined {
  let at = start;
  while (bytes[at] !== CR) {
    const nameStart = at;
    while (at < end && IS_TOKEN[bytes[at] as number] === 1) at += 1;
    // No space before the colon and no folded lines: both have been used to smuggle requests (RFC 9112 5.1, 5.2).
    if (at === nameStart || bytes[at] !== COLON)
      return refuse('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
    const nameEnd = at;
    at += 1;
    while (bytes[at] === SPACE || bytes[at] === 9) at += 1;
    const valueStart = at;
    while (at < end && isValueByte(bytes[at] as number)) at += 1;
    if (bytes[at] !== CR || bytes[at + 1] !== LF) {
      return refuse('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
    }
    let valueEnd = at;
    while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1] as number)) valueEnd -= 1;
    if (head !== undefined) {
      const refusal = noteField(bytes, nameStart, nameEnd, valueStart, valueEnd, head);
      if (refusal !== undefined) return refusal;
    }
    at += 2;
  }
  // The empty line must be the end of the block: a lone CR would hide fields from us that others see.
  return bytes[at + 1] === LF && at + 2 === end
    ? undefined
    : refuse('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
}

function findLineEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] === LF) return at > start && bytes[at - 1] === CR ? at - 1 : -1;
  }
  return -1;
}

function parseRequestLine(
  bytes: Uint8Array,
  start: number,
  end: number,
  head: MessageHead,
): ParseRefusal | undefined {
  let at = start;
  while (at < end && IS_TOKEN[bytes[at] as number] === 1) at += 1;
  const method = findMethod(bytes, start, at);
  if (method === undefined || bytes[at] !== SPACE)
    return refuse('HPE_INVALID_METHOD', 'Invalid method encountered');
  head.method = method;
  const urlStart = at + 1;
  at = urlStart;
  while (at < end && (bytes[at] as number) > SPACE && (bytes[at] as number) < 127) at += 1;
  if (at === urlStart || bytes[at] !== SPACE) return refuse('HPE_INVALID_URL', 'Invalid characters in url');
  head.url = decodeLatin1(bytes, urlStart, at);
  return parseVersion(bytes, at + 1, end, head);
}

function parseVersion(
  bytes: Uint8Array,
  start: number,
  end: number,
  head: MessageHead,
): ParseRefusal | undefined {
  if (!startsWith(bytes, start, end, 'HTTP/')) {
    return refuse('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
  }
  const minor = (bytes[start + 7] as number) - 48;
  if (end - start !== 8 || !startsWith(bytes, start, end, 'HTTP/1.') || (minor !== 0 && minor !== 1)) {
    return refuse('HPE_INVALID_VERSION', 'Invalid HTTP version');
  }
  head.minorVersion = minor;
  return undefined;
}

function parseStatusLine(
  bytes: Uint8Array,
  start: number,
  end: number,
  head: MessageHead,
): ParseRefusal | undefined {
  const refusal =
    end - start < 12
      ? refuse('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/')
      : parseVersion(bytes, start, start + 8, head);
  if (refusal !== undefined) return refusal;
  let status = 0;
  for (let at = start + 9; at < start + 12; at++) {
    const digit = (bytes[at] as number) - 48;
    if (!(digit >= 0 && digit <= 9)) return refuse('HPE_INVALID_STATUS', 'Invalid status code');
    status = status * 10 + digit;
  }
  const hasPhrase = end > start + 12;
  if (bytes[start + 8] !== SPACE || status < 100 || (hasPhrase && bytes[start + 12] !== SPACE)) {
    return refuse('HPE_INVALID_STATUS', 'Invalid status code');
  }
  head.statusCode = status;
  head.statusMessage = hasPhrase ? decodeLatin1(bytes, start + 13, end) : '';
  return undefined;
}

function findMethod(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (startsWith(bytes, start, end, 'GET') && end - start === 3) return 'GET';
  for (const method of METHODS) {
    if (method.length === end - start && startsWith(bytes, start, end, method)) return method;
  }
  return undefined;
}

/** Only names of these lengths can matter: one comparison settles nearly every field. */
function noteField(
  bytes: Uint8Array,
  nameStart: number,
  nameEnd: number,
  start: number,
  end: number,
  head: MessageHead,
): ParseRefusal | undefined {
  switch (nameEnd - nameStart) {
    case 4:
      if (equalsIgnoreCase(bytes, nameStart, nameEnd, 'host')) head.hostCount += 1;
      return undefined;
    case 6:
      if (equalsIgnoreCase(bytes, nameStart, nameEnd, 'expect')) {
        head.hasExpect = true;
        head.expectsContinue = equalsIgnoreCase(bytes, start, end, '100-continue');
      }
      return undefined;
    case 7:
      if (equalsIgnoreCase(bytes, nameStart, nameEnd, 'upgrade')) head.hasUpgrade = true;
      return undefined;
    case 10:
      if (equalsIgnoreCase(bytes, nameStart, nameEnd, 'connection')) noteConnection(bytes, start, end, head);
      return undefined;
    case 14:
      if (!equalsIgnoreCase(bytes, nameStart, nameEnd, 'content-length')) return undefined;
      return noteContentLength(bytes, start, end, head);
    case 17:
      if (!equalsIgnoreCase(bytes, nameStart, nameEnd, 'transfer-encoding')) return undefined;
      return noteTransferEncoding(bytes, start, end, head);
    default:
      return undefined;
  }
}

function noteConnection(bytes: Uint8Array, start: number, end: number, head: MessageHead): void {
  for (let at = start; at < end; ) {
    const itemEnd = findItemEnd(bytes, at, end);
    const last = trimEnd(bytes, at, itemEnd);
    if (equalsIgnoreCase(bytes, at, last, 'close')) head.hasClose = true;
    else if (equalsIgnoreCase(bytes, at, last, 'keep-alive')) head.hasKeepAlive = true;
    at = skipSeparators(bytes, itemEnd, end);
  }
}

function noteContentLength(
  bytes: Uint8Array,
  start: number,
  end: number,
  head: MessageHead,
): ParseRefusal | undefined {
  if (head.contentLength >= 0)
    return refuse('HPE_UNEXPECTED_CONTENT_LENGTH', 'Content-Length already present');
  if (start === end || end - start > 15)
    return refuse('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
  let length = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9)
      return refuse('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
    length = length * 10 + digit;
  }
  head.contentLength = length;
  return undefined;
}

/** `chunked` must be the last coding, and there only (RFC 9112 6.1). */
function noteTransferEncoding(
  bytes: Uint8Array,
  start: number,
  end: number,
  head: MessageHead,
): ParseRefusal | undefined {
  head.hasTransferEncoding = true;
  for (let at = start; at < end; ) {
    if (head.isChunked)
      return refuse('HPE_INVALID_TRANSFER_ENCODING', 'Request has invalid `Transfer-Encoding`');
    const itemEnd = findItemEnd(bytes, at, end);
    head.isChunked = equalsIgnoreCase(bytes, at, trimEnd(bytes, at, itemEnd), 'chunked');
    at = skipSeparators(bytes, itemEnd, end);
  }
  return undefined;
}

function checkFraming(head: MessageHead, isRequest: boolean): ParseRefusal | undefined {
  if (head.hasTransferEncoding) {
    if (head.contentLength >= 0) {
      return refuse(
        'HPE_INVALID_TRANSFER_ENCODING',
        "Transfer-Encoding can't be present with Content-Length",
      );
    }
    if (isRequest && (!head.isChunked || head.minorVersion === 0)) {
      return refuse('HPE_INVALID_TRANSFER_ENCODING', 'Request has invalid `Transfer-Encoding`');
    }
  }
  return undefined;
}

function findItemEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 44) at += 1;
  return at;
}

function trimEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && isBlank(bytes[last - 1] as number)) last -= 1;
  return last;
}

function skipSeparators(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === 44 || isBlank(bytes[at] as number))) at += 1;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === 9;
}

function refuse(code: string, reason: string): ParseRefusal {
  return { code, reason };
}
