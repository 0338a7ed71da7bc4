/**
 * Addresses for devices. Memory is mapped at its physical address and the heap never moves, so the bytes of an array
 * are where a device may read and write them, for as long as something refers to the array.
 */
import { TYPED_ADDRESS } from '../../toolchain/compiler/layout/objects.ts';
import { addressOf, load64, type usize } from '../unsafe.ts';

/** The address of the first byte of an array. */
export function bytesAddress(bytes: Uint8Array): usize {
  return load64(addressOf(bytes) + TYPED_ADDRESS);
}
