/**
 * ArrayBuffer (ECMA-262 25.1), not resizable. The bytes are a KIND_RAW block that the buffer alone holds; typed arrays and
 * DataViews hold the buffer and the address of their first byte, which never changes: the heap doesn't move.
 * A detached buffer (after `transfer`) has no block.
 */
import { RAW_BYTES } from '../../../toolchain/compiler/layout/objects.ts';
import { addressOf, copyMemory, objectAt, trust, type usize } from '../../unsafe.ts';
import { integerOf, relativeEnd, relativeStart } from '../array/indices.ts';
import { makeRaw, makeUnclearedRaw } from '../core/objects/storage.ts';
import { isViewObject } from './views.ts';

/** The largest buffer: lengths of typed arrays are int32s (toolchain/compiler/layout/objects.ts). */
const MAX_BYTES = 0x7fff_ffff;

/** Are the bytes of the next buffer that is made cleared? */
let isCleared = true;

/** The bytes of the next buffer that is made hold anything: the caller makes it at once, and fills it before the program sees it. */
export function leaveNextUncleared(): void {
  isCleared = false;
}

/** ToIndex (ECMA-262 7.1.22). The error says `what`, or with `rest` the value between the two. */
export function toIndex(value: unknown, what: string, rest?: string): number {
  if (value === undefined) return 0;
  const index = integerOf(value);
  if (index < 0 || index > 9007199254740991)
    throw new RangeError(rest === undefined ? what : what + String(value) + rest);
  return index;
}

export class ArrayBufferGlobal {
  /** The block, undefined when detached. */
  #block: unknown;
  #byteLength: number;

  constructor(length?: unknown) {
    const clears = isCleared;
    isCleared = true;
    const sizeBytes = toIndex(length, 'Array buffer allocation failed');
    if (sizeBytes > MAX_BYTES) throw new RangeError('Array buffer allocation failed');
    this.#block = objectAt<object>(clears ? makeRaw(sizeBytes) : makeUnclearedRaw(sizeBytes));
    this.#byteLength = sizeBytes;
  }

  /** ECMA-262 25.1.5.1: is it a typed array or a DataView? */
  static isView(value: unknown): boolean {
    return isViewObject(value);
  }

  static get [Symbol.species](): unknown {
    return this;
  }

  get byteLength(): number {
    return this.#byteLength;
  }

  get detached(): boolean {
    return this.#block === undefined;
  }

  get maxByteLength(): number {
    return this.#byteLength;
  }

  get resizable(): boolean {
    return false;
  }

  /** ECMA-262 25.1.6.7: a copy of the bytes from `start` to `end`. */
  slice(start?: unknown, end?: unknown): ArrayBuffer {
    if (this.#block === undefined)
      throw new TypeError('Cannot perform ArrayBuffer.prototype.slice on a detached ArrayBuffer');
    const from = relativeStart(start, this.#byteLength);
    const to = relativeEnd(end, this.#byteLength);
    const count = to > from ? to - from : 0;
    leaveNextUncleared();
    const out = new ArrayBuffer(count);
    copyMemory(bytesOf(out), bytesOf(trust<ArrayBuffer>(this)) + from, count);
    return out;
  }

  /** ECMA-262 25.1.6.9: moves the bytes to a new buffer, of another length when one is given. */
  transfer(newLength?: unknown): ArrayBuffer {
    if (this.#block === undefined)
      throw new TypeError('Cannot perform ArrayBuffer.prototype.transfer on a detached ArrayBuffer');
    const length =
      newLength === undefined ? this.#byteLength : toIndex(newLength, 'Invalid array buffer length');
    const out = new ArrayBuffer(length);
    copyMemory(bytesOf(out), bytesOf(trust<ArrayBuffer>(this)), Math.min(length, this.#byteLength));
    this.#block = undefined;
    this.#byteLength = 0;
    return out;
  }

  transferToFixedLength(newLength?: unknown): ArrayBuffer {
    return this.transfer(newLength);
  }

  get [Symbol.toStringTag](): string {
    return 'ArrayBuffer';
  }

  /** The address of the first byte. */
  static $addressOf(buffer: ArrayBufferGlobal): usize {
    return addressOf(buffer.#block) + RAW_BYTES;
  }

  /** Its length, -1 when it is detached. */
  static $lengthOf(buffer: ArrayBufferGlobal): number {
    return buffer.#block === undefined ? -1 : buffer.#byteLength;
  }

  static $isBuffer(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #block in value;
  }
}

/** Is the value an ArrayBuffer? */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return ArrayBufferGlobal.$isBuffer(value);
}

/** The address of a buffer's first byte; stays right for as long as the buffer is held and not transferred. */
export function bytesOf(buffer: ArrayBuffer): usize {
  return ArrayBufferGlobal.$addressOf(trust<ArrayBufferGlobal>(buffer));
}

/** The length of a buffer in bytes, -1 when it is detached. */
export function byteLengthOf(buffer: ArrayBuffer): number {
  return ArrayBufferGlobal.$lengthOf(trust<ArrayBufferGlobal>(buffer));
}
