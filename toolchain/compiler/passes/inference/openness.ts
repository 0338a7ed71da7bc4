/**
 * Which objects are open: instances and literals that get properties which neither literal nor constructor lays out, but for those that
 * have slots for what is added (added-fields.ts). All instances of a class tree agree, since one piece of code serves them. Opening changes what calls can rely on, so it is
 * part of the fixed point.
 */
import type { ClassInfo } from '../../ir/ir.ts';
import { nativeRow } from '../../layout/natives.ts';
import { addedFields, isInheritedAccessor } from './added-fields.ts';
import { assignedAtFirst, assignedInConstructor, chainOfClass } from './construction.ts';
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

/**
 * The instances of each family. A tree whose root has only methods is one family as long as its instances can be closed; where they can't, those of
 * its branches have nothing in common, and what one gets later is no reason to open the others.
 */
export function families(objects: readonly AbstractObject[]): ReadonlyMap<Family, readonly AbstractObject[]> {
  const instances = objects.filter((o) => o.kind === 'instance');
  const out = new Map<Family, readonly AbstractObject[]>();
  for (const [root, tree] of groupedBy(instances, (o) => (o.class === undefined ? o : rootOf(o.class)))) {
    if ('kind' in root || placesSlots(root) || !isChangedLater(tree)) out.set(root, tree);
    else for (const [branch, family] of groupedBy(tree, branchOf)) out.set(branch, family);
  }
  return out;
}

function groupedBy(
  objects: readonly AbstractObject[],
  familyOf: (object: AbstractObject) => Family,
): ReadonlyMap<Family, readonly AbstractObject[]> {
  const out = new Map<Family, AbstractObject[]>();
  for (const o of objects) {
    const key = familyOf(o);
    const family = out.get(key);
    if (family === undefined) out.set(key, [o]);
    else family.push(o);
  }
  return out;
}

/** Is one open, or must one be, for what is added to it? Once so it stays so. */
function isChangedLater(tree: readonly AbstractObject[]): boolean {
  return tree.some((o) => o.open) || (tree.some(hasDynamicField) && addedFields(tree) === undefined);
}

/** The first class below the root that places something in its instances: they share that with those of the classes derived from it. */
function branchOf(object: AbstractObject): Family {
  if (object.class === undefined) return object;
  return chainOfClass(object.class).find(placesSlots) ?? object.class;
}

/** Has an instance slots for the sake of this class itself? */
function placesSlots(info: ClassInfo): boolean {
  const isRoot = info.base === undefined;
  if (info.trusted || info.native !== undefined || (isRoot && info.derived)) return true;
  return (
    assignedInConstructor(info).length > 0 || info.members.some((m) => m.kind === 'field' && !m.isStatic)
  );
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
