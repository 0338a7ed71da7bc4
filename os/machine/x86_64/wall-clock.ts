/**
 * The time of day: the battery clock (Motorola MC146818A data sheet; ports 0x70 and 0x71), which counts whole seconds,
 * and the monotonic clock between its readings.
 *
 * A reading says that the time is somewhere within one second. The offset of the two clocks is moved just as far as it
 * must be to agree with the latest reading: after a few readings at random moments it is right within milliseconds,
 * nothing ever waits for a second to begin, and a monotonic clock that runs slightly wrong is corrected for ever.
 */
import type { u8, u16, u32, u64 } from '../../unsafe.ts';
import { monotonicNs } from './clock.ts';
import { in8, out8 } from './instructions.ts';

const CMOS_INDEX: u16 = 0x70;
const CMOS_DATA: u16 = 0x71;
const SECONDS: u8 = 0;
const MINUTES: u8 = 2;
const HOURS: u8 = 4;
const DAY: u8 = 7;
const MONTH: u8 = 8;
const YEAR: u8 = 9;
const STATUS_A: u8 = 10;
const STATUS_B: u8 = 11;
/** A, bit 7: the clock is about to tick, its registers may be half old. B, bit 2: binary; bit 1: 24 hours. */
const UPDATE_IN_PROGRESS: u8 = 0x80;
const BINARY: u8 = 0x04;
const HOURS_24: u8 = 0x02;
const AFTERNOON: u32 = 0x80;

const NS_PER_SECOND: u64 = 1_000_000_000;
const READING_INTERVAL_NS: u64 = 700_000_000;
/** 1970-01-01 to 2000-03-01, where the 400-year cycle of the calendar is counted from. */
const DAYS_TO_MARCH_2000: u64 = 11_017;

/** Wall clock minus monotonic clock; 0 before the first reading. */
let offsetNs: u64 = 0;
let lastReadingNs: u64 = 0;

function readRegister(register: u8): u32 {
  out8(CMOS_INDEX, register);
  return in8(CMOS_DATA) as u32;
}

function decimal(value: u32, status: u32): u32 {
  return (status & BINARY) !== 0 ? value : (value >> 4) * 10 + (value & 15);
}

/** Days from 1970-01-01, for years 2000 to 2099. Years begin in March, so that the leap day is the last. */
function daysSinceEpoch(year: u32, month: u32, day: u32): u64 {
  const years: u64 = (month > 2 ? year : year - 1) as u64;
  const months: u64 = (month > 2 ? month - 3 : month + 9) as u64;
  return DAYS_TO_MARCH_2000 + years * 365 + years / 4 + (months * 153 + 2) / 5 + day - 1;
}

/** Seconds since 1970, or 0 when there is no such clock (its ports then read as all ones). */
function readSeconds(): u64 {
  const status: u32 = readRegister(STATUS_B);
  let second: u32 = 0;
  let minute: u32 = 0;
  let hour: u32 = 0;
  let day: u32 = 0;
  let month: u32 = 0;
  let year: u32 = 0;
  do {
    if (status === 0xff) return 0;
    while ((readRegister(STATUS_A) & UPDATE_IN_PROGRESS) !== 0) {}
    second = readRegister(SECONDS);
    minute = readRegister(MINUTES);
    hour = readRegister(HOURS);
    day = readRegister(DAY);
    month = readRegister(MONTH);
    year = readRegister(YEAR);
  } while (second !== readRegister(SECONDS));
  let hours: u64 = decimal(hour & ~AFTERNOON, status) as u64;
  if ((status & HOURS_24) === 0) hours = (hours % 12) + ((hour & AFTERNOON) !== 0 ? 12 : 0);
  const days: u64 = daysSinceEpoch(decimal(year, status), decimal(month, status), decimal(day, status));
  return ((days * 24 + hours) * 60 + decimal(minute, status)) * 60 + decimal(second, status);
}

/** Moves the offset into what a reading at monotonic time `nowNs` allows. */
function agreeWith(seconds: u64, nowNs: u64): void {
  const earliest: u64 = seconds * NS_PER_SECOND - nowNs;
  const latest: u64 = earliest + NS_PER_SECOND - 1;
  if (offsetNs === 0) offsetNs = earliest + NS_PER_SECOND / 2;
  if (offsetNs < earliest) offsetNs = earliest;
  if (offsetNs > latest) offsetNs = latest;
}

/** See `Machine.wallClockNs`. */
export function wallClockNs(): u64 {
  const nowNs: u64 = monotonicNs();
  if (offsetNs === 0 || nowNs - lastReadingNs > READING_INTERVAL_NS) {
    const seconds: u64 = readSeconds();
    if (seconds !== 0) agreeWith(seconds, nowNs);
    lastReadingNs = nowNs;
  }
  return nowNs + offsetNs;
}
