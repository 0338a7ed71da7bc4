/**
 * UTF-8 ↔ strings, as WHATWG Encoding has it: every malformed sequence becomes U+FFFD, lone surrogates too.
 */

/** Code units collected before they become a piece of string. */
const PIECE = 512;
const REPLACEMENT = 0xfffd;

/** How many bytes `text` takes in UTF-8. */
export function utf8Length(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) size += 1;
    else {
      size += 2;
      if (code >= 0xd800 && code <= 0xdbff && isLowSurrogate(text.charCodeAt(i + 1))) i += 1;
    }
  }
  return size;
}

/** The bytes of `text`. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  encodeUtf8(text, bytes, 0, bytes.length);
  return bytes;
}

/**
 * Writes `text` into `target` from `start` on, not beyond `end`; a character that doesn't fit wholly is left out
 * with all that follow. Returns the bytes written.
 */
export function encodeUtf8(text: string, target: Uint8Array, start: number, end: number): number {
  let at = start;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      if (at >= end) break;
      target[at++] = code;
      continue;
    }
    if (code < 0x800) {
      if (at + 2 > end) break;
      target[at++] = 0xc0 | (code >> 6);
      target[at++] = 0x80 | (code & 0x3f);
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = text.charCodeAt(i + 1);
      if (code <= 0xdbff && isLowSurrogate(low)) {
        if (at + 4 > end) break;
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i += 1;
        target[at++] = 0xf0 | (code >> 18);
        target[at++] = 0x80 | ((code >> 12) & 0x3f);
        target[at++] = 0x80 | ((code >> 6) & 0x3f);
        target[at++] = 0x80 | (code & 0x3f);
        continue;
      }
      code = REPLACEMENT;
    }
    if (at + 3 > end) break;
    target[at++] = 0xe0 | (code >> 12);
    target[at++] = 0x80 | ((code >> 6) & 0x3f);
    target[at++] = 0x80 | (code & 0x3f);
  }
  return at - start;
}

/** The string that `bytes[start … end)` are. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  const asciiEnd = findNonAscii(bytes, start, end);
  const head = decodeLatin1(bytes, start, asciiEnd);
  return asciiEnd === end ? head : head + decodeFrom(bytes, asciiEnd, end);
}

/** One character a byte; also right for ASCII. */
export function decodeLatin1(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= PIECE) return fromCodes(bytes.subarray(start, end));
  let text = '';
  for (let at = start; at < end; at += PIECE)
    text += fromCodes(bytes.subarray(at, Math.min(at + PIECE, end)));
  return text;
}

/** How many bytes of an unfinished but so far valid sequence `bytes[start … end)` ends with: 0 … 3. */
export function incompleteTail(bytes: Uint8Array, start: number, end: number): number {
  for (let back = 1; back <= 3 && back <= end - start; back++) {
    const byte = bytes[end - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (byte > 0xf4 || byte < 0xc2 || back >= needed) return 0;
      return back > 1 && !isSecondByte(byte, bytes[end - back + 1] ?? 0) ? 0 : back;
    }
  }
  return 0;
}

function findNonAscii(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) < 0x80) at += 1;
  return at;
}

function decodeFrom(bytes: Uint8Array, start: number, end: number): string {
  const codes = new Uint16Array(Math.min(end - start, PIECE) + 2);
  let count = 0;
  let text = '';
  let at = start;
  while (at < end) {
    const first = bytes[at] as number;
    const needed =
      first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
    at += 1;
    if (needed === 0) codes[count++] = first;
    else {
      let code = needed < 0 ? REPLACEMENT : first & (0x3f >> needed);
      for (let i = 0; i < needed; i++) {
        const next = at < end ? (bytes[at] as number) : 0;
        const isValid = i === 0 ? isSecondByte(first, next) : (next & 0xc0) === 0x80;
        if (!isValid) {
          code = REPLACEMENT;
          break;
        }
        code = (code << 6) | (next & 0x3f);
        at += 1;
      }
      if (code > 0xffff) {
        codes[count++] = 0xd7c0 + (code >> 10);
        codes[count++] = 0xdc00 | (code & 0x3ff);
      } else codes[count++] = code;
    }
    if (count >= PIECE) {
      text += fromCodes(codes.subarray(0, count));
      count = 0;
    }
  }
  return text + fromCodes(codes.subarray(0, count));
}

/** Table 3-7 of the Unicode Standard: no overlong forms, no surrogates, nothing above U+10FFFF. */
function isSecondByte(first: number, second: number): boolean {
  if ((second & 0xc0) !== 0x80) return false;
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  if (first === 0xf4) return second < 0x90;
  return true;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function fromCodes(codes: Uint8Array | Uint16Array): string {
  return String.fromCharCode.apply(null, codes as unknown as number[]);
}
