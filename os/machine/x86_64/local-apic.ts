/**
 * The local APIC: where interrupts reach the processor, and its timer (SDM 3A chapter 12, "Advanced Programmable
 * Interrupt Controller"), in its memory-mapped form at the address it has after reset.
 *
 * Interrupt bit n is vector 32 + n. Bit 0 is the timer, bit 31 the spurious interrupt (never acknowledged, never
 * looked at); the others are handed out to drivers by `newInterruptBit`.
 */
import { type u16, type u32, type usize, volatileLoad32, volatileStore32 } from '../../unsafe.ts';
import { panic } from '../panic.ts';
import { out8, readMsr, writeMsr } from './instructions.ts';
import { mapDevice } from './paging.ts';

const LAPIC: usize = 0xfee0_0000;
const LAPIC_BYTES: usize = 0x1000;
const ID: usize = LAPIC + 0x20;
const TASK_PRIORITY: usize = LAPIC + 0x80;
const SPURIOUS: usize = LAPIC + 0xf0;
const TIMER: usize = LAPIC + 0x320;
const LINT0: usize = LAPIC + 0x350;
const LINT1: usize = LAPIC + 0x360;
const INITIAL_COUNT: usize = LAPIC + 0x380;
const CURRENT_COUNT: usize = LAPIC + 0x390;
const DIVIDE: usize = LAPIC + 0x3e0;

const MASKED: u32 = 0x1_0000;
const SOFTWARE_ENABLE: u32 = 0x100;
/** DIVIDE 1011b: the bus clock as it is. */
const DIVIDE_BY_1: u32 = 0x0b;
/** IA32_APIC_BASE, bit 11: global enable. */
const APIC_BASE_REGISTER: u32 = 0x1b;
const APIC_GLOBAL_ENABLE: u32 = 0x800;

export const FIRST_VECTOR: u32 = 32;
export const TIMER_BIT: u32 = 0;
const SPURIOUS_BIT: u32 = 31;

/** The two 8259 controllers of old: their mask registers. They stay silent for ever. */
const PIC_1_MASK: u16 = 0x21;
const PIC_2_MASK: u16 = 0xa1;

let nextBit: u32 = 1;

/** Enables the controller; its timer can be read, but doesn't interrupt yet. */
export function initializeLocalApic(): void {
  out8(PIC_1_MASK, 0xff);
  out8(PIC_2_MASK, 0xff);
  writeMsr(APIC_BASE_REGISTER, readMsr(APIC_BASE_REGISTER) | APIC_GLOBAL_ENABLE);
  mapDevice(LAPIC, LAPIC_BYTES);
  volatileStore32(TASK_PRIORITY, 0);
  volatileStore32(LINT0, MASKED);
  volatileStore32(LINT1, MASKED);
  volatileStore32(SPURIOUS, SOFTWARE_ENABLE | (FIRST_VECTOR + SPURIOUS_BIT));
  volatileStore32(DIVIDE, DIVIDE_BY_1);
  volatileStore32(TIMER, MASKED | (FIRST_VECTOR + TIMER_BIT));
}

/** From here on the timer's interrupt comes through; once is enough. */
export function unmaskTimer(): void {
  volatileStore32(TIMER, FIRST_VECTOR + TIMER_BIT);
}

/** Starts the one-shot timer anew: interrupt bit 0 comes after `count` ticks; 0 stops it. */
export function startTimer(count: u32): void {
  volatileStore32(INITIAL_COUNT, count);
}

/** Ticks left until the timer's interrupt; 0 when it is over. */
export function timerCount(): u32 {
  return volatileLoad32(CURRENT_COUNT);
}

/** The number by which this processor is addressed in an interrupt's destination. */
export function localApicId(): u32 {
  return volatileLoad32(ID) >> 24;
}

/** A bit for one more interrupt source; its vector is FIRST_VECTOR + bit. Panics after 30. */
export function newInterruptBit(): u32 {
  if (nextBit === SPURIOUS_BIT) panic('more interrupt sources than vectors');
  const bit: u32 = nextBit;
  nextBit++;
  return bit;
}
