/**
 * The essential internal methods of objects (ECMA-262 10.1) as Object, Reflect and others use them: property records in
 * place of the flag words of core/objects/define.ts. Keys are property keys: interned strings or symbols.
 */
import {
  PROP_CONFIGURABLE,
  PROP_ENUMERABLE,
  PROP_WRITABLE,
} from '../../../toolchain/compiler/layout/objects.ts';
import { trust, type u32 } from '../../unsafe.ts';
import {
  createDataProperty as createOwnData,
  defineHiddenProperty,
  defineOwn as defineOwnFlags,
  descriptorFlags,
  descriptorGetter,
  descriptorSetter,
  descriptorValue,
  findDescriptor,
  HAS_GET,
  HAS_SET,
  HAS_VALUE,
} from '../core/objects/define.ts';
import { assignOwn, isEnumerable, ownKeys as listOwnKeys } from '../core/objects/own-keys.ts';
import {
  deleteByKey,
  getPropertyWithReceiver,
  hasOwn,
  hasProperty,
  setWithReceiver as setFrom,
} from '../core/objects/properties.ts';
import { isAccessorFlags, PropertyRecord } from './descriptors.ts';

type Key = string | symbol;

/** Is the value an Object (functions are)? */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export { plainKeyAt, plainKeyPlaces } from '../core/objects/own-keys.ts';

/** [[OwnPropertyKeys]]. */
export function ownKeys(object: object): Key[] {
  return trust<Key[]>(listOwnKeys(object));
}

/** [[GetOwnProperty]]: a complete record, or undefined. */
export function getOwn(object: object, key: unknown): PropertyRecord | undefined {
  if (!findDescriptor(object, key)) return undefined;
  const flags: u32 = descriptorFlags();
  const record = new PropertyRecord();
  record.enumerable = (flags & PROP_ENUMERABLE) !== 0;
  record.configurable = (flags & PROP_CONFIGURABLE) !== 0;
  if (isAccessorFlags(flags)) {
    record.get = descriptorGetter();
    record.set = descriptorSetter();
    record.hasGet = true;
    record.hasSet = true;
  } else {
    record.value = descriptorValue();
    record.hasValue = true;
    record.writable = (flags & PROP_WRITABLE) !== 0;
  }
  return record;
}

/** Is there an own property, and is it enumerable? */
export function isOwnEnumerable(object: object, key: unknown): boolean {
  return isEnumerable(object, key);
}

/** [[DefineOwnProperty]]; false when it isn't allowed. */
export function defineOwn(object: object, key: unknown, record: PropertyRecord): boolean {
  let has: u32 = 0;
  let flags: u32 = 0;
  if (record.hasValue) has |= HAS_VALUE;
  if (record.hasGet) has |= HAS_GET;
  if (record.hasSet) has |= HAS_SET;
  if (record.writable !== undefined) has |= PROP_WRITABLE;
  if (record.enumerable !== undefined) has |= PROP_ENUMERABLE;
  if (record.configurable !== undefined) has |= PROP_CONFIGURABLE;
  if (record.writable === true) flags |= PROP_WRITABLE;
  if (record.enumerable === true) flags |= PROP_ENUMERABLE;
  if (record.configurable === true) flags |= PROP_CONFIGURABLE;
  return defineOwnFlags(object, key, has, flags, record.value, record.get, record.set);
}

/** Sets the own enumerable properties of the source, if it is one, on the object (ECMA-262 20.1.2.1 step 4). */
export function assignFrom(object: object, source: unknown): void {
  assignOwn(object, source);
}

/** CreateDataProperty (ECMA-262 7.3.5). */
export function createDataProperty(object: object, key: unknown, value: unknown): boolean {
  return createOwnData(object, key, value);
}

/** An own data property that is writable and configurable, not enumerable. */
export function defineHidden(object: object, key: string, value: unknown): void {
  defineHiddenProperty(object, key, value);
}

/** HasOwnProperty (ECMA-262 7.3.13). */
export function hasOwnProperty(object: object, key: unknown): boolean {
  return hasOwn(object, key);
}

/** [[HasProperty]]. */
export function hasKey(object: object, key: unknown): boolean {
  return hasProperty(object, key);
}

/** [[Delete]]. */
export function deleteOwn(object: object, key: unknown): boolean {
  return deleteByKey(object, key, false);
}

/** [[Get]] with a receiver. */
export function getWithReceiver(object: object, key: unknown, receiver: unknown): unknown {
  return getPropertyWithReceiver(object, key, receiver);
}

/** [[Set]] with a receiver. */
export function setWithReceiver(object: object, key: unknown, value: unknown, receiver: unknown): boolean {
  return setFrom(object, key, value, receiver);
}
