/**
 * Base64 and base64url (RFC 4648 4 and 5). Decoding takes both alphabets and skips what belongs to neither, as
 * Node's Buffer does; it stops at the first `=`.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NONE = 64;
const VALUES: Uint8Array = makeValues();

/** Encodes `bytes[start … end)`; the URL alphabet comes without padding. */
export function encodeBase64(bytes: Uint8Array, start: number, end: number, isUrl: boolean): string {
  const alphabet = isUrl ? URL_ALPHABET : ALPHABET;
  const parts: string[] = [];
  let at = start;
  for (; at + 2 < end; at += 3) {
    const word = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    parts.push(
      alphabet.charAt(word >> 18) +
        alphabet.charAt((word >> 12) & 63) +
        alphabet.charAt((word >> 6) & 63) +
        alphabet.charAt(word & 63),
    );
  }
  if (at < end) {
    const hasTwo = at + 1 < end;
    const word = ((bytes[at] as number) << 16) | (hasTwo ? (bytes[at + 1] as number) << 8 : 0);
    const tail = alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    const third = hasTwo ? alphabet.charAt((word >> 6) & 63) : '';
    parts.push(tail + third + (isUrl ? '' : hasTwo ? '=' : '=='));
  }
  return parts.join('');
}

/** Decodes into `target[start … end)`; returns the bytes written. */
export function decodeBase64(text: string, target: Uint8Array, start: number, end: number): number {
  let at = start;
  let bits = 0;
  let bitCount = 0;
  for (let i = 0; i < text.length && at < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 61) break;
    const value = code < 128 ? (VALUES[code] as number) : NONE;
    if (value === NONE) continue;
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      target[at++] = (bits >> bitCount) & 255;
    }
  }
  return at - start;
}

/** The bytes that Node reckons for `text`: from its length and padding alone (Buffer.byteLength). */
export function base64Length(text: string): number {
  let size = text.length;
  if (text.charCodeAt(size - 1) === 61) size -= 1;
  if (size > 1 && text.charCodeAt(size - 1) === 61) size -= 1;
  return (size * 3) >>> 2;
}

function makeValues(): Uint8Array {
  const values = new Uint8Array(128).fill(NONE);
  for (let i = 0; i < 64; i++) {
    values[ALPHABET.charCodeAt(i)] = i;
    values[URL_ALPHABET.charCodeAt(i)] = i;
  }
  return values;
}
