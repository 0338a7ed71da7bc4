/** Strings that are array indices (ECMA-262 6.1.7): the canonical decimal text of an integer from 0 to 2^32 - 2. */
import { addressOf, type u32, type u64, type usize } from '../../../unsafe.ts';
import { lengthAt, settled, unitOf } from './storage.ts';

/** Stands for "not an index"; it is the one u32 that isn't an index. */
export const NOT_AN_INDEX: u32 = 0xffff_ffff;

/** The index that a property name is, or NOT_AN_INDEX. Cost: one look at the first unit for other names. */
export function indexOfName(name: string): u32 {
  const string: usize = addressOf(name);
  const length: usize = lengthAt(string);
  if (length === 0 || length > 10) return NOT_AN_INDEX;
  settled(string);
  const first: u32 = unitOf(string, 0);
  if (first < 0x30 || first > 0x39 || (first === 0x30 && length !== 1)) return NOT_AN_INDEX;
  let value: u64 = 0;
  for (let i: usize = 0; i < length; i++) {
    const unit: u32 = unitOf(string, i);
    if (unit < 0x30 || unit > 0x39) return NOT_AN_INDEX;
    value = value * 10 + (unit - 0x30);
  }
  if (value >= NOT_AN_INDEX) return NOT_AN_INDEX;
  return value;
}
