/**
 * Strings ↔ bytes in each encoding: the three things that Buffer does with them.
 */

import { base64Length, decodeBase64, encodeBase64 } from './base64.ts';
import type { Encoding } from './encoding-name.ts';
import { decodeLatin1, decodeUtf8, encodeUtf8, utf8Length } from './utf8.ts';

const HEX = '0123456789abcdef';
const PIECE = 4096;

/** How many bytes `text` takes at most (exactly, but for hex and base64 with foreign characters). */
export function encodedLength(text: string, encoding: Encoding): number {
  switch (encoding) {
    case 'utf8':
      return utf8Length(text);
    case 'utf16le':
      return text.length * 2;
    case 'hex':
      return text.length >>> 1;
    case 'base64':
    case 'base64url':
      return base64Length(text);
    default:
      return text.length;
  }
}

/** Writes `text` into `target[start … end)`; returns the bytes written. Only whole characters are written. */
export function encodeInto(
  text: string,
  encoding: Encoding,
  target: Uint8Array,
  start: number,
  end: number,
): number {
  switch (encoding) {
    case 'utf8':
      return encodeUtf8(text, target, start, end);
    case 'utf16le':
      return encodeUtf16(text, target, start, end);
    case 'hex':
      return decodeHex(text, target, start, end);
    case 'base64':
    case 'base64url':
      return decodeBase64(text, target, start, end);
    default:
      return encodeLatin1(text, target, start, end);
  }
}

/** The string that `bytes[start … end)` stand for. */
export function decode(bytes: Uint8Array, encoding: Encoding, start: number, end: number): string {
  switch (encoding) {
    case 'utf8':
      return decodeUtf8(bytes, start, end);
    case 'latin1':
      return decodeLatin1(bytes, start, end);
    case 'ascii':
      return decodeAscii(bytes, start, end);
    case 'utf16le':
      return decodeUtf16(bytes, start, end);
    case 'hex':
      return encodeHex(bytes, start, end);
    default:
      return encodeBase64(bytes, start, end, encoding === 'base64url');
  }
}

/** The low byte of every code unit. */
export function encodeLatin1(text: string, target: Uint8Array, start: number, end: number): number {
  const count = Math.min(text.length, end - start);
  for (let i = 0; i < count; i++) target[start + i] = text.charCodeAt(i);
  return Math.max(count, 0);
}

function encodeUtf16(text: string, target: Uint8Array, start: number, end: number): number {
  const count = Math.min(text.length, (end - start) >> 1);
  for (let i = 0; i < count; i++) {
    const code = text.charCodeAt(i);
    target[start + 2 * i] = code;
    target[start + 2 * i + 1] = code >> 8;
  }
  return 2 * count;
}

function decodeUtf16(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  const last = start + ((end - start) & ~1);
  for (let at = start; at < last; at += PIECE) {
    const codes: number[] = [];
    for (let i = at; i < last && i < at + PIECE; i += 2)
      codes.push((bytes[i] as number) | ((bytes[i + 1] as number) << 8));
    text += String.fromCharCode(...codes);
  }
  return text;
}

/** ASCII as Node reads it: the top bit is dropped. */
function decodeAscii(bytes: Uint8Array, start: number, end: number): string {
  const stripped = new Uint8Array(end - start);
  for (let i = start; i < end; i++) stripped[i - start] = (bytes[i] as number) & 127;
  return decodeLatin1(stripped, 0, stripped.length);
}

function encodeHex(bytes: Uint8Array, start: number, end: number): string {
  const codes = new Uint8Array((end - start) * 2);
  let at = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    codes[at++] = HEX.charCodeAt(byte >> 4);
    codes[at++] = HEX.charCodeAt(byte & 15);
  }
  return decodeLatin1(codes, 0, codes.length);
}

/** Stops at the first pair that isn't two hexadecimal digits. */
function decodeHex(text: string, target: Uint8Array, start: number, end: number): number {
  let at = start;
  for (let i = 0; i + 1 < text.length && at < end; i += 2) {
    const high = hexValue(text.charCodeAt(i));
    const low = hexValue(text.charCodeAt(i + 1));
    if (high < 0 || low < 0) break;
    target[at++] = (high << 4) | low;
  }
  return at - start;
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
