/**
 * Walks the stack: every function that is compiled keeps a frame pointer, so each frame begins with the caller's frame
 * pointer and the address to return to. Needs no memory but the caller's.
 */
import { stackBase } from '#machine';
import { load64, store32, type u32, type usize } from '../unsafe.ts';

/** The address behind the call of this function: of code of the function (not inlined) that calls. In assembly. */
export declare function instructionPointer(): usize;

/**
 * Writes the addresses of code on the stack to `into`, 4 bytes each (code lies below 4 GB): first `instruction`, then
 * where its callers go on. `frame` is the frame pointer at `instruction`. Returns how many there were, at most `limit`.
 */
export function captureFrames(instruction: usize, frame: usize, into: usize, limit: u32): u32 {
  const top: usize = stackBase();
  let address: usize = instruction;
  let at: usize = frame;
  let count: u32 = 0;
  while (count < limit) {
    store32(into + (count as usize) * 4, address);
    count++;
    if (at === 0 || (at & 7) !== 0 || at + 16 > top) return count;
    address = load64(at + 8);
    const caller: usize = load64(at);
    if (address === 0 || (caller !== 0 && caller <= at)) return count;
    at = caller;
  }
  return count;
}
