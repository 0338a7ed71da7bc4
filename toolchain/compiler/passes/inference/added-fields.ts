/**
 * Properties that instances get after their construction: `init() { this.size = 0; }`. The program is closed, so which names these are is known.
 * Where they are few, and the order in which an object got its properties can be told, each has a slot from the beginning, which is absent
 * (a hole) until something adds it (layout/objects.ts), and the instances stay closed. openness.ts opens the others; object-layout.ts
 * places the slots.
 */
import type { ClassInfo } from '../../ir/ir.ts';
import { isPrivateName, isSymbolKey } from '../../ir/names.ts';
import { MAX_ADDED } from '../../layout/objects.ts';
import {
  assignedAtFirst,
  assignedInConstructor,
  chainOfClass,
  earlyFields,
  placesOf,
} from './construction.ts';
import type { AbstractObject, Field } from './objects.ts';
import { isIndexName, nativeOf } from './properties.ts';

/** What is added to the instances of a class tree. */
export interface AddedField {
  readonly name: string;
  /** From 1, in the order in which the program assigns them. */
  readonly number: number;
  /** The class whose instances have the slot, with those of the classes derived from it; none: instances of a constructor function. */
  readonly owner: ClassInfo | undefined;
}

/** What is added to the instances of one class tree, or of a constructor function; undefined when they are to be open. */
export function addedFields(instances: readonly AbstractObject[]): readonly AddedField[] | undefined {
  const owners = new Map<string, ClassInfo | undefined>();
  for (const o of instances) {
    if (o.open || o.accessors || o.elements.present) return undefined;
    for (const name of o.added) {
      const field = o.field(name);
      if (!field.present) continue;
      if (!mayBeAdded(o, name, field)) return undefined;
      const known = owners.get(name);
      owners.set(name, known === undefined || o.class === undefined ? o.class : commonBase(known, o.class));
    }
  }
  if (owners.size === 0) return [];
  if (owners.size > MAX_ADDED) return undefined;
  for (const o of instances) if (!comesAfter(o, owners)) return undefined;
  return [...owners].map(([name, owner], n) => ({ name, number: n + 1, owner }));
}

/** A plain property of an ordinary object, which nothing that the object inherits keeps from being assigned. */
function mayBeAdded(object: AbstractObject, name: string, field: Field): boolean {
  if (isPrivateName(name) || isSymbolKey(name) || isIndexName(name) || !field.enumerable) return false;
  if (nativeOf(object) !== undefined) return false;
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    const found = o.fields.get(name);
    if (found?.getter !== undefined || found?.setter !== undefined || o.accessors || o.prototypeChanges)
      return false;
  }
  return true;
}

function commonBase(a: ClassInfo, b: ClassInfo): ClassInfo {
  const others = chainOfClass(b);
  return chainOfClass(a).findLast((c) => others.includes(c)) ?? a;
}

/** Are the properties that constructors lay out there before any of these can be added? */
function comesAfter(object: AbstractObject, added: ReadonlyMap<string, unknown>): boolean {
  if (object.class === undefined) return assignedAtFirst(object).every((name) => !added.has(name));
  const places = placesOf(object.class);
  for (const c of chainOfClass(object.class)) {
    if (c.derived && c.base === undefined) return false;
    const early = earlyFields(c);
    for (const name of assignedInConstructor(c)) {
      if (!places.has(name)) continue;
      if (added.has(name) || early.has(name) || isInheritedAccessor(object, name)) return false;
    }
    for (const m of c.members)
      if (
        m.kind === 'field' &&
        !m.isStatic &&
        m.name !== undefined &&
        places.has(m.name) &&
        (added.has(m.name) || early.has(m.name))
      )
        return false;
  }
  return true;
}

/** A constructor that assigns to it runs a setter, which may do anything. */
export function isInheritedAccessor(object: AbstractObject, name: string): boolean {
  for (let o = object.proto; o !== undefined; o = o.proto) {
    const field = o.fields.get(name);
    if (field?.getter !== undefined || field?.setter !== undefined) return true;
  }
  return false;
}
