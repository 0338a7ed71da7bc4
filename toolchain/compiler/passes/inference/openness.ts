/**
 * Which objects are open: instances and literals that get properties which neither literal nor constructor lays out. All
 * instances of a class tree agree, since one piece of code serves them. Opening changes what calls can rely on, so it is
 * part of the fixed point.
 */
import type { ClassInfo } from '../../ir/ir.ts';
import { nativeRow } from '../../layout/natives.ts';
import type { AbstractObject } from './objects.ts';
import { isArray, nativeOf, typedElements } from './properties.ts';
import type { World } from './world.ts';

/** Opens what must be; says whether anything changed. */
export function openLate(world: World): boolean {
  const openRoots = new Set<ClassInfo>();
  let changed = false;
  const open = (o: AbstractObject): void => {
    if (o.open) return;
    world.open(o);
    changed = true;
  };
  for (const o of world.objects) {
    if (hasDynamicField(o)) open(o);
    if (o.open && o.kind === 'instance' && o.class !== undefined) openRoots.add(rootOf(o.class));
  }
  for (const o of world.objects)
    if (o.kind === 'instance' && o.class !== undefined && openRoots.has(rootOf(o.class))) open(o);
  return changed;
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
  if (object.kind !== 'instance' && object.kind !== 'literal') return false;
  for (const field of object.fields.values()) if (field.dynamic && field.present) return true;
  return (
    isError(object) || (object.elements.present && !isArray(object) && typedElements(object) === undefined)
  );
}
