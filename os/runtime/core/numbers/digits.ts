/** Decimal digits of integers, eight at a time: as bytes of one word, the first digit in the lowest byte. */
import {
  countTrailingZeros64,
  type i32,
  store8,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';

const EIGHT = 100_000_000;
const MINUS = 0x2d;
/** '0' in each byte. */
export const ASCII_ZEROS = 0x3030_3030 * 0x1_0000_0001;

/** The eight digits of a number below 10^8, as numbers from 0 to 9. */
export function eightDigits(value: u64): u64 {
  // Two numbers below 10,000, then four below 100, then eight digits; a quotient is a product and a shift in each part.
  const upper: u64 = value / 10_000;
  const halves: u64 = upper | ((value - upper * 10_000) << 32);
  const hundreds: u64 = ((halves * 10_486) >> 20) & 0x0000_007f_0000_007f;
  const pairs: u64 = hundreds | ((halves - hundreds * 100) << 16);
  const tens: u64 = ((pairs * 103) >> 10) & 0x000f_000f_000f_000f;
  return tens | ((pairs - tens * 10) << 8);
}

/** How many bits of what `eightDigits` gave are leading zeros: a multiple of eight, 56 for the number 0. */
export function leadingZeroBits(digits: u64): u64 {
  const last: u64 = 0x0100_0000_0000_0000;
  const bits: u64 = countTrailingZeros64(digits | last);
  return bits & 56;
}

/** Writes an integer in decimal, without leading zeros; the number of digits. Writes up to 24 bytes, whatever that is. */
export function writeInteger(to: usize, value: u64): usize {
  if (value < EIGHT) return writeFirst(to, value);
  const upper: u64 = value / EIGHT;
  const count: usize = upper < EIGHT ? writeFirst(to, upper) : writeLonger(to, upper);
  store64(to + count, eightDigits(value - upper * EIGHT) + ASCII_ZEROS);
  return count + 8;
}

/** Writes an int32 in decimal; the number of characters. Writes up to 25 bytes. */
export function writeInt32(to: usize, value: i32): usize {
  if (value >= 0) return writeInteger(to, value as u64);
  store8(to, MINUS);
  const magnitude: u32 = 0 - value;
  return writeInteger(to + 1, magnitude) + 1;
}

/** As writeInt32, with which of its cases is usual: digits that are one word, in place, and the others a call. */
export function writeUsual(to: usize, value: i32): usize {
  const low: u32 = value;
  if (low < EIGHT) return writeFirst(to, low);
  return writeInt32(to, value);
}

function writeLonger(to: usize, value: u64): usize {
  const upper: u64 = value / EIGHT;
  const count: usize = writeFirst(to, upper);
  store64(to + count, eightDigits(value - upper * EIGHT) + ASCII_ZEROS);
  return count + 8;
}

function writeFirst(to: usize, value: u64): usize {
  const digits: u64 = eightDigits(value);
  const skipped: u64 = leadingZeroBits(digits);
  store64(to, (digits + ASCII_ZEROS) >> skipped);
  return 8 - (skipped >> 3);
}
