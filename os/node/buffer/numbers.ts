/**
 * Numbers in bytes: the `readUInt32BE` family of Buffer.
 *
 * Integers up to 48 bits are put together byte by byte; floats and 64-bit integers go through one scratch word.
 * All check their offset as Node does: ERR_INVALID_ARG_TYPE for no number, ERR_OUT_OF_RANGE for a fraction or an
 * offset beyond the end, ERR_BUFFER_OUT_OF_BOUNDS when the buffer is shorter than the number.
 */

import { invalidArgType, outOfRange } from '../errors/codes.ts';
import { NodeRangeError } from '../errors/node-error.ts';

const scratchView: DataView = new DataView(new ArrayBuffer(8));

/** A byte array that reads and writes numbers in either byte order. */
export class NumericBytes extends Uint8Array<ArrayBuffer> {
  readUInt8(offset: number = 0): number {
    return readUnsigned(this, offset, 1, true);
  }
  readUInt16LE(offset: number = 0): number {
    return readUnsigned(this, offset, 2, true);
  }
  readUInt16BE(offset: number = 0): number {
    return readUnsigned(this, offset, 2, false);
  }
  readUInt32LE(offset: number = 0): number {
    return readUnsigned(this, offset, 4, true);
  }
  readUInt32BE(offset: number = 0): number {
    return readUnsigned(this, offset, 4, false);
  }
  readUIntLE(offset: number, byteLength: number): number {
    return readUnsigned(this, requireOffset(offset), checkSize(byteLength), true);
  }
  readUIntBE(offset: number, byteLength: number): number {
    return readUnsigned(this, requireOffset(offset), checkSize(byteLength), false);
  }
  readInt8(offset: number = 0): number {
    return readSigned(this, offset, 1, true);
  }
  readInt16LE(offset: number = 0): number {
    return readSigned(this, offset, 2, true);
  }
  readInt16BE(offset: number = 0): number {
    return readSigned(this, offset, 2, false);
  }
  readInt32LE(offset: number = 0): number {
    return readSigned(this, offset, 4, true);
  }
  readInt32BE(offset: number = 0): number {
    return readSigned(this, offset, 4, false);
  }
  readIntLE(offset: number, byteLength: number): number {
    return readSigned(this, requireOffset(offset), checkSize(byteLength), true);
  }
  readIntBE(offset: number, byteLength: number): number {
    return readSigned(this, requireOffset(offset), checkSize(byteLength), false);
  }
  readFloatLE(offset: number = 0): number {
    loadScratch(this, offset, 4);
    return scratchView.getFloat32(0, true);
  }
  readFloatBE(offset: number = 0): number {
    loadScratch(this, offset, 4);
    return scratchView.getFloat32(0, false);
  }
  readDoubleLE(offset: number = 0): number {
    loadScratch(this, offset, 8);
    return scratchView.getFloat64(0, true);
  }
  readDoubleBE(offset: number = 0): number {
    loadScratch(this, offset, 8);
    return scratchView.getFloat64(0, false);
  }
  readBigInt64LE(offset: number = 0): bigint {
    loadScratch(this, offset, 8);
    return scratchView.getBigInt64(0, true);
  }
  readBigInt64BE(offset: number = 0): bigint {
    loadScratch(this, offset, 8);
    return scratchView.getBigInt64(0, false);
  }
  readBigUInt64LE(offset: number = 0): bigint {
    loadScratch(this, offset, 8);
    return scratchView.getBigUint64(0, true);
  }
  readBigUInt64BE(offset: number = 0): bigint {
    loadScratch(this, offset, 8);
    return scratchView.getBigUint64(0, false);
  }

  writeUInt8(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 1, true, 0);
  }
  writeUInt16LE(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 2, true, 0);
  }
  writeUInt16BE(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 2, false, 0);
  }
  writeUInt32LE(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 4, true, 0);
  }
  writeUInt32BE(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 4, false, 0);
  }
  writeUIntLE(value: number, offset: number, byteLength: number): number {
    return writeInteger(this, value, requireOffset(offset), checkSize(byteLength), true, 0);
  }
  writeUIntBE(value: number, offset: number, byteLength: number): number {
    return writeInteger(this, value, requireOffset(offset), checkSize(byteLength), false, 0);
  }
  writeInt8(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 1, true, -1);
  }
  writeInt16LE(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 2, true, -1);
  }
  writeInt16BE(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 2, false, -1);
  }
  writeInt32LE(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 4, true, -1);
  }
  writeInt32BE(value: number, offset: number = 0): number {
    return writeInteger(this, value, offset, 4, false, -1);
  }
  writeIntLE(value: number, offset: number, byteLength: number): number {
    return writeInteger(this, value, requireOffset(offset), checkSize(byteLength), true, -1);
  }
  writeIntBE(value: number, offset: number, byteLength: number): number {
    return writeInteger(this, value, requireOffset(offset), checkSize(byteLength), false, -1);
  }
  writeFloatLE(value: number, offset: number = 0): number {
    scratchView.setFloat32(0, value, true);
    return storeScratch(this, offset, 4);
  }
  writeFloatBE(value: number, offset: number = 0): number {
    scratchView.setFloat32(0, value, false);
    return storeScratch(this, offset, 4);
  }
  writeDoubleLE(value: number, offset: number = 0): number {
    scratchView.setFloat64(0, value, true);
    return storeScratch(this, offset, 8);
  }
  writeDoubleBE(value: number, offset: number = 0): number {
    scratchView.setFloat64(0, value, false);
    return storeScratch(this, offset, 8);
  }
  writeBigInt64LE(value: bigint, offset: number = 0): number {
    return writeBigInteger(this, value, offset, true, true);
  }
  writeBigInt64BE(value: bigint, offset: number = 0): number {
    return writeBigInteger(this, value, offset, false, true);
  }
  writeBigUInt64LE(value: bigint, offset: number = 0): number {
    return writeBigInteger(this, value, offset, true, false);
  }
  writeBigUInt64BE(value: bigint, offset: number = 0): number {
    return writeBigInteger(this, value, offset, false, false);
  }

  /** Swaps the bytes of every 16-bit word in place; ERR_INVALID_BUFFER_SIZE unless the length is even. */
  swap16(): this {
    return swapWords(this, 2);
  }
  /** As `swap16`, 32 bits. */
  swap32(): this {
    return swapWords(this, 4);
  }
  /** As `swap16`, 64 bits. */
  swap64(): this {
    return swapWords(this, 8);
  }

  // Node has every unsigned method under a second name. In an image both are one function (compiler, world.ts).
  readUint8(offset: number = 0): number {
    return this.readUInt8(offset);
  }
  readUint16LE(offset: number = 0): number {
    return this.readUInt16LE(offset);
  }
  readUint16BE(offset: number = 0): number {
    return this.readUInt16BE(offset);
  }
  readUint32LE(offset: number = 0): number {
    return this.readUInt32LE(offset);
  }
  readUint32BE(offset: number = 0): number {
    return this.readUInt32BE(offset);
  }
  readUintLE(offset: number, byteLength: number): number {
    return this.readUIntLE(offset, byteLength);
  }
  readUintBE(offset: number, byteLength: number): number {
    return this.readUIntBE(offset, byteLength);
  }
  readBigUint64LE(offset: number = 0): bigint {
    return this.readBigUInt64LE(offset);
  }
  writeBigUint64LE(value: bigint, offset: number = 0): number {
    return this.writeBigUInt64LE(value, offset);
  }
  readBigUint64BE(offset: number = 0): bigint {
    return this.readBigUInt64BE(offset);
  }
  writeBigUint64BE(value: bigint, offset: number = 0): number {
    return this.writeBigUInt64BE(value, offset);
  }
  writeUint8(value: number, offset: number = 0): number {
    return this.writeUInt8(value, offset);
  }
  writeUint16LE(value: number, offset: number = 0): number {
    return this.writeUInt16LE(value, offset);
  }
  writeUint16BE(value: number, offset: number = 0): number {
    return this.writeUInt16BE(value, offset);
  }
  writeUint32LE(value: number, offset: number = 0): number {
    return this.writeUInt32LE(value, offset);
  }
  writeUint32BE(value: number, offset: number = 0): number {
    return this.writeUInt32BE(value, offset);
  }
  writeUintLE(value: number, offset: number, byteLength: number): number {
    return this.writeUIntLE(value, offset, byteLength);
  }
  writeUintBE(value: number, offset: number, byteLength: number): number {
    return this.writeUIntBE(value, offset, byteLength);
  }
}

function readUnsigned(bytes: Uint8Array, offset: number, size: number, isLittle: boolean): number {
  checkOffset(bytes, offset, size);
  let value = 0;
  if (isLittle) for (let i = size - 1; i >= 0; i--) value = value * 256 + (bytes[offset + i] as number);
  else for (let i = 0; i < size; i++) value = value * 256 + (bytes[offset + i] as number);
  return value;
}

function readSigned(bytes: Uint8Array, offset: number, size: number, isLittle: boolean): number {
  const value = readUnsigned(bytes, offset, size, isLittle);
  const limit = 2 ** (8 * size);
  return value >= limit / 2 ? value - limit : value;
}

/** `sign` is 0 for unsigned and -1 for signed numbers. Returns the offset behind the number. */
function writeInteger(
  bytes: Uint8Array,
  input: number,
  offset: number,
  size: number,
  isLittle: boolean,
  sign: 0 | -1,
): number {
  const value = Number(input);
  if (typeof offset !== 'number') throw invalidArgType('offset', 'number', offset);
  const limit = sign === 0 ? 2 ** (8 * size) : 2 ** (8 * size - 1);
  if (value >= limit || value < sign * limit) {
    // NaN is neither: it is stored as 0, as in Node. Fractions just below the limit are out of range, too.
    throw outOfRange('value', describeRange(size, sign, limit), value);
  }
  if (value > limit - 1) throw outOfRange('value', describeRange(size, sign, limit), value);
  checkOffset(bytes, offset, size);
  // Two's complement; the remainder of a negative number becomes positive by adding the modulus.
  let rest = Math.trunc(value) || 0;
  if (rest < 0) rest += 2 ** (8 * size);
  for (let i = 0; i < size; i++) {
    bytes[isLittle ? offset + i : offset + size - 1 - i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + size;
}

function writeBigInteger(
  bytes: Uint8Array,
  value: bigint,
  offset: number,
  isLittle: boolean,
  isSigned: boolean,
): number {
  if (isSigned) {
    const limit = 2n ** 63n;
    if (value >= limit || value < -limit) throw outOfRange('value', '>= -(2n ** 63n) and < 2n ** 63n', value);
  } else if (value >= 2n ** 64n || value < 0n) {
    throw outOfRange('value', '>= 0n and < 2n ** 64n', value);
  }
  checkOffset(bytes, offset, 8);
  // A number fails here, as in Node.
  scratchView.setBigInt64(0, value & 0xffff_ffff_ffff_ffffn, isLittle);
  return storeScratch(bytes, offset, 8);
}

function describeRange(size: number, sign: 0 | -1, limit: number): string {
  if (size <= 4 && !(size === 4)) return `>= ${sign * limit} and <= ${limit - 1}`;
  if (size === 4 && sign === 0) return `>= 0 and <= ${limit - 1}`;
  if (size === 4) return `>= ${-limit} and <= ${limit - 1}`;
  const bits = 8 * size;
  return sign === 0 ? `>= 0 and < 2 ** ${bits}` : `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}`;
}

function loadScratch(bytes: Uint8Array, offset: number, size: number): void {
  checkOffset(bytes, offset, size);
  for (let i = 0; i < size; i++) scratchView.setUint8(i, bytes[offset + i] as number);
}

function storeScratch(bytes: Uint8Array, offset: number, size: number): number {
  checkOffset(bytes, offset, size);
  for (let i = 0; i < size; i++) bytes[offset + i] = scratchView.getUint8(i);
  return offset + size;
}

function checkOffset(bytes: Uint8Array, offset: number, size: number): void {
  if (typeof offset !== 'number') throw invalidArgType('offset', 'number', offset);
  const last = bytes.length - size;
  if (Number.isInteger(offset) && offset >= 0 && offset <= last) return;
  if (Math.floor(offset) !== offset) throw outOfRange('offset', 'an integer', offset);
  if (last < 0) {
    throw new NodeRangeError('ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
  }
  throw outOfRange('offset', `>= 0 and <= ${last}`, offset);
}

function requireOffset(offset: number): number {
  if (offset === undefined) throw invalidArgType('offset', 'number', offset);
  return offset;
}

function checkSize(byteLength: number): number {
  if (typeof byteLength !== 'number') throw invalidArgType('byteLength', 'number', byteLength);
  if (Math.floor(byteLength) !== byteLength) throw outOfRange('byteLength', 'an integer', byteLength);
  if (byteLength < 1 || byteLength > 6) throw outOfRange('byteLength', '>= 1 and <= 6', byteLength);
  return byteLength;
}

function swapWords<T extends Uint8Array>(bytes: T, size: number): T {
  if (bytes.length % size !== 0) {
    throw new NodeRangeError('ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${size * 8}-bits`);
  }
  for (let at = 0; at < bytes.length; at += size) {
    for (let i = 0; i < size / 2; i++) {
      const low = bytes[at + i] as number;
      bytes[at + i] = bytes[at + size - 1 - i] as number;
      bytes[at + size - 1 - i] = low;
    }
  }
  return bytes;
}
