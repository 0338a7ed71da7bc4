/**
 * The usual cases of `toFixed` and of `toString` with a radix, in machine integers: '' when it is none of them. Replaced in tests under Node
 * by what says so always.
 */
import { STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  absolute,
  bitsOfDouble,
  copyMemory,
  countTrailingZeros64,
  doubleOfU64,
  type i32,
  multiplyHigh64,
  stackWords,
  store8,
  type u32,
  type u64,
  u64OfDouble,
  type usize,
} from '../../../unsafe.ts';
import { makeFlat, stringAt } from '../strings/storage.ts';
import { writeInteger } from './digits.ts';
import { exactPowerOfTen } from './powers-of-ten.ts';

const FRACTION_MASK = 0x000f_ffff_ffff_ffff;
const IMPLICIT = 0x0010_0000_0000_0000;
const EXACT_MAX = 0x0020_0000_0000_0000;
/** The digits behind the point and a 1 before them fit into a word. */
const FIXED_MAX = 18;
const MINUS = 0x2d;
const POINT = 0x2e;

/**
 * `x.toFixed(fraction)` of a finite number (ECMA-262 21.1.3.3) below 2^63 of which 63 bits behind the point are all there are, or that is 0
 * when rounded. These bits times a power of ten are exact in 128 bits.
 */
export function quickFixed(x: number, fraction: i32): string {
  if (fraction < 0 || fraction > FIXED_MAX) return '';
  const bits: u64 = bitsOfDouble(absolute(x));
  const field: i32 = bits >> 52;
  const exponent: i32 = field - 1075;
  if (exponent > 10) return '';
  const scale: u64 = u64OfDouble(exactPowerOfTen(fraction));
  let whole: u64 = 0;
  let digits: u64 = 0;
  if (exponent >= -63) {
    const mantissa: u64 = (bits & FRACTION_MASK) | IMPLICIT;
    if (exponent >= 0) {
      whole = mantissa << exponent;
    } else {
      whole = mantissa >> (0 - exponent);
      const part: u64 = mantissa << (64 + exponent);
      digits = multiplyHigh64(part, scale) + ((part * scale) >> 63);
    }
  } else if (absolute(x) * doubleOfU64(scale) >= 0.25) return '';
  if (digits === scale) {
    whole += 1;
    digits = 0;
  }
  const out: usize = stackWords(8);
  const sign: usize = x < 0 ? 1 : 0;
  store8(out, MINUS);
  const point: usize = out + sign + writeInteger(out + sign, whole);
  if (fraction === 0) return flatOf(out, point - out);
  const count: usize = writeInteger(point, scale + digits);
  store8(point, POINT);
  return flatOf(out, point + count - out);
}

/** The text of an integer below 2^53 in a radix from 2 to 36. */
export function quickRadix(x: number, radix: u32): string {
  let rest: u64 = u64OfDouble(absolute(x));
  if (rest >= EXACT_MAX || doubleOfU64(rest) !== absolute(x)) return '';
  const out: usize = stackWords(8);
  const end: usize = out + 64;
  let place: usize = end;
  const isPowerOfTwo: boolean = (radix & (radix - 1)) === 0;
  const shift: u64 = countTrailingZeros64(radix);
  while (true) {
    const next: u64 = isPowerOfTwo ? rest >> shift : quotient(rest, radix);
    const digit: u64 = rest - next * radix;
    place -= 1;
    store8(place, digit < 10 ? 0x30 + digit : 0x57 + digit);
    rest = next;
    if (rest === 0) break;
  }
  if (x < 0) {
    place -= 1;
    store8(place, MINUS);
  }
  return flatOf(place, end - place);
}

/** A division of 32 bits takes a third of the time of one of 64. */
function quotient(a: u64, radix: u32): u64 {
  if (a >> 32 !== 0) return a / radix;
  const small: u32 = a as u32;
  return small / radix;
}

function flatOf(from: usize, length: usize): string {
  const text: usize = makeFlat(length, false);
  copyMemory(text + STRING_DATA, from, length);
  return stringAt(text);
}
