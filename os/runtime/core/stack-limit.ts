/**
 * The limit that recursive functions compare their stack pointer with. Below it lies a reserve: making the RangeError
 * must itself have room, so the limit is lowered while that runs.
 */
import { stackLimit } from '#machine';
import { store64, symbolAddress, type usize } from '../../unsafe.ts';
import { throwStackOverflow } from './errors.ts';

/** Of the room that every machine keeps free below its stackLimit (contract.ts). */
const RESERVE_BYTES: usize = 32768;

/** Called once by boot. */
export function initializeStackLimit(): void {
  store64(symbolAddress('importos_stack_limit'), stackLimit());
}

/** Throws the RangeError of a recursion that went too deep. */
export function stackOverflow(): never {
  store64(symbolAddress('importos_stack_limit'), stackLimit() - RESERVE_BYTES);
  try {
    throwStackOverflow();
  } finally {
    initializeStackLimit();
  }
}
