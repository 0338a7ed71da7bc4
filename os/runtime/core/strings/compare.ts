/** Equality and order of strings, by code units (ECMA-262 7.2.13). */

import {
  KIND_STRING_LATIN1,
  STRING_DATA,
  STRING_FLAGS,
  STRING_HASH,
  STRING_INTERNED,
} from '../../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  equalMemory,
  type i32,
  load8,
  load16,
  load32,
  load64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { isOfKind, isWide, lengthAt, settled, unitsOf } from './storage.ts';
import { bytesBefore } from './words.ts';

/** Have two strings the same units? */
export function equal(a: string, b: string): boolean {
  return equalAt(addressOf(a), addressOf(b));
}

/** The usual answers at once: the same string, two names, of which all that are equal are the same, and other lengths. */
export function equalAt(a: usize, b: usize): boolean {
  if (a === b) return true;
  if (lengthAt(a) !== lengthAt(b)) return false;
  if ((load32(a + STRING_FLAGS) & load32(b + STRING_FLAGS) & STRING_INTERNED) !== 0) return false;
  return equalContents(a, b);
}

function equalContents(a: usize, b: usize): boolean {
  const hashA: u32 = load32(a + STRING_HASH);
  const hashB: u32 = load32(b + STRING_HASH);
  if (hashA !== 0 && hashB !== 0 && hashA !== hashB) return false;
  return equalUnits(settled(a), 0, settled(b), 0, lengthAt(a));
}

/** Are `length` units of two strings that aren't ropes the same? */
export function equalUnits(a: usize, fromA: usize, b: usize, fromB: usize, length: usize): boolean {
  const unitsA: usize = unitsOf(a);
  const unitsB: usize = unitsOf(b);
  const wideA: boolean = isWide(a);
  const wideB: boolean = isWide(b);
  if (wideA && wideB) return equalMemory(unitsA + fromA * 2, unitsB + fromB * 2, length * 2);
  if (!wideA && !wideB) return equalMemory(unitsA + fromA, unitsB + fromB, length);
  if (wideA) return equalMixed(unitsA + fromA * 2, unitsB + fromB, length);
  return equalMixed(unitsB + fromB * 2, unitsA + fromA, length);
}

function equalMixed(wide: usize, narrow: usize, length: usize): boolean {
  for (let i: usize = 0; i < length; i++) {
    const a: u32 = load16(wide + i * 2);
    const b: u32 = load8(narrow + i);
    if (a !== b) return false;
  }
  return true;
}

/** Below 0, 0, or above 0, as `a` stands before, with or behind `b` in order of code units. */
export function compare(a: string, b: string): i32 {
  const stringA: usize = addressOf(a);
  const stringB: usize = addressOf(b);
  if (isOfKind(stringA, KIND_STRING_LATIN1) && isOfKind(stringB, KIND_STRING_LATIN1)) {
    return compareFlat(stringA, stringB);
  }
  return compareOthers(settled(stringA), settled(stringB));
}

/** By words, of which the last may go beyond the shorter text (layout/objects.ts). */
function compareFlat(a: usize, b: usize): i32 {
  const lengthA: i32 = lengthAt(a);
  const lengthB: i32 = lengthAt(b);
  const common: usize = lengthA < lengthB ? lengthA : lengthB;
  for (let at: usize = 0; at < common; at += 8) {
    const unlike: u64 = load64(a + STRING_DATA + at) ^ load64(b + STRING_DATA + at);
    if (unlike === 0) continue;
    const first: usize = at + bytesBefore(unlike);
    if (first >= common) break;
    const unitA: i32 = load8(a + STRING_DATA + first);
    return unitA - load8(b + STRING_DATA + first);
  }
  return lengthA - lengthB;
}

function compareOthers(a: usize, b: usize): i32 {
  const lengthA: i32 = lengthAt(a);
  const lengthB: i32 = lengthAt(b);
  const common: usize = lengthA < lengthB ? lengthA : lengthB;
  const unitsA: usize = unitsOf(a);
  const unitsB: usize = unitsOf(b);
  const wideA: boolean = isWide(a);
  const wideB: boolean = isWide(b);
  let i: usize = 0;
  if (!wideA && !wideB) while (i + 8 <= common && load64(unitsA + i) === load64(unitsB + i)) i += 8;
  for (; i < common; i += 1) {
    const unitA: i32 = wideA ? load16(unitsA + i * 2) : load8(unitsA + i);
    const unitB: i32 = wideB ? load16(unitsB + i * 2) : load8(unitsB + i);
    if (unitA !== unitB) return unitA - unitB;
  }
  return lengthA - lengthB;
}

function unitIn(string: usize, index: usize): u32 {
  const units: usize = unitsOf(string);
  const unit: u32 = isWide(string) ? load16(units + index * 2) : load8(units + index);
  return unit;
}

/** Does any unit of a string that isn't a rope need 16 bits? */
export function hasWideUnit(string: usize): boolean {
  const length: usize = lengthAt(string);
  for (let i: usize = 0; i < length; i++) if (unitIn(string, i) > 0xff) return true;
  return false;
}
