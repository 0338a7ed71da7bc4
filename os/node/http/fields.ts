/**
 * Header fields as programs see them: `rawHeaders`, and `headers` with Node's rules for duplicates.
 *
 * Made from the bytes of a head that `parseHead` has checked, and only when asked for.
 */

import { decodeLatin1 } from '../buffer/utf8.ts';

/** Fields by name in lower case (Node docs: message.headers). */
export interface IncomingHeaders {
  [name: string]: string | string[] | undefined;
}

/** Duplicates of these are dropped: the first one counts. */
const FIRST_ONLY: ReadonlySet<string> = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

/** Name, value, name, value … of at most `maxCount` fields, as they were sent. */
export function readRawHeaders(bytes: Uint8Array, start: number, maxCount: number): string[] {
  const raw: string[] = [];
  let at = start;
  while (at < bytes.length && bytes[at] !== 13 && raw.length < 2 * maxCount) {
    const nameStart = at;
    while (bytes[at] !== 58) at += 1;
    raw.push(decodeLatin1(bytes, nameStart, at));
    at += 1;
    while (bytes[at] === 32 || bytes[at] === 9) at += 1;
    const valueStart = at;
    while (bytes[at] !== 13) at += 1;
    let valueEnd = at;
    while (valueEnd > valueStart && (bytes[valueEnd - 1] === 32 || bytes[valueEnd - 1] === 9)) valueEnd -= 1;
    raw.push(decodeLatin1(bytes, valueStart, valueEnd));
    at += 2;
  }
  return raw;
}

/** Joins duplicates: `set-cookie` as an array, `cookie` with `; `, singular fields not at all, others with `, `. */
export function joinHeaders(raw: readonly string[]): IncomingHeaders {
  const headers: IncomingHeaders = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase();
    const value = raw[i + 1] as string;
    const present = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (name === 'set-cookie') {
      if (Array.isArray(present)) present.push(value);
      else headers[name] = [value];
    } else if (typeof present !== 'string') {
      // A field called __proto__ must become a field, not a prototype.
      if (name === '__proto__')
        Object.defineProperty(headers, name, { value, writable: true, enumerable: true, configurable: true });
      else headers[name] = value;
    } else if (!FIRST_ONLY.has(name)) headers[name] = `${present}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}
