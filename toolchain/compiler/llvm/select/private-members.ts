/**
 * Private names: their slots, behind a test of the receiver's shape where somebody may come without them, and private methods and accessors.
 */
import type { Instr } from '../../ir/ir.ts';
import { shownName } from '../../ir/names.ts';
import { isBranded } from '../../passes/inference/branded.ts';
import { isFirstAssignment, isUnseenDefinition } from '../../passes/inference/construction.ts';
import type { AbstractObject } from '../../passes/inference/objects.ts';
import type { Type } from '../../passes/inference/type.ts';
import type { Slot } from '../../passes/object-layout.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import { loadSlot, replaceSlot, storeSlot } from './properties.ts';
import { isOneOf } from './shape-test.ts';

/** A private member that is a method or accessor of its class. */
export function privateMember(i: Instr, kinds: readonly string[]): AbstractObjectMember | undefined {
  const member = i.attrs.class?.members.find(
    (m) => m.name === i.attrs.name && m.fn !== undefined && kinds.includes(m.kind),
  );
  return member?.fn === undefined ? undefined : { fn: member.fn };
}

interface AbstractObjectMember {
  readonly fn: NonNullable<NonNullable<NonNullable<Instr['attrs']['member']>>['fn']>;
}

export function privateGet(e: FunctionEmitter, i: Instr): void {
  const [receiver] = i.args;
  const getter = privateMember(i, ['get']);
  if (getter !== undefined) {
    e.set(i, e.callFunction(i, getter.fn, receiver, [], false));
    return;
  }
  const method = privateMember(i, ['method']);
  if (method !== undefined) {
    e.set(i, {
      rep: 'ptr',
      text: ModuleBuilder.ref(e.em.objectSymbol(e.em.world.functionObject(method.fn))),
    });
    return;
  }
  const kept = e.kept.value(i);
  if (kept !== undefined) {
    e.set(i, kept);
    return;
  }
  const slot = privateSlot(e, i, receiver, 'throwPrivateRead');
  if (slot === undefined) {
    e.setNever(i);
    return;
  }
  e.set(i, loadSlot(e, e.use(receiver, 'ptr'), slot));
}

/** The objects that may carry the private members of an operation's class. */
function branded(e: FunctionEmitter, i: Instr, type: Type): readonly AbstractObject[] {
  const info = i.attrs.class;
  if (!type.opaque || info === undefined) return type.objects;
  return [...new Set([...type.objects, ...e.em.world.instancesOf(info.key, e.f)])];
}

/** The slot of a private field, after a check that the receiver has it; undefined when it never does. */
function privateSlot(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr | undefined,
  thrower: string,
): Slot | undefined {
  const name = i.attrs.name ?? '';
  const type = e.type(receiver);
  const candidates = branded(e, i, type);
  const having = candidates.filter((o) => isBranded(e.em.world, o, i) && e.em.layouts.of(o).slots.has(name));
  const [first] = having;
  const slot = first === undefined ? undefined : e.em.layouts.of(first).slots.get(name);
  if (slot === undefined) {
    e.throwFrom(thrower, e.str(shownName(name)));
    return undefined;
  }
  if (type.prims !== 0 || type.opaque || having.length !== candidates.length) {
    const has = isOneOf(e, e.boxed(receiver), having);
    const good = e.code.fresh('private');
    const bad = e.code.fresh('brand');
    e.code.branch(has, good, bad, 'yes');
    e.code.start(bad);
    e.throwFrom(thrower, e.str(shownName(name)));
    e.code.start(good);
  }
  return slot;
}

export function privateSet(e: FunctionEmitter, i: Instr): void {
  const [receiver, value] = i.args;
  const setter = privateMember(i, ['set']);
  if (setter !== undefined) {
    e.callFunction(i, setter.fn, receiver, [e.value(value)], false);
    return;
  }
  const slot = privateSlot(e, i, receiver, 'throwPrivateWrite');
  if (slot === undefined) return;
  const store = isFirstAssignment(e.f.fn, i) ? storeSlot : replaceSlot;
  store(e, e.use(receiver, 'ptr'), slot, e.value(value));
}

export function privateAdd(e: FunctionEmitter, i: Instr): void {
  const [receiver, value] = i.args;
  if (isUnseenDefinition(e.f.fn, i)) return;
  // The class and those derived from it have the slot at the same place; others can't come here.
  const first = branded(e, i, e.type(receiver)).find((o) => isBranded(e.em.world, o, i));
  const slot = first === undefined ? undefined : e.em.layouts.of(first).slots.get(i.attrs.name ?? '');
  if (slot !== undefined) storeSlot(e, e.use(receiver, 'ptr'), slot, e.value(value));
}

export function privateHas(e: FunctionEmitter, i: Instr): void {
  const [receiver] = i.args;
  const name = i.attrs.name ?? '';
  const having = branded(e, i, e.type(receiver)).filter(
    (o) => e.em.layouts.of(o).slots.has(name) || isBranded(e.em.world, o, i),
  );
  e.setRaw(i, { rep: 'bool', text: isOneOf(e, e.boxed(receiver), having) });
}

export function privateMethod(e: FunctionEmitter, i: Instr): void {
  const [receiver, ...args] = i.args;
  const method = privateMember(i, ['method']);
  if (method !== undefined) {
    e.set(
      i,
      e.callFunction(
        i,
        method.fn,
        receiver,
        args.map((a) => e.value(a)),
        false,
      ),
    );
    return;
  }
  const slot = privateSlot(e, i, receiver, 'throwPrivateRead');
  if (slot === undefined) {
    e.setNever(i);
    return;
  }
  const callee = e.convert(loadSlot(e, e.use(receiver, 'ptr'), slot), 'js');
  e.set(
    i,
    e.callBoxed(
      { rep: 'js', text: callee },
      e.value(receiver),
      args.map((a) => e.value(a)),
      shownName(i.attrs.name ?? ''),
    ),
  );
}
