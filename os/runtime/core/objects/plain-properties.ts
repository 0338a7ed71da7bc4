/**
 * The properties of a plain object by their places in its shape, for who goes through all of them: names without a list of them, values without
 * looking each up. Replaced in tests under Node.
 */
import {
  ADDED_OUT_OF_ORDER,
  ADDED_TOP_SHIFT,
  ENTRY_FLAGS,
  ENTRY_REP,
  KIND_OBJECT,
  OBJECT_FLAGS,
  PROP_ACCESSOR,
  PROP_ENUMERABLE,
  SHAPE_COUNT,
  SHAPE_DICTIONARY,
  SHAPE_FLAGS,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE } from '../../../../toolchain/compiler/layout/values.ts';
import {
  addressOf,
  type i32,
  load8,
  load32,
  type u32,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { indexOfName, NOT_AN_INDEX } from '../strings/index-key.ts';
import { isString, kindOf } from '../values.ts';
import { placeOf, readSlot } from './own.ts';
import { keyAt } from './own-keys.ts';
import { getProperty } from './properties.ts';
import { entryAt, keyOf } from './shape.ts';

/** As many bits as an int32 that isn't negative has. */
const PLACES_MAX: usize = 31;

/**
 * A bit for each place at which an object has an enumerable name now. Negative for objects that aren't plain (their names don't stand in their
 * order in the shape, or one is an index, which comes first) or have too many.
 */
export function plainPlaces(object: object): i32 {
  const address: usize = addressOf(object);
  const shape: usize = load32(address);
  if (kindOf(object) !== KIND_OBJECT || (load32(shape + SHAPE_FLAGS) & SHAPE_DICTIONARY) !== 0) return -1;
  if (load32(address + OBJECT_FLAGS) >> ADDED_TOP_SHIFT === ADDED_OUT_OF_ORDER) return -1;
  const count: usize = load32(shape + SHAPE_COUNT);
  if (count > PLACES_MAX) return -1;
  let places: i32 = 0;
  for (let place: usize = 0; place < count; place++) {
    const key: unknown = valueOfWord<unknown>(keyAt(address, place));
    if (!isString(key)) continue;
    if (indexOfName(key) !== NOT_AN_INDEX) return -1;
    const one: i32 = 1;
    const flags: u32 = load8(entryAt(shape, place) + ENTRY_FLAGS);
    if ((flags & PROP_ENUMERABLE) !== 0) places = places | (one << place);
  }
  return places;
}

/** The shape that the places of an object are of. */
export function plainShape(object: object): u32 {
  return load32(addressOf(object));
}

/** The name at a place of a shape. */
export function plainName(shape: u32, place: i32): string {
  return valueOfWord<string>(keyOf(entryAt(shape, place)));
}

/** The value of the property that an object had at a place of the shape; read by its name if the object has changed since. */
export function plainValue(object: object, shape: u32, place: i32): unknown {
  const address: usize = addressOf(object);
  const entry: usize = entryAt(shape, place);
  const flags: u32 = load8(entry + ENTRY_FLAGS);
  if (load32(address) === shape && (flags & PROP_ACCESSOR) === 0) {
    const value: unknown = readSlot(placeOf(address, entry), load8(entry + ENTRY_REP));
    if (wordOf(value) !== WORD_HOLE) return value;
  }
  return getProperty(object, valueOfWord<unknown>(keyOf(entry)));
}
