/** Looking for what ends plain text in JSON (ECMA-262 25.5; RFC 8259 7), eight units of Latin-1 at a time. Replaced in tests under Node. */
import { KIND_STRING_LATIN1 } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  type i32,
  load8,
  load16,
  load64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { isOfKind, isWide, lengthAt, settled, unitsOf } from './storage.ts';
import { bytesBefore, everyByte, HIGH_BITS, zeroByte } from './words.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The first index ≥ `from` of a control character, a quote, a backslash or half of a surrogate pair: the length if there is none. `from` is at
 * most the length.
 */
export function specialInJson(text: string, from: i32): i32 {
  const string: usize = settled(addressOf(text));
  const length: i32 = lengthAt(string);
  const units: usize = unitsOf(string);
  if (isWide(string)) return specialInWide(units, from, length);
  const spaces: u64 = everyByte(SPACE);
  const quotes: u64 = everyByte(QUOTE);
  const backslashes: u64 = everyByte(BACKSLASH);
  // A flat string may be read up to a word beyond its end (layout/objects.ts), a slice may not.
  const end: i32 = isOfKind(string, KIND_STRING_LATIN1) ? length : length - 7;
  let at: i32 = from;
  for (; at < end; at += 8) {
    const word: u64 = load64(units + at);
    const controls: u64 = (word - spaces) & ~word & HIGH_BITS;
    const found: u64 = controls | zeroByte(word ^ quotes) | zeroByte(word ^ backslashes);
    if (found === 0) continue;
    const place: i32 = at + bytesBefore(found);
    return place < length ? place : length;
  }
  for (; at < length; at += 1) {
    const unit: u32 = load8(units + at);
    if (unit < SPACE || unit === QUOTE || unit === BACKSLASH) return at;
  }
  return length;
}

function specialInWide(units: usize, from: i32, length: i32): i32 {
  let at: i32 = from;
  for (; at < length; at += 1) {
    const unit: u32 = load16(units + at * 2);
    if (unit < SPACE || unit === QUOTE || unit === BACKSLASH) break;
    if (unit >= 0xd800 && unit <= 0xdfff) break;
  }
  return at;
}

/** The first index ≥ `from`, which is at most the length, of a unit that is no decimal digit. */
export function digitsEnd(text: string, from: i32): i32 {
  const string: usize = settled(addressOf(text));
  const length: i32 = lengthAt(string);
  const units: usize = unitsOf(string);
  const wide: boolean = isWide(string);
  let at: i32 = from;
  for (; at < length; at += 1) {
    const unit: u32 = wide ? load16(units + at * 2) : load8(units + at);
    const digit: u32 = unit - 0x30;
    if (digit > 9) break;
  }
  return at;
}
