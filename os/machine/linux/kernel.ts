/**
 * The door to the Linux kernel: system calls by number (arch/x86/entry/syscalls/syscall_64.tbl), their error values,
 * and a scratch area for the small structures that they read and write, since a stack variable has no address here.
 * Whoever uses the scratch area must be done with it before calling anything else that does.
 */
import { type i64, load64, symbolAddress, type u64, type usize } from '../../unsafe.ts';

/** The kernel's answer; an error is -4095 … -1. Defined in start.S. */
export declare function syscall3(number: u64, a: u64, b: u64, c: u64): i64;
export declare function syscall6(number: u64, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64): i64;

export const SYS_READ: u64 = 0;
export const SYS_WRITE: u64 = 1;
export const SYS_OPEN: u64 = 2;
export const SYS_CLOSE: u64 = 3;
export const SYS_MMAP: u64 = 9;
export const SYS_MUNMAP: u64 = 11;
export const SYS_SIGACTION: u64 = 13;
export const SYS_IOCTL: u64 = 16;
export const SYS_WRITEV: u64 = 20;
export const SYS_MADVISE: u64 = 28;
export const SYS_SOCKET: u64 = 41;
export const SYS_CONNECT: u64 = 42;
export const SYS_FCNTL: u64 = 72;
export const SYS_SYSINFO: u64 = 99;
export const SYS_SIGALTSTACK: u64 = 131;
export const SYS_CLOCK_GETTIME: u64 = 228;
export const SYS_EXIT_GROUP: u64 = 231;
export const SYS_PPOLL: u64 = 271;
export const SYS_PRLIMIT: u64 = 302;
export const SYS_GETRANDOM: u64 = 318;

export const EINTR: i64 = -4;
export const EAGAIN: i64 = -11;

/** 128 bytes. */
export function scratch(): usize {
  return symbolAddress('kernel_scratch');
}

/** The soft limit of a resource (getrlimit(2)); all ones when unlimited. Uses the scratch area. */
export function resourceLimit(resource: u64): u64 {
  const at: usize = scratch();
  if (syscall6(SYS_PRLIMIT, 0, resource, 0, at, 0, 0) < 0) return UNLIMITED;
  return load64(at);
}

const ZERO: u64 = 0;
export const UNLIMITED: u64 = ~ZERO;
