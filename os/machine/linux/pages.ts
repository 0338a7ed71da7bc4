/**
 * Pages from the kernel by mmap. They are asked for one behind the other from 256 MB upwards, so that the heap is
 * compact and, as long as it fits, below 4 GB, where shapes must be. Fresh pages are zero already.
 */
import { type i64, load32, load64, type u32, type u64, type usize } from '../../unsafe.ts';
import { bytesSetting } from '../settings.ts';
import {
  resourceLimit,
  SYS_MMAP,
  SYS_MUNMAP,
  SYS_SYSINFO,
  scratch,
  syscall3,
  syscall6,
  UNLIMITED,
} from './kernel.ts';

const PROT_READ_WRITE: u64 = 3;
/** MAP_PRIVATE, MAP_ANONYMOUS, MAP_FIXED_NOREPLACE: here or nowhere, but never over something that exists. */
const MAP_HERE: u64 = 0x10_0022;
const MAP_ANYWHERE: u64 = 0x22;
const NO_DESCRIPTOR: u64 = UNLIMITED;
const EEXIST: i64 = -17;
const RLIMIT_AS: u64 = 9;
const FIRST_ADDRESS: usize = 0x1000_0000;
/** What is longer begins at a multiple of this, which spans of the heap want: what lies before stays unmapped. */
const ALIGNED_MIN: usize = 4096;
const ALIGNMENT: usize = 16384;
/** How far to go on when an address is taken, and how often. */
const STEP_BYTES: usize = 0x400_0000;
const STEPS_MAX: u32 = 64;
/** struct sysinfo: +32 u64 total memory, +104 u32 its unit. */
const SYSINFO_TOTAL: usize = 32;
const SYSINFO_UNIT: usize = 104;

let nextAddress: usize = FIRST_ADDRESS;
let givenBytes: usize = 0;
let limitBytes: usize = 0;

function mapAt(address: usize, sizeBytes: usize, flags: u64): i64 {
  return syscall6(SYS_MMAP, address, sizeBytes, PROT_READ_WRITE, flags, NO_DESCRIPTOR, 0);
}

/** See `Machine.allocatePages`. */
export function allocatePages(sizeBytes: usize): usize {
  if (sizeBytes > freePageBytes()) return 0;
  if (sizeBytes > ALIGNED_MIN) nextAddress = ((nextAddress + ALIGNMENT - 1) / ALIGNMENT) * ALIGNMENT;
  let address: i64 = mapAt(nextAddress, sizeBytes, MAP_HERE);
  for (let steps: u32 = 0; address === EEXIST && steps < STEPS_MAX; steps++) {
    nextAddress += STEP_BYTES;
    address = mapAt(nextAddress, sizeBytes, MAP_HERE);
  }
  if (address === EEXIST) address = mapAt(0, sizeBytes, MAP_ANYWHERE);
  if (address < 0) return 0;
  nextAddress = (address as usize) + sizeBytes;
  givenBytes += sizeBytes;
  return address as usize;
}

/** See `Machine.releasePages`. */
export function releasePages(address: usize, sizeBytes: usize): void {
  syscall3(SYS_MUNMAP, address, sizeBytes, 0);
  givenBytes -= sizeBytes;
  if (address + sizeBytes === nextAddress) nextAddress = address;
}

/** What IMPORTOS_MEMORY says, or the machine's memory, or the process's own limit: the smallest of them. */
function findLimit(): usize {
  const wanted: u64 = bytesSetting('IMPORTOS_MEMORY');
  const allowed: u64 = resourceLimit(RLIMIT_AS);
  const addressSpace: u64 = wanted !== 0 && wanted < allowed ? wanted : allowed;
  const info: usize = scratch();
  if (syscall3(SYS_SYSINFO, info, 0, 0) < 0) return addressSpace;
  const total: u64 = load64(info + SYSINFO_TOTAL) * load32(info + SYSINFO_UNIT);
  return total < addressSpace ? total : addressSpace;
}

/** See `Machine.freePageBytes`: an upper bound, since other processes take memory too. */
export function freePageBytes(): usize {
  if (limitBytes === 0) limitBytes = findLimit();
  return givenBytes < limitBytes ? limitBytes - givenBytes : 0;
}
