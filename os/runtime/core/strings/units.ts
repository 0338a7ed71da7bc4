/** Strings of one code unit: those of Latin-1 are made once. */

import {
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  KIND_STORAGE,
  KIND_STRING_LATIN1,
  KIND_STRING_UTF16,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
  STRING_DATA,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { replaceWord } from '../../../memory/barrier.ts';
import { allocate, kindShape } from '../../../memory/heap.ts';
import {
  addressOf,
  type i32,
  load8,
  load16,
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
import { elementOrHole, reserve } from '../objects/elements.ts';
import { isString, isUndefined, numberOf } from '../values.ts';
import { intern } from './intern.ts';
import { isOfKind, lengthAt, makeFlat, settled, stringAt, unitOf } from './storage.ts';

const CACHED: u32 = 256;
/** Of the others the last one for each so many low bits of the unit: text has few characters that it has often. */
const WIDE_CACHED: u32 = 1024;

/** A storage block of the strings made so far: by unit, behind them by the low bits of the unit. */
let cache: unknown;
/** Where its first word is; 0 before there is one. */
let places: usize = 0;

/** The string of one code unit (only the low 16 bits of `unit` count). Those that are kept are the names that literals are, too. */
export function stringOfUnit(unit: u32): string {
  const code: u32 = unit & 0xffff;
  if (code < CACHED && places !== 0) {
    const known: usize = load64(slotOf(code));
    if (known !== 0) return stringAt(known);
  }
  return makeUnit(code);
}

function slotOf(code: usize): usize {
  return places + code * 8;
}

function makeUnit(code: u32): string {
  if (isUndefined(cache)) makeCache();
  if (code >= CACHED) return wideUnit(code);
  const narrow: usize = makeFlat(1, false);
  store8(narrow + STRING_DATA, code);
  const name: string = intern(stringAt(narrow));
  store64(slotOf(code), addressOf(name));
  return name;
}

function wideUnit(code: u32): string {
  const slot: usize = slotOf(CACHED + (code & (WIDE_CACHED - 1)));
  const known: usize = load64(slot);
  if (known !== 0 && load16(known + STRING_DATA) === code) return stringAt(known);
  const wide: usize = makeFlat(1, true);
  store16(wide + STRING_DATA, code);
  const name: usize = addressOf(intern(stringAt(wide)));
  if (isOfKind(name, KIND_STRING_UTF16)) replaceWord(slot, name);
  return stringAt(name);
}

/** The unit of a string that has one; -1 for any other value. */
export function unitOfCharacter(value: unknown): i32 {
  if (!isString(value)) return -1;
  const string: usize = addressOf(value);
  if (lengthAt(string) !== 1) return -1;
  const unit: u32 = unitOf(settled(string), 0);
  return unit;
}

/** Appends the strings of the units of a text, from `from` up to `to`, to an array of boxed elements. */
export function appendUnits(array: unknown, text: string, from: u32, to: u32): void {
  if (isUndefined(cache)) cache = makeCache();
  const address: usize = addressOf(array);
  const string: usize = settled(addressOf(text));
  const length: usize = load32(address + ARRAY_LENGTH);
  reserve(address, length + to - from, true);
  const first: usize = load64(address + ARRAY_STORAGE) + STORAGE_WORDS + length * 8;
  const isLatin1: boolean = isOfKind(string, KIND_STRING_LATIN1);
  const count: usize = to - from;
  for (let i: usize = 0; i < count; i++) {
    const unit: u32 = isLatin1 ? load8(string + STRING_DATA + from + i) : unitOf(string, from + i);
    const known: usize = unit < CACHED ? load64(slotOf(unit)) : 0;
    // Nothing was there: no barrier. Those before it must be found while another one is made.
    if (known === 0) store32(address + ARRAY_LENGTH, length + i);
    store64(first + i * 8, known !== 0 ? known : addressOf(makeUnit(unit)));
  }
  store32(address + ARRAY_LENGTH, length + count);
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

function makeCache(): void {
  const words: usize = CACHED + WIDE_CACHED;
  const block: usize = allocate(STORAGE_WORDS + words * 8, kindShape(KIND_STORAGE));
  store32(block + STORAGE_CAPACITY, words);
  cache = objectAt<unknown>(block);
  places = block + STORAGE_WORDS;
}
