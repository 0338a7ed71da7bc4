/**
 * Property names: of all strings with the same units one is canonical, so that names compare by address.
 *
 * Names in the image are canonical from the start (layout/objects.ts, name table: sorted by hash). Names that programs
 * make at run time stand in a table of our own, open addressing over raw words, which doesn't keep them alive: the
 * collector writes WEAK_GONE over those that died. What was found in the image's table is written there too, so that
 * looking up the same text again is one probe.
 */
import { allocatePages, releasePages } from '#machine';
import { STRING_FLAGS, STRING_HASH, STRING_INTERNED } from '../../../../toolchain/compiler/layout/objects.ts';
import { panic } from '../../../machine/panic.ts';
import { keepWeak, setWeakTable, WEAK_GONE } from '../../../memory/weak.ts';
import {
  addressOf,
  load32,
  load64,
  store32,
  store64,
  symbolAddress,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { equalUnits } from './compare.ts';
import { hashAt } from './hash.ts';
import { indexOfName, NOT_AN_INDEX } from './index-key.ts';
import { lengthAt, settled, stringAt } from './storage.ts';

const CAPACITY_MIN: usize = 512;

let table: usize = 0;
let capacity: usize = 0;
/** Slots that aren't 0, gone ones included. */
let used: usize = 0;

/** The canonical string with these units. */
export function intern(text: string): string {
  const string: usize = addressOf(text);
  if ((load32(string + STRING_FLAGS) & STRING_INTERNED) !== 0) return text;
  return stringAt(canonical(string));
}

/** Is it the canonical one already? */
export function isInterned(text: string): boolean {
  return (load32(addressOf(text) + STRING_FLAGS) & STRING_INTERNED) !== 0;
}

function canonical(string: usize): usize {
  const hash: u32 = hashAt(string);
  settled(string);
  if (capacity === 0) resize(CAPACITY_MIN);
  let index: usize = hash & (capacity - 1);
  while (true) {
    const each: u64 = load64(table + index * 8);
    if (each === 0) break;
    if (each !== WEAK_GONE && isSame(each, string, hash) && keepWeak(each)) return each;
    index = (index + 1) & (capacity - 1);
  }
  let name: usize = nameInImage(string, hash);
  if (name === 0) {
    name = string;
    store32(string + STRING_FLAGS, load32(string + STRING_FLAGS) | STRING_INTERNED);
    noteName(name);
  }
  store64(table + index * 8, name);
  used += 1;
  // Half of it stays empty: each slot on the way is a string that is looked at.
  if (used * 2 > capacity) rebuild();
  return name;
}

function isSame(name: usize, string: usize, hash: u32): boolean {
  const length: usize = lengthAt(name);
  return (
    load32(name + STRING_HASH) === hash &&
    length === lengthAt(string) &&
    equalUnits(name, 0, string, 0, length)
  );
}

/** Finds a name of the image by binary search over hashes; 0 when there is none. */
function nameInImage(string: usize, hash: u32): usize {
  const names: usize = symbolAddress('name_table');
  const count: usize = (symbolAddress('name_table_end') - names) / 4;
  let low: usize = 0;
  let high: usize = count;
  while (low < high) {
    const middle: usize = (low + high) / 2;
    if (load32(load32(names + middle * 4) + STRING_HASH) < hash) low = middle + 1;
    else high = middle;
  }
  while (low < count) {
    const name: usize = load32(names + low * 4);
    if (load32(name + STRING_HASH) !== hash) return 0;
    if (isSame(name, string, hash)) return name;
    low += 1;
  }
  return 0;
}

/** No name is an index from here on: those of the image are looked through once, when somebody asks. */
let indicesEnd: u32 = 0;
let knowsImage: boolean = false;

/** Can there be a property whose name is this index? Not when nothing of that name was ever interned. */
export function mayBeName(index: u32): boolean {
  if (!knowsImage) noteNamesOfImage();
  return index < indicesEnd;
}

function noteNamesOfImage(): void {
  knowsImage = true;
  const end: usize = symbolAddress('name_table_end');
  for (let place: usize = symbolAddress('name_table'); place < end; place += 4) noteName(load32(place));
}

function noteName(name: usize): void {
  const index: u32 = indexOfName(stringAt(name));
  if (index !== NOT_AN_INDEX && index >= indicesEnd) indicesEnd = index + 1;
}

/** Drops the gone ones, and doubles the table if it is full without them. */
function rebuild(): void {
  let live: usize = 0;
  for (let index: usize = 0; index < capacity; index++) {
    if (load64(table + index * 8) > WEAK_GONE) live += 1;
  }
  resize(live * 3 > capacity ? capacity * 2 : capacity);
}

function resize(size: usize): void {
  const old: usize = table;
  const oldCapacity: usize = capacity;
  const fresh: usize = allocatePages(size * 8);
  if (fresh === 0) panic('no memory for property names');
  used = 0;
  for (let index: usize = 0; index < oldCapacity; index++) {
    const name: u64 = load64(old + index * 8);
    if (name > WEAK_GONE) {
      let place: usize = load32(name + STRING_HASH) & (size - 1);
      while (load64(fresh + place * 8) !== 0) place = (place + 1) & (size - 1);
      store64(fresh + place * 8, name);
      used += 1;
    }
  }
  table = fresh;
  capacity = size;
  setWeakTable(table, capacity);
  if (old !== 0) releasePages(old, oldCapacity * 8);
}
