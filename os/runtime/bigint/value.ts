/** BigInts as heap values (layout/objects.ts): taken apart into sign and digits, and made from them. */
import {
  BIGINT_DIGITS,
  BIGINT_LENGTH,
  BIGINT_NEGATIVE,
  KIND_BIGINT,
} from '../../../toolchain/compiler/layout/objects.ts';
import { kindShape, tryAllocate } from '../../memory/heap.ts';
import { addressOf, load32, objectAt, store32, type u32, type usize } from '../../unsafe.ts';
import type { Integer } from './integer.ts';
import type { Digits } from './magnitude.ts';

export function integerAt(value: unknown): Integer {
  const address: usize = addressOf(value);
  const length: u32 = load32(address + BIGINT_LENGTH);
  const digits: Digits = [];
  for (let i: usize = 0; i < length; i++) digits.push(load32(address + BIGINT_DIGITS + i * 4) as number);
  return { negative: load32(address + BIGINT_NEGATIVE) !== 0, digits };
}

/** A new BigInt; RangeError without memory. */
export function makeBigInt(integer: Integer): bigint {
  const { digits } = integer;
  const length: u32 = digits.length as u32;
  const address: usize = tryAllocate(BIGINT_DIGITS + (length as usize) * 4, kindShape(KIND_BIGINT));
  if (address === 0) throw new RangeError('Maximum BigInt size exceeded');
  store32(address + BIGINT_LENGTH, length);
  store32(address + BIGINT_NEGATIVE, integer.negative ? 1 : 0);
  for (let i: u32 = 0; i < length; i++)
    store32(address + BIGINT_DIGITS + (i as usize) * 4, digits[i as number] as u32);
  return objectAt<bigint>(address);
}
