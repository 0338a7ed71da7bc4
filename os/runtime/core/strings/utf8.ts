/**
 * Between strings and ranges of UTF-8 bytes (WHATWG Encoding 4.1, 8.1; RFC 3629). Encoding writes U+FFFD for a lone
 * surrogate; decoding writes one U+FFFD for each maximal subpart of an ill-formed sequence (Unicode 3.9, table 3-8).
 */

import { STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import { addressOf, copyMemory, type i32, load8, store8, type u32, type usize } from '../../../unsafe.ts';
import { StringBuilder } from './primitives.ts';
import { isWide, lengthAt, makeFlat, settled, stringAt, unitOf, unitsOf } from './storage.ts';

const REPLACEMENT: u32 = 0xfffd;

/** Bytes that a string takes in UTF-8. */
export function utf8Length(text: string): usize {
  const string: usize = settled(addressOf(text));
  const length: usize = lengthAt(string);
  let bytes: usize = 0;
  for (let i: usize = 0; i < length; i++) {
    const point: u32 = pointAt(string, i, length);
    if (point > 0xffff) i += 1;
    bytes += sizeOf(point);
  }
  return bytes;
}

/**
 * Writes as many whole code points of a string, from unit `from` on, as fit in `sizeBytes` bytes at `to`. The next unit
 * to write is left in `encodedUnits()`; the result is the number of bytes.
 */
export function encodeUtf8(text: string, from: usize, to: usize, sizeBytes: usize): usize {
  const string: usize = settled(addressOf(text));
  const length: usize = lengthAt(string);
  let place: usize = to;
  let index: usize = from;
  while (index < length) {
    const point: u32 = pointAt(string, index, length);
    if (place + sizeOf(point) > to + sizeBytes) break;
    place = writePoint(place, point);
    index += point > 0xffff ? 2 : 1;
  }
  nextUnit = index;
  return place - to;
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

/** The code point at a unit; a lone surrogate is U+FFFD. */
function pointAt(string: usize, index: usize, length: usize): u32 {
  const unit: u32 = unitOf(string, index);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  if (unit > 0xdbff || index + 1 >= length) return REPLACEMENT;
  const low: u32 = unitOf(string, index + 1);
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
  const end: usize = from + sizeBytes;
  let place: usize = from;
  while (place < end && load8(place) < 0x80) place += 1;
  if (place === end) return decodeLatin1(from, sizeBytes);
  const out: StringBuilder = new StringBuilder();
  place = from;
  while (place < end) {
    const lead: u32 = load8(place);
    place += 1;
    if (lead < 0x80) {
      out.addUnit(lead);
      continue;
    }
    let more: u32 = continuationsOf(lead);
    let point: u32 = more === 0 ? REPLACEMENT : lead & (0x3f >> more);
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
    const whole: i32 = point;
    out.addCodePoint(whole);
  }
  return out.finish();
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
