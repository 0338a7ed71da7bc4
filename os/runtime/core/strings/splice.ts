/** A text with a part replaced by another: one new string, where making its three pieces first would be four. Replaced in tests under Node. */
import { KIND_STRING_LATIN1, STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import { addressOf, copyMemory, type i32, type usize } from '../../../unsafe.ts';
import { concat } from './concat.ts';
import { slice } from './primitives.ts';
import {
  copyUnits,
  isOfKind,
  isWide,
  lengthAt,
  makeFlat,
  makeShort,
  SHORT_MAX,
  settled,
  stringAt,
} from './storage.ts';

/** Longer texts are made of slices of what is there. */
const COPY_MAX: usize = 512;

/** `text` with `by` in place of its units from `from` up to `to`, 0 ≤ from ≤ to ≤ length. */
export function spliced(text: string, from: i32, to: i32, by: string): string {
  const string: usize = addressOf(text);
  const part: usize = addressOf(by);
  const count: usize = lengthAt(part);
  const start: usize = from;
  const end: usize = to;
  const rest: usize = lengthAt(string) - end;
  const length: usize = start + count + rest;
  if (length < 2 || length > COPY_MAX)
    return concat(concat(slice(text, 0, from), by), slice(text, to, lengthAt(string)));
  if (length <= SHORT_MAX && isOfKind(string, KIND_STRING_LATIN1) && isOfKind(part, KIND_STRING_LATIN1)) {
    const short: usize = makeShort(length);
    const units: usize = short + STRING_DATA;
    copyMemory(units, string + STRING_DATA, start);
    copyMemory(units + start, part + STRING_DATA, count);
    copyMemory(units + start + count, string + STRING_DATA + end, rest);
    return stringAt(short);
  }
  const wide: boolean = isWide(string) || isWide(part);
  const flat: usize = makeFlat(length, wide);
  const units: usize = flat + STRING_DATA;
  const size: usize = wide ? 2 : 1;
  copyUnits(units, wide, settled(string), 0, start);
  copyUnits(units + start * size, wide, settled(part), 0, count);
  copyUnits(units + (start + count) * size, wide, string, end, rest);
  return stringAt(flat);
}
