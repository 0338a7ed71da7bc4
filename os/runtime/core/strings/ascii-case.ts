/** Upper and lower case of ASCII, eight characters at a time. Replaced in tests under Node. */
import { STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  load8,
  load64,
  store8,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { isWide, lengthAt, makeFlat, settled, stringAt, unitsOf } from './storage.ts';
import { asciiPrefix, everyByte, HIGH_BITS } from './words.ts';

/** The bit that letters differ in. */
const CASE: u32 = 0x20;

/**
 * A text of ASCII with the letters from `first` on, 26 of them, in the other case: the text itself when it has none. '' when something else than
 * ASCII is in it.
 */
export function asciiCase(text: string, first: u64): string {
  const string: usize = settled(addressOf(text));
  const length: usize = lengthAt(string);
  const units: usize = unitsOf(string);
  if (isWide(string) || asciiPrefix(units, length) < length) return '';
  if (!hasLetter(units, length, first)) return text;
  const flat: usize = makeFlat(length, false);
  const to: usize = flat + STRING_DATA;
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) {
    const word: u64 = load64(units + i);
    store64(to + i, word ^ (letters(word, first) >> 2));
  }
  for (; i < length; i++) {
    const unit: u32 = load8(units + i);
    store8(to + i, isLetter(unit, first) ? unit ^ CASE : unit);
  }
  return stringAt(flat);
}

/** The uppermost bit of each byte of a word of ASCII that is one of the 26 letters. */
function letters(word: u64, first: u64): u64 {
  const fromFirst: u64 = word + everyByte(0x80 - first);
  const behindLast: u64 = word + everyByte(0x80 - 26 - first);
  return fromFirst & ~behindLast & HIGH_BITS;
}

function isLetter(unit: u32, first: u64): boolean {
  const offset: u32 = unit - (first as u32);
  return offset < 26;
}

function hasLetter(units: usize, length: usize, first: u64): boolean {
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) if (letters(load64(units + i), first) !== 0) return true;
  for (; i < length; i++) if (isLetter(load8(units + i), first)) return true;
  return false;
}
