/** Reflect (ECMA-262 28.1). */

import { trust } from '../../unsafe.ts';
import { throwNotCallable } from '../array/callbacks.ts';
import { lengthOfArrayLike } from '../array/indices.ts';
import { constructArray, constructAs, invokeArray, isConstructor } from '../core/calls.ts';
import { toPropertyKey } from '../core/conversion.ts';
import { describe } from '../core/messages.ts';
import { getPrototype, isExtensible, preventExtensions, setPrototype } from '../core/objects/prototype.ts';
import { fromRecord, toRecord } from './descriptors.ts';
import {
  defineOwn,
  deleteOwn,
  getOwn,
  getWithReceiver,
  hasKey,
  isObject,
  ownKeys,
  setWithReceiver,
} from './internal.ts';

export class ReflectGlobal {
  static apply(fn: unknown, thisArg: unknown, args: unknown): unknown {
    if (typeof fn !== 'function') throwNotCallable(fn);
    return invokeArray(fn, thisArg, listOf(args));
  }

  static construct(fn: unknown, args: unknown, newTarget?: unknown): unknown {
    if (!isConstructor(fn)) throw new TypeError(`${describe(fn)} is not a constructor`);
    if (newTarget === undefined || newTarget === fn) return constructArray(fn, listOf(args), fn);
    if (!isConstructor(newTarget)) throw new TypeError(`${describe(newTarget)} is not a constructor`);
    return constructAs(fn, listOf(args), newTarget);
  }

  static defineProperty(target: unknown, name: unknown, descriptor: unknown): boolean {
    const object = requireObject(target, 'defineProperty');
    const key = toPropertyKey(name);
    return defineOwn(object, key, toRecord(descriptor));
  }

  static deleteProperty(target: unknown, name: unknown): boolean {
    return deleteOwn(requireObject(target, 'deleteProperty'), toPropertyKey(name));
  }

  static get(target: unknown, name: unknown, ...receiver: unknown[]): unknown {
    const object = requireObject(target, 'get');
    return getWithReceiver(object, toPropertyKey(name), receiver.length > 0 ? receiver[0] : object);
  }

  static getOwnPropertyDescriptor(target: unknown, name: unknown): object | undefined {
    const record = getOwn(requireObject(target, 'getOwnPropertyDescriptor'), toPropertyKey(name));
    return record === undefined ? undefined : fromRecord(record);
  }

  static getPrototypeOf(target: unknown): unknown {
    return getPrototype(requireObject(target, 'getPrototypeOf'));
  }

  static has(target: unknown, name: unknown): boolean {
    return hasKey(requireObject(target, 'has'), toPropertyKey(name));
  }

  static isExtensible(target: unknown): boolean {
    return isExtensible(requireObject(target, 'isExtensible'));
  }

  static ownKeys(target: unknown): (string | symbol)[] {
    return ownKeys(requireObject(target, 'ownKeys'));
  }

  static preventExtensions(target: unknown): boolean {
    preventExtensions(requireObject(target, 'preventExtensions'));
    return true;
  }

  static set(target: unknown, name: unknown, value: unknown, ...receiver: unknown[]): boolean {
    const object = requireObject(target, 'set');
    return setWithReceiver(object, toPropertyKey(name), value, receiver.length > 0 ? receiver[0] : object);
  }

  static setPrototypeOf(target: unknown, prototype: unknown): boolean {
    const object = requireObject(target, 'setPrototypeOf');
    if (!isObject(prototype) && prototype !== null) {
      throw new TypeError(`Object prototype may only be an Object or null: ${describe(prototype)}`);
    }
    return setPrototype(object, prototype);
  }
}

function requireObject(value: unknown, method: string): object {
  if (!isObject(value)) throw new TypeError(`Reflect.${method} called on non-object`);
  return value;
}

/** CreateListFromArrayLike (ECMA-262 7.3.19). */
export function listOf(value: unknown): unknown[] {
  if (!isObject(value)) throw new TypeError('CreateListFromArrayLike called on non-object');
  if (Array.isArray(value)) return value;
  const source = trust<ArrayLike<unknown>>(value);
  const length = lengthOfArrayLike(source);
  const out: unknown[] = [];
  for (let i = 0; i < length; i++) out.push(source[i]);
  return out;
}
