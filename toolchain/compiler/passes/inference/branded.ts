/** Whose private members are whose. */
import type { Instr } from '../../ir/ir.ts';
import type { AbstractObject } from './objects.ts';
import type { World } from './world.ts';

/**
 * May the private member that an operation names be this object's? Static ones are of the class alone, others of what the constructor of
 * the class runs for. The base of a class may be known only from what was inferred.
 */
export function isBranded(world: World, object: AbstractObject, i: Instr): boolean {
  const info = i.attrs.class;
  const isStatic = info?.members.some((m) => m.name === i.attrs.name && m.isStatic) === true;
  if (isStatic) return object.kind === 'class' && object.class === info;
  if (object.kind === 'class' || object.kind === 'prototype') return false;
  let c = object.class === undefined ? undefined : world.classObject(object.class);
  for (; c !== undefined; c = c.base) if (c.class === info) return true;
  return false;
}
