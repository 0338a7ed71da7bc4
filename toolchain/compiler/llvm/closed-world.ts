/** What is known because the program is closed: asked by name, answered once for each World. */
import { MAX_DISPATCH } from '../passes/inference/calls.ts';
import type { AbstractObject } from '../passes/inference/objects.ts';
import { isPlainArray } from '../passes/inference/properties.ts';
import { hasAll } from '../passes/inference/unknown.ts';
import type { World } from '../passes/inference/world.ts';

const ARRAY_ITERATOR = 'os/runtime/array/array-iterator.ts:ArrayIterator';

/** Is `next` of the iterators that arrays make surely the built-in one? */
export function arraysStepThemselves(world: World): boolean {
  const prototype = world.objects.find((o) => o.key === `prototype ${ARRAY_ITERATOR}`);
  if (prototype === undefined) return true;
  const next = prototype.fields.get('next');
  return !prototype.open && !prototype.elements.present && next?.type.objects.length === 1;
}

/** How many objects had escaped when the answers were found, which only grow in number. */
interface Answers {
  readonly escaped: number;
  readonly byName: Map<string, readonly AbstractObject[]>;
}

const answers = new WeakMap<World, Answers>();

/** The objects that escaped and have a property of this name, of their own or inherited. */
export function escapedWith(world: World, name: string): readonly AbstractObject[] {
  const { escaped } = world.unknown;
  let known = answers.get(world);
  if (known === undefined || known.escaped !== escaped.length) {
    known = { escaped: escaped.length, byName: new Map() };
    answers.set(world, known);
  }
  let objects = known.byName.get(name);
  if (objects === undefined) {
    objects = escaped.filter((o) => hasAll(o, [name]));
    known.byName.set(name, objects);
  }
  return objects;
}

/** Arrays of which a value may be one or another, few enough for a call of a method to go by the shape: each has an instance of the method. */
export function arraysToTell(world: World): ReadonlySet<AbstractObject> {
  const found = new Set<AbstractObject>();
  for (const { types } of world.instances) {
    for (const type of types) {
      const objects = type?.objects ?? [];
      if (objects.length < 2 || objects.length > MAX_DISPATCH) continue;
      const arrays = objects.filter(isPlainArray);
      if (arrays.length > 1) for (const o of arrays) found.add(o);
    }
  }
  return found;
}
