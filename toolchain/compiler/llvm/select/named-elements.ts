/**
 * `object[key]` with a key of which inference knows the few names it may be, as `node[side]`: the names' own slots behind a comparison of
 * pointers. A key of the same units that is another string goes to the run time, as everything else does.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NULL, P_STRING, P_UNDEFINED } from '../../ir/types.ts';
import { namesOf } from '../../passes/inference/properties.ts';
import { isOnly } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import type { Value } from '../rep.ts';
import { isFast } from './guarded.ts';
import { Meeting, require } from './meeting.ts';
import { type Access, commonAccess, hasSetter, readAccess, replaceSlot } from './properties.ts';

/** More names than this are the run time's. */
const NAMES_MAX = 4;

interface Named {
  readonly name: string;
  readonly access: Access;
}

/** The names that a key may be, and where the receiver's objects have them all alike; undefined where that isn't known. */
function namedAccesses(
  e: FunctionEmitter,
  receiver: Instr | undefined,
  key: Instr | undefined,
): readonly Named[] | undefined {
  const type = e.type(receiver);
  const names = isOnly(e.type(key), P_STRING) ? namesOf(e.type(key)) : undefined;
  if (names === undefined || names.length === 0 || names.length > NAMES_MAX || !isFast(e)) return undefined;
  if ((type.prims & ~(P_UNDEFINED | P_NULL)) !== 0 || type.opaque || type.objects.length === 0)
    return undefined;
  const found: Named[] = [];
  for (const name of names) {
    const access = commonAccess(e, type.objects, name);
    if (access === undefined || access.kind === 'generic') return undefined;
    found.push({ name, access });
  }
  return found;
}

/** Goes through the names; `take` does what is to be done with the one that the key is, `generic` where it is none of them. */
function choose(
  e: FunctionEmitter,
  [receiver, key]: readonly (Instr | undefined)[],
  named: readonly Named[],
  meeting: Meeting,
  take: (way: Named, pointer: string) => Value,
  generic: () => Value,
): void {
  const { code } = e;
  const other = code.fresh('other');
  const word = e.boxed(receiver);
  if (e.type(receiver).prims !== 0) require(e, e.isPointerWord(word), other);
  const pointer = e.convert({ rep: 'js', text: word }, 'ptr');
  const text = e.use(key, 'ptr');
  named.forEach((way, n) => {
    const isLast = n === named.length - 1;
    const [here, next] = [code.fresh('named'), isLast ? other : code.fresh('next')];
    const symbol = ModuleBuilder.ref(e.em.literal(way.name, e.f));
    const same = code.value(`icmp eq ptr ${text}, ${symbol}`);
    code.branch(same, here, next, isLast ? 'yes' : undefined);
    code.start(here);
    meeting.arrive(take(way, pointer));
    if (!isLast) code.start(next);
  });
  code.start(other);
  meeting.arrive(generic());
}

/** The element, or undefined: not by name. */
export function getNamed(e: FunctionEmitter, i: Instr, generic: () => Value): Value | undefined {
  const named = namedAccesses(e, i.args[0], i.args[1]);
  if (named === undefined || e.isNever(i)) return undefined;
  const meeting = new Meeting(e, e.rep(i));
  choose(e, i.args, named, meeting, ({ name, access }, at) => readAccess(e, access, at, name), generic);
  return meeting.end();
}

/** Stores the element; false: not by name. */
export function setNamed(e: FunctionEmitter, i: Instr, generic: () => Value): boolean {
  const [receiver, key, value] = i.args;
  const named = namedAccesses(e, receiver, key);
  const { objects } = e.type(receiver);
  if (named === undefined || e.isNever(value)) return false;
  for (const { name, access } of named) {
    if (access.kind !== 'slot' || access.checked || access.slot.mayBeAbsent) return false;
    if (objects.some((o) => hasSetter(o, name))) return false;
  }
  const stored = e.value(value);
  const meeting = new Meeting(e, 'void');
  const done: Value = { rep: 'void', text: '' };
  const take = ({ access, name }: Named, at: string): Value => {
    const mayPoint = objects.some((o) => e.em.layouts.of(o).slots.get(name)?.mayPoint !== false);
    if (access.kind === 'slot') replaceSlot(e, at, { ...access.slot, mayPoint }, stored);
    return done;
  };
  choose(e, [receiver, key], named, meeting, take, () => {
    generic();
    return done;
  });
  meeting.end();
  return true;
}
