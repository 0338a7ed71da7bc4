/**
 * Defining own properties with their attributes (ECMA-262 10.1.6, 10.4.2.1, 10.4.5.3) and reading those of one.
 *
 * Elements of arrays have no attributes of their own: they are plain, or all of the array's are frozen. Defining an element
 * as unwritable in an array that isn't extensible (what Object.freeze does) freezes the array; defining a single element, or the
 * length, of an extensible array as anything but plain data is refused with a TypeError that says so.
 */

import {
  ACCESSOR_GETTER,
  ACCESSOR_SETTER,
  KIND_ACCESSOR,
  KIND_ARRAY,
  KIND_TYPED_ARRAY,
  OBJECT_FLAGS,
  OBJECT_FROZEN,
  PROP_ACCESSOR,
  PROP_CONFIGURABLE,
  PROP_ENUMERABLE,
  PROP_WRITABLE,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { allocate, kindShape } from '../../../memory/heap.ts';
import {
  addressOf,
  load32,
  load64,
  openObject,
  store32,
  store64,
  type u32,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { sameValue } from '../equality.ts';
import { throwTypeError } from '../errors.ts';
import { describeKey } from '../messages.ts';
import { NOT_AN_INDEX } from '../strings/index-key.ts';
import { isObject, isString, kindOf } from '../values.ts';
import { storeElement } from './elements.ts';
import { toPropertyKey } from './keys.ts';
import {
  addOwn,
  findOwn,
  foundAccessor,
  foundFlags,
  foundImplied,
  foundValue,
  makeDictionaryOf,
  redefineFound,
  writeFound,
} from './own.ts';
import { exoticIndex, getByKey, hasIndexed, PROP_PLAIN, setArrayLength } from './properties.ts';
import { isExtensible } from './prototype.ts';
import { storeTypedElement } from './typed-elements.ts';

/** Which fields a descriptor has, beside PROP_* bits for those that are present as attributes. */
export const HAS_VALUE: u32 = 0x100;
export const HAS_GET: u32 = 0x200;
export const HAS_SET: u32 = 0x400;

// ── reading an own property's descriptor ───────────────────────────────────────────────────────────────────────────

let ownFlags: u32 = 0;
let ownValue: unknown;

/** [[GetOwnProperty]]: whether there is one; its attributes are then in descriptorFlags and its kin. */
export function findDescriptor(object: unknown, key: unknown): boolean {
  const index: u32 = exoticIndex(object, key);
  if (index !== NOT_AN_INDEX && hasIndexed(object, index)) {
    ownValue = getByKey(object, key);
    const kind: u32 = kindOf(object);
    ownFlags = PROP_PLAIN;
    if (kind !== KIND_ARRAY && kind !== KIND_TYPED_ARRAY) ownFlags = PROP_ENUMERABLE;
    else if (isFrozenObject(object)) ownFlags = PROP_ENUMERABLE;
    return true;
  }
  if (!isObject(object)) {
    if (!isString(object) || wordOf(key) !== wordOf('length')) return false;
    ownValue = getByKey(object, key);
    ownFlags = 0;
    return true;
  }
  if (!findOwn(addressOf(object), wordOf(key))) return false;
  ownFlags = foundFlags();
  ownValue = foundValue();
  return true;
}

/** PROP_* of the property that findDescriptor found. */
export function descriptorFlags(): u32 {
  return ownFlags;
}

/** Its value; of an accessor, undefined. */
export function descriptorValue(): unknown {
  return (ownFlags & PROP_ACCESSOR) !== 0 ? undefined : ownValue;
}

export function descriptorGetter(): unknown {
  return (ownFlags & PROP_ACCESSOR) === 0 ? undefined : half(ownValue, ACCESSOR_GETTER);
}

export function descriptorSetter(): unknown {
  return (ownFlags & PROP_ACCESSOR) === 0 ? undefined : half(ownValue, ACCESSOR_SETTER);
}

function half(pair: unknown, offset: usize): unknown {
  return valueOfWord<unknown>(load64(addressOf(pair) + offset));
}

function isFrozenObject(object: unknown): boolean {
  return (load32(addressOf(object) + OBJECT_FLAGS) & OBJECT_FROZEN) !== 0;
}

// ── defining ───────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * [[DefineOwnProperty]]: `has` tells which fields are present (HAS_* and PROP_WRITABLE, PROP_ENUMERABLE, PROP_CONFIGURABLE),
 * `flags` what the attributes are. False when it isn't allowed.
 */
export function defineOwn(
  object: object,
  key: unknown,
  has: u32,
  flags: u32,
  value: unknown,
  getter: unknown,
  setter: unknown,
): boolean {
  openObject(object);
  const index: u32 = exoticIndex(object, key);
  const kind: u32 = kindOf(object);
  if (index !== NOT_AN_INDEX && (kind === KIND_ARRAY || kind === KIND_TYPED_ARRAY)) {
    return defineElementAt(object, index, has, flags, value);
  }
  const address: usize = addressOf(object);
  if (!findOwn(address, wordOf(key))) {
    if (!isExtensible(object)) return false;
    addNew(address, key, has, flags, value, getter, setter);
    return true;
  }
  if (!isAllowed(has, flags, value, getter, setter)) return false;
  change(object, key, has, flags, value, getter, setter);
  return true;
}

function addNew(
  object: usize,
  key: unknown,
  has: u32,
  flags: u32,
  value: unknown,
  getter: unknown,
  setter: unknown,
): void {
  const kept: u32 = flags & has & PROP_PLAIN;
  if ((has & (HAS_GET | HAS_SET)) !== 0) {
    const pair: usize = makePair(getter, setter);
    addOwn(object, wordOf(key), pair, (kept & (PROP_ENUMERABLE | PROP_CONFIGURABLE)) | PROP_ACCESSOR);
  } else {
    addOwn(object, wordOf(key), wordOf(value), kept);
  }
}

/** A new accessor pair. */
export function makePair(getter: unknown, setter: unknown): usize {
  const pair: usize = allocate(24, kindShape(KIND_ACCESSOR));
  store64(pair + ACCESSOR_GETTER, wordOf(getter));
  store64(pair + ACCESSOR_SETTER, wordOf(setter));
  return pair;
}

/** ValidateAndApplyPropertyDescriptor (10.1.6.3), the validation, against the property that findOwn found. */
function isAllowed(has: u32, flags: u32, value: unknown, getter: unknown, setter: unknown): boolean {
  const old: u32 = foundFlags();
  if ((old & PROP_CONFIGURABLE) !== 0) return true;
  if ((has & flags & PROP_CONFIGURABLE) !== 0) return false;
  if ((has & PROP_ENUMERABLE) !== 0 && (flags & PROP_ENUMERABLE) !== (old & PROP_ENUMERABLE)) return false;
  const accessor: boolean = (has & (HAS_GET | HAS_SET)) !== 0;
  const data: boolean = (has & (HAS_VALUE | PROP_WRITABLE)) !== 0;
  if ((old & PROP_ACCESSOR) !== 0) {
    if (data) return false;
    const pair: unknown = foundValue();
    if ((has & HAS_GET) !== 0 && wordOf(getter) !== wordOf(half(pair, ACCESSOR_GETTER))) return false;
    return (has & HAS_SET) === 0 || wordOf(setter) === wordOf(half(pair, ACCESSOR_SETTER));
  }
  if (accessor) return false;
  if ((old & PROP_WRITABLE) !== 0) return true;
  if ((has & flags & PROP_WRITABLE) !== 0) return false;
  return (has & HAS_VALUE) === 0 || sameValue(value, foundValue());
}

/** Applies a descriptor to the property that findOwn found. */
function change(
  object: object,
  key: unknown,
  has: u32,
  flags: u32,
  value: unknown,
  getter: unknown,
  setter: unknown,
): void {
  const old: u32 = foundFlags();
  const address: usize = addressOf(object);
  const mask: u32 = has & PROP_PLAIN;
  const next: u32 = (old & (PROP_PLAIN ^ mask)) | (flags & mask);
  const becomesAccessor: boolean = (has & (HAS_GET | HAS_SET)) !== 0;
  const becomesData: boolean = (has & (HAS_VALUE | PROP_WRITABLE)) !== 0;
  if (!becomesAccessor && (old & PROP_ACCESSOR) === 0 && next === (old & PROP_PLAIN) && !foundImplied()) {
    if ((has & HAS_VALUE) !== 0) writeFound(address, wordOf(key), value);
    return;
  }
  if (foundImplied() && kindOf(object) === KIND_ARRAY) {
    if (isExtensible(object) && (has & PROP_WRITABLE) !== 0 && (flags & PROP_WRITABLE) === 0)
      refuseAttributes();
    if ((has & HAS_VALUE) !== 0) setArrayLength(address, value);
    return;
  }
  makeDictionaryOf(address);
  if (!findOwn(address, wordOf(key))) return;
  if (becomesAccessor) {
    const pair: unknown = foundValue();
    const wasAccessor: boolean = foundAccessor();
    const get: unknown =
      (has & HAS_GET) !== 0 ? getter : wasAccessor ? half(pair, ACCESSOR_GETTER) : undefined;
    const set: unknown =
      (has & HAS_SET) !== 0 ? setter : wasAccessor ? half(pair, ACCESSOR_SETTER) : undefined;
    const made: usize = makePair(get, set);
    redefineFound(address, made, (next & (PROP_ENUMERABLE | PROP_CONFIGURABLE)) | PROP_ACCESSOR);
  } else if ((old & PROP_ACCESSOR) !== 0 && becomesData) {
    redefineFound(address, wordOf((has & HAS_VALUE) !== 0 ? value : undefined), next);
  } else {
    const keptAccessor: u32 = old & PROP_ACCESSOR;
    redefineFound(address, wordOf((has & HAS_VALUE) !== 0 ? value : foundValue()), next | keptAccessor);
  }
}

function defineElementAt(object: object, index: u32, has: u32, flags: u32, value: unknown): boolean {
  const address: usize = addressOf(object);
  const present: boolean = hasIndexed(object, index);
  if (!present && (kindOf(object) === KIND_TYPED_ARRAY || !isExtensible(object))) return false;
  if (isFrozenObject(object)) {
    const asked: u32 = has & flags & (PROP_WRITABLE | PROP_CONFIGURABLE);
    return asked === 0 && (has & (HAS_GET | HAS_SET | HAS_VALUE)) === 0;
  }
  if (kindOf(object) === KIND_ARRAY && isExtensible(object) && !isPlain(present, has, flags))
    refuseAttributes();
  if ((has & HAS_VALUE) !== 0 || !present) storeOwnElement(object, address, index, value);
  if ((has & PROP_WRITABLE) !== 0 && (flags & PROP_WRITABLE) === 0 && !isExtensible(object)) {
    store32(address + OBJECT_FLAGS, load32(address + OBJECT_FLAGS) | OBJECT_FROZEN);
  }
  return true;
}

/** Would the element be plain data? Attributes that a descriptor doesn't name stay, and are false in a new property. */
function isPlain(present: boolean, has: u32, flags: u32): boolean {
  if ((has & (HAS_GET | HAS_SET)) !== 0) return false;
  const named: u32 = present ? has & PROP_PLAIN : PROP_PLAIN;
  return (named & has & flags) === named;
}

function refuseAttributes(): never {
  throwTypeError(
    "Attributes and accessors of single elements and of an array's length are not supported yet",
  );
}

function storeOwnElement(object: object, address: usize, index: u32, value: unknown): void {
  if (kindOf(object) === KIND_ARRAY) storeElement(address, index, wordOf(value));
  else storeTypedElement(address, index, value);
}

/** CreateDataProperty (7.3.5) for a property key. */
export function createDataProperty(object: object, key: unknown, value: unknown): boolean {
  return defineOwn(object, key, HAS_VALUE | PROP_PLAIN, PROP_PLAIN, value, undefined, undefined);
}

// ── what compiled code calls ───────────────────────────────────────────────────────────────────────────────────────

/** CreateDataPropertyOrThrow: class fields, computed keys and what follows a spread in a literal. */
export function defineProperty(object: unknown, key: unknown, value: unknown): void {
  defineOrThrow(object, toPropertyKey(key), HAS_VALUE | PROP_PLAIN, PROP_PLAIN, value, undefined, undefined);
}

/** As defineProperty, but not enumerable. */
export function defineHiddenProperty(object: unknown, key: unknown, value: unknown): void {
  const flags: u32 = PROP_WRITABLE | PROP_CONFIGURABLE;
  defineOrThrow(object, toPropertyKey(key), HAS_VALUE | PROP_PLAIN, flags, value, undefined, undefined);
}

/** Defines half of an accessor. */
export function defineAccessor(
  object: unknown,
  key: unknown,
  fn: unknown,
  getter: boolean,
  enumerable: boolean,
): void {
  const flags: u32 = enumerable ? PROP_ENUMERABLE | PROP_CONFIGURABLE : PROP_CONFIGURABLE;
  const has: u32 = PROP_ENUMERABLE | PROP_CONFIGURABLE;
  const name: unknown = toPropertyKey(key);
  if (getter) defineOrThrow(object, name, has | HAS_GET, flags, undefined, fn, undefined);
  else defineOrThrow(object, name, has | HAS_SET, flags, undefined, undefined, fn);
}

/** A method or accessor of a class under a computed key; `kind` 0: method, 1: getter, 2: setter. */
export function defineMember(holder: unknown, key: unknown, fn: unknown, kind: u32): void {
  if (kind === 0) defineHiddenProperty(holder, key, fn);
  else defineAccessor(holder, key, fn, kind === 1, false);
}

function defineOrThrow(
  object: unknown,
  key: unknown,
  has: u32,
  flags: u32,
  value: unknown,
  getter: unknown,
  setter: unknown,
): void {
  if (!isObject(object)) throwTypeError('Cannot convert undefined or null to object');
  if (defineOwn(object, key, has, flags, value, getter, setter)) return;
  if (!isExtensible(object))
    throwTypeError('Cannot define property ' + describeKey(key) + ', object is not extensible');
  throwTypeError('Cannot redefine property: ' + describeKey(key));
}
