/**
 * Inline caches: where compiled code reads or writes a property of objects that the compiler doesn't know, it keeps the last shape and the
 * place of the property in objects of that shape (llvm/select/inline-cache.ts). Here is what happens when another shape arrives. An entry of
 * a shape never changes its place, and a shape is never another one, so that a cell doesn't age.
 *
 * The cells of method calls age: they hold where objects of a shape inherit the method (llvm/select/method-cache.ts), with the epoch of lookups.
 */
import {
  ENTRY_FLAGS,
  ENTRY_LOCATION,
  ENTRY_REP,
  IC_IN_EXTRA,
  IC_PAIR,
  IC_PLACE,
  IC_REP_SHIFT,
  IC_SHAPE,
  METHOD_EPOCH,
  METHOD_PLACE,
  METHOD_SHAPE,
  METHOD_WORD,
  PROP_ACCESSOR,
  PROP_PRIVATE,
  PROP_WRITABLE,
  PROPERTY_IN_EXTRA,
  REP_BOXED,
  REP_F64,
  REP_I32,
  SHAPE_DICTIONARY,
  SHAPE_FLAGS,
  STORAGE_WORDS,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { addressOf, load8, load32, store32, store64, type u32, type usize } from '../../../unsafe.ts';
import { isObject } from '../values.ts';
import { inheritedPlace } from './lookup.ts';
import { currentEpoch } from './own.ts';
import { getProperty, setProperty } from './properties.ts';
import { findEntry } from './shape.ts';

/** Extra slots that cells speak of. */
const FARTHEST: u32 = 65_536;

/** `value.key`, noting in the cell at an address where it was. */
export function getPropertyNoting(value: unknown, key: unknown, cell: usize): unknown {
  note(value, key, cell, 0);
  return getProperty(value, key);
}

/** `value.key = newValue`, noting in the cell where it went. */
export function setPropertyNoting(value: unknown, key: unknown, newValue: unknown, cell: usize): void {
  note(value, key, cell, PROP_WRITABLE);
  setProperty(value, key, newValue);
}

/** `value.key`, which is about to be called, noting in the cell where it is inherited from. */
export function getMethodNoting(value: unknown, key: unknown, cell: usize): unknown {
  if (isObject(value)) {
    const object: usize = addressOf(value);
    const place: usize = inheritedPlace(object, addressOf(key), cell + METHOD_WORD);
    if (place !== 0) {
      store32(cell + METHOD_SHAPE, load32(object));
      store32(cell + METHOD_EPOCH, currentEpoch());
      store64(cell + METHOD_PLACE, place);
    }
  }
  return getProperty(value, key);
}

function note(value: unknown, key: unknown, cell: usize, required: u32): void {
  if (!isObject(value)) return;
  const shape: usize = load32(addressOf(value));
  if ((load32(shape + SHAPE_FLAGS) & SHAPE_DICTIONARY) !== 0) return;
  const entry: usize = findEntry(shape, addressOf(key));
  if (entry === 0) return;
  const flags: u32 = load8(entry + ENTRY_FLAGS);
  if ((flags & (PROP_ACCESSOR | PROP_PRIVATE)) !== 0 || (flags & required) !== required) return;
  const rep: u32 = load8(entry + ENTRY_REP);
  if (rep !== REP_BOXED && rep !== REP_F64 && rep !== REP_I32) return;
  const location: u32 = load32(entry + ENTRY_LOCATION);
  const place: u32 = placeOfLocation(location);
  if (place === 0) return;
  store32(cell + IC_PAIR + IC_SHAPE, load32(cell + IC_SHAPE));
  store32(cell + IC_PAIR + IC_PLACE, load32(cell + IC_PLACE));
  store32(cell + IC_SHAPE, shape as u32);
  store32(cell + IC_PLACE, place | (rep << IC_REP_SHIFT));
}

/** Where a location of a shape is in objects of it, as the cells have it. */
function placeOfLocation(location: u32): u32 {
  if (location < PROPERTY_IN_EXTRA) return location;
  const index: u32 = location - PROPERTY_IN_EXTRA;
  return index < FARTHEST ? IC_IN_EXTRA | (STORAGE_WORDS + index * 8) : 0;
}
