/**
 * Construction, and what `super` means in constructors and methods.
 */
import type { Instr } from '../../ir/ir.ts';
import { nativeRow } from '../../layout/natives.ts';
import { ARRAY_ELEMENT_KIND, ARRAY_LENGTH, ELEMENTS_BOXED, TYPED_TYPE } from '../../layout/objects.ts';
import { instanceFor, isSuperUnknown, superTarget, targetOf } from '../../passes/inference/calls.ts';
import { isLengthOnly } from '../../passes/inference/new-arrays.ts';
import type { AbstractObject, FunctionInstance } from '../../passes/inference/objects.ts';
import { nativeOf } from '../../passes/inference/properties.ts';
import { hasObjects, isInt32, ofObject, UNDEFINED } from '../../passes/inference/type.ts';
import { staticHook } from '../../passes/inference/unknown.ts';
import { UNDEFINED_NAN_BITS, WORD_HOLE_TEXT, WORD_UNDEFINED_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import { llvmType, type Value } from '../rep.ts';
import { allocate } from './allocate.ts';
import { finish, textOf, UNDEFINED_VALUE, unreachable, values } from './calls.ts';
import { elementKind } from './elements.ts';
import { field, loadField, slotAlias, store, storeField } from './memory.ts';
import { giveHoles } from './storage.ts';

/** A new instance of a class with every slot holding what reading it before its definition gives. */
export function newInstance(e: FunctionEmitter, instance: AbstractObject): string {
  const layout = e.em.layouts.of(instance);
  const native = nativeOf(instance);
  const isArrayObject = instance.kind === 'array' || native === 'Array';
  const sizeBytes = instance.kind === 'array' ? 32 : layout.sizeBytes;
  const pointer = allocate(e, sizeBytes, e.em.shapeOf(instance));
  if (isArrayObject) {
    const kind = elementKind(instance);
    if (kind !== ELEMENTS_BOXED) {
      store(e, 'i32', `${kind}`, field(e, pointer, ARRAY_ELEMENT_KIND), 'array kind');
    }
  }
  const element = native === undefined ? undefined : nativeRow(native)?.element;
  if (element !== undefined) {
    const at = e.code.value(`getelementptr i8, ptr ${pointer}, i64 ${TYPED_TYPE}`);
    e.code.line(`store i32 ${element}, ptr ${at}`);
  }
  for (const slot of layout.slots.values()) {
    const word =
      slot.rep === 'f64u'
        ? UNDEFINED_NAN_BITS
        : slot.rep === 'js' || slot.rep === 'ptr'
          ? slot.mayBeAbsent
            ? WORD_HOLE_TEXT
            : WORD_UNDEFINED_TEXT
          : undefined;
    if (word !== undefined)
      storeField(e, pointer, slot.offset, { type: 'i64', text: `${word}` }, slotAlias(slot));
  }
  return pointer;
}

export function construct(e: FunctionEmitter, i: Instr): void {
  const [callee, ...args] = i.args;
  if (unreachable(e, i, i.args)) return;
  const type = e.type(callee);
  const [only] = type.objects;
  if (only === undefined || type.objects.length !== 1 || type.opaque) {
    const code = e.runtime('constructorCode', e.arg(callee), e.str(textOf(i)));
    finish(e, i, e.callEntry(code, e.arg(callee), UNDEFINED_VALUE, e.arg(callee), values(e, args)));
    return;
  }
  if (only.kind !== 'class' && only.fn?.isConstructor !== true) {
    e.runtime('constructorCode', e.arg(callee), e.str(textOf(i)));
    e.stop();
    e.setNever(i);
    return;
  }
  if (type.prims !== 0) e.runtime('requireConstructible', e.arg(callee), e.str(textOf(i)));
  constructOne(e, i, only, values(e, args));
}

function constructOne(
  e: FunctionEmitter,
  i: Instr,
  classObject: AbstractObject,
  args: readonly Value[],
): void {
  const hook = staticHook(classObject, '$construct');
  const classValue = e.value(i.args[0]);
  if (hook !== undefined) {
    const target = targetOf(e.em.world, e.f, i, hook, UNDEFINED, false);
    finish(e, i, e.callInstance(target, { args: [classValue, ...args] }));
    return;
  }
  const instance = instanceFor(e.em.world, e.f, i, classObject, i.attrs.hint?.typeArguments ?? '', false);
  const self = ofObject(instance);
  const pointer = newInstance(e, instance);
  if (e.em.world.replacedPrototypes.has(classObject))
    e.runtime('takePrototype', { rep: 'ptr', text: pointer }, classValue);
  const [, length] = i.args;
  if (
    i.op === 'new' &&
    isLengthOnly(e.em.world, classObject, { listed: i.args.slice(1).map((x) => e.type(x)) })
  ) {
    const array: Value = { rep: 'ptr', text: pointer };
    const known = length?.op === 'const' ? length.attrs.value : undefined;
    if (typeof known !== 'number' || !giveHoles(e, pointer, elementKind(instance), known)) {
      if (isInt32(e.type(length))) e.runtime('giveCount', array, { rep: 'i32', text: e.use(length, 'i32') });
      else e.runtime('giveLength', array, { rep: 'f64', text: e.use(length, 'f64') });
    }
    finish(e, i, array);
    return;
  }
  const target = targetOf(e.em.world, e.f, i, classObject, self, false);
  const result = e.callInstance(target, {
    env: classValue,
    self: { rep: 'ptr', text: pointer },
    newTarget: classValue,
    args,
  });
  if (!hasObjects(target.result.type)) {
    finish(e, i, { rep: 'ptr', text: pointer });
    return;
  }
  finish(
    e,
    i,
    e.runtime(
      'constructedValue',
      { rep: 'ptr', text: pointer },
      { rep: 'js', text: e.convert(result, 'js') },
    ),
  );
}

export function constructSpread(e: FunctionEmitter, i: Instr): void {
  const [callee, list] = i.args;
  finish(e, i, e.runtime('constructSpread', e.arg(callee), e.arg(list), e.str(textOf(i))));
}

export function superCall(e: FunctionEmitter, i: Instr): void {
  const base = baseOf(e, i);
  const [, ...args] = i.args;
  const self: Value = { rep: e.signature.self ?? 'js', text: '%self' };
  if (base === undefined) {
    e.throwFrom('throwNotConstructor', e.str('Super constructor'));
    e.setNever(i);
    return;
  }
  const target = targetOf(e.em.world, e.f, i, base, e.f.thisField.type, false);
  const result = e.callInstance(target, {
    env: { rep: 'ptr', text: ModuleBuilder.ref(e.em.objectSymbol(base)) },
    self,
    newTarget: { rep: 'js', text: '%newtarget' },
    args: values(e, args),
  });
  finishSuper(e, i, target, self, result);
}

/** `super()` gives what the base constructor returns if that is an object, else `this`. */
function finishSuper(
  e: FunctionEmitter,
  i: Instr,
  target: FunctionInstance,
  self: Value,
  result: Value,
): void {
  if (!hasObjects(target.result.type)) {
    e.set(i, self);
    return;
  }
  const word: Value = { rep: 'js', text: e.convert(result, 'js') };
  finish(e, i, e.runtime('constructedValue', { rep: 'ptr', text: e.convert(self, 'ptr') }, word));
}

function baseOf(e: FunctionEmitter, i: Instr): AbstractObject | undefined {
  const info = i.attrs.class;
  return info === undefined ? undefined : e.em.world.classObject(info).base;
}

/** The base constructor with arguments out of an array. */
export function superCallSpread(e: FunctionEmitter, i: Instr): void {
  const base = baseOf(e, i);
  const [, , instance, newTarget] = i.args;
  if (instance !== undefined && unreachable(e, i, i.args.slice(1))) return;
  const self: Value =
    instance === undefined ? { rep: e.signature.self ?? 'js', text: '%self' } : e.value(instance);
  if (base === undefined) {
    e.throwFrom('throwNotConstructor', e.str('Super constructor'));
    e.setNever(i);
    return;
  }
  const selfType = instance === undefined ? e.f.thisField.type : e.type(instance);
  const target = targetOf(e.em.world, e.f, i, base, selfType, false);
  const list = e.use(i.args[1], 'ptr');
  const words = e.runtime('arrayWords', { rep: 'ptr', text: list });
  const count = loadField(e, list, ARRAY_LENGTH, 'i32', 'array length');
  const s = e.em.signature(target);
  const parts: string[] = [];
  const wordsPointer = e.code.value(`inttoptr i64 ${e.convert(words, 'u64')} to ptr`);
  if (s.env) parts.push(`ptr ${ModuleBuilder.ref(e.em.objectSymbol(base))}`);
  if (s.self !== undefined) parts.push(`${llvmType(s.self)} ${e.convert(self, s.self)}`);
  if (s.newTarget)
    parts.push(newTarget === undefined ? 'i64 %newtarget' : `i64 ${e.convert(e.value(newTarget), 'js')}`);
  parts.push(
    ...loadArguments(
      e,
      s.params.map((rep) => rep),
      count,
      wordsPointer,
    ),
  );
  if (s.rest) {
    const rest = e.code.value(`getelementptr i64, ptr ${wordsPointer}, i32 ${s.params.length}`);
    parts.push(`i32 ${count}`, `ptr ${rest}`);
  }
  finishSuper(e, i, target, self, e.finishCall(s, `${ModuleBuilder.ref(s.symbol)}(${parts.join(', ')})`));
}

/** Parameters out of boxed words; those beyond `count` are undefined. */
export function loadArguments(
  e: FunctionEmitter,
  reps: readonly Value['rep'][],
  count: string,
  words: string,
): string[] {
  return reps.map((rep, n) => {
    const passed = e.code.value(`icmp ugt i32 ${count}, ${n}`);
    const have = e.code.fresh('have');
    const none = e.code.label;
    const next = e.code.fresh('next');
    e.code.branch(passed, have, next, 'yes');
    e.code.start(have);
    const at = e.code.value(`getelementptr i64, ptr ${words}, i32 ${n}`);
    const word = e.code.value(`load i64, ptr ${at}`);
    e.code.jump(next);
    e.code.start(next);
    const value = e.code.value(`phi i64 [ ${WORD_UNDEFINED_TEXT}, %${none} ], [ ${word}, %${have} ]`);
    return `${llvmType(rep)} ${e.convert({ rep: 'js', text: value }, rep)}`;
  });
}

/** The class's part of the chain where `super` looks, if the home object is a class's. */
function superFrom(e: FunctionEmitter, i: Instr): AbstractObject | undefined {
  const info = i.attrs.class;
  if (info === undefined) return undefined;
  const home = e.em.world.classObject(info);
  return i.attrs.index === 1 ? home.base : home.prototype?.proto;
}

/** Where `super` looks, as a value. */
function superHolder(e: FunctionEmitter, i: Instr): Value {
  if (i.attrs.class === undefined) return e.runtime('prototypeOf', e.arg(i.args[0]));
  if (isSuperUnknown(e.em.world, i)) {
    const home = e.em.world.classObject(i.attrs.class).prototype;
    if (home !== undefined)
      return e.runtime('prototypeOf', { rep: 'ptr', text: ModuleBuilder.ref(e.em.objectSymbol(home)) });
  }
  const from = superFrom(e, i);
  return from === undefined
    ? UNDEFINED_VALUE
    : { rep: 'ptr', text: ModuleBuilder.ref(e.em.objectSymbol(from)) };
}

/** `super.name`: looked up from the base's prototype with receiver this. */
function superProperty(e: FunctionEmitter, i: Instr): Value {
  const self = i.args[1];
  return e.runtime('getPropertyWithReceiver', superHolder(e, i), e.key(i.attrs.name ?? ''), e.arg(self));
}

export function superGet(e: FunctionEmitter, i: Instr): void {
  finish(e, i, superProperty(e, i));
}

export function superElementGet(e: FunctionEmitter, i: Instr): void {
  const key = e.runtime('toPropertyKey', e.arg(i.args[2]));
  finish(e, i, e.runtime('getPropertyWithReceiver', superHolder(e, i), key, e.arg(i.args[1])));
}

export function superSet(e: FunctionEmitter, i: Instr): void {
  e.runtime('setSuper', superHolder(e, i), e.key(i.attrs.name ?? ''), e.arg(i.args[2]), e.arg(i.args[1]));
}

export function superMethod(e: FunctionEmitter, i: Instr): void {
  const [, self, ...args] = i.args;
  if (unreachable(e, i, i.args.slice(1))) return;
  const method = superTarget(e.em.world, superFrom(e, i), i);
  if (method?.isStatic === true) {
    const target = targetOf(e.em.world, e.f, i, method, e.type(self), false);
    finish(
      e,
      i,
      e.callInstance(target, { env: e.staticEnv(method), self: e.value(self), args: values(e, args) }),
    );
    return;
  }
  const callee = superProperty(e, i);
  finish(
    e,
    i,
    e.callBoxed(
      { rep: 'js', text: e.convert(callee, 'js') },
      e.value(self),
      values(e, args),
      i.attrs.name ?? '',
    ),
  );
}
