/**
 * Properties as ordinary code sees them: [[Get]], [[Set]], [[HasProperty]], [[Delete]] (ECMA-262 10.1.7 to 10.1.10) on any
 * value, with the exotic objects (arrays, typed arrays, strings) treated by their kind. Keys are property keys (interned
 * strings or symbols) in the functions named …Property, any value in those named …Element.
 */
import {
  ACCESSOR_SETTER,
  ARRAY_LENGTH,
  KIND_ARRAY,
  KIND_TYPED_ARRAY,
  KIND_WRAPPER,
  OBJECT_FLAGS,
  OBJECT_FROZEN,
  OBJECT_SLOTS,
  PROP_CONFIGURABLE,
  PROP_ENUMERABLE,
  PROP_WRITABLE,
  SHAPE_DICTIONARY,
  SHAPE_DYNAMIC,
  SHAPE_FLAGS,
  SHAPE_KIND,
  SHAPE_PROTOTYPE,
  STRING_LENGTH,
  TYPED_LENGTH,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE } from '../../../../toolchain/compiler/layout/values.ts';
import {
  addressOf,
  type i32,
  load32,
  load64,
  objectAt,
  openObject,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../../unsafe.ts';
import { invoke1 } from '../calls.ts';
import { toNumber, typeofValue } from '../conversion.ts';
import { throwRangeError, throwTypeError } from '../errors.ts';
import { describe, describeKey, throwCannotRead, throwCannotSet, throwInOperand } from '../messages.ts';
import { toUint32 } from '../numbers/integers.ts';
import { stringToNumber } from '../numbers/parse.ts';
import { numberToString } from '../numbers/to-string.ts';
import { equal } from '../strings/compare.ts';
import { indexOfName, NOT_AN_INDEX } from '../strings/index-key.ts';
import { mayBeName } from '../strings/intern.ts';
import { lengthOf, unitAt } from '../strings/primitives.ts';
import { stringOfUnit } from '../strings/units.ts';
import { isCallable, isNull, isNullish, isObject, isPointer, isString, kindOf } from '../values.ts';
import { elementOrHole, setLength, storeElement } from './elements.ts';
import { indexOfNumber, keyOfIndex, toPropertyKey } from './keys.ts';
import { getFrom } from './lookup.ts';
import {
  addOwn,
  findOwn,
  foundAccessor,
  foundFlags,
  foundImplied,
  foundValue,
  makeDictionaryOf,
  removeOwn,
  writeFound,
} from './own.ts';
import { isChainEnd, isExtensible, prototypeWord } from './prototype.ts';
import { storeTypedElement, typedElement } from './typed-elements.ts';

/** What an assignment makes. */
export const PROP_PLAIN: u32 = PROP_WRITABLE | PROP_ENUMERABLE | PROP_CONFIGURABLE;

// ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `value.key`. TypeError when the value is undefined or null. */
export function getProperty(value: unknown, key: unknown): unknown {
  if (isNullish(value)) throwCannotRead(value, key);
  if (isPointer(value)) {
    if (isString(value) && wordOf(key) === wordOf('length'))
      return load32(addressOf(value) + STRING_LENGTH) as number;
    if (isObject(value)) {
      if (kindOf(value) === KIND_TYPED_ARRAY && wordOf(key) === wordOf('length'))
        return load32(addressOf(value) + TYPED_LENGTH) as number;
      return getFrom(wordOf(value), wordOf(key), value);
    }
  }
  return getFrom(prototypeWord(value), wordOf(key), value);
}

/** `value.length`: at no cost for arrays, typed arrays and strings. TypeError when the value is undefined or null. */
export function getLength(value: unknown): unknown {
  if (isPointer(value)) {
    const kind: u32 = kindOf(value);
    if (kind === KIND_ARRAY) return load32(addressOf(value) + ARRAY_LENGTH) as number;
    if (kind === KIND_TYPED_ARRAY) return load32(addressOf(value) + TYPED_LENGTH) as number;
    if (isString(value)) return load32(addressOf(value) + STRING_LENGTH) as number;
  }
  return getProperty(value, 'length');
}

/** The property as `super.key` and Reflect.get read it: looked up from `holder`, getters see `receiver`. */
export function getPropertyWithReceiver(holder: unknown, key: unknown, receiver: unknown): unknown {
  if (isNullish(holder)) throwCannotRead(holder, key);
  const index: u32 = exoticIndex(holder, key);
  if (index !== NOT_AN_INDEX) return getIndexed(holder, index);
  if (isObject(holder)) return getFrom(wordOf(holder), wordOf(key), receiver);
  return getFrom(prototypeWord(holder), wordOf(key), receiver);
}

/** `value[key]` for any key. */
export function getElement(value: unknown, key: unknown): unknown {
  const index: i32 = indexOfNumber(key);
  if (index >= 0 && isPointer(value)) return getIndexed(value, index);
  if (isNullish(value)) throwCannotRead(value, key);
  return getByKey(value, toPropertyKey(key));
}

/** `array[index]` for an array that doesn't have the index. */
export function elementBehind(array: unknown, index: i32): unknown {
  if (index >= 0 && !mayHaveIndices(prototypeWord(array))) return undefined;
  return getElement(array, index as number);
}

/** `value[key]` for a property key, which may be an index. */
export function getByKey(value: unknown, key: unknown): unknown {
  const index: u32 = exoticIndex(value, key);
  if (index !== NOT_AN_INDEX) return getIndexed(value, index);
  return getProperty(value, key);
}

/** The element of a pointer at an index below 2^32 - 1. */
function getIndexed(value: unknown, index: u32): unknown {
  const address: usize = addressOf(value);
  const kind: u32 = kindOf(value);
  if (kind === KIND_ARRAY) {
    const word: u64 = elementOrHole(address, index);
    if (word !== WORD_HOLE) return valueOfWord<unknown>(word);
    if (!mayHaveIndices(prototypeWord(value)) || isAbsentIndex(prototypeWord(value), index)) return undefined;
    return getFrom(prototypeWord(value), wordOf(keyOfIndex(index)), value);
  }
  if (kind === KIND_TYPED_ARRAY) return typedElement(address, index);
  const text: unknown = textOf(value);
  if (isString(text) && index < load32(addressOf(text) + STRING_LENGTH))
    return stringOfUnit(unitAt(text, index));
  const holder: u64 = isObject(value) && kind !== KIND_WRAPPER ? wordOf(value) : prototypeWord(value);
  if (isAbsentIndex(holder, index)) return undefined;
  return getProperty(value, keyOfIndex(index));
}

/** The string that a string or a String object has its indices from. */
function textOf(value: unknown): unknown {
  if (kindOf(value) === KIND_WRAPPER) return valueOfWord<unknown>(load64(addressOf(value) + OBJECT_SLOTS));
  return value;
}

/** Can an object of this chain have a property that is an index? Those of the image can't until they are changed. */
export function mayHaveIndices(start: u64): boolean {
  let each: u64 = start;
  while (!isChainEnd(each)) {
    const shape: usize = load32(each);
    if ((load32(shape + SHAPE_FLAGS) & (SHAPE_DICTIONARY | SHAPE_DYNAMIC)) !== 0) return true;
    if (load32(shape + SHAPE_KIND) === KIND_ARRAY && load32(each + ARRAY_LENGTH) !== 0) return true;
    each = load64(shape + SHAPE_PROTOTYPE);
  }
  return false;
}

/** Has surely no object of a chain a property that is this index? */
function isAbsentIndex(start: u64, index: u32): boolean {
  if (mayBeName(index)) return false;
  let each: u64 = start;
  while (!isChainEnd(each)) {
    const object: unknown = valueOfWord<unknown>(each);
    if (hasIndices(object) && !(kindOf(object) === KIND_ARRAY && load32(each + ARRAY_LENGTH) === 0))
      return false;
    each = prototypeWord(object);
  }
  return true;
}

/** The index that a property key is to a value of a kind that treats indices differently, else NOT_AN_INDEX. */
export function exoticIndex(value: unknown, key: unknown): u32 {
  if (!isPointer(value) || !isString(key)) return NOT_AN_INDEX;
  if (!hasIndices(value)) return NOT_AN_INDEX;
  const index: u32 = indexOfName(key);
  if (index !== NOT_AN_INDEX || kindOf(value) !== KIND_TYPED_ARRAY) return index;
  return isCanonicalNumeric(key) ? NEVER_AN_ELEMENT : NOT_AN_INDEX;
}

/** Beyond the end of every typed array: what `-1`, `1.5` and their like are to it. */
const NEVER_AN_ELEMENT: u32 = 0xffff_fffe;

/** CanonicalNumericIndexString (ECMA-262 7.1.21): is the key what some number's text is, or "-0"? */
function isCanonicalNumeric(key: string): boolean {
  if (lengthOf(key) === 0) return false;
  const first: u32 = unitAt(key, 0);
  if (first !== 0x2d && first !== 0x49 && first !== 0x4e && (first < 0x30 || first > 0x39)) return false;
  if (equal(key, '-0')) return true;
  return equal(numberToString(stringToNumber(key)), key);
}

/** Arrays, typed arrays, strings and String objects: what has elements apart from properties. */
export function hasIndices(value: unknown): boolean {
  const kind: u32 = kindOf(value);
  if (kind === KIND_ARRAY || kind === KIND_TYPED_ARRAY) return true;
  return isString(value) || (kind === KIND_WRAPPER && isString(textOf(value)));
}

// ── writing ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `value.key = newValue` in strict code: a failure is a TypeError in V8's words. */
export function setProperty(value: unknown, key: unknown, newValue: unknown): void {
  if (isNullish(value)) throwCannotSet(value, key);
  setFrom(value, key, newValue, value, true);
}

/** `value[key] = newValue` for any key. */
export function setElement(value: unknown, key: unknown, newValue: unknown): void {
  const index: i32 = indexOfNumber(key);
  if (index >= 0 && isObject(value)) {
    setIndexed(value, index, newValue, true);
    return;
  }
  if (isNullish(value)) throwCannotSet(value, key);
  setByKey(value, toPropertyKey(key), newValue, true);
}

/** `array[index] = newValue` for an array that doesn't have the index yet, or is frozen. */
export function storeIndexed(array: unknown, index: i32, newValue: unknown): void {
  const plain: boolean = index >= 0 && load32(addressOf(array) + OBJECT_FLAGS) === 0;
  if (plain && !mayHaveIndices(prototypeWord(array))) storeElement(addressOf(array), index, wordOf(newValue));
  else setElement(array, index as number, newValue);
}

/** [[Set]] with a property key that may be an index: whether it succeeded (always, or throws, if strict). */
export function setByKey(value: unknown, key: unknown, newValue: unknown, strict: boolean): boolean {
  const index: u32 = exoticIndex(value, key);
  if (index !== NOT_AN_INDEX) return setIndexed(value, index, newValue, strict);
  if (wordOf(key) === wordOf('__proto__') && isPrototypeSetter(value, key)) return keepPrototype(newValue);
  return setFrom(value, key, newValue, value, strict);
}

/** Does a write under `__proto__` find the accessor of Object.prototype, and no property of the object itself? */
function isPrototypeSetter(value: unknown, key: unknown): boolean {
  let each: u64 = isObject(value) ? wordOf(value) : prototypeWord(value);
  while (!isChainEnd(each)) {
    if (findOwn(each, wordOf(key))) return foundAccessor();
    each = prototypeWord(valueOfWord<unknown>(each));
  }
  return false;
}

/**
 * `value[key] = newValue` where the key turns out to be `__proto__`. What isn't an object is ignored (ECMA-262 B.2.2.1.2). Objects are
 * refused: inference knows the prototypes of objects from where the program names them, and such a name comes from outside.
 */
function keepPrototype(newValue: unknown): boolean {
  if (isObject(newValue) || isNull(newValue))
    throwTypeError('Cannot set the prototype under a computed name');
  return true;
}

/** Reflect.set: as setByKey, looked up from `holder`, written to `receiver`. */
export function setWithReceiver(
  holder: unknown,
  key: unknown,
  newValue: unknown,
  receiver: unknown,
): boolean {
  if (wordOf(holder) === wordOf(receiver)) return setByKey(holder, key, newValue, false);
  return setFrom(holder, key, newValue, receiver, false);
}

/** `super.key = newValue` in strict code. */
export function setSuper(holder: unknown, key: unknown, newValue: unknown, receiver: unknown): void {
  setFrom(holder, key, newValue, receiver, true);
}

function setFrom(
  holder: unknown,
  key: unknown,
  newValue: unknown,
  receiver: unknown,
  strict: boolean,
): boolean {
  openObject(receiver);
  let each: u64 = isObject(holder) ? wordOf(holder) : prototypeWord(holder);
  while (!isChainEnd(each)) {
    if (findOwn(each, wordOf(key))) {
      if (foundAccessor()) return callSetter(foundValue(), receiver, key, newValue, strict);
      if ((foundFlags() & PROP_WRITABLE) === 0 || isFrozen(each))
        return refuseReadOnly(key, receiver, strict);
      if (each !== wordOf(receiver)) break;
      if (foundImplied()) setImplied(each, key, newValue);
      else writeFound(each, wordOf(key), newValue);
      return true;
    }
    each = prototypeWord(valueOfWord<unknown>(each));
  }
  if (!isObject(receiver)) {
    if (isString(receiver) && wordOf(key) === wordOf('length')) return refuseReadOnly(key, receiver, strict);
    return refuseCreate(key, receiver, strict);
  }
  if (wordOf(holder) !== wordOf(receiver) && findOwn(wordOf(receiver), wordOf(key))) {
    if (foundAccessor() || (foundFlags() & PROP_WRITABLE) === 0) return refuseReadOnly(key, receiver, strict);
    writeFound(addressOf(receiver), wordOf(key), newValue);
    return true;
  }
  if (!isExtensible(receiver)) return refuseExtension(key, strict);
  addOwn(addressOf(receiver), wordOf(key), wordOf(newValue), PROP_PLAIN);
  return true;
}

function isFrozen(object: usize): boolean {
  return (load32(object + OBJECT_FLAGS) & OBJECT_FROZEN) !== 0;
}

/** An array's length; a function's prototype, which becomes an ordinary property. */
function setImplied(object: usize, key: unknown, newValue: unknown): void {
  const value: unknown = objectAt<unknown>(object);
  if (kindOf(value) === KIND_ARRAY) {
    setArrayLength(object, newValue);
    return;
  }
  makeDictionaryOf(object);
  if (findOwn(object, wordOf(key))) writeFound(object, wordOf(key), newValue);
}

/** ArraySetLength (ECMA-262 10.4.2.4) of a value. */
export function setArrayLength(array: usize, newValue: unknown): void {
  const length: u32 = toUint32(toNumber(newValue));
  if ((length as number) !== toNumber(newValue)) throwRangeError('Invalid array length');
  setLength(array, length);
}

function callSetter(
  pair: unknown,
  receiver: unknown,
  key: unknown,
  newValue: unknown,
  strict: boolean,
): boolean {
  const setter: unknown = valueOfWord<unknown>(load64(addressOf(pair) + ACCESSOR_SETTER));
  if (!isCallable(setter)) {
    if (!strict) return false;
    throwTypeError(
      'Cannot set property ' + describeKey(key) + ' of ' + describe(receiver) + ' which has only a getter',
    );
  }
  invoke1(setter, receiver, newValue);
  return true;
}

/** Writes an element of an object at an index. */
function setIndexed(value: unknown, index: u32, newValue: unknown, strict: boolean): boolean {
  if (!isObject(value)) return refuseReadOnly(keyOfIndex(index), value, strict);
  const address: usize = addressOf(value);
  const kind: u32 = kindOf(value);
  if (kind === KIND_TYPED_ARRAY) {
    storeTypedElement(address, index, newValue);
    return true;
  }
  if (kind !== KIND_ARRAY) return setFrom(value, keyOfIndex(index), newValue, value, strict);
  if (load32(address + OBJECT_FLAGS) !== 0) {
    if (isFrozen(address) && elementOrHole(address, index) !== WORD_HOLE) {
      return refuseReadOnly(keyOfIndex(index), value, strict);
    }
    if (!isExtensible(value) && elementOrHole(address, index) === WORD_HOLE) {
      return refuseExtension(keyOfIndex(index), strict);
    }
  }
  if (index >= load32(address + ARRAY_LENGTH) && mayHaveIndices(prototypeWord(value))) {
    const key: unknown = keyOfIndex(index);
    let each: u64 = prototypeWord(value);
    while (!isChainEnd(each)) {
      if (findOwn(each, wordOf(key)) && foundAccessor())
        return callSetter(foundValue(), value, key, newValue, strict);
      each = prototypeWord(valueOfWord<unknown>(each));
    }
  }
  storeElement(address, index, wordOf(newValue));
  return true;
}

function refuseReadOnly(key: unknown, receiver: unknown, strict: boolean): boolean {
  if (!strict) return false;
  const kind: string = isObject(receiver) ? 'object' : typeName(receiver);
  throwTypeError(
    "Cannot assign to read only property '" +
      describeKey(key) +
      "' of " +
      kind +
      " '" +
      describe(receiver) +
      "'",
  );
}

function refuseCreate(key: unknown, receiver: unknown, strict: boolean): boolean {
  if (!strict) return false;
  throwTypeError(
    "Cannot create property '" +
      describeKey(key) +
      "' on " +
      typeName(receiver) +
      " '" +
      describe(receiver) +
      "'",
  );
}

function refuseExtension(key: unknown, strict: boolean): boolean {
  if (!strict) return false;
  throwTypeError('Cannot add property ' + describeKey(key) + ', object is not extensible');
}

function typeName(value: unknown): string {
  return typeofValue(value);
}

// ── asking and deleting ────────────────────────────────────────────────────────────────────────────────────────────

/** `key in value` for a property key. TypeError when the value isn't an object. */
export function hasProperty(value: unknown, key: unknown): boolean {
  if (!isObject(value)) throwInOperand(key, value);
  const index: u32 = exoticIndex(value, key);
  if (index !== NOT_AN_INDEX) {
    if (hasIndexed(value, index)) return true;
    if (kindOf(value) === KIND_TYPED_ARRAY) return false;
  }
  let each: u64 = wordOf(value);
  while (!isChainEnd(each)) {
    if (findOwn(each, wordOf(key))) return true;
    each = prototypeWord(valueOfWord<unknown>(each));
  }
  return false;
}

/** `key in value` for any key. */
export function hasElement(value: unknown, key: unknown): boolean {
  if (!isObject(value)) throwInOperand(key, value);
  const index: i32 = indexOfNumber(key);
  if (index >= 0) {
    if (hasIndices(value)) {
      if (hasIndexed(value, index)) return true;
      if (isAbsentIndex(prototypeWord(value), index)) return false;
    } else if (isAbsentIndex(wordOf(value), index)) return false;
  }
  return hasProperty(value, toPropertyKey(key));
}

/** Has a value with elements one at this index? */
export function hasIndexed(value: unknown, index: u32): boolean {
  const address: usize = addressOf(value);
  const kind: u32 = kindOf(value);
  if (kind === KIND_ARRAY) return elementOrHole(address, index) !== WORD_HOLE;
  if (kind === KIND_TYPED_ARRAY) return index < load32(address + TYPED_LENGTH);
  return index < load32(addressOf(textOf(value)) + STRING_LENGTH);
}

/** HasOwnProperty (ECMA-262 7.3.13) for a property key. */
export function hasOwn(value: unknown, key: unknown): boolean {
  const index: u32 = exoticIndex(value, key);
  if (index !== NOT_AN_INDEX && hasIndexed(value, index)) return true;
  if (isObject(value)) return findOwn(wordOf(value), wordOf(key));
  return isString(value) && wordOf(key) === wordOf('length');
}

/** `delete value.key` in strict code: true, or a TypeError. */
export function deleteProperty(value: unknown, key: unknown): boolean {
  if (isNullish(value)) throwTypeError('Cannot convert undefined or null to object');
  return deleteByKey(value, key, true);
}

/** `delete value[key]`. */
export function deleteElement(value: unknown, key: unknown): boolean {
  return deleteProperty(value, toPropertyKey(key));
}

/** [[Delete]]: whether the property is gone. */
export function deleteByKey(value: unknown, key: unknown, strict: boolean): boolean {
  openObject(value);
  if (!isObject(value)) {
    const at: u32 = exoticIndex(value, key);
    const isOwn: boolean =
      isString(value) && (wordOf(key) === wordOf('length') || (at !== NOT_AN_INDEX && hasIndexed(value, at)));
    return isOwn ? refuseDelete(key, value, strict) : true;
  }
  const address: usize = addressOf(value);
  const index: u32 = exoticIndex(value, key);
  if (index !== NOT_AN_INDEX && hasIndexed(value, index)) {
    if (kindOf(value) !== KIND_ARRAY || isFrozen(address)) return refuseDelete(key, value, strict);
    storeElement(address, index, WORD_HOLE);
    return true;
  }
  if (!findOwn(address, wordOf(key))) return true;
  if ((foundFlags() & PROP_CONFIGURABLE) === 0 || isFrozen(address)) return refuseDelete(key, value, strict);
  removeOwn(address, wordOf(key));
  return true;
}

function refuseDelete(key: unknown, value: unknown, strict: boolean): boolean {
  if (!strict) return false;
  throwTypeError("Cannot delete property '" + describeKey(key) + "' of " + describe(value));
}

export { createDataProperty } from './define.ts';
