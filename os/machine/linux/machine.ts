/**
 * A Linux process as a machine: what contract.ts demands, gathered from the files of this folder. The program is a
 * static executable without libc; everything below is a system call or memory that the kernel gave.
 */
import type { i64, u32, u64, usize } from '../../unsafe.ts';
import { panic } from '../panic.ts';
import { EINTR, SYS_EXIT_GROUP, SYS_GETRANDOM, syscall3 } from './kernel.ts';
import { initializeStack } from './process.ts';
import { initializeSignals } from './signals.ts';

export { monotonicNs, wallClockNs } from './clock.ts';
export { writeConsole } from './console.ts';
export { allocatePages, freePageBytes, releasePages } from './pages.ts';
export {
  argument,
  argumentCount,
  environment,
  environmentCount,
  stackBase,
  stackLimit,
} from './process.ts';
export { takeInterrupts, waitUntil } from './wait.ts';

/** See `Machine.initialize`. */
export function initialize(): void {
  initializeStack();
  initializeSignals();
}

/** See `Machine.fillRandom`. */
export function fillRandom(address: usize, sizeBytes: usize): void {
  let from: usize = address;
  let left: usize = sizeBytes;
  while (left > 0) {
    const given: i64 = syscall3(SYS_GETRANDOM, from, left, 0);
    if (given > 0) {
      from += given;
      left -= given;
    } else if (given !== EINTR) {
      panic('the kernel gives no entropy');
    }
  }
}

/** See `Machine.powerOff`. */
export function powerOff(status: u32): never {
  for (;;) syscall3(SYS_EXIT_GROUP, status as u64, 0, 0);
}
