/** Elements of typed arrays with all conversions (ECMA-262 10.4.5.16, 10.4.5.17, 7.1.6 to 7.1.14). */
import {
  TYPED_ADDRESS,
  TYPED_BIGINT64,
  TYPED_FLOAT32,
  TYPED_FLOAT64,
  TYPED_INT8,
  TYPED_INT16,
  TYPED_INT32,
  TYPED_LENGTH,
  TYPED_TYPE,
  TYPED_UINT8,
  TYPED_UINT8_CLAMPED,
  TYPED_UINT16,
  TYPED_UINT32,
} from '../../../../toolchain/compiler/layout/objects.ts';
import {
  floor,
  type i8,
  type i16,
  type i32,
  i32OfDouble,
  load8,
  load16,
  load32,
  load64,
  loadF32,
  loadF64,
  store8,
  store16,
  store32,
  store64,
  storeF32,
  storeF64,
  type u8,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { bigIntOfBits, bitsOfBigInt } from '../bigint.ts';
import { toNumber } from '../conversion.ts';
import { toInt32 } from '../numbers/integers.ts';

/** The element at an index, undefined beyond the length. */
export function typedElement(array: usize, index: usize): unknown {
  if (index >= load32(array + TYPED_LENGTH)) return undefined;
  const type: u32 = load32(array + TYPED_TYPE);
  const base: usize = load64(array + TYPED_ADDRESS);
  switch (type) {
    case TYPED_INT8: {
      const value: i8 = load8(base + index);
      return value as number;
    }
    case TYPED_UINT8:
    case TYPED_UINT8_CLAMPED:
      return load8(base + index) as number;
    case TYPED_INT16: {
      const value: i16 = load16(base + index * 2);
      return value as number;
    }
    case TYPED_UINT16:
      return load16(base + index * 2) as number;
    case TYPED_INT32: {
      const value: i32 = load32(base + index * 4);
      return value as number;
    }
    case TYPED_UINT32:
      return load32(base + index * 4) as number;
    case TYPED_FLOAT32:
      return canonical(loadF32(base + index * 4));
    case TYPED_FLOAT64:
      return canonical(loadF64(base + index * 8));
    default:
      return bigIntOfBits(load64(base + index * 8), type === TYPED_BIGINT64);
  }
}

/** Memory may hold any NaN, values hold only the canonical one: another one's bits could be those of a pointer when it is boxed. */
export function canonical(value: number): number {
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  return value === value ? value : NaN;
}

/** Writes an element; beyond the length it only converts. TypeError for BigInts where numbers are due and the reverse. */
export function storeTypedElement(array: usize, index: usize, value: unknown): void {
  const type: u32 = load32(array + TYPED_TYPE);
  if (type >= TYPED_BIGINT64) {
    const bits: u64 = bitsOfBigInt(value);
    if (index < load32(array + TYPED_LENGTH)) store64(load64(array + TYPED_ADDRESS) + index * 8, bits);
    return;
  }
  const number: number = toNumber(value);
  if (index >= load32(array + TYPED_LENGTH)) return;
  const base: usize = load64(array + TYPED_ADDRESS);
  if (type === TYPED_FLOAT64) storeF64(base + index * 8, number);
  else if (type === TYPED_FLOAT32) storeF32(base + index * 4, number);
  else if (type === TYPED_UINT8_CLAMPED) store8(base + index, clampToUint8(number));
  else if (type === TYPED_INT8 || type === TYPED_UINT8) store8(base + index, toInt32(number));
  else if (type === TYPED_INT16 || type === TYPED_UINT16) store16(base + index * 2, toInt32(number));
  else store32(base + index * 4, toInt32(number));
}

/** ToUint8Clamp (ECMA-262 7.1.11): halves go to the even neighbour. */
export function clampToUint8(value: number): u8 {
  if (!(value > 0)) return 0;
  if (value >= 255) return 255;
  const below: number = floor(value);
  const rest: number = value - below;
  const whole: i32 = i32OfDouble(below);
  const odd: i32 = whole & 1;
  if (rest > 0.5 || (rest === 0.5 && odd !== 0)) return whole + 1;
  return whole;
}
