/**
 * The half of the transfer function for operations without a result: stores, definitions and terminators. They tell the
 * world what flows where, and which blocks are reached. Called by analysis.ts only.
 */
import type { Instr } from '../../ir/ir.ts';
import { isPrivateName, symbolKey } from '../../ir/names.ts';
import { P_HOLE } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { MAY_BE_FALSE, MAY_BE_TRUE } from './arithmetic.ts';
import { callOne, keyConversion, superStore } from './calls.ts';
import { isUnseenDefinition } from './construction.ts';
import { defineAccessor } from './defining.ts';
import { closeIterator, iteratorStep, openIterator } from './iteration.ts';
import type { AbstractObject } from './objects.ts';
import { copyOwn, defineProperty, namesOf, setElement, setProperty } from './properties.ts';
import { hasObjects, isNever, NEVER, OPAQUE, ofObject, type Type, UNDEFINED, withoutPrims } from './type.ts';

/** Operations without a result, terminators among them. */
export function effect(a: Analysis, i: Instr): void {
  const t = (n: number): Type => a.type(i.args[n]);
  const { w, f } = a;
  const name = i.attrs.name ?? '';
  switch (i.op) {
    case 'cell.set':
      a.shareCells(t(0));
      for (const o of t(0).objects) w.write(o.elements, t(1));
      return;
    case 'frame.set':
      for (const o of t(0).objects) {
        w.write(o.field(name), t(1));
        const machine = i.args[1]?.type;
        if (machine !== undefined && machine !== 'js') o.machineSlots.set(name, machine);
      }
      return;
    case 'global.set': {
      const g = i.attrs.global;
      if (g !== undefined && !isNever(t(0))) w.write(w.global(g), t(0));
      return;
    }
    case 'class.member':
      classMember(a, i);
      return;
    case 'super.set':
      superStore(a, i, t(1), t(2));
      return;
    case 'prop.set':
      setProperty(a, i, t(0), name, t(1));
      return;
    case 'prop.define':
      if (isUnseenDefinition(f.fn, i)) return;
      defineProperty(a, t(0), name, t(1), i.attrs.enumerable !== false);
      return;
    case 'elem.set':
    case 'elem.define':
      keyConversion(a, i, t(1));
      setElement(a, i, t(0), t(1), t(2));
      return;
    case 'intrinsic':
      if (name === 'openObject') for (const o of w.objectsOf(t(0), f)) w.open(o);
      return;
    case 'accessor.define':
      accessor(a, i);
      return;
    case 'proto.set':
      for (const o of w.objectsOf(t(0), f)) {
        if (t(1).opaque || t(1).objects.length > 1) w.unknown.changePrototype(o);
        for (const p of t(1).objects) o.proto = p;
        w.unknown.byName.changed(o);
      }
      return;
    case 'object.spread': {
      for (const o of w.objectsOf(t(0), f)) w.open(o);
      copyOwn(a, i, t(1), t(0));
      return;
    }
    case 'private.set': {
      const member = i.attrs.class?.members.find((m) => m.name === name && m.kind === 'set');
      if (member?.fn !== undefined) {
        callOne(a, i, w.functionObject(member.fn), t(0), { listed: [t(1)] }, undefined);
        return;
      }
      for (const o of a.branded(i, t(0))) w.write(o.field(name), t(1));
      return;
    }
    case 'private.add':
      if (isUnseenDefinition(f.fn, i)) return;
      for (const o of a.branded(i, t(0))) w.write(o.field(name), t(1));
      return;
    case 'array.push':
      for (const o of t(0).objects) w.write(o.elements, t(1));
      return;
    case 'array.spread': {
      const record = openIterator(a, i, t(1));
      const value = withoutPrims(iteratorStep(a, i, record), P_HOLE);
      for (const o of t(0).objects) w.write(o.elements, value);
      return;
    }
    case 'iter.close':
    case 'iter.abandon':
      closeIterator(a, i, t(0));
      return;
    case 'return':
      if (i.args.length === 0 || returnsThis(a, i.args[0])) w.write(f.result, UNDEFINED);
      else w.write(f.result, i.args[0]?.type === 'js' ? t(0) : NEVER);
      return;
    case 'throw':
      if (!isNever(t(0))) w.write(w.thrown, t(0));
      // What nobody catches is inspected and handed to listeners by the run time (os/boot/errors.ts).
      w.unknown.escapeAll(t(0));
      a.reach(i.attrs.targets ?? []);
      return;
    case 'jump':
    case 'check':
    case 'switch':
      a.reach(i.attrs.targets ?? []);
      return;
    case 'branch':
      branch(a, i);
      return;
    default:
      return;
  }
}

/** The end of a constructor that returns nothing of its own: whoever constructs knows the object. */
function returnsThis(a: Analysis, value: Instr | undefined): boolean {
  const { kind } = a.f.fn;
  if (value === undefined || (kind !== 'constructor' && kind !== 'derived-constructor')) return false;
  if (value.op === 'this') return true;
  if (value.op !== 'super.call' && value.op !== 'super.call.spread') return false;
  for (const target of a.f.targets.get(value) ?? [])
    if (hasObjects(a.w.read(target.result, a.f))) return false;
  return true;
}

function branch(a: Analysis, i: Instr): void {
  const [yes, no] = i.attrs.targets ?? [];
  const truth = a.truth(i.args[0]);
  if (yes !== undefined && (truth & MAY_BE_TRUE) !== 0) a.reach([yes]);
  if (no !== undefined && (truth & MAY_BE_FALSE) !== 0) a.reach([no]);
}

function classMember(a: Analysis, i: Instr): void {
  const { class: info, member } = i.attrs;
  if (info === undefined || member?.fn === undefined) return;
  const object = a.w.classObject(info);
  const holder = member.isStatic ? object : object.prototype;
  if (holder === undefined) return;
  const computed = member.name === undefined;
  const fn = a.w.functionObject(member.fn);
  const first = computed ? 2 : 1;
  for (let n = first; n < i.args.length; n++) {
    const field = fn.captures[n - first];
    if (field !== undefined) a.w.write(field, a.type(i.args[n]));
  }
  if (computed) {
    a.takenAsValue(fn);
    a.w.open(holder);
    const names = namesOfKey(a, i.args[1]);
    if (names !== undefined) {
      for (const name of names) namedMember(a, holder, name, member.kind, fn);
      return;
    }
    // Accessors run when a computed property is read or written anywhere: by somebody unknown.
    if (member.kind === 'method') a.w.write(holder.elements, ofObject(fn));
    else {
      a.w.unknown.escape(fn);
      a.w.write(holder.elements, member.kind === 'get' ? OPAQUE : UNDEFINED);
    }
  } else if (member.name !== undefined && !isPrivateName(member.name)) {
    a.w.addMember(holder, member.name, member.kind, member.fn);
  }
}

/** The names that a member's key may be, when they are known; the object is none that keeps integers apart. */
function namesOfKey(a: Analysis, key: Instr | undefined): readonly string[] | undefined {
  const from = key?.op === 'to.key' ? key.args[0] : key;
  // Number.NaN: an index to those who read it by a number, who are told that it is anything.
  if (from?.op === 'const' && Number.isNaN(from.attrs.value)) return ['NaN'];
  return namesOf(a.type(key));
}

/** A member whose computed name is known. */
function namedMember(
  a: Analysis,
  holder: AbstractObject,
  name: string,
  kind: string,
  fn: AbstractObject,
): void {
  holder.add(name);
  if (name === 'NaN') a.w.unknown.escape(fn);
  if (kind === 'method') a.w.write(holder.field(name), ofObject(fn));
  else defineAccessor(a, holder, name, kind === 'get' ? 'getter' : 'setter', fn);
}

/** The name that a key is for sure: a string, or a well-known symbol. */
function constantKey(key: Instr | undefined): string | undefined {
  if (key?.op === 'symbol') return symbolKey(key.attrs.name ?? '');
  return key?.op === 'const' && typeof key.attrs.value === 'string' ? key.attrs.value : undefined;
}

function accessor(a: Analysis, i: Instr): void {
  const key = i.args[1];
  const fns = a.type(i.args[2]).objects;
  for (const o of a.w.objectsOf(a.type(i.args[0]), a.f)) {
    for (const fn of fns) {
      a.takenAsValue(fn);
      const name = constantKey(key);
      a.w.open(o);
      if (name === undefined) {
        // It runs when a computed property is read or written anywhere: by somebody unknown.
        a.w.unknown.escape(fn);
        a.w.write(o.elements, i.attrs.operator === 'get' ? OPAQUE : UNDEFINED);
        continue;
      }
      defineAccessor(a, o, name, i.attrs.operator === 'get' ? 'getter' : 'setter', fn);
    }
  }
}
