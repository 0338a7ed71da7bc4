/** Reads a setting of the environment without making strings: there may be no heap yet. */

import { environment, environmentCount } from '#machine';
import { STRING_DATA, STRING_LENGTH } from '../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  equalMemory,
  type i64,
  load8,
  load32,
  type u8,
  type u32,
  type u64,
  type usize,
} from '../unsafe.ts';
import { panic } from './panic.ts';

const EQUALS: u8 = 0x3d;

/** The address of the value of `name` (ASCII), a NUL-terminated string; 0 when it isn't set. */
export function findSetting(name: string): usize {
  const wanted: usize = addressOf(name) + STRING_DATA;
  const length: usize = load32(addressOf(name) + STRING_LENGTH);
  const count: u32 = environmentCount();
  for (let index: u32 = 0; index < count; index++) {
    const setting: usize = environment(index);
    if (lengthOfText(setting) <= length) continue;
    if (equalMemory(setting, wanted, length) && load8(setting + length) === EQUALS)
      return setting + length + 1;
  }
  return 0;
}

/** The number of bytes, in decimal digits, that `name` is set to; 0 when it isn't set. Panics at anything else. */
export function bytesSetting(name: string): u64 {
  const text: usize = findSetting(name);
  const value: i64 = text === 0 ? 0 : numberOfText(text);
  if (value < 0) panic('IMPORTOS_MEMORY and IMPORTOS_COLLECT_EVERY are numbers of bytes');
  return value;
}

/** The number that a string of digits stands for, or -1 when it is something else. */
export function numberOfText(text: usize): i64 {
  let value: i64 = 0;
  let at: usize = text;
  while (load8(at) !== 0) {
    const byte: u8 = load8(at);
    if (byte < 0x30 || byte > 0x39) return -1;
    value = value * 10 + byte - 0x30;
    at += 1;
  }
  return at === text ? -1 : value;
}

/** Bytes of a NUL-terminated string. */
export function lengthOfText(text: usize): usize {
  let length: usize = 0;
  while (load8(text + length) !== 0) length += 1;
  return length;
}
