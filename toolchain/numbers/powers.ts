/**
 * Exact powers of ten for the table of os/runtime/core/numbers, by integers of any size. A power 10^p is 10^(27·row - 351) times 5^rest but
 * for a power of two; the rows are cut to 192 bits, the factors, below 2^64, are exact.
 */

/** The least power of a row, and how many powers a row leads to. */
export const LEAST_POWER = -351;
export const ROW_STEP = 27;
/** Up to 10^350: as far as digits and exponents of doubles go, 10^324, and to the end of the row. */
export const ROW_COUNT = 26;
export const FACTOR_COUNT = ROW_STEP;
const ROW_BITS = 192;
const FACTOR_BITS = 64;

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** ⌊10^power / 2^shift⌋ with the shift that leaves `bits` bits. */
export function upperBits(power: number, bits: number): bigint {
  if (power >= 0) {
    const whole = 10n ** BigInt(power);
    const shift = bitLength(whole) - bits;
    return shift > 0 ? whole >> BigInt(shift) : whole << BigInt(-shift);
  }
  const divisor = 10n ** BigInt(-power);
  const quotient = (1n << BigInt(bitLength(divisor) + bits)) / divisor;
  return quotient >> BigInt(bitLength(quotient) - bits);
}

function littleEndian(value: bigint, bits: number): number[] {
  return Array.from({ length: bits / 8 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

/** The bytes of a row. */
export function rowBytes(row: number): number[] {
  return littleEndian(upperBits(LEAST_POWER + ROW_STEP * row, ROW_BITS), ROW_BITS);
}

/** The bytes of 5^rest. */
export function factorBytes(rest: number): number[] {
  const factor = 5n ** BigInt(rest);
  return littleEndian(factor << BigInt(FACTOR_BITS - bitLength(factor)), FACTOR_BITS);
}
