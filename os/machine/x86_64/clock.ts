/**
 * The monotonic clock: the time-stamp counter, which is the one clock that costs a single instruction to read, brought
 * to nanoseconds by a factor that is found by comparing it with the local APIC's timer.
 *
 *   ns = nsBase + (tsc - tscBase) · factor / 2^60
 *
 * Under QEMU (TCG and KVM) and every hypervisor built on KVM the APIC timer counts at exactly 1 GHz, and it exists
 * where microvm has no other clock (docs/decisions/020). On bare hardware its rate is measured against the PIT first.
 * The comparison takes half a millisecond, when somebody first asks for the time: a program that never does doesn't
 * wait. It begins with a few readings for nothing, because the first ones are ten times slower under an emulator.
 * Longer comparisons, which sleeping gives for free, then refine the factor (`refineClock`); time never jumps, only
 * its rate is corrected.
 */
import { multiplyHigh64, type u8, type u16, type u32, type u64 } from '../../unsafe.ts';
import { cpuidHigh, in8, out8, readTsc } from './instructions.ts';
import { startTimer, timerCount, unmaskTimer } from './local-apic.ts';

const HYPERVISOR_APIC_HZ: u64 = 1_000_000_000;
const NS_PER_SECOND: u64 = 1_000_000_000;
const TIMER_START: u32 = 0xffff_ffff;
const COMPARISON_MIN_NS: u64 = 500_000;
/** The counters aren't read together when the timer is armed: a sleep must be long for that not to matter. */
const REFINEMENT_MIN_NS: u64 = 250_000_000;
const CPUID_FEATURES: u32 = 1;
/** CPUID leaf 1, ECX bit 31: a hypervisor is present. */
const ECX_HYPERVISOR: u64 = 0x8000_0000;
const SAMPLES: u32 = 4;
const READINGS_FOR_NOTHING: u32 = 4;

let tscBase: u64 = 0;
let nsBase: u64 = 0;
let factor: u64 = 0;
let apicHz: u64 = HYPERVISOR_APIC_HZ;
let comparedNs: u64 = 0;

/** The latest reading of both counters at the same moment. */
let sampleTsc: u64 = 0;
let sampleCount: u32 = 0;

/** Reads both counters; the best of a few tries, since the reading of the APIC's may be interrupted by anything. */
function sample(): void {
  let smallestGap: u64 = 0;
  for (let attempt: u32 = 0; attempt < SAMPLES; attempt++) {
    const before: u64 = readTsc();
    const count: u32 = timerCount();
    const gap: u64 = readTsc() - before;
    if (attempt === 0 || gap < smallestGap) {
      smallestGap = gap;
      sampleTsc = before + gap / 2;
      sampleCount = count;
    }
  }
}

/** Takes `tscTicks` for as long as `apicTicks`, from now on. */
function setRate(tscTicks: u64, apicTicks: u64): void {
  const tscHz: u64 = (tscTicks * apicHz) / apicTicks;
  const now: u64 = readTsc();
  if (factor !== 0) {
    nsBase = nsAt(now);
    tscBase = now;
  }
  factor = ((NS_PER_SECOND << 32) / tscHz) << 28;
  comparedNs = (apicTicks * NS_PER_SECOND) / apicHz;
}

function nsAt(tsc: u64): u64 {
  return nsBase + multiplyHigh64((tsc - tscBase) << 4, factor);
}

/** The moment that the clock counts from. */
export function initializeClock(): void {
  tscBase = readTsc();
}

function finishComparison(): void {
  if ((cpuidHigh(CPUID_FEATURES, 0) & ECX_HYPERVISOR) === 0) apicHz = measureApicHz();
  startTimer(TIMER_START);
  for (let reading: u32 = 0; reading < READINGS_FOR_NOTHING; reading++) sample();
  const firstTsc: u64 = sampleTsc;
  const firstCount: u32 = sampleCount;
  const needed: u64 = (COMPARISON_MIN_NS * apicHz) / NS_PER_SECOND;
  while (firstCount - sampleCount < needed) sample();
  setRate(sampleTsc - firstTsc, firstCount - sampleCount);
  startTimer(0);
  unmaskTimer();
}

/** See `Machine.monotonicNs`. The first call may wait half a millisecond. */
export function monotonicNs(): u64 {
  if (factor === 0) finishComparison();
  return nsAt(readTsc());
}

/** APIC timer ticks in `ns` nanoseconds, at most four seconds' worth, at least one. */
export function timerTicks(ns: u64): u32 {
  const ticks: u64 = (ns * apicHz) / NS_PER_SECOND;
  if (ticks === 0) return 1;
  return ticks > 0xffff_ffff ? 0xffff_ffff : (ticks as u32);
}

let armedTsc: u64 = 0;
let armedCount: u32 = 0;

/** Starts the timer and remembers when, for `refineClock`. */
export function armTimer(ticks: u32): void {
  armedTsc = readTsc();
  armedCount = ticks;
  startTimer(ticks);
}

/** After a sleep that something else than the timer ended: how both counters went on meanwhile is a better comparison. */
export function refineClock(): void {
  const worthwhileNs: u64 = comparedNs < REFINEMENT_MIN_NS ? REFINEMENT_MIN_NS : comparedNs * 2;
  const shortest: u64 = (worthwhileNs * apicHz) / NS_PER_SECOND;
  if (armedCount <= shortest) return;
  sample();
  const apicTicks: u64 = armedCount - sampleCount;
  if (sampleCount === 0 || apicTicks <= shortest) return;
  setRate(sampleTsc - armedTsc, apicTicks);
}

// The PIT (Intel 8254), channel 2, whose gate and output are in the "NMI status" port: only on bare hardware.
const PIT_CHANNEL_2: u16 = 0x42;
const PIT_COMMAND: u16 = 0x43;
const PIT_GATE: u16 = 0x61;
/** Channel 2, both bytes, mode 0 (output high when the count is over). */
const ONE_SHOT: u8 = 0xb0;
const GATE_ON: u8 = 0x01;
const SPEAKER: u8 = 0x02;
const OUTPUT: u8 = 0x20;
/** 1,193,182 Hz / 100: ten milliseconds. */
const PIT_TICKS: u32 = 11_932;
const PIT_RUNS_PER_SECOND: u64 = 100;

/** Ticks of the APIC timer per second, by ten milliseconds of the PIT. */
function measureApicHz(): u64 {
  out8(PIT_GATE, (in8(PIT_GATE) & ~SPEAKER) | GATE_ON);
  out8(PIT_COMMAND, ONE_SHOT);
  out8(PIT_CHANNEL_2, PIT_TICKS & 0xff);
  out8(PIT_CHANNEL_2, PIT_TICKS >> 8);
  startTimer(TIMER_START);
  while ((in8(PIT_GATE) & OUTPUT) === 0) {}
  const ticks: u64 = TIMER_START - timerCount();
  return ticks * PIT_RUNS_PER_SECOND;
}
