/**
 * Reading a property along a prototype chain, with a memory: where a key was found from objects of a shape. Direct-mapped;
 * a line is {shape, key, epoch, holder, entry}. A shape says what its objects have of their own and which prototype they
 * have; the objects further along the chain are marked, and when one of them gains or loses a property or gets another
 * prototype, the epoch ends and with it all lines. A dictionary's shape says nothing, so no line speaks of one.
 */
import { allocatePages } from '#machine';
import {
  ACCESSOR_GETTER,
  ENTRY_FLAGS,
  ENTRY_LOCATION,
  ENTRY_REP,
  KIND_FUNCTION,
  KIND_WRAPPER,
  OBJECT_FLAGS,
  OBJECT_ON_CHAIN,
  PROP_ACCESSOR,
  REP_BOXED,
  REP_CONSTANT,
  SHAPE_DICTIONARY,
  SHAPE_FLAGS,
  SHAPE_KIND,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE } from '../../../../toolchain/compiler/layout/values.ts';
import { panic } from '../../../machine/panic.ts';
import {
  addressOf,
  load8,
  load32,
  load64,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { invoke0 } from '../calls.ts';
import { indexOfName, NOT_AN_INDEX } from '../strings/index-key.ts';
import { isCallable, isString } from '../values.ts';
import {
  currentEpoch,
  findOwn,
  foundAccessor,
  foundEntry,
  foundPlace,
  foundRep,
  foundValue,
  placeOf,
  readSlot,
} from './own.ts';
import { isChainEnd, prototypeWord } from './prototype.ts';
import { findEntry } from './shape.ts';

const LINES: usize = 512;
const LINE_BYTES: usize = 32;
const LINE_KEY: usize = 8;
const LINE_EPOCH: usize = 4;
const LINE_HOLDER: usize = 16;
const LINE_ENTRY: usize = 24;

let lines: usize = 0;

/** The value under a key along the chain that begins with an object (or is empty); getters see `receiver`. */
export function getFrom(start: u64, key: usize, receiver: unknown): unknown {
  if (isChainEnd(start)) return undefined;
  const shape: usize = load32(start);
  if (lines !== 0) {
    const line: usize = lineOf(shape, key);
    if (
      load32(line) === shape &&
      load64(line + LINE_KEY) === key &&
      load32(line + LINE_EPOCH) === currentEpoch()
    ) {
      const entry: usize = load64(line + LINE_ENTRY);
      if (entry === 0) return undefined;
      const holder: usize = load64(line + LINE_HOLDER);
      const rep: u32 = load8(entry + ENTRY_REP);
      const isConstant: boolean = rep === REP_CONSTANT;
      const place: usize = isConstant ? 0 : placeOf(holder === 0 ? start : holder, entry);
      if (!isConstant && rep !== REP_BOXED) return readSlot(place, rep);
      const word: u64 = isConstant ? load32(entry + ENTRY_LOCATION) : load64(place);
      if (word !== WORD_HOLE) {
        const value: unknown = valueOfWord<unknown>(word);
        return (load8(entry + ENTRY_FLAGS) & PROP_ACCESSOR) !== 0 ? callGetter(value, receiver) : value;
      }
    }
  }
  return search(start, key, receiver, shape);
}

function lineOf(shape: usize, key: usize): usize {
  return lines + (((shape >> 3) ^ (key >> 4)) & (LINES - 1)) * LINE_BYTES;
}

/** Walks the chain. */
function search(start: u64, key: usize, receiver: unknown, shape: usize): unknown {
  let each: u64 = start;
  while (!isChainEnd(each)) {
    if (findOwn(each, key)) {
      const found: unknown = foundValue();
      const accessor: boolean = foundAccessor();
      remember(start, key, shape, each, foundEntry());
      return accessor ? callGetter(found, receiver) : found;
    }
    each = prototypeWord(valueOfWord<unknown>(each));
  }
  remember(start, key, shape, 0, 0);
  return undefined;
}

/** Notes where a key was found; not where a dictionary, an implied property or an absent one lies on the way. */
function remember(start: u64, key: usize, shape: usize, holder: usize, entry: usize): void {
  if (holder !== 0 && entry === 0) return;
  if (isIndex(key)) return;
  if (!isPlainChain(start, key, holder, false)) return;
  if (lines === 0) {
    lines = allocatePages(LINES * LINE_BYTES);
    if (lines === 0) panic('out of memory');
  }
  if (holder !== start) markChain(start, holder);
  const line: usize = lineOf(shape, key);
  store32(line, shape as u32);
  store32(line + LINE_EPOCH, currentEpoch());
  store64(line + LINE_KEY, key);
  store64(line + LINE_HOLDER, holder === start ? 0 : holder);
  store64(line + LINE_ENTRY, entry);
}

/** Sees that the epoch ends when an object from the prototype to the holder changes, or to the end of the chain. */
function markChain(start: u64, holder: usize): void {
  let each: u64 = prototypeWord(valueOfWord<unknown>(start));
  while (!isChainEnd(each)) {
    store32(each + OBJECT_FLAGS, load32(each + OBJECT_FLAGS) | OBJECT_ON_CHAIN);
    if (each === holder) break;
    each = prototypeWord(valueOfWord<unknown>(each));
  }
}

/**
 * The address of the word that holds what all objects of a shape inherit under a key, until the epoch ends; 0 where that can't be said: own
 * properties, accessors, dictionaries. What is a constant of the holder's shape is put into the word at `spare`. A prototype may be a dictionary: whatever
 * changes the places of one ends the epoch.
 */
export function inheritedPlace(start: usize, key: usize, spare: usize): usize {
  let holder: u64 = prototypeWord(valueOfWord<unknown>(start));
  while (!isChainEnd(holder) && !findOwn(holder, key)) holder = prototypeWord(valueOfWord<unknown>(holder));
  if (isChainEnd(holder) || foundAccessor()) return 0;
  const rep: u32 = foundRep();
  const place: usize = foundPlace();
  if (place === 0 || (rep !== REP_BOXED && rep !== REP_CONSTANT)) return 0;
  if (isIndex(key) || !isPlainChain(start, key, holder, true)) return 0;
  markChain(start, holder);
  if (rep === REP_BOXED) return place;
  store64(spare, load32(place));
  return spare;
}

/**
 * Has no object up to the holder a dictionary, and none before it a place of its own for the key that is empty now? `behind`: prototypes may be
 * dictionaries.
 */
function isPlainChain(start: u64, key: usize, holder: usize, behind: boolean): boolean {
  const kind: u32 = load32(load32(start) + SHAPE_KIND);
  // Functions and wrappers of one shape differ in which of these names they have (own.ts).
  if ((kind === KIND_FUNCTION || kind === KIND_WRAPPER) && isImpliedName(key)) return false;
  let each: u64 = start;
  while (!isChainEnd(each)) {
    const shape: usize = load32(each);
    const isDictionary: boolean = (load32(shape + SHAPE_FLAGS) & SHAPE_DICTIONARY) !== 0;
    if (isDictionary && !(behind && each !== start)) return false;
    if (each === holder) return true;
    if (!isDictionary && findEntry(shape, key) !== 0) return false;
    each = prototypeWord(valueOfWord<unknown>(each));
  }
  return true;
}

/** Elements come and go without the shape's knowledge. */
function isIndex(key: usize): boolean {
  const name: unknown = valueOfWord<unknown>(key);
  return isString(name) && indexOfName(name) !== NOT_AN_INDEX;
}

function isImpliedName(key: usize): boolean {
  return key === wordOf('length') || key === wordOf('name') || key === wordOf('prototype');
}

function callGetter(pair: unknown, receiver: unknown): unknown {
  const getter: unknown = valueOfWord<unknown>(load64(addressOf(pair) + ACCESSOR_GETTER));
  return isCallable(getter) ? invoke0(getter, receiver) : undefined;
}
