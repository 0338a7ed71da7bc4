/**
 * Math.random (ECMA-262 21.3.2.27): xorshift128+, as in V8, seeded from the machine's entropy at the first call.
 * Not for secrets.
 */
import { fillRandom } from '#machine';
import { RAW_BYTES } from '../../../toolchain/compiler/layout/objects.ts';
import { allocateRaw } from '../../memory/heap.ts';
import { doubleOfBits, load64, type u64, type usize } from '../../unsafe.ts';

let state0: u64 = 0;
let state1: u64 = 0;

function seed(): void {
  const address: usize = allocateRaw(16) + RAW_BYTES;
  fillRandom(address, 16);
  state0 = load64(address);
  state1 = load64(address + 8);
  if ((state0 | state1) === 0) state1 = 1;
}

/** A number from 0 (included) to 1 (excluded). */
export function randomUnit(): number {
  if ((state0 | state1) === 0) seed();
  let s1: u64 = state0;
  const s0: u64 = state1;
  state0 = s0;
  s1 ^= s1 << 23;
  s1 ^= s1 >> 17;
  s1 ^= s0;
  s1 ^= s0 >> 26;
  state1 = s1;
  const one: u64 = 0x3ff0000000000000 as u64;
  return doubleOfBits((state0 >> 12) | one) - 1;
}
