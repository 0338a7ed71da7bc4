/**
 * Named properties: a slot at a known offset where inference knows the objects, a comparison of few shapes, or the runtime's
 * lookup.
 */

import type { Instr } from '../../ir/ir.ts';
import { messageName } from '../../ir/names.ts';
import { P_NULL, P_STRING, P_UNDEFINED } from '../../ir/types.ts';
import {
  ARRAY_LENGTH,
  OBJECT_DICTIONARY,
  OBJECT_FLAGS,
  STRING_LENGTH,
  TYPED_LENGTH,
} from '../../layout/objects.ts';
import { isBranded } from '../../passes/inference/branded.ts';
import { isFirstAssignment, isUnseenDefinition } from '../../passes/inference/construction.ts';
import { type AbstractObject, FunctionInstance } from '../../passes/inference/objects.ts';
import { directGetters, isArray, typedElements } from '../../passes/inference/properties.ts';
import { hasObjects, type Type } from '../../passes/inference/type.ts';
import type { Slot } from '../../passes/object-layout.ts';
import { WORD_HOLE_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import { llvmType, type Value } from '../rep.ts';
import { writeAdded } from './added.ts';
import { barrier } from './barrier.ts';
import { callGetters, callSetters, getterTarget } from './calls.ts';
import { coversKnown, takeWay, waysOf } from './guarded.ts';
import { cachedGet, cachedSet } from './inline-cache.ts';
import { Meeting } from './meeting.ts';
import { field, load, loadField, slotAlias, store } from './memory.ts';
import { privateMember } from './private-members.ts';
import { storageRep } from './values.ts';

/** How a property of one kind of object is reached. */
export type Access =
  | {
      readonly kind: 'slot';
      readonly slot: Slot;
      readonly checked: boolean;
      /** What is found where the slot is absent. */
      readonly otherwise: Access;
    }
  | { readonly kind: 'function'; readonly object: AbstractObject }
  | { readonly kind: 'length'; readonly offset: number }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'generic' };

type SlotAccess = Extract<Access, { kind: 'slot' }>;

const GENERIC: Access = { kind: 'generic' };

function accessOf(e: FunctionEmitter, object: AbstractObject, name: string): Access {
  if (name === 'length') {
    if (isArray(object)) return { kind: 'length', offset: ARRAY_LENGTH };
    if (typedElements(object) !== undefined) return { kind: 'length', offset: TYPED_LENGTH };
  }
  const layout = e.em.layouts.of(object);
  const slot = layout.slots.get(name);
  if (slot !== undefined) {
    const otherwise = slot.added === undefined ? GENERIC : inherited(object.proto, name);
    return { kind: 'slot', slot, checked: layout.open && object.kind !== 'class', otherwise };
  }
  if (layout.open && object.kind !== 'class' && object.kind !== 'function' && object.kind !== 'prototype')
    return GENERIC;
  if (object.fields.get(name)?.present === true && object.kind !== 'class') return GENERIC;
  return inherited(object, name);
}

/** How a property is reached that surely is what an object, or what it inherits from, has from the beginning. */
function inherited(object: AbstractObject | undefined, name: string): Access {
  for (let o = object; o !== undefined; o = o.proto) {
    const field = o.fields.get(name);
    if (o.elements.present && !isArray(o)) return GENERIC;
    if (o.prototypeChanges && field?.present !== true) return GENERIC;
    if (field === undefined || !field.present) continue;
    if (field.getter !== undefined || field.setter !== undefined || field.dynamic || o.open) return GENERIC;
    const [only] = field.type.objects;
    if (only === undefined || field.type.objects.length !== 1 || field.type.prims !== 0) return GENERIC;
    if (only.kind === 'function' && only.isStatic) return { kind: 'function', object: only };
    if (only.kind === 'class' || only.kind === 'prototype') return { kind: 'function', object: only };
    return GENERIC;
  }
  return { kind: 'undefined' };
}

function sameAccess(a: Access, b: Access): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'slot' && b.kind === 'slot') {
    return (
      a.slot.offset === b.slot.offset &&
      a.slot.rep === b.slot.rep &&
      a.slot.mayBeAbsent === b.slot.mayBeAbsent &&
      a.slot.added === b.slot.added &&
      a.checked === b.checked &&
      sameAccess(a.otherwise, b.otherwise)
    );
  }
  if (a.kind === 'function' && b.kind === 'function') return a.object === b.object;
  if (a.kind === 'length' && b.kind === 'length') return a.offset === b.offset;
  return true;
}

/** The one way that serves every object of a type, if there is one. */
export function commonAccess(
  e: FunctionEmitter,
  objects: readonly AbstractObject[],
  name: string,
): Access | undefined {
  const [first, ...others] = objects;
  if (first === undefined) return undefined;
  const access = accessOf(e, first, name);
  for (const o of others) if (!sameAccess(access, accessOf(e, o, name))) return undefined;
  return access;
}

/**
 * Throws unless the receiver is an object or primitive with properties; the receiver goes on as a boxed word. `source` is
 * how the program writes an object that it takes apart.
 */
export function requireObjectCoercible(
  e: FunctionEmitter,
  receiver: Instr | undefined,
  name: string,
  verb: 'read' | 'write',
  source?: string,
): void {
  const type = e.type(receiver);
  if ((type.prims & (P_UNDEFINED | P_NULL)) === 0) return;
  const word = e.boxed(receiver);
  const masked = e.code.value(`and i64 ${word}, -9`);
  const nullish = e.code.value(`icmp eq i64 ${masked}, 2`);
  const bad = e.code.fresh('nullish');
  const next = e.code.fresh('next');
  e.code.branch(nullish, bad, next, 'no');
  e.code.start(bad);
  const value = { rep: 'js', text: word } as const;
  const shown = e.str(messageName(name));
  if (source !== undefined) e.throwFrom('throwCannotDestructure', value, shown, e.str(source));
  else e.throwFrom(verb === 'read' ? 'throwReadOfNullish' : 'throwWriteOfNullish', value, shown);
  e.code.start(next);
}

/** Is reading or writing a field no more than a slot's load or store, behind a check of the receiver at most? */
export function isFieldAccess(e: FunctionEmitter, i: Instr): boolean {
  const type = e.type(i.args[0]);
  if ((type.prims & ~(P_UNDEFINED | P_NULL)) !== 0 || type.opaque || type.objects.length === 0) return false;
  if (i.op === 'private.get' || i.op === 'private.set') return fieldSlot(e, i) !== undefined;
  const access = commonAccess(e, type.objects, i.attrs.name ?? '');
  if (access?.kind !== 'slot' || access.checked) return false;
  return !access.slot.mayBeAbsent || (i.op === 'prop.get' && access.otherwise.kind !== 'generic');
}

/**
 * The slot that reading or writing a field is, where that is all there is to it: no check, no accessor, nothing that could be absent.
 */
export function fieldSlot(e: FunctionEmitter, i: Instr): Slot | undefined {
  const name = i.attrs.name ?? '';
  const type = e.type(i.args[0]);
  if (type.prims !== 0 || type.opaque || type.objects.length === 0) return undefined;
  const isPrivate = i.op === 'private.get' || i.op === 'private.set';
  if (isPrivate && privateMember(i, ['get', 'set', 'method']) !== undefined) return undefined;
  if (isPrivate && !type.objects.every((o) => isBranded(e.em.world, o, i))) return undefined;
  const access = commonAccess(e, type.objects, name);
  if (access?.kind !== 'slot' || access.checked || access.slot.mayBeAbsent) return undefined;
  return !isPrivate && type.objects.some((o) => hasSetter(o, name)) ? undefined : access.slot;
}

export function propGet(e: FunctionEmitter, i: Instr): void {
  const name = i.attrs.name ?? '';
  const [receiver] = i.args;
  const kept = e.kept.value(i) ?? (name === 'length' ? keptLength(e, receiver) : undefined);
  if (kept !== undefined) {
    e.set(i, kept);
    return;
  }
  const type = e.type(receiver);
  const prims = type.prims & ~(P_UNDEFINED | P_NULL);
  if (prims === P_STRING && !hasObjects(type) && name === 'length') {
    requireObjectCoercible(e, receiver, name, 'read', i.attrs.text);
    e.set(i, {
      rep: 'i32',
      text: loadField(e, e.use(receiver, 'ptr'), STRING_LENGTH, 'i32', 'string length'),
    });
    return;
  }
  if (prims === 0 && type.arrays && name === 'length' && type.objects.every(isArray)) {
    requireObjectCoercible(e, receiver, name, 'read', i.attrs.text);
    e.set(i, readAccess(e, { kind: 'length', offset: ARRAY_LENGTH }, e.use(receiver, 'ptr'), name));
    return;
  }
  if (prims === 0 && !type.opaque) {
    if (type.objects.length === 0) {
      requireObjectCoercible(e, receiver, name, 'read', i.attrs.text);
      e.stop();
      e.setNever(i);
      return;
    }
    const access = commonAccess(e, type.objects, name);
    if (access !== undefined && access.kind !== 'generic') {
      requireObjectCoercible(e, receiver, name, 'read', i.attrs.text);
      e.set(i, readAccess(e, access, e.use(receiver, 'ptr'), name));
      return;
    }
  }
  if (receiver !== undefined && (callGetters(e, i, receiver, name) || getMixed(e, i, receiver, name))) return;
  genericGet(e, i, name);
}

function keptLength(e: FunctionEmitter, receiver: Instr | undefined): Value | undefined {
  const text = e.kept.length(receiver);
  return text === undefined ? undefined : { rep: 'i32', text };
}

/** A property of their own that all objects which a receiver can be have in one place; undefined when that isn't so. */
export function readKnown(
  e: FunctionEmitter,
  receiver: Instr,
  name: string,
): { readonly value: Value; readonly mayBeAbsent: boolean } | undefined {
  const type = e.type(receiver);
  if (!isOnlyObjects(type)) return undefined;
  const access = commonAccess(e, type.objects, name);
  if (access?.kind !== 'slot') return undefined;
  const value = readAccess(e, access, e.use(receiver, 'ptr'), name);
  return { value, mayBeAbsent: access.checked || access.slot.mayBeAbsent };
}

/** Reads a property that is a getter to some of a receiver's few kinds of objects and a slot of the others; false when it isn't so. */
function getMixed(e: FunctionEmitter, i: Instr, receiver: Instr, name: string): boolean {
  const { objects } = e.type(receiver);
  const getters = directGetters(e.em.world, e.type(receiver), name);
  if (getters === undefined || e.isNever(i)) return false;
  requireObjectCoercible(e, receiver, name, 'read', i.attrs.text);
  const pointer = e.use(receiver, 'ptr');
  const ways: { readonly objects: AbstractObject[]; readonly access: Access | FunctionInstance }[] = [];
  objects.forEach((o, n) => {
    const getter = getters[n];
    const access = getter === undefined ? accessOf(e, o, name) : getterTarget(e, i, o, getter);
    const known = ways.find((w) => sameWay(w.access, access));
    if (known !== undefined) known.objects.push(o);
    else ways.push({ objects: [o], access });
  });
  const { code } = e;
  const meeting = new Meeting(e, e.rep(i));
  const shape = load(e, 'i32', pointer, 'shape');
  ways.forEach(({ objects: alike, access }, n) => {
    const [here, next] = [code.fresh('way'), code.fresh('next')];
    // Nothing else can arrive at the last.
    if (n < ways.length - 1) code.branch(isShapeOf(e, shape, alike), here, next);
    else code.jump(here);
    code.start(here);
    const self: Value = { rep: 'ptr', text: pointer };
    if (access instanceof FunctionInstance)
      meeting.arrive(e.callInstance(access, { env: staticEnvOf(e, access), self, args: [] }));
    else if (access.kind !== 'generic') meeting.arrive(readAccess(e, access, pointer, name));
    else meeting.arrive(e.runtime('getProperty', self, e.key(name)));
    if (n < ways.length - 1) code.start(next);
  });
  e.set(i, meeting.end());
  return true;
}

function sameWay(a: Access | FunctionInstance, b: Access | FunctionInstance): boolean {
  if (a instanceof FunctionInstance || b instanceof FunctionInstance) return a === b;
  return sameAccess(a, b);
}

/** The one object of a static function that captures. */
function staticEnvOf(e: FunctionEmitter, { fn }: FunctionInstance): Value | undefined {
  return e.staticEnv(e.em.world.functionObject(fn));
}

function isShapeOf(e: FunctionEmitter, shape: string, objects: readonly AbstractObject[]): string {
  let any = '';
  for (const o of objects) {
    const test = e.code.value(`icmp eq i32 ${shape}, ${e.shapeConstant(o)}`);
    any = any === '' ? test : e.code.value(`or i1 ${any}, ${test}`);
  }
  return any;
}

function genericGet(e: FunctionEmitter, i: Instr, name: string): void {
  requireObjectCoercible(e, i.args[0], name, 'read', i.attrs.text);
  if (e.isNever(i)) {
    e.runtime('getProperty', e.arg(i.args[0]), e.key(name));
    e.setNever(i);
    return;
  }
  const receiver = e.arg(i.args[0]);
  const generic = (): Value =>
    name === 'length' ? e.runtime('getLength', receiver) : e.runtime('getProperty', receiver, e.key(name));
  const ways = waysOf(e, i.args[0], name, (o) => guardedAccess(e, o, name), sameAccess, isUsual);
  const cached = (): Value => cachedGet(e, i, receiver.text, name) ?? generic();
  if (ways === undefined) {
    e.set(i, cached());
    return;
  }
  const otherwise = coversKnown(e, i.args[0], ways) ? generic : cached;
  e.set(
    i,
    takeWay(e, i, receiver.text, ways, (access, at) => readAccess(e, access, at, name), otherwise),
  );
}

/** Is the property there from the beginning? */
function isUsual(access: Access): boolean {
  return access.kind !== 'slot' || access.slot.added === undefined;
}

/** How an object's property is read behind a test of its shape; undefined when only the runtime knows. */
function guardedAccess(e: FunctionEmitter, object: AbstractObject, name: string): Access | undefined {
  const access = accessOf(e, object, name);
  return access.kind === 'generic' ? undefined : access;
}

export function readAccess(e: FunctionEmitter, access: Access, pointer: string, name: string): Value {
  switch (access.kind) {
    case 'slot': {
      const { slot } = access;
      const generic = (): Value => e.runtime('getProperty', { rep: 'ptr', text: pointer }, e.key(name));
      const load = (): Value => {
        const held = loadSlot(e, pointer, slot);
        if (!slot.mayBeAbsent) return held;
        const absent = e.code.value(`icmp eq i64 ${held.text}, ${WORD_HOLE_TEXT}`);
        if (access.otherwise.kind === 'generic') return e.choose(absent, generic, () => held);
        const other = e.convert(readAccess(e, access.otherwise, pointer, name), 'js');
        return { rep: 'js', text: e.code.value(`select i1 ${absent}, i64 ${other}, i64 ${held.text}`) };
      };
      return access.checked ? e.choose(dictionaryTest(e, pointer), generic, load) : load();
    }
    case 'function':
      return { rep: 'ptr', text: ModuleBuilder.ref(e.em.objectSymbol(access.object)) };
    case 'length': {
      const alias = access.offset === ARRAY_LENGTH ? 'array length' : 'typed length';
      return { rep: 'i32', text: loadField(e, pointer, access.offset, 'i32', alias) };
    }
    default:
      return { rep: 'js', text: '10' };
  }
}

/** Did the object leave its shape's layout? */
function dictionaryTest(e: FunctionEmitter, pointer: string): string {
  const flags = loadField(e, pointer, OBJECT_FLAGS, 'i32', 'flags');
  const bit = e.code.value(`and i32 ${flags}, ${OBJECT_DICTIONARY}`);
  return e.code.value(`icmp ne i32 ${bit}, 0`);
}

export function loadSlot(e: FunctionEmitter, pointer: string, slot: Slot): Value {
  const rep = storageRep(slot.rep);
  return { rep, text: loadField(e, pointer, slot.offset, llvmType(rep), slotAlias(slot)) };
}

/** Stores into a slot that holds no pointer to the heap yet. */
export function storeSlot(e: FunctionEmitter, pointer: string, slot: Slot, value: Value): void {
  writeSlot(e, pointer, slot, value, false);
}

/** Stores into a slot that may hold a pointer already. */
export function replaceSlot(e: FunctionEmitter, pointer: string, slot: Slot, value: Value): void {
  writeSlot(e, pointer, slot, value, slot.mayPoint);
}

function writeSlot(e: FunctionEmitter, pointer: string, slot: Slot, value: Value, replaces: boolean): void {
  const rep = storageRep(slot.rep);
  const text = e.convert(value, rep);
  const at = field(e, pointer, slot.offset);
  if (replaces) barrier(e, at);
  store(e, llvmType(rep), text, at, slotAlias(slot));
}

export function propSet(e: FunctionEmitter, i: Instr): void {
  write(e, i, 'setProperty');
}

export function propDefine(e: FunctionEmitter, i: Instr): void {
  write(e, i, i.attrs.enumerable === false ? 'defineHiddenProperty' : 'defineProperty');
}

function write(e: FunctionEmitter, i: Instr, runtimeName: string): void {
  const name = i.attrs.name ?? '';
  const [receiver, value] = i.args;
  const type = e.type(receiver);
  if (e.isNever(value)) {
    e.stop();
    return;
  }
  if (isOnlyObjects(type)) {
    const access = commonAccess(e, type.objects, name);
    if (access?.kind === 'slot' && !type.objects.some((o) => hasSetter(o, name))) {
      if (!access.slot.mayBeAbsent && isUnseenDefinition(e.f.fn, i)) return;
      requireObjectCoercible(e, receiver, name, 'write');
      const pointer = e.use(receiver, 'ptr');
      const held = e.value(value);
      if (access.slot.added !== undefined) {
        writeAdded(
          e,
          { pointer, name, slot: access.slot, isPlain: type.objects.every(isPlainChain) },
          held,
          runtimeName,
        );
        return;
      }
      const replaces = type.objects.some((o) => e.em.layouts.of(o).slots.get(name)?.mayPoint !== false);
      const store = replaces && !isFirstAssignment(e.f.fn, i) ? replaceSlot : storeSlot;
      if (!access.checked) {
        store(e, pointer, access.slot, held);
        return;
      }
      // Frozen and dictionary objects share the test: any flag set.
      const flags = loadField(e, pointer, OBJECT_FLAGS, 'i32', 'flags');
      e.choose(
        e.code.value(`icmp ne i32 ${flags}, 0`),
        () => e.runtime(runtimeName, { rep: 'ptr', text: pointer }, e.key(name), e.arg(value)),
        () => {
          store(e, pointer, access.slot, held);
          return undefined;
        },
      );
      return;
    }
  }
  const isSet = runtimeName === 'setProperty';
  if (isSet && receiver !== undefined && callSetters(e, i, receiver, name, value)) return;
  requireObjectCoercible(e, receiver, name, 'write');
  const [to, stored] = [e.arg(receiver), e.value(value)];
  const generic = (): undefined => {
    e.runtime(runtimeName, to, e.key(name), e.arg(value));
  };
  const same = (a: SlotAccess, b: SlotAccess): boolean =>
    sameAccess(a, b) && a.slot.mayPoint === b.slot.mayPoint;
  const ways = waysOf(e, receiver, name, (o) => writableSlot(e, o, name), same, isUsual);
  if (ways === undefined) {
    const isCached = isSet && cachedSet(e, i, to.text, name);
    if (!isCached) generic();
  } else
    takeWay(
      e,
      i,
      to.text,
      ways,
      ({ slot }, pointer) => {
        if (slot.added === undefined) replaceSlot(e, pointer, slot, stored);
        else writeAdded(e, { pointer, name, slot, isPlain: false }, stored, runtimeName);
        return undefined;
      },
      generic,
    );
}

/** Does nothing that an object inherits from refuse a new property? */
function isPlainChain(object: AbstractObject): boolean {
  for (let o = object.proto; o !== undefined; o = o.proto) if (o.open) return false;
  return true;
}

/** The slot that a write goes to, behind a test of the shape: one that is there, of an object that can't be frozen. */
function writableSlot(e: FunctionEmitter, object: AbstractObject, name: string): SlotAccess | undefined {
  const access = accessOf(e, object, name);
  if (access.kind !== 'slot' || access.checked) return undefined;
  if (access.slot.mayBeAbsent && access.slot.added === undefined) return undefined;
  return hasSetter(object, name) ? undefined : access;
}

function isOnlyObjects(type: Type): boolean {
  return (type.prims & ~(P_UNDEFINED | P_NULL)) === 0 && !type.opaque && type.objects.length > 0;
}

export function hasSetter(object: AbstractObject, name: string): boolean {
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    const field = o.fields.get(name);
    if (field?.present === true) return field.setter !== undefined || field.getter !== undefined;
  }
  return false;
}

export function propDelete(e: FunctionEmitter, i: Instr): void {
  e.setRaw(i, {
    rep: 'bool',
    text: e.bool(e.runtime('deleteProperty', e.arg(i.args[0]), e.key(i.attrs.name ?? ''))),
  });
}

export function propHas(e: FunctionEmitter, i: Instr): void {
  e.setRaw(i, {
    rep: 'bool',
    text: e.bool(e.runtime('hasProperty', e.arg(i.args[0]), e.key(i.attrs.name ?? ''))),
  });
}

/** RequireObjectCoercible of a destructured value. */
export function requireObject(e: FunctionEmitter, i: Instr): void {
  if ((e.type(i.args[0]).prims & (P_UNDEFINED | P_NULL)) !== 0) e.runtime('requireObject', e.arg(i.args[0]));
}
