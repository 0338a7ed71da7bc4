/**
 * Which objects are open: instances and literals that get properties which neither literal nor constructor lays out, but for those that
 * have slots for what is added (added-fields.ts). All instances of a class tree agree, since one piece of code serves them. Opening changes what calls can rely on, so it is
 * part of the fixed point.
 */
import type { ClassInfo } from '../../ir/ir.ts';
import { nativeRow } from '../../layout/natives.ts';
import { addedFields } from './added-fields.ts';
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
    if (o.kind === 'literal' || (o.kind === 'instance' && o.class === undefined))
      if (hasDynamicField(o) || hasComputedFields(o)) open(o);
  for (const family of families(world.objects).values()) if (isOpenFamily(family)) family.forEach(open);
  return changed;
}

/** The instances of each class tree, by its root. */
export function families(
  objects: readonly AbstractObject[],
): ReadonlyMap<ClassInfo, readonly AbstractObject[]> {
  const out = new Map<ClassInfo, AbstractObject[]>();
  for (const o of objects) {
    if (o.kind !== 'instance' || o.class === undefined) continue;
    const root = rootOf(o.class);
    const family = out.get(root);
    if (family === undefined) out.set(root, [o]);
    else family.push(o);
  }
  return out;
}

function isOpenFamily(family: readonly AbstractObject[]): boolean {
  if (family.some((o) => o.open || isError(o) || hasComputedFields(o))) return true;
  return family.some(hasDynamicField) && addedFields(family) === undefined;
}

export function rootOf(info: ClassInfo): ClassInfo {
  let root = info;
  while (root.base !== undefined) root = root.base;
  return root;
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
