/** The hash of a string, kept in it: layout/hash.ts in machine integers. */
import { HASH_PRIME, HASH_START } from '../../../../toolchain/compiler/layout/hash.ts';
import { STRING_HASH } from '../../../../toolchain/compiler/layout/objects.ts';
import { load8, load16, load32, store32, type u32, type usize } from '../../../unsafe.ts';
import { isWide, lengthAt, settled, unitsOf } from './storage.ts';

/** The hash of a string's units; never 0. Computed once a string. */
export function hashAt(string: usize): u32 {
  const known: u32 = load32(string + STRING_HASH);
  if (known !== 0) return known;
  const units: usize = unitsOf(settled(string));
  const length: usize = lengthAt(string);
  let hash: u32 = HASH_START;
  if (isWide(string)) {
    for (let i: usize = 0; i < length; i++) hash = mix(hash, load16(units + i * 2));
  } else {
    for (let i: usize = 0; i < length; i++) hash = mix(hash, load8(units + i));
  }
  hash = hash ^ (hash >> 15);
  if (hash === 0) hash = 1;
  store32(string + STRING_HASH, hash);
  return hash;
}

function mix(hash: u32, unit: u32): u32 {
  const mixed: u32 = hash ^ unit;
  return mixed * HASH_PRIME;
}
