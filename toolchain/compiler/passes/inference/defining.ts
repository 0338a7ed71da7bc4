/**
 * `Object.defineProperty` and its like, followed where they are called: which property of which object gets what, and whether it may be an
 * accessor. The built-ins themselves see objects of unknown identity (lookers.ts).
 */
import type { Instr } from '../../ir/ir.ts';
import { isPrivateName } from '../../ir/names.ts';
import { P_HOLE } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import type { Arguments } from './calls.ts';
import type { AbstractObject } from './objects.ts';
import { copyOwn, defineProperty, getProperty, namesOf, setElement, setProperty } from './properties.ts';
import { byKey } from './rooms.ts';
import { hasObjects, OPAQUE, ofObject, STRING, type Type, UNDEFINED, withoutPrims } from './type.ts';

const ONE = /^os\/runtime\/object\/(object\.ts:ObjectGlobal|reflect\.ts:ReflectGlobal)\.defineProperty$/;
const MANY = 'os/runtime/object/object.ts:ObjectGlobal.defineProperties';

export const OBJECT_ASSIGN = 'os/runtime/object/object.ts:ObjectGlobal.assign';

/** `Object.assign(target, ...sources)`. */
export function assign(
  a: Analysis,
  instr: Instr,
  { listed: [target = UNDEFINED, ...sources], spread }: Arguments,
): void {
  for (const source of spread === undefined ? sources : [...sources, spread])
    copyOwn(a, instr, source, target, setProperty);
}

/** The functions through which descriptors go to the core: what they do to objects was followed where they were called. */
export function definesFor(key: string): boolean {
  return /^os\/runtime\/object\/(internal\.ts:(defineOwn|assignFrom)|descriptors\.ts:toRecord|object\.ts:defineOrThrow)$/.test(
    key,
  );
}

/** Does the function read a descriptor, besides the object that it is for? */
export function takesDescriptor(key: string): boolean {
  return (
    isDefiner(key) || /^os\/runtime\/object\/(internal\.ts:defineOwn|object\.ts:defineOrThrow)$/.test(key)
  );
}

/** Is it a built-in that defines properties by descriptors? */
export const isDefiner = byKey((key) => ONE.test(key) || key === MANY);

/** A call of one: `Object.defineProperty(target, key, descriptor)`, `Object.defineProperties(target, descriptors)`. */
export function defineByDescriptors(a: Analysis, instr: Instr, key: string, args: Arguments): void {
  if (args.spread !== undefined) {
    define(a, instr, OPAQUE, undefined, OPAQUE);
    return;
  }
  const [target = UNDEFINED, second = UNDEFINED, third = UNDEFINED] = args.listed;
  if (ONE.test(key)) {
    define(a, instr, target, namesOf(second), third);
    return;
  }
  for (const o of second.objects) {
    a.w.watchFields(o, a.f);
    o.elements.readers.add(a.f);
    for (const [name, field] of [...o.fields])
      if (field.present && !isPrivateName(name))
        define(a, instr, target, [name], getProperty(a, instr, ofObject(o), name));
  }
  if (second.opaque || second.objects.some((o) => o.elements.present))
    define(a, instr, target, undefined, OPAQUE);
}

function define(
  a: Analysis,
  instr: Instr,
  target: Type,
  names: readonly string[] | undefined,
  descriptor: Type,
): void {
  if (!hasObjects(target) || !hasObjects(descriptor)) return;
  const part = (name: string): Type => withoutPrims(getProperty(a, instr, descriptor, name), P_HOLE);
  const [value, get, set] = [part('value'), part('get'), part('set')];
  const accessors = [get, set].filter((type) => hasObjects(type));
  if (names === undefined) setElement(a, instr, target, STRING, value);
  else for (const name of names) defineProperty(a, target, name, value, true);
  for (const o of target.objects) a.w.open(o);
  if (accessors.length === 0) return;
  for (const type of accessors) for (const fn of type.objects) a.takenAsValue(fn);
  const known = names !== undefined && !get.opaque && !set.opaque;
  if (target.opaque || !known) {
    for (const type of accessors) a.w.unknown.escapeAll(type);
    a.w.unknown.mayDefineAccessors(target);
    return;
  }
  for (const o of target.objects) {
    for (const name of names) {
      for (const fn of get.objects) defineAccessor(a, o, name, 'getter', fn);
      for (const fn of set.objects) defineAccessor(a, o, name, 'setter', fn);
    }
  }
}

/** A property of the object becomes half an accessor. */
export function defineAccessor(
  a: Analysis,
  object: AbstractObject,
  name: string,
  half: 'getter' | 'setter',
  fn: AbstractObject,
): void {
  const field = object.field(name);
  const before = field[half];
  field[half] ??= fn;
  if (before !== undefined && before !== fn) oneOfSeveral(a, object, before, fn);
  a.w.write(field, UNDEFINED);
  a.w.unknown.accessorDefined(object, name, field);
}

/** An object that stands for several, each of which has an accessor of its own by a name: which one runs isn't known. */
function oneOfSeveral(a: Analysis, object: AbstractObject, ...accessors: readonly AbstractObject[]): void {
  for (const fn of accessors) a.w.unknown.escape(fn);
  a.w.unknown.mayDefineAccessors(ofObject(object));
}
