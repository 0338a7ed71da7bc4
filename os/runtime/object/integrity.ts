/** Freezing and sealing (ECMA-262 7.3.15, 7.3.16). */
import { isExtensible, preventExtensions } from '../core/objects/prototype.ts';
import { PropertyRecord } from './descriptors.ts';
import { defineOwn, getOwn, ownKeys } from './internal.ts';

/** SetIntegrityLevel: makes every property unconfigurable, and unwritable when `frozen`. */
export function setIntegrityLevel(object: object, frozen: boolean): void {
  preventExtensions(object);
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string | symbol;
    const own = getOwn(object, key);
    if (own === undefined) continue;
    const record = new PropertyRecord();
    record.configurable = false;
    if (frozen && !own.isAccessor) record.writable = false;
    if (!defineOwn(object, key, record)) throw new TypeError('Cannot freeze');
  }
}

/** TestIntegrityLevel. */
export function isIntegrityLevel(object: object, frozen: boolean): boolean {
  if (isExtensible(object)) return false;
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const own = getOwn(object, keys[i] as string | symbol);
    if (own === undefined) continue;
    if (own.configurable === true) return false;
    if (frozen && !own.isAccessor && own.writable === true) return false;
  }
  return true;
}
