/** Decoders of TextDecoder (WHATWG Encoding 9.1, 10.1, 15.4). Pure: bytes come from a function. */
import { StringBuilder, unitAt } from '../core/strings/primitives.ts';

type ByteAt = (index: number) => number;

/** Windows-1252 for bytes 0x80 … 0x9f. */
const HIGH_CONTROLS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** Never fails. */
export function decodeWindows1252(byteAt: ByteAt, length: number): string {
  const out = new StringBuilder();
  for (let i = 0; i < length; i++) {
    const byte = byteAt(i);
    out.addUnit(byte >= 0x80 && byte < 0xa0 ? unitAt(HIGH_CONTROLS, byte - 0x80) : byte);
  }
  return out.finish();
}

/** Lone surrogates and an odd last byte become U+FFFD, or a TypeError when fatal. */
export function decodeUtf16le(byteAt: ByteAt, length: number, fatal: boolean): string {
  const out = new StringBuilder();
  const units = Math.floor(length / 2);
  for (let i = 0; i < units; i++) {
    const unit = byteAt(2 * i) | (byteAt(2 * i + 1) << 8);
    if ((unit & 0xf800) !== 0xd800) {
      out.addUnit(unit);
      continue;
    }
    const next = i + 1 < units ? byteAt(2 * i + 2) | (byteAt(2 * i + 3) << 8) : 0;
    if (unit < 0xdc00 && (next & 0xfc00) === 0xdc00) {
      out.addUnit(unit);
      out.addUnit(next);
      i++;
    } else {
      addReplacement(out, fatal, 'utf-16le');
      // A lead surrogate and half a unit at the end are one error.
      if (unit < 0xdc00 && i + 1 === units) return out.finish();
    }
  }
  if (length % 2 === 1) addReplacement(out, fatal, 'utf-16le');
  return out.finish();
}

function addReplacement(out: StringBuilder, fatal: boolean, encoding: string): void {
  if (fatal) throw new TypeError(`The encoded data was not valid for encoding ${encoding}`);
  out.addUnit(0xfffd);
}

/** An unfinished character between two calls. */
export class Utf8State {
  point = 0;
  /** Continuation bytes still to come. */
  needed = 0;
  /** What the next continuation byte may be. */
  lower = 0x80;
  upper = 0xbf;

  reset(): void {
    this.point = 0;
    this.needed = 0;
    this.lower = 0x80;
    this.upper = 0xbf;
  }
}

/** Each maximal malformed part becomes one U+FFFD (Encoding 9.1.1), or a TypeError when fatal. */
export function decodeUtf8Bytes(
  byteAt: ByteAt,
  length: number,
  state: Utf8State,
  fatal: boolean,
  stream: boolean,
): string {
  const out = new StringBuilder();
  for (let i = 0; i < length; i++) {
    const byte = byteAt(i);
    if (state.needed === 0) {
      if (byte < 0x80) out.addUnit(byte);
      else if (!begin(state, byte)) addReplacement(out, fatal, 'utf-8');
      continue;
    }
    if (byte < state.lower || byte > state.upper) {
      state.reset();
      addReplacement(out, fatal, 'utf-8');
      i--;
      continue;
    }
    state.lower = 0x80;
    state.upper = 0xbf;
    state.point = (state.point << 6) | (byte & 63);
    state.needed--;
    if (state.needed === 0) out.addCodePoint(state.point);
  }
  if (!stream && state.needed > 0) {
    state.reset();
    addReplacement(out, fatal, 'utf-8');
  }
  return out.finish();
}

/** Takes the first byte of a longer character; false when none begins so. */
function begin(state: Utf8State, byte: number): boolean {
  if (byte < 0xc2 || byte > 0xf4) return false;
  if (byte < 0xe0) {
    state.needed = 1;
    state.point = byte & 0x1f;
  } else if (byte < 0xf0) {
    state.needed = 2;
    state.point = byte & 0xf;
    if (byte === 0xe0) state.lower = 0xa0;
    if (byte === 0xed) state.upper = 0x9f;
  } else {
    state.needed = 3;
    state.point = byte & 7;
    if (byte === 0xf0) state.lower = 0x90;
    if (byte === 0xf4) state.upper = 0x8f;
  }
  return true;
}
