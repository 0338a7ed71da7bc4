/**
 * The bare x86-64 machine: what contract.ts demands, gathered from the files of this folder, and the order in which
 * they wake up. Nothing here may allocate from the heap: there is none before `initialize` returns.
 */
import type { usize } from '../../unsafe.ts';
import { stackBottom, stackTop } from './boot-memory.ts';
import { initializeClock } from './clock.ts';
import { initializeCommandLine } from './command-line.ts';
import { initializeDescriptors } from './descriptors.ts';
import { initializeExceptions } from './exceptions.ts';
import { enableInterrupts } from './instructions.ts';
import { initializeLocalApic } from './local-apic.ts';
import { freeMemoryWithin } from './pages.ts';
import { initializePaging } from './paging.ts';
import { initializeSerial } from './serial.ts';

export { monotonicNs } from './clock.ts';
export { argument, argumentCount, environment, environmentCount } from './command-line.ts';
export { fillRandom } from './entropy.ts';
export { allocatePages, freePageBytes, releasePages } from './pages.ts';
export { powerOff } from './power.ts';
export { writeConsole } from './serial.ts';
export { takeInterrupts, waitUntil } from './wait.ts';
export { wallClockNs } from './wall-clock.ts';

/** entry.S maps this much, so memory above it can only be used once paging.ts has mapped it. */
const BOOT_MAPPED_END: usize = 0x4000_0000;
const MEMORY_END: usize = 0x8000_0000_0000;

/** Below the limit that functions compare with: room for making and throwing the RangeError. */
const STACK_RESERVE_BYTES: usize = 0x1_0000;

/** See `Machine.initialize`. */
export function initialize(): void {
  initializeSerial();
  initializeExceptions();
  initializeDescriptors();
  freeMemoryWithin(0, BOOT_MAPPED_END);
  initializePaging();
  freeMemoryWithin(BOOT_MAPPED_END, MEMORY_END);
  initializeCommandLine();
  initializeLocalApic();
  initializeClock();
  enableInterrupts();
}

/** See `Machine.stackLimit`. A small stack keeps a quarter in reserve. */
export function stackLimit(): usize {
  const quarter: usize = (stackTop() - stackBottom()) / 4;
  return stackBottom() + (quarter < STACK_RESERVE_BYTES ? quarter : STACK_RESERVE_BYTES);
}

/** See `Machine.stackBase`. */
export function stackBase(): usize {
  return stackTop();
}
