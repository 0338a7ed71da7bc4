/**
 * What every target gives to the rooms above: the one interface between the system and a machine.
 * Each target has a folder here (x86_64/, linux/) whose machine.ts exports the functions below under these names;
 * the compiler resolves the import `#machine` to the folder of the target that is being built, so that calls are
 * direct and what isn't called isn't in the image. `Machine` states the signatures; contract-check.ts
 * holds every folder to it.
 */
import type { u32, u64, usize } from '../unsafe.ts';

export interface Machine {
  /** Called once, before anything else: traps, paging, clock. On return interrupts are enabled. */
  initialize(): void;
  /** Writes bytes to the console (stream 1: standard output, 2: standard error). Blocks until they are taken. */
  writeConsole(stream: u32, address: usize, sizeBytes: usize): void;
  /** Nanoseconds since boot; never goes back. */
  monotonicNs(): u64;
  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  wallClockNs(): u64;
  /** Fills memory with unpredictable bytes (RDRAND, virtio-rng, getrandom). Panics when the machine has no source. */
  fillRandom(address: usize, sizeBytes: usize): void;
  /**
   * Sleeps until an interrupt (or readable descriptor) arrives or the monotonic clock reaches `deadlineNs`, whichever
   * is first; a deadline of 2^63 or more means for ever. Returns at once when an interrupt is pending: no wake-up is lost.
   */
  waitUntil(deadlineNs: u64): void;
  /**
   * Those interrupts of `mask` that came since they were last taken; forgets them. A driver gets its bit when it
   * connects its line or descriptor, and takes it before it looks at its device. While any bit is not taken, waitUntil
   * returns at once. On Linux a bit says that the descriptor was readable when waitUntil returned.
   */
  takeInterrupts(mask: u32): u32;
  /** Gives `sizeBytes` (a multiple of 4096) of zeroed, writable, page-aligned memory, or 0 when there is no more. */
  allocatePages(sizeBytes: usize): usize;
  /** Takes pages back. */
  releasePages(address: usize, sizeBytes: usize): void;
  /** Bytes that allocatePages can still give. */
  freePageBytes(): usize;
  /** The lowest address that the stack may reach; below it are guard pages. */
  stackLimit(): usize;
  /** The highest address of the main stack: collection scans from the stack pointer up to here. */
  stackBase(): usize;
  /** Ends the machine with a status from 0 to 255. Never returns. */
  powerOff(status: u32): never;
  /**
   * Number of arguments (what stands behind the program's name) and of `KEY=VALUE` settings; each is a NUL-terminated
   * string of bytes at an address, which stays valid. `index` is below the count.
   */
  argumentCount(): u32;
  argument(index: u32): usize;
  environmentCount(): u32;
  environment(index: u32): usize;
}
