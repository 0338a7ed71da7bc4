/**
 * Arrays of unknown identity (`Type.arrays`): which of their methods are those of Array.prototype for sure.
 */

import { P_NULL, P_UNDEFINED } from '../../ir/types.ts';
import { MAX_DISPATCH, methodOf } from './calls.ts';
import type { AbstractObject, FunctionInstance } from './objects.ts';
import { isPlainArray } from './properties.ts';
import type { Type } from './type.ts';
import type { World } from './world.ts';

/** Are its objects arrays, unknown ones or more than a call can tell apart? */
export function isAnyArray(type: Type): boolean {
  if ((type.prims & ~(P_UNDEFINED | P_NULL)) !== 0 || !type.objects.every(isPlainArray)) return false;
  return type.opaque ? type.arrays : type.objects.length > MAX_DISPATCH;
}

/**
 * The method that `name` is on all these arrays: a call goes there directly. Undefined as soon as one of them, or a class derived from
 * Array, has a property of this name. The reader is analysed again then.
 */
export function arrayMethod(
  world: World,
  type: Type,
  name: string,
  count: number | undefined,
  reader: FunctionInstance,
): AbstractObject | undefined {
  const prototype = world.builtinPrototype('Array');
  prototype.field(name).readers.add(reader);
  if (type.opaque && world.unknown.someArrayHas(name, prototype, reader)) return undefined;
  for (const o of type.objects) {
    world.watchFields(o, reader);
    if (hasBefore(o, name, prototype, reader)) return undefined;
  }
  return methodOf(prototype, name, count);
}

/** Has an array, or what is between it and Array.prototype, a property of this name? */
export function hasBefore(
  object: AbstractObject,
  name: string,
  prototype: AbstractObject,
  reader: FunctionInstance,
): boolean {
  if (!isPlainArray(object)) return false;
  for (let o: AbstractObject | undefined = object; o !== undefined && o !== prototype; o = o.proto) {
    if (o.kind === 'prototype') o.field(name).readers.add(reader);
    if (o.fields.get(name)?.present === true) return true;
  }
  return false;
}
