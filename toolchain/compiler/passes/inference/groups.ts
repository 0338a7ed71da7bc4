/**
 * Which abstract objects are alike: the coarsest partition in which objects of one group are of one kind and class and have, under each
 * name, values of the same kinds and of the same groups (partition refinement, after Hopcroft). Putting the objects of a group together
 * loses nothing.
 */
import { P_NUMBER } from '../../ir/types.ts';
import type { AbstractObject, Field } from './objects.ts';
import { isInt32, type Type } from './type.ts';

/** Of each key of a container that was kept apart, and of an array made in a context, the key of the first of its group. */
export function groupAlike(objects: readonly AbstractObject[]): ReadonlyMap<string, string> {
  let groups = partition(objects, (o) => nature(o));
  for (let count = 0; count !== groups.count; ) {
    count = groups.count;
    const { of } = groups;
    groups = partition(objects, (o) => `${of.get(o)}|${contents(o, of)}`);
  }
  const firsts = new Map<number, AbstractObject>();
  const same = new Map<string, string>();
  for (const o of objects) {
    if (!isCopy(o)) continue;
    const group = groups.of.get(o) ?? 0;
    const first = firsts.get(group) ?? o;
    firsts.set(group, first);
    same.set(o.key, first.key);
  }
  return same;
}

interface Partition {
  readonly of: ReadonlyMap<AbstractObject, number>;
  readonly count: number;
}

function partition(objects: readonly AbstractObject[], sign: (o: AbstractObject) => string): Partition {
  const numbers = new Map<string, number>();
  const of = new Map<AbstractObject, number>();
  for (const o of objects) {
    const signature = sign(o);
    const number = numbers.get(signature) ?? numbers.size;
    numbers.set(signature, number);
    of.set(o, number);
  }
  return { of, count: numbers.size };
}

/** Was it made for a place or a context, so that others may be like it? */
function isCopy({ kind, isApart, isArguments, context }: AbstractObject): boolean {
  return isApart || (kind === 'array' && context !== '' && !isArguments);
}

/** What no two objects of a group differ in. Objects that nobody copies stand for themselves. */
function nature(object: AbstractObject): string {
  const { kind, fn, open, escaped, accessors, prototypeChanges } = object;
  const flags = [open, escaped, accessors, prototypeChanges].map(Number).join('');
  const proto = object.proto?.key ?? '';
  if (isCopy(object)) return `${kind}|${object.class?.key ?? ''}|${proto}|${flags}`;
  if (kind === 'function' && object.context !== '') return `${kind}|${fn?.key ?? ''}|${flags}`;
  if (kind === 'cell') return `${kind}|${flags}`;
  return object.key;
}

function contents(object: AbstractObject, groups: ReadonlyMap<AbstractObject, number>): string {
  const parts = [summary(object.elements, groups)];
  for (const [name, field] of object.fields)
    if (field.present) parts.push(`${name}${field.dynamic ? '?' : ''}:${summary(field, groups)}`);
  for (const capture of object.captures) parts.push(summary(capture, groups));
  return parts.join(';');
}

function summary({ type, getter, setter }: Field, groups: ReadonlyMap<AbstractObject, number>): string {
  const met = [...new Set(type.objects.map((o) => groups.get(o) ?? 0))].sort((a, b) => a - b);
  const accessors = `${getter?.number ?? ''},${setter?.number ?? ''}`;
  return `${type.prims}${numbers(type)}|${met.join()}|${type.opaque}${type.arrays}|${accessors}`;
}

/** Numbers that are held alike. */
function numbers(type: Type): string {
  return isInt32({ ...type, prims: type.prims & P_NUMBER, objects: [], opaque: false }) ? 'i' : '';
}
