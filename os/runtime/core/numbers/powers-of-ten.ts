/**
 * Powers of ten as 128-bit integers times a power of two, cut off: exact for 10^0 to 10^55, else below the true value by less than one. A
 * power is the product of a row of 192 bits and 5^rest, which a test does for all of them; so the whole table takes 840 bytes.
 */
import { STRING_DATA } from '../../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  doubleOfBits,
  type i32,
  load64,
  multiplyHigh64,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { POWER_FACTORS, POWER_ROWS } from './tables/powers.ts';

const LEAST_POWER = -351;
const ROW_STEP = 27;
const ROW_BYTES = 24;

/** ⌊log2(10^power)⌋, for powers from -1233 to 1233. */
export function log2OfPowerOfTen(power: i32): i32 {
  return (power * 1741647) >> 19;
}

/**
 * Writes the upper 128 bits of 10^power, from -351 to 350, to `to`: the upper word, whose uppermost bit is set, then the lower one. As an
 * integer they are ⌊10^power · 2^(127 - log2OfPowerOfTen(power))⌋.
 */
export function writePowerOfTen(power: i32, to: usize): void {
  const index: u32 = power - LEAST_POWER;
  const row: usize = addressOf(POWER_ROWS) + STRING_DATA + (index / ROW_STEP) * ROW_BYTES;
  const factor: u64 = factorOf(index % ROW_STEP);
  const middle: u64 = load64(row + 8);
  const top: u64 = load64(row + 16);
  const first: u64 = middle * factor;
  const third: u64 = first + multiplyHigh64(load64(row), factor);
  const carried: u64 = multiplyHigh64(middle, factor) + carryOf(third, first);
  const product: u64 = top * factor;
  const lower: u64 = product + carried;
  const upper: u64 = multiplyHigh64(top, factor) + carryOf(lower, product);
  if (upper >> 63 !== 0) {
    store64(to, upper);
    store64(to + 8, lower);
  } else {
    store64(to, (upper << 1) | (lower >> 63));
    store64(to + 8, (lower << 1) | (third >> 63));
  }
}

/** What a sum of 64 bits carries, one of its parts being `part`. */
export function carryOf(sum: u64, part: u64): u64 {
  if (sum < part) return 1;
  return 0;
}

/** 5^rest with its uppermost bit moved to bit 63; `rest` is at most 26. */
function factorOf(rest: usize): u64 {
  return load64(addressOf(POWER_FACTORS) + STRING_DATA + rest * 8);
}

/** 10^power as a double, which it is exactly up to 10^22. */
export function exactPowerOfTen(power: i32): number {
  const exponent: u64 = log2OfPowerOfTen(power) + 1023;
  return doubleOfBits((exponent << 52) | ((factorOf(power) << 1) >> 12));
}
