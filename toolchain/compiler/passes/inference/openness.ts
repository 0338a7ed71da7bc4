/**
 * Which objects are open: instances and literals that get properties which neither literal nor constructor lays out, but for those that
 * have slots for what is added (added-fields.ts). All instances of a class tree agree, since one piece of code serves them. Opening changes what calls can rely on, so it is
 * part of the fixed point.
 */
import type { ClassInfo } from '../../ir/ir.ts';
import { nativeRow } from '../../layout/natives.ts';
import { addedFields, isInheritedAccessor } from './added-fields.ts';
import { assignedAtFirst } from './construction.ts';
import type { AbstractObject } from './objects.ts';
import { isArray, nativeOf, typedElements } from './properties.ts';
import type { World } from './world.ts';

/** Opens what must be; says whether anything changed. */
export function openLate(world: World): boolean {
  let changed = false;
  const open = (o: AbstractObject): void => {
    if (o.open) return;
    world.open(o);
    changed = true;
  };
  for (const o of world.objects)
    if (o.kind === 'literal' && (hasDynamicField(o) || hasComputedFields(o) || world.unknown.mayChange(o)))
      open(o);
  for (const family of families(world.objects).values())
    if (isOpenFamily(world, family)) family.forEach(open);
  return changed;
}

/** Those whose instances share the places of their slots: a class tree, by its root, or a constructor function's instance. */
export type Family = ClassInfo | AbstractObject;

export function familyOf(object: AbstractObject): Family {
  return object.class === undefined ? object : rootOf(object.class);
}

/** The instances of each family. */
export function families(objects: readonly AbstractObject[]): ReadonlyMap<Family, readonly AbstractObject[]> {
  const out = new Map<Family, AbstractObject[]>();
  for (const o of objects) {
    if (o.kind !== 'instance') continue;
    const root = familyOf(o);
    const family = out.get(root);
    if (family === undefined) out.set(root, [o]);
    else family.push(o);
  }
  return out;
}

function isOpenFamily(world: World, family: readonly AbstractObject[]): boolean {
  if (
    family.some(
      (o) => o.open || isError(o) || hasComputedFields(o) || isOddlyMade(o) || world.unknown.mayChange(o),
    )
  )
    return true;
  return family.some(hasDynamicField) && addedFields(family) === undefined;
}

function rootOf(info: ClassInfo): ClassInfo {
  let root = info;
  while (root.base !== undefined) root = root.base;
  return root;
}

/** An instance of a function that is none of a program's constructors, has another prototype now, or inherits a setter of what it assigns. */
function isOddlyMade(object: AbstractObject): boolean {
  if (object.class !== undefined) return false;
  const { base, proto } = object;
  const prototype = base?.field('prototype').type;
  if (base?.kind !== 'function' || base.fn?.isConstructor !== true || prototype === undefined) return true;
  if (
    prototype.prims !== 0 ||
    prototype.opaque ||
    prototype.objects.length !== 1 ||
    prototype.objects[0] !== proto
  )
    return true;
  return assignedAtFirst(object).some((name) => isInheritedAccessor(object, name));
}

/** Errors get their properties from the run time (`stack`, `message`, `cause`). */
function isError(object: AbstractObject): boolean {
  const native = nativeOf(object);
  return native !== undefined && nativeRow(native)?.kind === 'error';
}

function hasDynamicField(object: AbstractObject): boolean {
  for (const name of object.added) if (object.field(name).present) return true;
  return false;
}

function hasComputedFields(object: AbstractObject): boolean {
  return object.elements.present && !isArray(object) && typedElements(object) === undefined;
}
