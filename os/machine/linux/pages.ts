/**
 * Pages from the kernel by mmap. They are asked for one behind the other from 256 MB upwards, so that the heap is
 * compact and, as long as it fits, below 4 GB, where shapes must be. Fresh pages are zero already.
 *
 * Addresses are mapped ahead of their use, which takes no memory: the kernel gives a page when it is touched first. That costs 2 µs for each 4 KB,
 * as much as a program needs to fill it twice. So a heap of more than 1 MB grows by huge pages of 2 MB (where the kernel has none to give,
 * madvise(2) changes nothing): a tenth of that.
 */
import { type i64, load32, load64, type u32, type u64, type usize } from '../../unsafe.ts';
import { bytesSetting } from '../settings.ts';
import {
  resourceLimit,
  SYS_MADVISE,
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
const MADV_DONTNEED: u64 = 4;
const MADV_HUGEPAGE: u64 = 14;
const EEXIST: i64 = -17;
const RLIMIT_AS: u64 = 9;
const FIRST_ADDRESS: usize = 0x1000_0000;
/** What is longer begins at a multiple of this, which spans of the heap want: what lies before isn't touched. */
const ALIGNED_MIN: usize = 4096;
const ALIGNMENT: usize = 16384;
/** Mapped at once, and when that is huge pages. */
const AHEAD_BYTES: usize = 0x4_0000;
const HUGE_BYTES: usize = 0x20_0000;
const HUGE_FROM: usize = 0x10_0000;
/** How far to go on when an address is taken, and how often. */
const STEP_BYTES: usize = 0x400_0000;
const STEPS_MAX: u32 = 64;
/** struct sysinfo: +32 u64 total memory, +104 u32 its unit. */
const SYSINFO_TOTAL: usize = 32;
const SYSINFO_UNIT: usize = 104;

let nextAddress: usize = FIRST_ADDRESS;
/** From nextAddress up to here is mapped, and untouched. */
let mappedEnd: usize = FIRST_ADDRESS;
let givenBytes: usize = 0;
let limitBytes: usize = 0;

function mapAt(address: usize, sizeBytes: usize, flags: u64): i64 {
  return syscall6(SYS_MMAP, address, sizeBytes, PROT_READ_WRITE, flags, NO_DESCRIPTOR, 0);
}

function roundUp(address: usize, multiple: usize): usize {
  return ((address + multiple - 1) / multiple) * multiple;
}

/** See `Machine.allocatePages`. */
export function allocatePages(sizeBytes: usize): usize {
  if (sizeBytes > freePageBytes()) return 0;
  if (sizeBytes > ALIGNED_MIN) nextAddress = roundUp(nextAddress, ALIGNMENT);
  if (nextAddress + sizeBytes > mappedEnd && !mapMore(sizeBytes)) return 0;
  const address: usize = nextAddress;
  nextAddress = address + sizeBytes;
  givenBytes += sizeBytes;
  return address;
}

/** Maps what is missing of `sizeBytes` from nextAddress on, and what lies ahead; elsewhere where something stands in the way. */
function mapMore(sizeBytes: usize): boolean {
  const isLarge: boolean = givenBytes >= HUGE_FROM;
  if (isLarge && mappedEnd % HUGE_BYTES !== 0) nextAddress = roundUp(mappedEnd, HUGE_BYTES);
  if (nextAddress > mappedEnd) mappedEnd = nextAddress;
  const most: usize = nextAddress + roundUp(freePageBytes(), ALIGNMENT);
  const ahead: usize = roundUp(nextAddress + sizeBytes, isLarge ? HUGE_BYTES : AHEAD_BYTES);
  const end: usize = ahead < most ? ahead : most;
  let bytes: usize = end - mappedEnd;
  let address: i64 = mapAt(mappedEnd, bytes, MAP_HERE);
  if (address < 0) {
    // Who bounds the process's addresses may leave room for what is missing alone.
    bytes = nextAddress + sizeBytes - mappedEnd;
    address = mapAt(mappedEnd, bytes, MAP_HERE);
  }
  if (address < 0) {
    bytes = sizeBytes;
    address = mapExactly(sizeBytes);
    if (address < 0) return false;
    nextAddress = address;
  }
  if (isLarge) syscall3(SYS_MADVISE, address, bytes, MADV_HUGEPAGE);
  mappedEnd = (address as usize) + bytes;
  return true;
}

/** Maps so many bytes where nothing is. */
function mapExactly(sizeBytes: usize): i64 {
  let at: usize = nextAddress;
  let address: i64 = mapAt(at, sizeBytes, MAP_HERE);
  for (let steps: u32 = 0; address === EEXIST && steps < STEPS_MAX; steps++) {
    at += STEP_BYTES;
    address = mapAt(at, sizeBytes, MAP_HERE);
  }
  return address === EEXIST ? mapAt(0, sizeBytes, MAP_ANYWHERE) : address;
}

/** See `Machine.releasePages`. What was given last is taken from there again. */
export function releasePages(address: usize, sizeBytes: usize): void {
  givenBytes -= sizeBytes;
  if (address + sizeBytes !== nextAddress) {
    syscall3(SYS_MUNMAP, address, sizeBytes, 0);
    return;
  }
  syscall3(SYS_MADVISE, address, sizeBytes, MADV_DONTNEED);
  nextAddress = address;
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
