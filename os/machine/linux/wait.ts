/**
 * Sleeping until a descriptor is readable or a moment has come: ppoll(2) over a small table. Descriptors stand for
 * devices, of which a program has one or two, so neither epoll nor its bookkeeping would pay.
 *
 *   struct pollfd, 8 bytes:  +0 i32 descriptor, +4 u16 events asked for, +6 u16 events found
 */
import {
  load16,
  store16,
  store32,
  store64,
  symbolAddress,
  type u16,
  type u32,
  type u64,
  type usize,
} from '../../unsafe.ts';
import { panic } from '../panic.ts';
import { monotonicNs } from './clock.ts';
import { SYS_PPOLL, scratch, syscall6 } from './kernel.ts';

const POLLIN: u16 = 1;
const DESCRIPTORS_MAX: u32 = 31;
/** A negative descriptor: ppoll(2) passes it over. */
const NO_DESCRIPTOR: u32 = 0xffff_ffff;
const SIGNAL_SET_BYTES: u64 = 8;
/** Deadlines from here on never come. */
const FOR_EVER: u64 = 0x8000_0000_0000_0000;
const NS_PER_SECOND: u64 = 1_000_000_000;

let descriptors: u32 = 0;
let pending: u32 = 0;

/** Waits for `descriptor` too from now on; answers the bit by which it shows in `takeInterrupts` (1–31). */
export function watchDescriptor(descriptor: u32): u32 {
  if (descriptors === DESCRIPTORS_MAX) panic('more descriptors than interrupt bits');
  const entry: usize = symbolAddress('poll_table') + descriptors * 8;
  store32(entry, descriptor);
  store16(entry + 4, POLLIN);
  descriptors++;
  return descriptors;
}

/** No longer waits for the descriptor that showed by `bit`: its other end is gone. */
export function forgetDescriptor(bit: u32): void {
  store32(symbolAddress('poll_table') + (bit - 1) * 8, NO_DESCRIPTOR);
}

function collect(): void {
  const table: usize = symbolAddress('poll_table');
  const one: u32 = 1;
  for (let index: u32 = 0; index < descriptors; index++) {
    if (load16(table + index * 8 + 6) !== 0) pending |= one << (index + 1);
  }
}

/** See `Machine.waitUntil`. With a deadline in the past it only looks which descriptors are readable. */
export function waitUntil(deadlineNs: u64): void {
  if (pending !== 0) return;
  let timeout: usize = 0;
  if (deadlineNs < FOR_EVER) {
    const nowNs: u64 = deadlineNs === 0 ? 0 : monotonicNs();
    const leftNs: u64 = deadlineNs > nowNs ? deadlineNs - nowNs : 0;
    if (leftNs === 0 && descriptors === 0) return;
    timeout = scratch();
    store64(timeout, leftNs / NS_PER_SECOND);
    store64(timeout + 8, leftNs % NS_PER_SECOND);
  }
  const ready = syscall6(
    SYS_PPOLL,
    symbolAddress('poll_table'),
    descriptors as u64,
    timeout,
    0,
    SIGNAL_SET_BYTES,
    0,
  );
  if (ready > 0) collect();
}

/** See `Machine.takeInterrupts`. */
export function takeInterrupts(mask: u32): u32 {
  const taken: u32 = pending & mask;
  pending &= ~mask;
  return taken;
}
