/**
 * Objects that inference doesn't know one by one, in the program's own code. The program is closed, so the shapes that have a property of a
 * name are known: where they are few, they are compared, and the property is where the shape has it, as in a V8 inline cache that was
 * filled by the compiler. Whatever else arrives takes the generic path.
 */

import type { Instr } from '../../ir/ir.ts';
import type { Hint } from '../../ir/types.ts';
import { methodOf } from '../../passes/inference/calls.ts';
import type { AbstractObject, FunctionInstance } from '../../passes/inference/objects.ts';
import { isOs } from '../../passes/inference/rooms.ts';
import { hasObjects } from '../../passes/inference/type.ts';
import { escapedWith } from '../closed-world.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { Meeting, require } from './meeting.ts';
import { load } from './memory.ts';

/** Ways that are told apart before the generic path, and shapes that are compared for them. */
const MAX_WAYS = 4;
const MAX_SHAPES = 12;

/** One way that serves some shapes. */
export interface Way<T> {
  readonly objects: AbstractObject[];
  readonly access: T;
}

/** Is it code whose generic operations are worth a fast path in place? The system's own has none where it matters. */
export function isFast(e: FunctionEmitter): boolean {
  return !isOs(e.f.fn.key);
}

/** Has the object a shape of its own, which nothing else has? */
function isTold(object: AbstractObject): boolean {
  return object.kind === 'instance' || object.kind === 'literal';
}

/**
 * The objects that a receiver may be, with those that escaped where it has unknown ones, by the way in which `accessOf` reaches their
 * property. When they are too many, those by the usual ways, or those that the receiver's declaration names. Undefined when that is of no use.
 */
export function waysOf<T>(
  e: FunctionEmitter,
  receiver: Instr | undefined,
  name: string,
  accessOf: (object: AbstractObject) => T | undefined,
  same: (a: T, b: T) => boolean,
  isUsual: (access: T) => boolean = () => true,
): readonly Way<T>[] | undefined {
  const type = e.type(receiver);
  if (!isFast(e) || !hasObjects(type)) return undefined;
  const candidates = new Set(type.objects);
  if (type.opaque) for (const o of escapedWith(e.em.world, name)) candidates.add(o);
  const usual = (object: AbstractObject): T | undefined => {
    const access = accessOf(object);
    return access !== undefined && isUsual(access) ? access : undefined;
  };
  const all = group(candidates, accessOf, same) ?? group(candidates, usual, same);
  if (all !== undefined) return all;
  const declared = declaredObjects(e, receiver);
  return group(
    [...candidates].filter((o) => declared.has(o)),
    accessOf,
    same,
  );
}

/** Are all objects that a receiver may be among those of the ways? What else arrives is no object then. */
export function coversKnown<T>(
  e: FunctionEmitter,
  receiver: Instr | undefined,
  ways: readonly Way<T>[],
): boolean {
  const { objects, opaque } = e.type(receiver);
  return !opaque && objects.every((o) => ways.some((way) => way.objects.includes(o)));
}

function group<T>(
  objects: Iterable<AbstractObject>,
  accessOf: (object: AbstractObject) => T | undefined,
  same: (a: T, b: T) => boolean,
): readonly Way<T>[] | undefined {
  const ways: Way<T>[] = [];
  let shapes = 0;
  for (const o of objects) {
    const access = isTold(o) ? accessOf(o) : undefined;
    if (access === undefined) continue;
    shapes++;
    const way = ways.find((w) => same(w.access, access));
    if (way === undefined) ways.push({ objects: [o], access });
    else way.objects.push(o);
  }
  return ways.length === 0 || ways.length > MAX_WAYS || shapes > MAX_SHAPES ? undefined : ways;
}

/** The instances of the classes that the checker says a value is of: no proof, but what it nearly always is. */
function declaredObjects(e: FunctionEmitter, value: Instr | undefined): ReadonlySet<AbstractObject> {
  const objects = new Set<AbstractObject>();
  for (const { key } of hintOf(e, value, new Set())?.classes ?? [])
    for (const o of e.em.world.instancesOf(key, e.f)) objects.add(o);
  return objects;
}

function hintOf(e: FunctionEmitter, value: Instr | undefined, seen: Set<Instr>): Hint | undefined {
  if (value === undefined || seen.has(value)) return undefined;
  seen.add(value);
  const { hint } = value.attrs;
  if (hint?.classes !== undefined) return hint;
  if (value.op === 'param') return e.f.fn.params[value.attrs.index ?? 0]?.hint;
  if (!CARRIES.has(value.op)) return undefined;
  for (const arg of value.args) {
    const found = hintOf(e, arg, seen);
    if (found?.classes !== undefined) return found;
  }
  return undefined;
}

/** Operations whose result is one of their operands. */
const CARRIES: ReadonlySet<string> = new Set(['phi', 'refine', 'limit', 'trust', 'select']);

/** The function instance behind the boxed entry of what `name` is on an object: all that is passed to unknown callees reaches it. */
export function boxedMethod(
  e: FunctionEmitter,
  object: AbstractObject,
  name: string,
): { readonly fn: AbstractObject; readonly target: FunctionInstance } | undefined {
  // An object of its first shape has no other property and no other prototype than it began with, be it open.
  const start = object.open ? object.proto : object;
  const fn = start === undefined ? undefined : methodOf(start, name, undefined);
  if (fn?.fn === undefined || !fn.isStatic || !fn.needsBoxedEntry || e.em.layouts.of(object).slots.has(name))
    return undefined;
  const target = e.em.world.findInstance(fn.fn, fn);
  return target === undefined || !target.boxedEntry ? undefined : { fn, target };
}

/** Takes the way that the shape of the receiver asks for. Each gives its value, or none where the operation has none. */
export function takeWay<T>(
  e: FunctionEmitter,
  i: Instr,
  word: string,
  ways: readonly Way<T>[],
  take: (access: T, pointer: string) => Value | undefined,
  generic: () => Value | undefined,
): Value {
  const { code } = e;
  const meeting = new Meeting(e, i.type === 'void' ? 'void' : e.isNever(i) ? 'js' : e.rep(i));
  const none: Value = { rep: 'void', text: '' };
  const cold = code.fresh('generic');
  require(e, e.isPointerWord(word), cold);
  const pointer = code.value(`inttoptr i64 ${word} to ptr`);
  const shape = load(e, 'i32', pointer, 'shape');
  for (const way of ways) {
    let any = '';
    for (const o of way.objects) {
      const test = code.value(`icmp eq i32 ${shape}, ${e.shapeConstant(o)}`);
      any = any === '' ? test : code.value(`or i1 ${any}, ${test}`);
    }
    const [here, next] = [code.fresh('way'), code.fresh('next')];
    code.branch(any, here, next, 'yes');
    code.start(here);
    meeting.arrive(take(way.access, pointer) ?? none);
    code.start(next);
  }
  code.jump(cold);
  code.start(cold);
  meeting.arrive(generic() ?? none);
  return meeting.end();
}
