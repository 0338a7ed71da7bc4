/** The two halves of a double's bits, which the algorithms of this folder reason with. Replaced in tests under Node. */
import { bitsOfDouble, doubleOfBits, type i32, type u64 } from '../../unsafe.ts';

/** Sign, exponent and the upper 20 bits of the fraction, as an int32. */
export function highWord(x: number): number {
  const high: i32 = (bitsOfDouble(x) >> 32) as i32;
  return high;
}

/** The lower 32 bits, as an int32. */
export function lowWord(x: number): number {
  const low: i32 = bitsOfDouble(x) as i32;
  return low;
}

/** The double made of two int32 halves. */
export function fromWords(high: number, low: number): number {
  const upper: u64 = (high >>> 0) as u64;
  const lower: u64 = (low >>> 0) as u64;
  return doubleOfBits((upper << 32) | lower);
}

/** `x` with its lower 32 bits cleared. */
export function withoutLowWord(x: number): number {
  return fromWords(highWord(x), 0);
}

/** `x` with another upper half. */
export function withHighWord(x: number, high: number): number {
  return fromWords(high, lowWord(x));
}
