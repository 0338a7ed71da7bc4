/** `a % b` of doubles, exact (ECMA-262 6.1.6.1.6; C's fmod), by long division on the bits. */
import {
  bitsOfDouble,
  countLeadingZeros64,
  doubleOfBits,
  type i32,
  i32OfDouble,
  type i64,
  type u64,
} from '../../../unsafe.ts';

const SIGN_SHIFT: u64 = 63;
const MANTISSA_BITS: i64 = 52;
const IMPLICIT: u64 = 0x0010_0000_0000_0000;
const MANTISSA_MASK: u64 = 0x000f_ffff_ffff_ffff;

/** The remainder of the division that truncates; it has the dividend's sign. */
export function remainderOfNumbers(a: number, b: number): number {
  const smallA: i32 = i32OfDouble(a);
  const smallB: i32 = i32OfDouble(b);
  if ((smallA as number) === a && (smallB as number) === b && smallA >= 0 && smallB > 0) {
    // 0 or -0.
    return smallA === 0 ? a : ((smallA % smallB) as number);
  }
  return exactRemainder(a, b);
}

function exactRemainder(a: number, b: number): number {
  const bitsA: u64 = bitsOfDouble(a);
  const bitsB: u64 = bitsOfDouble(b);
  const magnitudeA: u64 = (bitsA << 1) >> 1;
  const magnitudeB: u64 = (bitsB << 1) >> 1;
  const infinity: u64 = 0x7ff0_0000_0000_0000;
  if (magnitudeA >= infinity || magnitudeB > infinity || magnitudeB === 0) return NaN;
  if (magnitudeA < magnitudeB) return a;
  const sign: u64 = (bitsA >> SIGN_SHIFT) << SIGN_SHIFT;
  let exponentA: i64 = exponentOf(magnitudeA);
  const exponentB: i64 = exponentOf(magnitudeB);
  let rest: u64 = mantissaOf(magnitudeA);
  const divisor: u64 = mantissaOf(magnitudeB);
  rest = rest % divisor;
  while (exponentA > exponentB) {
    let step: i64 = exponentA - exponentB;
    if (step > 11) step = 11;
    rest = (rest << step) % divisor;
    exponentA -= step;
  }
  if (rest === 0) return doubleOfBits(sign);
  return doubleOfBits(sign | pack(rest, exponentB));
}

/** The exponent of the mantissa as an integer; subnormals count as the smallest normal's. */
function exponentOf(magnitude: u64): i64 {
  const field: i64 = magnitude >> 52;
  return field === 0 ? 1 : field;
}

function mantissaOf(magnitude: u64): u64 {
  const field: u64 = magnitude >> 52;
  return field === 0 ? magnitude : (magnitude & MANTISSA_MASK) | IMPLICIT;
}

/** The bits of mantissa · 2^exponent, exactly representable. */
function pack(mantissa: u64, exponent: i64): u64 {
  const leading: i64 = countLeadingZeros64(mantissa);
  let shift: i64 = leading - (63 - MANTISSA_BITS);
  if (shift >= exponent) shift = exponent - 1;
  const shifted: u64 = mantissa << shift;
  if (shifted < IMPLICIT) return shifted;
  const field: u64 = exponent - shift;
  return (field << 52) | (shifted & MANTISSA_MASK);
}
