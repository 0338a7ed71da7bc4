/** Arithmetic on digits of 32 bits that needs 64: all that doubles can't do exactly. Replaced in tests under Node. */
import type { u32, u64 } from '../../unsafe.ts';

/** The lower 32 bits of `a · b + c + d`. */
export function productLow(a: u32, b: u32, c: u32, d: u32): u32 {
  const product: u64 = (a as u64) * (b as u64) + (c as u64) + (d as u64);
  return product as u32;
}

/** The upper 32 bits of `a · b + c + d`, which is below 2^64. */
export function productHigh(a: u32, b: u32, c: u32, d: u32): u32 {
  const product: u64 = (a as u64) * (b as u64) + (c as u64) + (d as u64);
  return (product >> 32) as u32;
}

/** `(high · 2^32 + low) / divisor`, where `high` is below `divisor`. */
export function quotientOf(high: u32, low: u32, divisor: u32): u32 {
  const dividend: u64 = ((high as u64) << 32) | (low as u64);
  return (dividend / (divisor as u64)) as u32;
}
