/**
 * Between strings and ranges of UTF-8 bytes (WHATWG Encoding 4.1, 8.1; RFC 3629). Encoding writes U+FFFD for a lone
 * surrogate; decoding writes one U+FFFD for each maximal subpart of an ill-formed sequence (Unicode 3.9, table 3-8).
 */

import { STRING_DATA, STRING_LENGTH } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  copyMemory,
  load8,
  load16,
  load64,
  populationCount64,
  store8,
  store16,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { isWide, lengthAt, makeFlat, settled, stringAt, unitsOf } from './storage.ts';
import { stringOfUnit } from './units.ts';
import { asciiPrefix, HIGH_BITS, NOT_ASCII_UNITS, narrowed, widened, widenUnits } from './words.ts';

const REPLACEMENT = 0xfffd;
const EVERY_UNIT = 0x1_0000_0001 * 0x0001_0001;
const LOWER_BITS = EVERY_UNIT * 0x7fff;
/** What units have that take three bytes, and which bits say that a unit is a surrogate, and of which kind. */
const THREE_BYTE_UNITS = EVERY_UNIT * 0xf800;
const ANY_SURROGATE_UNITS = EVERY_UNIT * 0xf800;
const SURROGATE_UNITS = EVERY_UNIT * 0xfc00;
const HIGH_SURROGATES = EVERY_UNIT * 0xd800;
const LOW_SURROGATES = EVERY_UNIT * 0xdc00;

/** The uppermost bit of each of four units that isn't 0. */
function nonzeroUnits(word: u64): u64 {
  return (((word & LOWER_BITS) + LOWER_BITS) | word) & (LOWER_BITS + EVERY_UNIT);
}

/** The uppermost bit of each that is. */
function zeroUnits(word: u64): u64 {
  return nonzeroUnits(word) ^ (LOWER_BITS + EVERY_UNIT);
}

/** Bytes that a string takes in UTF-8. */
export function utf8Length(text: string): usize {
  const string: usize = settled(addressOf(text));
  const length: usize = lengthAt(string);
  const units: usize = unitsOf(string);
  if (isWide(string)) return wideUtf8Length(units, length);
  let bytes: usize = length;
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) bytes += populationCount64(load64(units + i) & HIGH_BITS);
  for (; i < length; i += 1) bytes += load8(units + i) >> 7;
  return bytes;
}

/** Four units at a time: each takes a byte, two from 0x80 on, three from 0x800 on; both of a pair together four. */
function wideUtf8Length(units: usize, length: usize): usize {
  let bytes: usize = length;
  let i: usize = 0;
  // The unit behind the four is looked at, too.
  for (; i + 5 <= length; i += 4) {
    const word: u64 = load64(units + i * 2);
    const above: u64 = word & NOT_ASCII_UNITS;
    if (above === 0) continue;
    bytes +=
      populationCount64(nonzeroUnits(above)) + populationCount64(nonzeroUnits(word & THREE_BYTE_UNITS));
    const highs: u64 = zeroUnits((word & SURROGATE_UNITS) ^ HIGH_SURROGATES);
    if (highs === 0) continue;
    const next: u64 = load64(units + i * 2 + 2);
    const lows: u64 = zeroUnits((next & SURROGATE_UNITS) ^ LOW_SURROGATES);
    bytes -= populationCount64(highs & lows) * 2;
  }
  // A low surrogate that belongs to the last of those was counted as three bytes less two.
  for (; i < length; i += 1) {
    const unit: u32 = load16(units + i * 2);
    bytes += sizeOf(unit) - 1;
    if (unit >= 0xd800 && unit <= 0xdbff && pointAt(units, i, length) > 0xffff) bytes -= 2;
  }
  return bytes;
}

/**
 * Writes as many whole code points of a string, from unit `from` on, as fit in `sizeBytes` bytes at `to`. The next unit
 * to write is left in `encodedUnits()`; the result is the number of bytes.
 */
export function encodeUtf8(text: string, from: usize, to: usize, sizeBytes: usize): usize {
  const string: usize = settled(addressOf(text));
  const end: usize = to + sizeBytes;
  const place: usize = isWide(string)
    ? encodeWide(unitsOf(string), from, lengthAt(string), to, end)
    : encodeNarrow(unitsOf(string), from, lengthAt(string), to, end);
  return place - to;
}

function encodeNarrow(units: usize, from: usize, length: usize, to: usize, end: usize): usize {
  let place: usize = to;
  let index: usize = from;
  while (index < length) {
    if (index + 8 <= length && place + 8 <= end) {
      const word: u64 = load64(units + index);
      if ((word & HIGH_BITS) === 0) {
        store64(place, word);
        place += 8;
        index += 8;
        continue;
      }
    }
    const unit: u32 = load8(units + index);
    if (place + sizeOf(unit) > end) break;
    place = writePoint(place, unit);
    index += 1;
  }
  nextUnit = index;
  return place;
}

function encodeWide(units: usize, from: usize, length: usize, to: usize, end: usize): usize {
  let place: usize = to;
  let index: usize = from;
  while (index < length) {
    // Where there is room for four units of three bytes, and the byte more that is written with the last one.
    if (index + 4 <= length && place + 13 <= end) {
      const word: u64 = load64(units + index * 2);
      if ((word & NOT_ASCII_UNITS) === 0) {
        store32(place, narrowed(word));
        place += 4;
        index += 4;
        continue;
      }
      if (zeroUnits((word & ANY_SURROGATE_UNITS) ^ HIGH_SURROGATES) === 0) {
        place = writeUnit(place, word & 0xffff);
        place = writeUnit(place, (word >> 16) & 0xffff);
        place = writeUnit(place, (word >> 32) & 0xffff);
        place = writeUnit(place, word >> 48);
        index += 4;
        continue;
      }
    }
    const point: u32 = pointAt(units, index, length);
    if (place + sizeOf(point) > end) break;
    place = writePoint(place, point);
    index += unitsFor(point);
  }
  nextUnit = index;
  return place;
}

/** Writes a unit that isn't a surrogate, without a jump; and bytes behind it, four together. Where the next one goes. */
function writeUnit(to: usize, unit: u64): usize {
  const last: u64 = 0x80 | (unit & 63);
  const two: u64 = (unit >> 6) | 0xc0 | (last << 8);
  const three: u64 = (unit >> 12) | 0xe0 | ((0x80 | ((unit >> 6) & 63)) << 8) | (last << 16);
  let bytes: u64 = three;
  let count: usize = 3;
  if (unit < 0x800) {
    bytes = two;
    count = 2;
  }
  if (unit < 0x80) {
    bytes = unit;
    count = 1;
  }
  store32(to, bytes);
  return to + count;
}

let nextUnit: usize = 0;

/** The index of the first unit that the last encodeUtf8 didn't write. */
export function encodedUnits(): usize {
  return nextUnit;
}

function sizeOf(point: u32): usize {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

function unitsFor(point: u32): usize {
  return point > 0xffff ? 2 : 1;
}

/** The code point at a unit of 16-bit ones; a lone surrogate is U+FFFD. */
function pointAt(units: usize, index: usize, length: usize): u32 {
  const unit: u32 = load16(units + index * 2);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  if (unit > 0xdbff || index + 1 >= length) return REPLACEMENT;
  const low: u32 = load16(units + index * 2 + 2);
  if (low < 0xdc00 || low > 0xdfff) return REPLACEMENT;
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

function writePoint(to: usize, point: u32): usize {
  if (point < 0x80) {
    store8(to, point);
    return to + 1;
  }
  if (point < 0x800) {
    store8(to, 0xc0 | (point >> 6));
    store8(to + 1, 0x80 | (point & 63));
    return to + 2;
  }
  if (point < 0x10000) {
    store8(to, 0xe0 | (point >> 12));
    store8(to + 1, 0x80 | ((point >> 6) & 63));
    store8(to + 2, 0x80 | (point & 63));
    return to + 3;
  }
  store8(to, 0xf0 | (point >> 18));
  store8(to + 1, 0x80 | ((point >> 12) & 63));
  store8(to + 2, 0x80 | ((point >> 6) & 63));
  store8(to + 3, 0x80 | (point & 63));
  return to + 4;
}

/** A string of bytes as they are: each a code unit below 256. */
export function decodeLatin1(from: usize, sizeBytes: usize): string {
  if (sizeBytes === 0) return '';
  const string: usize = makeFlat(sizeBytes, false);
  copyMemory(string + STRING_DATA, from, sizeBytes);
  return stringAt(string);
}

/** The text of `sizeBytes` bytes of UTF-8. Bytes below 0x80 only, the usual case, are copied as they are. */
export function decodeUtf8(from: usize, sizeBytes: usize): string {
  const ascii: usize = asciiPrefix(from, sizeBytes);
  if (ascii === sizeBytes) return decodeLatin1(from, sizeBytes);
  // No sequence has more units than bytes.
  const scratch: usize = makeFlat(sizeBytes, true);
  const units: usize = scratch + STRING_DATA;
  widenUnits(units, from, ascii);
  const all: u32 = decodeInto(units, ascii, from + ascii, from + sizeBytes);
  const count: usize = decodedUnits;
  if (all > 0xff && count * 2 >= sizeBytes) {
    store32(scratch + STRING_LENGTH, count);
    return count === 1 ? stringOfUnit(all) : stringAt(scratch);
  }
  if (count === 1) return stringOfUnit(all);
  const wide: boolean = all > 0xff;
  const string: usize = makeFlat(count, wide);
  if (wide) copyMemory(string + STRING_DATA, units, count * 2);
  else for (let i: usize = 0; i < count; i++) store8(string + STRING_DATA + i, load16(units + i * 2));
  return stringAt(string);
}

let decodedUnits: usize = 0;

/** Decodes bytes to 16-bit units from index `first` on; leaves their number, and gives all their bits together. */
function decodeInto(units: usize, first: usize, from: usize, end: usize): u32 {
  let index: usize = first;
  let place: usize = from;
  let all: u32 = 0;
  while (place < end) {
    const lead: u32 = load8(place);
    if (lead < 0x80) {
      if (place + 8 <= end) {
        const bytes: u64 = load64(place);
        if ((bytes & HIGH_BITS) === 0) {
          store64(units + index * 2, widened(bytes & 0xffff_ffff));
          store64(units + index * 2 + 8, widened(bytes >> 32));
          place += 8;
          index += 8;
          continue;
        }
      }
      store16(units + index * 2, lead);
      place += 1;
      index += 1;
      continue;
    }
    place += 1;
    let more: u32 = continuationsOf(lead);
    let point: u32 = REPLACEMENT;
    if (more !== 0) point = lead & (0x3f >> more);
    let low: u32 = lowestSecond(lead);
    let high: u32 = highestSecond(lead);
    while (more !== 0) {
      const next: u32 = place < end ? load8(place) : 0;
      if (next < low || next > high) {
        point = REPLACEMENT;
        break;
      }
      point = (point << 6) | (next & 63);
      low = 0x80;
      high = 0xbf;
      place += 1;
      more -= 1;
    }
    all = all | point;
    if (point > 0xffff) {
      store16(units + index * 2, 0xd7c0 + (point >> 10));
      index += 1;
      point = 0xdc00 + (point & 0x3ff);
    }
    store16(units + index * 2, point);
    index += 1;
  }
  decodedUnits = index;
  return all;
}

/** Bytes that follow a lead byte; 0: it can't lead. */
function continuationsOf(lead: u32): u32 {
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  return lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
}

/** The second byte's bounds, which keep out overlong forms, surrogates and points beyond U+10FFFF (RFC 3629 4). */
function lowestSecond(lead: u32): u32 {
  if (lead === 0xe0) return 0xa0;
  return lead === 0xf0 ? 0x90 : 0x80;
}

function highestSecond(lead: u32): u32 {
  if (lead === 0xed) return 0x9f;
  return lead === 0xf4 ? 0x8f : 0xbf;
}

/** The first byte of a string's units when they are bytes already (Latin-1, below 0x80 not checked), or 0. */
export function narrowUnits(text: string): usize {
  const string: usize = settled(addressOf(text));
  return isWide(string) ? 0 : unitsOf(string);
}
