/**
 * What doesn't keep objects alive: ephemerons (a value that lives while a key does; the stuff of WeakMap, WeakSet and, with
 * no value, WeakRef and FinalizationRegistry) and weak tables (raw arrays of pointers, such as the table of interned names).
 *
 * Ephemerons are heap objects (layout/objects.ts, KIND_EPHEMERON) in one list. After a marking each live one whose key is
 * alive marks its value, until nothing changes; then those that died leave the list, and those whose key died lose it: at once, since
 * nothing but tests makes any yet. The weak table is cleared in pieces.
 */
import { EPHEMERON_KEY, EPHEMERON_NEXT, EPHEMERON_VALUE } from '../../toolchain/compiler/layout/objects.ts';
import { WORD_UNDEFINED } from '../../toolchain/compiler/layout/values.ts';
import { load64, store64, type u32, type u64, type usize } from '../unsafe.ts';
import { isMarking } from './barrier.ts';
import { drain, isAlive, markWord } from './mark.ts';

/** Stands in a weak table where a pointer died: not 0, so that probing goes on. */
export const WEAK_GONE: u64 = 2;

let ephemerons: usize = 0;
let weakTable: usize = 0;
let weakCapacity: usize = 0;

/** Adds a new ephemeron to the list that the collector walks. */
export function registerEphemeron(ephemeron: usize): void {
  store64(ephemeron + EPHEMERON_NEXT, ephemerons);
  ephemerons = ephemeron;
}

/** Names the one weak table there is: `capacity` words, each 0, WEAK_GONE or a pointer. */
export function setWeakTable(table: usize, capacity: usize): void {
  weakTable = table;
  weakCapacity = capacity;
  // A clearing under way begins anew with this one.
  clearedTo = 0;
}

/** Completes a marking by the values of ephemerons with live keys. Cost: rounds × ephemerons. */
export function markEphemerons(): void {
  let changed: boolean = true;
  while (changed) {
    changed = false;
    for (let each: usize = ephemerons; each !== 0; each = load64(each + EPHEMERON_NEXT)) {
      const value: u64 = load64(each + EPHEMERON_VALUE);
      if (isHeapPointer(value) && isAlive(each) && isKeyAlive(each) && !isAlive(value)) {
        markWord(value);
        drain();
        changed = true;
      }
    }
  }
}

/** Where the clearing of the weak table is; its capacity when there is none under way. */
let clearedTo: usize = 0;
let clearing: u32 = 0;

/** After a marking: begins to forget what died. Cost: the number of ephemerons. */
export function beginClearing(): void {
  clearing = 1;
  clearedTo = 0;
  clearEphemerons();
}

/** Forgets what died at the next `count` places of the weak table; true when that was the end. */
export function clearSome(count: usize): boolean {
  let end: usize = clearedTo + count;
  if (end > weakCapacity) end = weakCapacity;
  for (let index: usize = clearedTo; index < end; index++) {
    const pointer: u64 = load64(weakTable + index * 8);
    if (pointer > WEAK_GONE && !isAlive(pointer)) store64(weakTable + index * 8, WEAK_GONE);
  }
  clearedTo = end;
  if (end !== weakCapacity) return false;
  clearing = 0;
  return true;
}

/**
 * To be asked before an object that was found in the weak table is used: false when it died already. Else it is alive from now on, also for
 * a marking under way, of whose snapshot it was no part.
 */
export function keepWeak(pointer: usize): boolean {
  if (clearing !== 0) return isAlive(pointer);
  if (isMarking()) markWord(pointer);
  return true;
}

function clearEphemerons(): void {
  let previous: usize = 0;
  let each: usize = ephemerons;
  while (each !== 0) {
    const next: usize = load64(each + EPHEMERON_NEXT);
    if (isAlive(each)) {
      if (!isKeyAlive(each)) {
        store64(each + EPHEMERON_KEY, WORD_UNDEFINED);
        store64(each + EPHEMERON_VALUE, WORD_UNDEFINED);
      }
      previous = each;
    } else if (previous === 0) {
      ephemerons = next;
    } else {
      store64(previous + EPHEMERON_NEXT, next);
    }
    each = next;
  }
}

function isKeyAlive(ephemeron: usize): boolean {
  const key: u64 = load64(ephemeron + EPHEMERON_KEY);
  return !isHeapPointer(key) || isAlive(key);
}

function isHeapPointer(word: u64): boolean {
  return word > 7 && (word & 7) === 0 && word >> 48 === 0;
}
