/**
 * DataView (ECMA-262 25.3). Memory is little-endian on every target; big-endian values are put together of bytes.
 */
import {
  bitsOfDouble,
  doubleOfBits,
  type i8,
  type i16,
  type i32,
  load8,
  load16,
  load32,
  load64,
  loadF32,
  loadF64,
  stackWords,
  store8,
  store16,
  store32,
  store64,
  storeF32,
  storeF64,
  trust,
  type u32,
  type u64,
  type usize,
} from '../../unsafe.ts';
import { bigInts } from '../bigint/arithmetic.ts';
import { bigIntOfBits, bitsOfBigInt } from '../core/bigint.ts';
import { toNumber } from '../core/conversion.ts';
import { canonical } from '../core/objects/typed-elements.ts';
import { bytesOf, isArrayBuffer, toIndex } from './array-buffer.ts';

function swapped16(value: u32): u32 {
  return ((value & 0xff) << 8) | ((value >> 8) & 0xff);
}

function swapped32(value: u32): u32 {
  return (swapped16(value & 0xffff) << 16) | swapped16(value >> 16);
}

function swapped64(value: u64): u64 {
  const low: u64 = swapped32(value as u32);
  const high: u64 = swapped32((value >> 32) as u32);
  return (low << 32) | high;
}

export class DataViewGlobal {
  readonly #buffer: ArrayBuffer;
  readonly #offset: number;
  readonly #length: number;

  constructor(buffer: unknown, byteOffset?: unknown, byteLength?: unknown) {
    if (!isArrayBuffer(buffer))
      throw new TypeError('First argument to DataView constructor must be an ArrayBuffer');
    const offset = toIndex(byteOffset, 'Start offset ', ' is outside the bounds of the buffer');
    const available = buffer.byteLength;
    if (offset > available)
      throw new RangeError(`Start offset ${offset} is outside the bounds of the buffer`);
    const length =
      byteLength === undefined ? available - offset : toIndex(byteLength, 'Invalid DataView length ', '');
    if (offset + length > available) throw new RangeError(`Invalid DataView length ${length}`);
    this.#buffer = buffer;
    this.#offset = offset;
    this.#length = length;
  }

  get buffer(): ArrayBuffer {
    return this.#buffer;
  }

  get byteLength(): number {
    return this.#length;
  }

  get byteOffset(): number {
    return this.#offset;
  }

  get [Symbol.toStringTag](): string {
    return 'DataView';
  }

  get $isDataView(): boolean {
    return true;
  }

  /** The address of `sizeBytes` bytes at `index`. */
  #at(index: unknown, sizeBytes: number): usize {
    const position =
      typeof index === 'number' && index >= 0 && index === (index | 0)
        ? index
        : toIndex(index, 'Offset is outside the bounds of the DataView');
    if (position + sizeBytes > this.#length)
      throw new RangeError('Offset is outside the bounds of the DataView');
    return bytesOf(this.#buffer) + this.#offset + position;
  }

  getInt8(index: unknown): number {
    const value: i8 = load8(this.#at(index, 1)) as i8;
    return value;
  }

  getUint8(index: unknown): number {
    return load8(this.#at(index, 1));
  }

  getInt16(index: unknown, littleEndian?: unknown): number {
    const raw: u32 = load16(this.#at(index, 2));
    const value: i16 = (littleEndian ? raw : swapped16(raw)) as i16;
    return value;
  }

  getUint16(index: unknown, littleEndian?: unknown): number {
    const raw: u32 = load16(this.#at(index, 2));
    return littleEndian ? raw : swapped16(raw);
  }

  getInt32(index: unknown, littleEndian?: unknown): number {
    const raw: u32 = load32(this.#at(index, 4));
    const value: i32 = (littleEndian ? raw : swapped32(raw)) as i32;
    return value;
  }

  getUint32(index: unknown, littleEndian?: unknown): number {
    const raw: u32 = load32(this.#at(index, 4));
    return littleEndian ? raw : swapped32(raw);
  }

  getFloat32(index: unknown, littleEndian?: unknown): number {
    const address = this.#at(index, 4);
    if (littleEndian) return canonical(loadF32(address));
    const scratch = stackWords(1);
    store32(scratch, swapped32(load32(address)));
    return canonical(loadF32(scratch));
  }

  getFloat64(index: unknown, littleEndian?: unknown): number {
    const address = this.#at(index, 8);
    return canonical(littleEndian ? loadF64(address) : doubleOfBits(swapped64(load64(address))));
  }

  getBigInt64(index: unknown, littleEndian?: unknown): bigint {
    bigInts();
    return trust<bigint>(bigIntOfBits(this.#word(index, littleEndian), true));
  }

  getBigUint64(index: unknown, littleEndian?: unknown): bigint {
    bigInts();
    return trust<bigint>(bigIntOfBits(this.#word(index, littleEndian), false));
  }

  #word(index: unknown, littleEndian: unknown): u64 {
    const word: u64 = load64(this.#at(index, 8));
    return littleEndian ? word : swapped64(word);
  }

  setInt8(index: unknown, value: unknown): void {
    const number = toNumber(value);
    store8(this.#at(index, 1), number | 0);
  }

  setUint8(index: unknown, value: unknown): void {
    const number = toNumber(value);
    store8(this.#at(index, 1), number | 0);
  }

  setInt16(index: unknown, value: unknown, littleEndian?: unknown): void {
    const raw: u32 = (toNumber(value) & 0xffff) as u32;
    store16(this.#at(index, 2), littleEndian ? raw : swapped16(raw));
  }

  setUint16(index: unknown, value: unknown, littleEndian?: unknown): void {
    const raw: u32 = (toNumber(value) & 0xffff) as u32;
    store16(this.#at(index, 2), littleEndian ? raw : swapped16(raw));
  }

  setInt32(index: unknown, value: unknown, littleEndian?: unknown): void {
    const raw: u32 = (toNumber(value) >>> 0) as u32;
    store32(this.#at(index, 4), littleEndian ? raw : swapped32(raw));
  }

  setUint32(index: unknown, value: unknown, littleEndian?: unknown): void {
    const raw: u32 = (toNumber(value) >>> 0) as u32;
    store32(this.#at(index, 4), littleEndian ? raw : swapped32(raw));
  }

  setFloat32(index: unknown, value: unknown, littleEndian?: unknown): void {
    const number = toNumber(value);
    const address = this.#at(index, 4);
    storeF32(address, number);
    if (!littleEndian) store32(address, swapped32(load32(address)));
  }

  setFloat64(index: unknown, value: unknown, littleEndian?: unknown): void {
    const number = toNumber(value);
    const address = this.#at(index, 8);
    if (littleEndian) storeF64(address, number);
    else store64(address, swapped64(bitsOfDouble(number)));
  }

  setBigInt64(index: unknown, value: unknown, littleEndian?: unknown): void {
    this.setBigUint64(index, value, littleEndian);
  }

  setBigUint64(index: unknown, value: unknown, littleEndian?: unknown): void {
    bigInts();
    const word: u64 = bitsOfBigInt(value);
    store64(this.#at(index, 8), littleEndian ? word : swapped64(word));
  }
}
