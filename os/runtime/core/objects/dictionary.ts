/**
 * Properties of objects that aren't at their shape's places any more: a hash table in insertion order, in one storage
 * block in the place of the extra slots. Numbers in it are `number << 3 | 2`, which the collector takes for no pointer.
 *
 *   words   0  entries in use, deleted ones included      1  live entries      2  capacity in entries (power of two)
 *           3 … 3 + 3·capacity      entries: key (hole: deleted), value or accessor pair, PROP_* flags
 *           then 2·capacity         index: 0 or 1 + the number of an entry
 */

import {
  KIND_SYMBOL,
  SHAPE_KIND,
  STORAGE_WORDS,
  SYMBOL_HASH,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE } from '../../../../toolchain/compiler/layout/values.ts';
import { replaceWord } from '../../../memory/barrier.ts';
import { load32, load64, store64, type u32, type u64, type usize } from '../../../unsafe.ts';
import { hashAt } from '../strings/hash.ts';
import { makeStorage } from './storage.ts';

const USED: usize = STORAGE_WORDS;
const LIVE: usize = STORAGE_WORDS + 8;
const CAPACITY: usize = STORAGE_WORDS + 16;
const ENTRIES: usize = STORAGE_WORDS + 24;
const ENTRY_SIZE: usize = 24;
/** Offsets in an entry. */
export const DICTIONARY_KEY: usize = 0;
export const DICTIONARY_VALUE: usize = 8;
export const DICTIONARY_FLAGS: usize = 16;

const CAPACITY_MIN: usize = 8;

function tagged(count: usize): u64 {
  return (count << 3) | 2;
}

function field(dictionary: usize, offset: usize): usize {
  return load64(dictionary + offset) >> 3;
}

/** The hash of a property key: an interned string or a symbol. */
export function hashOfKey(key: usize): u32 {
  if (load32(load32(key) + SHAPE_KIND) === KIND_SYMBOL) return load32(key + SYMBOL_HASH);
  return hashAt(key);
}

/** An empty dictionary with room for `count` entries. */
export function makeDictionary(count: usize): usize {
  let capacity: usize = CAPACITY_MIN;
  while (capacity < count) capacity = capacity * 2;
  const dictionary: usize = makeStorage(3 + capacity * 5);
  store64(dictionary + USED, tagged(0));
  store64(dictionary + LIVE, tagged(0));
  store64(dictionary + CAPACITY, tagged(capacity));
  return dictionary;
}

/** The address of the entry of a key, or 0. */
export function dictionaryFind(dictionary: usize, key: usize): usize {
  const capacity: usize = field(dictionary, CAPACITY);
  const mask: usize = capacity * 2 - 1;
  const index: usize = dictionary + ENTRIES + capacity * ENTRY_SIZE;
  let slot: usize = hashOfKey(key) & mask;
  while (true) {
    const number: usize = load64(index + slot * 8);
    if (number === 0) return 0;
    const entry: usize = dictionary + ENTRIES + ((number >> 3) - 1) * ENTRY_SIZE;
    if (load64(entry) === key) return entry;
    slot = (slot + 1) & mask;
  }
}

/** Appends an entry whose key isn't there. Gives the dictionary that holds it: this one, or a larger copy. */
export function dictionaryAdd(dictionary: usize, key: usize, value: u64, flags: u32): usize {
  let target: usize = dictionary;
  if (field(target, USED) === field(target, CAPACITY)) target = rebuilt(target);
  append(target, key, value, flags);
  return target;
}

function append(dictionary: usize, key: usize, value: u64, flags: u64): void {
  const used: usize = field(dictionary, USED);
  const capacity: usize = field(dictionary, CAPACITY);
  const mask: usize = capacity * 2 - 1;
  const entry: usize = dictionary + ENTRIES + used * ENTRY_SIZE;
  store64(entry + DICTIONARY_KEY, key);
  store64(entry + DICTIONARY_VALUE, value);
  store64(entry + DICTIONARY_FLAGS, tagged(flags));
  const index: usize = dictionary + ENTRIES + capacity * ENTRY_SIZE;
  let slot: usize = hashOfKey(key) & mask;
  while (load64(index + slot * 8) !== 0) slot = (slot + 1) & mask;
  store64(index + slot * 8, tagged(used + 1));
  store64(dictionary + USED, tagged(used + 1));
  store64(dictionary + LIVE, tagged(field(dictionary, LIVE) + 1));
}

/** A copy without the deleted entries, with room for twice what lives. */
function rebuilt(dictionary: usize): usize {
  const fresh: usize = makeDictionary(field(dictionary, LIVE) * 2);
  const used: usize = field(dictionary, USED);
  for (let number: usize = 0; number < used; number++) {
    const entry: usize = dictionaryEntry(dictionary, number);
    const key: u64 = load64(entry);
    if (key !== WORD_HOLE) append(fresh, key, load64(entry + DICTIONARY_VALUE), entryFlags(entry));
  }
  return fresh;
}

/** Removes an entry; its place in the order is left as a gap. */
export function dictionaryRemove(dictionary: usize, entry: usize): void {
  replaceWord(entry + DICTIONARY_KEY, WORD_HOLE);
  replaceWord(entry + DICTIONARY_VALUE, WORD_HOLE);
  store64(dictionary + LIVE, tagged(field(dictionary, LIVE) - 1));
}

/** Entries in order are numbers below this; some may be deleted (their key is a hole). */
export function dictionaryUsed(dictionary: usize): usize {
  return field(dictionary, USED);
}

export function dictionaryEntry(dictionary: usize, number: usize): usize {
  return dictionary + ENTRIES + number * ENTRY_SIZE;
}

/** PROP_* of an entry. */
export function entryFlags(entry: usize): u32 {
  return load64(entry + DICTIONARY_FLAGS) >> 3;
}

export function setEntryFlags(entry: usize, flags: u64): void {
  store64(entry + DICTIONARY_FLAGS, tagged(flags));
}
