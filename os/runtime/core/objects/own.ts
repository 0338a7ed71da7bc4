/**
 * Own properties by key (an interned string or a symbol), wherever they are: at the shape's places, in the extra slots,
 * in a dictionary, or implied by the kind (an array's length, a function's name). Elements are elements.ts's.
 *
 * `findOwn` leaves what it found in variables of this module, read by the found…() functions before anything else runs:
 * so a lookup allocates nothing.
 */

import {
  ARRAY_LENGTH,
  ENTRY_FLAGS,
  ENTRY_LOCATION,
  ENTRY_REP,
  FUNCTION_INFO,
  INFO_CLASS,
  INFO_FLAGS,
  INFO_LENGTH,
  INFO_NAME,
  INFO_PROTOTYPE,
  KIND_ARRAY,
  KIND_FUNCTION,
  KIND_WRAPPER,
  OBJECT_DICTIONARY,
  OBJECT_EXTRA,
  OBJECT_FLAGS,
  OBJECT_FROZEN,
  OBJECT_ON_CHAIN,
  OBJECT_SLOTS,
  PROP_ACCESSOR,
  PROP_ATTRIBUTES,
  PROP_CONFIGURABLE,
  PROP_ENUMERABLE,
  PROP_NUMBER_SHIFT,
  PROP_PRIVATE,
  PROP_WRITABLE,
  PROPERTY_IN_EXTRA,
  REP_BOOL,
  REP_BOXED,
  REP_CONSTANT,
  REP_CONSTANT_WORD,
  REP_F64,
  REP_F64U,
  REP_I8,
  REP_I16,
  REP_I32,
  REP_I64,
  REP_U8,
  REP_U16,
  REP_U32,
  REP_U64,
  SHAPE_COUNT,
  SHAPE_DICTIONARY,
  SHAPE_FLAGS,
  SHAPE_KIND,
  SHAPE_OPEN,
  SHAPE_PROTOTYPE,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
  STRING_LENGTH,
} from '../../../../toolchain/compiler/layout/objects.ts';
import {
  UNDEFINED_NAN_BIT,
  UNDEFINED_NAN_HIGH,
  WORD_FALSE,
  WORD_HOLE,
  WORD_TRUE,
  WORD_UNDEFINED,
} from '../../../../toolchain/compiler/layout/values.ts';
import { panic } from '../../../machine/panic.ts';
import { replaceWord } from '../../../memory/barrier.ts';
import {
  type i8,
  type i16,
  type i32,
  type i64,
  load8,
  load32,
  load64,
  loadF64,
  store8,
  store16,
  store32,
  store64,
  storeF64,
  symbolAddress,
  type u8,
  type u16,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { indexOfName, NOT_AN_INDEX } from '../strings/index-key.ts';
import { isString, isUndefined } from '../values.ts';
import { noteAdded } from './added.ts';
import {
  DICTIONARY_VALUE,
  dictionaryAdd,
  dictionaryFind,
  dictionaryRemove,
  entryFlags,
  makeDictionary,
  setEntryFlags,
} from './dictionary.ts';
import { elementOrHole } from './elements.ts';
import { dictionaryShape, entryAt, findEntry, keyOf, shapeWith } from './shape.ts';
import { grownStorage } from './storage.ts';

/** The slot's address, or 0 when the value is implied. */
let place: usize = 0;
let rep: u32 = 0;
let flags: u32 = 0;
/** An implied value. */
let implied: u64 = 0;
/** The dictionary entry, to change its flags. */
let dictionaryPlace: usize = 0;
/** The entry of the object's shape. */
let shapeEntry: usize = 0;

/**
 * The number of the time in which what lookup.ts and the cells of method calls remember is true: it ends when an object that lookups went through
 * gains or loses a property, or gets another prototype. Compiled code compares the same word (layout/objects.ts).
 */
export function currentEpoch(): u32 {
  return load32(symbolAddress('importos_epoch'));
}

/** To be called before anything about which properties an object has, or its prototype, changes. */
export function endEpoch(object: usize): void {
  if ((load32(object + OBJECT_FLAGS) & OBJECT_ON_CHAIN) !== 0)
    store32(symbolAddress('importos_epoch'), currentEpoch() + 1);
}

/** Looks an own property up. */
export function findOwn(object: usize, key: usize): boolean {
  const shape: usize = load32(object);
  dictionaryPlace = 0;
  shapeEntry = 0;
  if ((load32(shape + SHAPE_FLAGS) & SHAPE_DICTIONARY) !== 0) {
    const entry: usize = dictionaryFind(load64(object + OBJECT_EXTRA), key);
    if (entry === 0) return findImplied(object, shape, key, true);
    place = entry + DICTIONARY_VALUE;
    rep = REP_BOXED;
    flags = entryFlags(entry);
    dictionaryPlace = entry;
    return true;
  }
  const entry: usize = findEntry(shape, key);
  if (entry === 0) return findImplied(object, shape, key, false);
  flags = load8(entry + ENTRY_FLAGS) & PROP_ATTRIBUTES;
  rep = load8(entry + ENTRY_REP);
  place = placeOf(object, entry);
  shapeEntry = entry;
  if ((flags & PROP_PRIVATE) !== 0) return false;
  return rep !== REP_BOXED || load64(place) !== WORD_HOLE;
}

/** The address of the slot that an entry of the object's shape speaks of, to be read by the entry's representation. */
export function placeOf(object: usize, entry: usize): usize {
  const location: u32 = load32(entry + ENTRY_LOCATION);
  const entryRep: u32 = load8(entry + ENTRY_REP);
  if (entryRep === REP_CONSTANT) return entry + ENTRY_LOCATION;
  if (entryRep === REP_CONSTANT_WORD) return location;
  if (location < PROPERTY_IN_EXTRA) return object + location;
  const index: usize = location - PROPERTY_IN_EXTRA;
  return load64(object + OBJECT_EXTRA) + STORAGE_WORDS + index * 8;
}

/** What arrays and functions have without an entry. A function that is a dictionary has its three in it. */
function findImplied(object: usize, shape: usize, key: usize, dictionary: boolean): boolean {
  const kind: u32 = load32(shape + SHAPE_KIND);
  if (kind === KIND_ARRAY) {
    if (key !== wordOf('length')) return findElement(object, key);
    const length: u32 = load32(object + ARRAY_LENGTH);
    const frozen: boolean = (load32(object + OBJECT_FLAGS) & OBJECT_FROZEN) !== 0;
    return imply(wordOf(length as number), frozen ? 0 : PROP_WRITABLE);
  }
  if (kind === KIND_WRAPPER) return findWrapped(object, key);
  if (kind !== KIND_FUNCTION || dictionary) return false;
  const info: usize = load64(object + FUNCTION_INFO);
  if (key === wordOf('name')) return imply(load32(info + INFO_NAME), PROP_CONFIGURABLE);
  if (key === wordOf('length')) {
    const length: u32 = load32(info + INFO_LENGTH);
    return imply(wordOf(length as number), PROP_CONFIGURABLE);
  }
  if (key !== wordOf('prototype') || load32(info + INFO_PROTOTYPE) === WORD_UNDEFINED) return false;
  return imply(
    load32(info + INFO_PROTOTYPE),
    (load32(info + INFO_FLAGS) & INFO_CLASS) !== 0 ? 0 : PROP_WRITABLE,
  );
}

/** An array's element under the name of its index, asked for when the array is somebody's prototype. */
function findElement(object: usize, key: usize): boolean {
  if (load32(object + ARRAY_LENGTH) === 0) return false;
  const name: unknown = valueOfWord<unknown>(key);
  const index: u32 = isString(name) ? indexOfName(name) : NOT_AN_INDEX;
  if (index === NOT_AN_INDEX) return false;
  const word: u64 = elementOrHole(object, index);
  if (word === WORD_HOLE) return false;
  const frozen: boolean = (load32(object + OBJECT_FLAGS) & OBJECT_FROZEN) !== 0;
  return imply(word, PROP_ENUMERABLE | (frozen ? 0 : PROP_WRITABLE | PROP_CONFIGURABLE));
}

/** A String object's length (ECMA-262 22.1.4.1). */
function findWrapped(object: usize, key: usize): boolean {
  const text: unknown = valueOfWord<unknown>(load64(object + OBJECT_SLOTS));
  if (key !== wordOf('length') || !isString(text)) return false;
  const length: u32 = load32(wordOf(text) + STRING_LENGTH);
  return imply(wordOf(length as number), 0);
}

function imply(word: u64, impliedFlags: u32): boolean {
  place = 0;
  rep = REP_BOXED;
  flags = impliedFlags;
  implied = word;
  return true;
}

/** PROP_* of what was found. */
export function foundFlags(): u32 {
  return flags;
}

/** The value, or the accessor pair, that was found. */
export function foundValue(): unknown {
  return place === 0 ? valueOfWord<unknown>(implied) : readSlot(place, rep);
}

/** The entry of the object's shape that was found, or 0: in a dictionary, or implied. */
export function foundEntry(): usize {
  return shapeEntry;
}

/** Where the value or the accessor pair is, 0 when it is implied, and how it is held there (REP_*). */
export function foundPlace(): usize {
  return place;
}

export function foundRep(): u32 {
  return rep;
}

/** Is the value implied by the object's kind (not in a slot)? */
export function foundImplied(): boolean {
  return place === 0;
}

/** The boxed value of a slot in a representation. */
export function readSlot(slot: usize, slotRep: u32): unknown {
  if (slotRep === REP_BOXED || slotRep === REP_CONSTANT_WORD) return valueOfWord<unknown>(load64(slot));
  if (slotRep === REP_CONSTANT) return valueOfWord<unknown>(load32(slot));
  if (slotRep === REP_F64) return loadF64(slot);
  if (slotRep === REP_F64U) {
    // Undefined, or what was read from a hole.
    if (((load64(slot) >> 32) | UNDEFINED_NAN_BIT) === UNDEFINED_NAN_HIGH) return undefined;
    return loadF64(slot);
  }
  if (slotRep === REP_I32) {
    const integer: i32 = load32(slot);
    return integer as number;
  }
  if (slotRep === REP_BOOL) return valueOfWord<unknown>(load8(slot) !== 0 ? WORD_TRUE : WORD_FALSE);
  return readInteger(slot, slotRep);
}

/** A machine integer as a number: beyond 2^53 the nearest one. */
function readInteger(slot: usize, slotRep: u32): number {
  const word: u64 = load64(slot);
  if (slotRep === REP_U8) return word as u8 as number;
  if (slotRep === REP_U16) return word as u16 as number;
  if (slotRep === REP_U32) return word as u32 as number;
  if (slotRep === REP_I8) return word as i8 as number;
  if (slotRep === REP_I16) return word as i16 as number;
  return slotRep === REP_I64 ? (word as i64 as number) : (word as number);
}

/**
 * Writes the property that was found under a key, a data property; the value fits a raw slot by proof. A constant of the shape becomes
 * the object's own first.
 */
export function writeFound(object: usize, key: usize, value: unknown): void {
  if (rep === REP_CONSTANT || rep === REP_CONSTANT_WORD) {
    makeDictionaryOf(object);
    findOwn(object, key);
  }
  if (rep === REP_BOXED) replaceWord(place, wordOf(value));
  else if (rep === REP_I32) store32(place, value as i32);
  else if (rep === REP_BOOL) store8(place, wordOf(value) === WORD_TRUE ? 1 : 0);
  else if (rep === REP_F64) storeF64(place, value as number);
  else if (rep === REP_F64U && !isUndefined(value)) storeF64(place, value as number);
  else if (rep === REP_F64U) {
    const high: u64 = UNDEFINED_NAN_HIGH;
    store64(place, high << 32);
  } else writeInteger(value as number);
}

function writeInteger(value: number): void {
  if (rep === REP_U8 || rep === REP_I8) store8(place, value as u8);
  else if (rep === REP_U16 || rep === REP_I16) store16(place, value as u16);
  else if (rep === REP_U32) store32(place, value as u32);
  else store64(place, rep === REP_U64 ? (value as u64) : (value as i64));
}

/** Replaces value and flags of the property that was found; the object is a dictionary. */
export function redefineFound(object: usize, word: u64, newFlags: u32): void {
  endEpoch(object);
  replaceWord(place, word);
  setEntryFlags(dictionaryPlace, newFlags);
}

/** Appends an own property whose key the object doesn't have. `word` is the value or the accessor pair. */
export function addOwn(object: usize, key: usize, word: u64, newFlags: u32): void {
  endEpoch(object);
  const shape: usize = load32(object);
  const shapeFlags: u32 = load32(shape + SHAPE_FLAGS);
  if ((shapeFlags & SHAPE_DICTIONARY) === 0) {
    const existing: usize = findEntry(shape, key);
    if ((shapeFlags & SHAPE_OPEN) === 0) {
      if (existing === 0) panic('a property was added to a closed object');
      noteAdded(object, shape, load8(existing + ENTRY_FLAGS) >> PROP_NUMBER_SHIFT);
      store64(placeOf(object, existing), word);
      return;
    }
    if (existing !== 0 && load8(existing + ENTRY_FLAGS) === newFlags) {
      replaceWord(placeOf(object, existing), word);
      return;
    }
    const next: usize = existing === 0 ? shapeWith(shape, key, newFlags) : 0;
    if (next !== 0) {
      const entry: usize = entryAt(next, load32(shape + SHAPE_COUNT));
      reserveExtra(object, load32(entry + ENTRY_LOCATION));
      store64(placeOf(object, entry), word);
      store32(object, next);
      return;
    }
    makeDictionaryOf(object);
  }
  const dictionary: usize = dictionaryAdd(load64(object + OBJECT_EXTRA), key, word, newFlags);
  replaceWord(object + OBJECT_EXTRA, dictionary);
}

/** Sees that the extra slots have the place of a new property. */
function reserveExtra(object: usize, location: u32): void {
  if (location < PROPERTY_IN_EXTRA) return;
  const index: usize = location - PROPERTY_IN_EXTRA;
  const extra: usize = load64(object + OBJECT_EXTRA);
  const capacity: usize = extra === 0 ? 0 : load32(extra + STORAGE_CAPACITY);
  if (index < capacity) return;
  replaceWord(object + OBJECT_EXTRA, grownStorage(extra, capacity < 4 ? 4 : capacity * 2));
}

/** Moves all properties of an open object into a dictionary, unless they are in one. */
export function makeDictionaryOf(object: usize): void {
  const shape: usize = load32(object);
  if ((load32(shape + SHAPE_FLAGS) & SHAPE_DICTIONARY) !== 0) return;
  if ((load32(shape + SHAPE_FLAGS) & SHAPE_OPEN) === 0) panic('a closed object was redefined');
  endEpoch(object);
  const count: usize = load32(shape + SHAPE_COUNT);
  let dictionary: usize = makeDictionary(count + 3);
  if (load32(shape + SHAPE_KIND) === KIND_FUNCTION) {
    dictionary = addImplied(object, shape, dictionary, wordOf('length'));
    dictionary = addImplied(object, shape, dictionary, wordOf('name'));
    dictionary = addImplied(object, shape, dictionary, wordOf('prototype'));
  }
  for (let number: usize = 0; number < count; number++) {
    const entry: usize = entryAt(shape, number);
    const slot: usize = placeOf(object, entry);
    const slotFlags: u32 = load8(entry + ENTRY_FLAGS);
    const slotRep: u32 = load8(entry + ENTRY_REP);
    if ((slotFlags & PROP_PRIVATE) === 0 && (slotRep !== REP_BOXED || load64(slot) !== WORD_HOLE)) {
      dictionary = dictionaryAdd(dictionary, keyOf(entry), wordOf(readSlot(slot, slotRep)), slotFlags);
    }
  }
  replaceWord(object + OBJECT_EXTRA, dictionary);
  store32(object, dictionaryShape(shape, load64(shape + SHAPE_PROTOTYPE)));
  store32(object + OBJECT_FLAGS, load32(object + OBJECT_FLAGS) | OBJECT_DICTIONARY);
}

/** Removes an own property, whatever its attributes are. */
export function removeOwn(object: usize, key: usize): void {
  makeDictionaryOf(object);
  endEpoch(object);
  if (findOwn(object, key)) dictionaryRemove(load64(object + OBJECT_EXTRA), dictionaryPlace);
}

function addImplied(object: usize, shape: usize, dictionary: usize, key: usize): usize {
  if (findEntry(shape, key) !== 0 || !findImplied(object, shape, key, false)) return dictionary;
  return dictionaryAdd(dictionary, key, implied, flags);
}

/** Is the property that was found an accessor? */
export function foundAccessor(): boolean {
  return (flags & PROP_ACCESSOR) !== 0;
}
