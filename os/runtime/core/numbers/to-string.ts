/** Number::toString with radix ten (ECMA-262 6.1.6.1.20); other radices are os/runtime/number/radix.ts's. */
import { STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  bitsOfDouble,
  copyMemory,
  type i32,
  i32OfDouble,
  stackWords,
  store8,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { StringBuilder } from '../strings/primitives.ts';
import { makeFlat, stringAt } from '../strings/storage.ts';
import { stringOfUnit } from '../strings/units.ts';
import { type Digits, shortestDigits } from './shortest.ts';

const ZERO: u32 = 0x30;

/** The text of an int32. */
export function int32ToString(value: i32): string {
  if (value >= 0 && value <= 9) return stringOfUnit(ZERO + value);
  const buffer: usize = stackWords(2);
  let rest: u32 = value < 0 ? 0 - value : value;
  let place: usize = buffer + 16;
  while (rest !== 0) {
    place -= 1;
    store8(place, ZERO + (rest % 10));
    rest = rest / 10;
  }
  if (value < 0) {
    place -= 1;
    store8(place, 0x2d);
  }
  const length: usize = buffer + 16 - place;
  const text: usize = makeFlat(length, false);
  copyMemory(text + STRING_DATA, place, length);
  return stringAt(text);
}

/** The text of any number. */
export function numberToString(value: number): string {
  const small: i32 = i32OfDouble(value);
  if ((small as number) === value) return int32ToString(small);
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  if (value !== value) return 'NaN';
  if (value === Infinity) return 'Infinity';
  if (value === -Infinity) return '-Infinity';
  const magnitude: number = value < 0 ? -value : value;
  const bits: u64 = bitsOfDouble(magnitude);
  const field: i32 = bits >> 52;
  const fraction: u64 = bits & 0x000f_ffff_ffff_ffff;
  const mantissa: u64 = field === 0 ? fraction : fraction | 0x0010_0000_0000_0000;
  const exponent: i32 = field === 0 ? -1074 : field - 1075;
  return layOut(shortestDigits(magnitude, mantissa as number, exponent as number), value < 0);
}

/** Steps 6 to 12: decimal notation from 1e-7 up to 1e21, else an exponent. */
function layOut(decimal: Digits, negative: boolean): string {
  const digits: number[] = decimal.digits;
  const count: number = digits.length;
  const point: number = decimal.point;
  const out: StringBuilder = new StringBuilder();
  if (negative) out.addUnit(0x2d);
  if (point > 0 && point <= 21) {
    for (let i = 0; i < point || i < count; i++) {
      if (i === point) out.addUnit(0x2e);
      out.addUnit(i < count ? 0x30 + (digits[i] as number) : 0x30);
    }
  } else if (point > -6 && point <= 0) {
    out.add('0.');
    for (let i = point; i < 0; i++) out.addUnit(0x30);
    for (let i = 0; i < count; i++) out.addUnit(0x30 + (digits[i] as number));
  } else {
    out.addUnit(0x30 + (digits[0] as number));
    if (count > 1) out.addUnit(0x2e);
    for (let i = 1; i < count; i++) out.addUnit(0x30 + (digits[i] as number));
    out.add(point > 0 ? 'e+' : 'e-');
    const exponent: number = point > 0 ? point - 1 : 1 - point;
    out.add(int32ToString(exponent as i32));
  }
  return out.finish();
}
