/**
 * Sleeping until something happens. The processor halts between a test and the next interrupt without a gap in which
 * a wake-up could be lost (sleepUnlessPending), and the timer is programmed only when the deadline is a new one.
 */
import { symbolAddress, type u32, type u64, volatileLoad32 } from '../../unsafe.ts';
import { armTimer, monotonicNs, refineClock, timerTicks } from './clock.ts';
import { sleepUnlessPending, takePending } from './instructions.ts';

const TIMER: u32 = 1;
const DEVICES: u32 = 0x7fff_fffe;
/** Deadlines from here on never come. */
const FOR_EVER: u64 = 0x8000_0000_0000_0000;
/** The timer counts to 2^32 at a gigahertz: longer waits are done in pieces. */
const PIECE_NS: u64 = 4_000_000_000;

/** When the running timer will interrupt, or 0. */
let armedNs: u64 = 0;

function devicePending(): boolean {
  return (volatileLoad32(symbolAddress('pending_interrupts')) & DEVICES) !== 0;
}

/** See `Machine.waitUntil`. */
export function waitUntil(deadlineNs: u64): void {
  while (!devicePending()) {
    if (takePending(TIMER) !== 0) armedNs = 0;
    if (deadlineNs < FOR_EVER) {
      const nowNs: u64 = monotonicNs();
      if (nowNs >= deadlineNs) return;
      if (armedNs !== deadlineNs) {
        const leftNs: u64 = deadlineNs - nowNs;
        armedNs = leftNs < PIECE_NS ? deadlineNs : nowNs + PIECE_NS;
        armTimer(timerTicks(leftNs < PIECE_NS ? leftNs : PIECE_NS));
      }
    }
    sleepUnlessPending();
  }
  if (armedNs !== 0) refineClock();
}

/** See `Machine.takeInterrupts`. */
export function takeInterrupts(mask: u32): u32 {
  return takePending(mask & DEVICES);
}
