/** Doubles as integers modulo a power of two (ECMA-262 7.1.6 to 7.1.12), from their bits: exact for every double. */
import { bitsOfDouble, type i32, type i64, type u32, type u64 } from '../../../unsafe.ts';

/** ToInt32 of a number. */
export function toInt32(value: number): i32 {
  const low: u64 = integerBits(value);
  return low;
}

/** ToUint32 of a number. */
export function toUint32(value: number): u32 {
  const low: u64 = integerBits(value);
  return low;
}

/** The integer part of a number modulo 2^64, 0 for NaN and the infinities; the low bits are those of ToInt32 and its kin. */
export function integerBits(value: number): u64 {
  const bits: u64 = bitsOfDouble(value);
  const exponent: i64 = (bits >> 52) & 0x7ff;
  const shift: i64 = exponent - 1075;
  if (shift < -52 || shift > 63) return 0;
  const mantissa: u64 = (bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000;
  const magnitude: u64 = shift >= 0 ? mantissa << shift : mantissa >> (0 - shift);
  return bits >> 63 !== 0 ? 0 - magnitude : magnitude;
}
