/**
 * Units eight bytes at a time, in one word of the processor. What a word holds is least byte first: the first unit in the lowest bits.
 */
import {
  copyMemory,
  countTrailingZeros64,
  load8,
  load32,
  load64,
  store8,
  store16,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';

const EVERY_BYTE = 0x1_0000_0001 * 0x0101_0101;
const EVERY_UNIT = 0x1_0000_0001 * 0x0001_0001;
/** The uppermost bit of each byte, of each 16-bit unit. */
export const HIGH_BITS = EVERY_BYTE * 0x80;
const HIGH_UNIT_BITS = EVERY_UNIT * 0x8000;
/** What a unit below 0x80 doesn't have. */
export const NOT_ASCII_UNITS = EVERY_UNIT * 0xff80;
const EVEN_BYTES = EVERY_UNIT * 0xff;
const EVEN_UNITS = 0x1_0000_0001 * 0xffff;

/** The uppermost bit of the first byte that is 0, and perhaps of later ones; 0 when none is. */
export function zeroByte(word: u64): u64 {
  return (word - EVERY_BYTE) & ~word & HIGH_BITS;
}

/** The same for units of 16 bits. */
export function zeroUnit(word: u64): u64 {
  return (word - EVERY_UNIT) & ~word & HIGH_UNIT_BITS;
}

/** A word of eight times the same byte, and of four times the same unit. */
export function everyByte(byte: u64): u64 {
  return byte * EVERY_BYTE;
}

export function everyUnit(unit: u64): u64 {
  return unit * EVERY_UNIT;
}

/** The number of bytes before the first one that has any bit set in this word. */
export function bytesBefore(bits: u64): usize {
  const zeros: usize = countTrailingZeros64(bits);
  return zeros >> 3;
}

/** The first index from `from` on at which a byte stands in memory, or one not below `end`. */
export function indexOfByte(base: usize, from: usize, end: usize, byte: u64): usize {
  const bytes: u64 = everyByte(byte);
  let at: usize = from;
  for (; at + 8 <= end; at += 8) {
    const found: u64 = zeroByte(load64(base + at) ^ bytes);
    if (found !== 0) return at + bytesBefore(found);
  }
  while (at < end && load8(base + at) !== byte) at += 1;
  return at;
}

/** How many of `sizeBytes` bytes stand before the first one of 0x80 or above. */
export function asciiPrefix(from: usize, sizeBytes: usize): usize {
  let at: usize = 0;
  for (; at + 8 <= sizeBytes; at += 8) {
    const high: u64 = load64(from + at) & HIGH_BITS;
    if (high !== 0) return at + bytesBefore(high);
  }
  while (at < sizeBytes && load8(from + at) < 0x80) at += 1;
  return at;
}

/** Four bytes, the lower half of a word, as four units. */
export function widened(bytes: u64): u64 {
  const pairs: u64 = (bytes | (bytes << 16)) & EVEN_UNITS;
  return (pairs | (pairs << 8)) & EVEN_BYTES;
}

/** Four units below 0x100 as four bytes, the lower half of a word. */
export function narrowed(units: u64): u64 {
  const pairs: u64 = (units | (units >> 8)) & EVEN_UNITS;
  return pairs | (pairs >> 16);
}

/** Writes bytes as units. */
export function widenUnits(to: usize, from: usize, length: usize): void {
  let at: usize = 0;
  for (; at + 8 <= length; at += 8) {
    const bytes: u64 = load64(from + at);
    store64(to + at * 2, widened(bytes & 0xffff_ffff));
    store64(to + at * 2 + 8, widened(bytes >> 32));
  }
  for (; at < length; at += 1) store16(to + at * 2, load8(from + at));
}

/**
 * Copies `sizeBytes` bytes a word at a time: up to 7 more are written, and read, which a flat string's units allow from their start on
 * (layout/objects.ts).
 */
export function copyWords(to: usize, from: usize, sizeBytes: usize): void {
  for (let at: usize = 0; at < sizeBytes; at += 8) {
    const word: u64 = load64(from + at);
    store64(to + at, word);
  }
}

/** Copies exactly `sizeBytes` bytes, of which there are few: what is read and written last overlaps what was before. */
export function copyFew(to: usize, from: usize, sizeBytes: usize): void {
  if (sizeBytes < 8) {
    copyLess(to, from, sizeBytes);
    return;
  }
  const last: usize = sizeBytes - 8;
  for (let at: usize = 0; at < last; at += 8) {
    const word: u64 = load64(from + at);
    store64(to + at, word);
  }
  const word: u64 = load64(from + last);
  store64(to + last, word);
}

function copyLess(to: usize, from: usize, sizeBytes: usize): void {
  if (sizeBytes < 4) {
    for (let at: usize = 0; at < sizeBytes; at += 1) store8(to + at, load8(from + at));
    return;
  }
  const first: u32 = load32(from);
  const last: u32 = load32(from + sizeBytes - 4);
  store32(to, first);
  store32(to + sizeBytes - 4, last);
}

/** Copies the `sizeBytes` bytes of a flat string from its first unit on: by words where they may be written, up to `limit`. */
export function copyShort(to: usize, from: usize, sizeBytes: usize, limit: usize): void {
  if (to + sizeBytes + 7 <= limit) copyWords(to, from, sizeBytes);
  else copyMemory(to, from, sizeBytes);
}
