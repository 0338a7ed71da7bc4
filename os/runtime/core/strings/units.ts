/** Strings of one code unit: those of Latin-1 are made once. */

import {
  ARRAY_LENGTH,
  KIND_STORAGE,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
  STRING_DATA,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { allocate, kindShape } from '../../../memory/heap.ts';
import {
  addressOf,
  load32,
  load64,
  objectAt,
  store8,
  store16,
  store32,
  store64,
  type u32,
  type usize,
  valueOfWord,
} from '../../../unsafe.ts';
import { elementOrHole } from '../objects/elements.ts';
import { isUndefined, numberOf } from '../values.ts';
import { intern } from './intern.ts';
import { makeFlat, stringAt } from './storage.ts';

const CACHED: u32 = 256;

/** A storage block of the strings made so far, by unit. */
let cache: unknown;

/** The string of one code unit (only the low 16 bits of `unit` count). Those of Latin-1 are the names that literals are, too. */
export function stringOfUnit(unit: u32): string {
  const code: u32 = unit & 0xffff;
  if (code < CACHED && !isUndefined(cache)) {
    const known: usize = load64(slotOf(code));
    if (known !== 0) return stringAt(known);
  }
  return makeUnit(code);
}

function slotOf(code: usize): usize {
  return addressOf(cache) + STORAGE_WORDS + code * 8;
}

function makeUnit(code: u32): string {
  if (code >= CACHED) {
    const wide: usize = makeFlat(1, true);
    store16(wide + STRING_DATA, code);
    return stringAt(wide);
  }
  if (isUndefined(cache)) cache = makeCache();
  const narrow: usize = makeFlat(1, false);
  store8(narrow + STRING_DATA, code);
  const name: string = intern(stringAt(narrow));
  store64(slotOf(code), addressOf(name));
  return name;
}

/** The string of the code units in an array, which are integers from 0 to 65,535. */
export function stringOfUnits(units: unknown): string {
  const array: usize = addressOf(units);
  const length: usize = load32(array + ARRAY_LENGTH);
  let all: u32 = 0;
  for (let i: usize = 0; i < length; i++) all = all | unitIn(array, i);
  if (length === 1) return stringOfUnit(all);
  const wide: boolean = all > 255;
  const string: usize = makeFlat(length, wide);
  for (let i: usize = 0; i < length; i++) {
    if (wide) store16(string + STRING_DATA + i * 2, unitIn(array, i));
    else store8(string + STRING_DATA + i, unitIn(array, i));
  }
  return stringAt(string);
}

function unitIn(array: usize, index: usize): u32 {
  return numberOf(valueOfWord<unknown>(elementOrHole(array, index))) as u32;
}

function makeCache(): unknown {
  const block: usize = allocate(STORAGE_WORDS + CACHED * 8, kindShape(KIND_STORAGE));
  store32(block + STORAGE_CAPACITY, CACHED);
  return objectAt<unknown>(block);
}
