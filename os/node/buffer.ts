/**
 * `node:buffer`: bytes with Node's methods on them.
 *
 * A Buffer is a Uint8Array and nothing more: no pool, no hidden state. (Node cuts small buffers from a shared 8 KB
 * block; that only shows in `byteOffset` and `buffer.byteLength`, and keeps the block alive for its smallest piece.)
 */

import { canonicalEncoding, type Encoding } from './buffer/encoding-name.ts';
import { NumericBytes } from './buffer/numbers.ts';
import { compareBytes, equalBytes, findBackwards, findForwards } from './buffer/search.ts';
import { decode, encodedLength, encodeInto } from './buffer/transcode.ts';
import { decodeUtf8, encodeUtf8, utf8Length } from './buffer/utf8.ts';
import {
  checkInteger,
  invalidArgType,
  invalidArgValue,
  outOfRange,
  unknownEncoding,
} from './errors/codes.ts';
import { NodeRangeError } from './errors/node-error.ts';
import { CUSTOM_INSPECT } from './inspect/custom.ts';
import { type InspectOptions, inspect } from './inspect/inspect.ts';

/** Longest buffer in bytes. */
export const kMaxLength: number = 2 ** 32;
/** Longest string in UTF-16 code units. */
export const kStringMaxLength: number = 2 ** 29 - 24;
/** Both limits, under the names of Node's docs. */
export const constants: { readonly MAX_LENGTH: number; readonly MAX_STRING_LENGTH: number } = {
  MAX_LENGTH: kMaxLength,
  MAX_STRING_LENGTH: kStringMaxLength,
};
/** How many bytes `inspect` shows of a buffer. */
export const INSPECT_MAX_BYTES: number = 50;

const FROM_TYPES: readonly string[] = ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'];

/** A byte array (Node docs: buffer, "Class: Buffer"). */
export class Buffer extends NumericBytes {
  static poolSize: number = 8192;

  /**
   * A buffer of what `value` holds: text in an encoding, a copy of bytes or of an array-like, or a view of an
   * ArrayBuffer from a byte offset on. ERR_INVALID_ARG_TYPE for anything else, ERR_UNKNOWN_ENCODING.
   */
  static override from(value: unknown, encodingOrOffset?: unknown, length?: number): Buffer {
    if (typeof value === 'string') return fromText(value, encodingOrOffset);
    if (typeof value !== 'object' || value === null)
      throw invalidArgType('first argument', FROM_TYPES, value);
    if (value instanceof ArrayBuffer) return viewOf(value, encodingOrOffset, length);
    const primitive: unknown = value.valueOf();
    if (
      primitive !== value &&
      (typeof primitive === 'string' || (typeof primitive === 'object' && primitive))
    ) {
      return Buffer.from(primitive, encodingOrOffset, length);
    }
    return fromArrayLike(value, encodingOrOffset);
  }

  /** `size` bytes of `fill`, zeros by default. */
  static alloc(size: number, fill?: unknown, encoding?: string): Buffer {
    checkSize(size);
    const buffer = makeBuffer(size);
    if (fill !== undefined && fill !== 0 && size > 0) buffer.fill(fill, encoding);
    return buffer;
  }

  /** `size` bytes; they are zero here, but programs shouldn't count on it. */
  static allocUnsafe(size: number): Buffer {
    checkSize(size);
    return makeBuffer(size);
  }

  /** Same as `allocUnsafe`. */
  static allocUnsafeSlow(size: number): Buffer {
    return Buffer.allocUnsafe(size);
  }

  /** All bytes of the list in one new buffer, cut or filled with zeros to `totalLength`. */
  static concat(list: readonly Uint8Array[], totalLength?: number): Buffer {
    if (!Array.isArray(list)) throw invalidArgType('list', 'Array', list);
    let length = 0;
    if (totalLength !== undefined) {
      checkInteger(totalLength, 'length', 0, kMaxLength);
      length = totalLength;
    } else for (const part of list) length += part.length || 0;
    const result = Buffer.allocUnsafe(length);
    let at = 0;
    for (let i = 0; i < list.length; i++) {
      const part: unknown = list[i];
      if (!(part instanceof Uint8Array)) throw invalidArgType(`list[${i}]`, ['Buffer', 'Uint8Array'], part);
      const rest = length - at;
      result.set(part.length > rest ? Uint8Array.prototype.subarray.call(part, 0, rest) : part, at);
      at += Math.min(part.length, rest);
    }
    return result;
  }

  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer;
  }

  static isEncoding(name: unknown): boolean {
    return typeof name === 'string' && name !== '' && canonicalEncoding(name) !== undefined;
  }

  /** The bytes that `value` takes: exactly for text, but for hex and base64 with foreign characters. */
  static byteLength(value: unknown, encoding?: string): number {
    if (typeof value === 'string') {
      const known = encoding ? canonicalEncoding(encoding) : 'utf8';
      return encodedLength(value, known ?? 'utf8');
    }
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
    throw invalidArgType('string', ['string', 'Buffer', 'ArrayBuffer'], value);
  }

  static compare(left: Uint8Array, right: Uint8Array): -1 | 0 | 1 {
    if (!(left instanceof Uint8Array)) throw invalidArgType('buf1', ['Buffer', 'Uint8Array'], left);
    if (!(right instanceof Uint8Array)) throw invalidArgType('buf2', ['Buffer', 'Uint8Array'], right);
    return compareBytes(left, right);
  }

  get parent(): ArrayBuffer {
    return this.buffer;
  }

  get offset(): number {
    return this.byteOffset;
  }

  /** The text of bytes `start … end - 1`; positions beyond the ends are cut. */
  override toString(encoding?: string, start?: number, end?: number): string {
    const length = this.length;
    const from = start === undefined || start <= 0 ? 0 : Math.trunc(start) || 0;
    const to = end === undefined || end > length ? length : Math.trunc(end) || 0;
    if (to <= from) return '';
    if (encoding === undefined) return decodeUtf8(this, from, to);
    return decode(this, checkEncoding(encoding), from, to);
  }

  /** Writes as many whole characters as fit; returns the bytes written. Forms as in Node's docs. */
  write(text: string, offset?: number | string, length?: number | string, encoding?: string): number {
    if (typeof text !== 'string') throw invalidArgType('argument', 'string', text);
    let start = 0;
    let size = this.length;
    let name = encoding;
    if (typeof offset === 'string') name = offset;
    else if (offset !== undefined) {
      checkInteger(offset, 'offset', 0, this.length);
      start = offset;
      size = this.length - offset;
      if (typeof length === 'string') name = length;
      else if (length !== undefined) {
        checkInteger(length, 'length', 0, this.length);
        size = Math.min(length, size);
      }
    }
    return encodeInto(text, name ? checkEncoding(name) : 'utf8', this, start, start + size);
  }

  toJSON(): { type: 'Buffer'; data: number[] } {
    return { type: 'Buffer', data: Array.from(this as Uint8Array) };
  }

  equals(other: Uint8Array): boolean {
    if (!(other instanceof Uint8Array)) throw invalidArgType('otherBuffer', ['Buffer', 'Uint8Array'], other);
    return equalBytes(this, other);
  }

  /** Compares a part of this with a part of `target`: -1, 0 or 1. */
  compare(
    target: Uint8Array,
    targetStart: number = 0,
    targetEnd: number = target.length,
    sourceStart: number = 0,
    sourceEnd: number = this.length,
  ): -1 | 0 | 1 {
    if (!(target instanceof Uint8Array)) throw invalidArgType('target', ['Buffer', 'Uint8Array'], target);
    checkInteger(targetStart, 'targetStart', 0, kMaxLength);
    checkInteger(targetEnd, 'targetEnd', 0, target.length);
    checkInteger(sourceStart, 'sourceStart', 0, kMaxLength);
    checkInteger(sourceEnd, 'sourceEnd', 0, this.length);
    if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
    if (targetStart >= targetEnd) return 1;
    return compareBytes(
      this.subarray(sourceStart, sourceEnd),
      Uint8Array.prototype.subarray.call(target, targetStart, targetEnd),
    );
  }

  /** Copies bytes into `target`, as many as fit; the two may overlap. Returns how many. */
  copy(
    target: Uint8Array,
    targetStart: number = 0,
    sourceStart: number = 0,
    sourceEnd: number = this.length,
  ): number {
    if (!(target instanceof Uint8Array)) throw invalidArgType('target', ['Buffer', 'Uint8Array'], target);
    const to = toInteger(targetStart);
    const from = toInteger(sourceStart);
    const end = toInteger(sourceEnd);
    if (to < 0) throw outOfRange('targetStart', '>= 0', to);
    if (from < 0 || from > this.length) throw outOfRange('sourceStart', `>= 0 && <= ${this.length}`, from);
    if (end < 0) throw outOfRange('sourceEnd', '>= 0', end);
    const count = Math.min(end, this.length) - from;
    if (to >= target.length || count <= 0) return 0;
    const fitting = Math.min(count, target.length - to);
    target.set(this.subarray(from, from + fitting), to);
    return fitting;
  }

  /** A view of bytes `start … end - 1`: no copy. */
  override subarray(start?: number, end?: number): Buffer {
    const from = clampIndex(start ?? 0, this.length);
    const to = end === undefined ? this.length : clampIndex(end, this.length);
    return new Buffer(this.buffer, this.byteOffset + from, to > from ? to - from : 0);
  }

  /** As `subarray`: unlike other typed arrays' `slice` it does not copy. */
  override slice(start?: number, end?: number): Buffer {
    return this.subarray(start, end);
  }

  /** Fills with a byte, with text again and again, or with bytes again and again. */
  override fill(value: unknown, offset?: number | string, end?: number | string, encoding?: string): this {
    let name = encoding;
    let from: unknown = offset;
    let to: unknown = end;
    if (typeof value === 'string') {
      if (typeof offset === 'string') {
        name = offset;
        from = undefined;
      } else if (typeof end === 'string') {
        name = end;
        to = undefined;
      }
    }
    const known = typeof value === 'string' && name !== undefined ? checkEncoding(name) : 'utf8';
    if (from !== undefined) {
      checkInteger(from, 'offset', 0, kMaxLength);
      if (to !== undefined) checkInteger(to, 'end', 0, this.length);
    }
    const start = from === undefined ? 0 : Number(from);
    const stop = from === undefined || to === undefined ? this.length : Number(to);
    if (start >= stop) return this;
    return fillRange(this, value, known, start, stop);
  }

  /** Where text, bytes or one byte first appear at `byteOffset` or later (negative: from the end); -1 if nowhere. */
  override indexOf(value: unknown, byteOffset?: number | string, encoding?: string): number {
    return find(this, value, byteOffset, encoding, true);
  }

  /** Where text, bytes or one byte last appear at `byteOffset` or before; -1 if nowhere. */
  override lastIndexOf(value: unknown, byteOffset?: number | string, encoding?: string): number {
    return find(this, value, byteOffset, encoding, false);
  }

  override includes(value: unknown, byteOffset?: number | string, encoding?: string): boolean {
    return this.indexOf(value, byteOffset, encoding) !== -1;
  }

  override toLocaleString(): string {
    return this.toString();
  }

  /** `<Buffer 68 69>`, with own properties behind the bytes. */
  [CUSTOM_INSPECT](_depth: number | null, options: InspectOptions): string {
    const shown: string[] = [];
    for (let i = 0; i < this.length && i < INSPECT_MAX_BYTES; i++) {
      shown.push((this[i] as number).toString(16).padStart(2, '0'));
    }
    let text = shown.join(' ');
    const remaining = this.length - INSPECT_MAX_BYTES;
    if (remaining > 0) text += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
    const extras = ownExtras(this);
    if (extras !== undefined) {
      if (this.length !== 0) text += ', ';
      const inner = inspect(extras, { ...options, breakLength: Number.POSITIVE_INFINITY, compact: true });
      text += inner.slice(2, -2);
    }
    return `<${this.constructor.name} ${text}>`;
  }
}

function makeBuffer(size: number): Buffer {
  return new Buffer(new ArrayBuffer(size));
}

function fromText(text: string, encoding: unknown): Buffer {
  if (typeof encoding !== 'string' || encoding === '' || encoding === 'utf8') {
    const buffer = makeBuffer(utf8Length(text));
    encodeUtf8(text, buffer, 0, buffer.length);
    return buffer;
  }
  const known = checkEncoding(encoding);
  const buffer = makeBuffer(encodedLength(text, known));
  const written = encodeInto(text, known, buffer, 0, buffer.length);
  return written === buffer.length ? buffer : buffer.subarray(0, written);
}

function viewOf(memory: ArrayBuffer, byteOffset: unknown, length: unknown): Buffer {
  const offset = Number(byteOffset) || 0;
  const available = memory.byteLength - offset;
  if (available < 0) {
    throw new NodeRangeError('ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
  }
  if (length === undefined) return new Buffer(memory, offset, available);
  const wanted = Number(length);
  const size = Math.max(wanted || 0, 0);
  if (size > available)
    throw new NodeRangeError('ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
  return new Buffer(memory, offset, size);
}

function fromArrayLike(value: object, encoding: unknown): Buffer {
  const fields = value as {
    length?: unknown;
    type?: unknown;
    data?: unknown;
    [Symbol.toPrimitive]?: unknown;
  };
  if (fields.length !== undefined) {
    if (typeof fields.length !== 'number' || !(fields.length > 0)) return makeBuffer(0);
    return copyElements(value as ArrayLike<unknown>);
  }
  if (fields.type === 'Buffer' && Array.isArray(fields.data)) return copyElements(fields.data);
  const toPrimitive = fields[Symbol.toPrimitive];
  if (typeof toPrimitive === 'function') {
    const primitive: unknown = toPrimitive.call(value, 'string');
    if (typeof primitive === 'string') return fromText(primitive, encoding);
  }
  throw invalidArgType('first argument', FROM_TYPES, value);
}

function copyElements(source: ArrayLike<unknown>): Buffer {
  const buffer = makeBuffer(source.length);
  if (source instanceof Uint8Array) buffer.set(source);
  else for (let i = 0; i < buffer.length; i++) buffer[i] = Number(source[i]);
  return buffer;
}

function fillRange<T extends Uint8Array>(
  buffer: T,
  value: unknown,
  encoding: Encoding,
  start: number,
  end: number,
): T {
  const isBytes = ArrayBuffer.isView(value);
  if (typeof value !== 'string' && !isBytes) {
    Uint8Array.prototype.fill.call(buffer, Number(value) & 255, start, end);
    return buffer;
  }
  if (value === '') {
    Uint8Array.prototype.fill.call(buffer, 0, start, end);
    return buffer;
  }
  const pattern = isBytes
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : fromText(value, encoding);
  if (pattern.length === 0) throw invalidArgValue('value', inspect(value));
  for (let at = start; at < end; at++) buffer[at] = pattern[(at - start) % pattern.length] as number;
  return buffer;
}

function find(
  buffer: Buffer,
  value: unknown,
  byteOffset: unknown,
  encoding: unknown,
  isForwards: boolean,
): number {
  const name = typeof byteOffset === 'string' ? byteOffset : encoding;
  const start = typeof byteOffset === 'string' ? Number.NaN : Number(byteOffset);
  const known = typeof name === 'string' ? canonicalEncoding(name) : 'utf8';
  let needle: Uint8Array;
  if (typeof value === 'number') needle = Uint8Array.of(value & 255);
  else if (value instanceof Uint8Array) needle = value;
  else if (typeof value === 'string') {
    if (known === undefined) throw unknownEncoding(name);
    needle = fromText(value, known);
  } else throw invalidArgType('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
  const length = buffer.length;
  const origin = Number.isNaN(start) ? (isForwards ? 0 : length) : Math.trunc(start);
  const at = origin < 0 ? origin + length : origin;
  if (needle.length === 0) return Math.min(Math.max(at, 0), length);
  const step = known === 'utf16le' && typeof value !== 'number' ? 2 : 1;
  if (isForwards) return findForwards(buffer, needle, Math.max(at, 0), step);
  return at < 0 ? -1 : findBackwards(buffer, needle, at, step);
}

function ownExtras(buffer: Buffer): object | undefined {
  let extras: Record<string, unknown> | undefined;
  for (const key of Object.keys(buffer)) {
    if (String(Number(key) >>> 0) === key) continue;
    extras ??= {};
    extras[key] = (buffer as unknown as Record<string, unknown>)[key];
  }
  return extras;
}

function checkEncoding(name: string): Encoding {
  const known = typeof name === 'string' ? canonicalEncoding(name) : undefined;
  if (known === undefined) throw unknownEncoding(name);
  return known;
}

function checkSize(size: number): void {
  if (typeof size !== 'number') throw invalidArgType('size', 'number', size);
  if (!(size >= 0 && size <= kMaxLength)) throw outOfRange('size', `>= 0 && <= ${kMaxLength}`, size);
}

function toInteger(value: number): number {
  return Math.trunc(Number(value)) || 0;
}

function clampIndex(index: number, length: number): number {
  const position = Math.trunc(Number(index)) || 0;
  if (position < 0) return Math.max(position + length, 0);
  return Math.min(position, length);
}
