/** The kernel's clocks, read through the vDSO where it offers that: some 20 ns instead of 100. */
import { callCode, load64, type u32, type u64, type usize } from '../../unsafe.ts';
import { SYS_CLOCK_GETTIME, scratch, syscall3 } from './kernel.ts';
import { findClockGettime } from './vdso.ts';

const CLOCK_REALTIME: u64 = 0;
const CLOCK_MONOTONIC: u64 = 1;
const NS_PER_SECOND: u64 = 1_000_000_000;

/** The vDSO's function, or 0; looked for at the first reading. */
let clockGettime: usize = 0;
let looked: u32 = 0;

function read(clock: u64): u64 {
  if (looked === 0) {
    clockGettime = findClockGettime();
    looked = 1;
  }
  const timespec: usize = scratch();
  if (clockGettime !== 0) callCode(clockGettime, clock, timespec);
  else syscall3(SYS_CLOCK_GETTIME, clock, timespec, 0);
  return load64(timespec) * NS_PER_SECOND + load64(timespec + 8);
}

/** See `Machine.monotonicNs`. */
export function monotonicNs(): u64 {
  return read(CLOCK_MONOTONIC);
}

/** See `Machine.wallClockNs`. */
export function wallClockNs(): u64 {
  return read(CLOCK_REALTIME);
}
