/**
 * Calls: straight to a known function instance, by a comparison of few receivers' shapes, or through boxed entries.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_BIGINT, P_BOOLEAN, P_NUMBER, P_STRING, P_SYMBOL } from '../../ir/types.ts';
import { nativeRow } from '../../layout/natives.ts';
import { ARRAY_ELEMENT_KIND, ARRAY_LENGTH, ELEMENTS_BOXED, TYPED_TYPE } from '../../layout/objects.ts';
import {
  instanceFor,
  isCallThrough,
  isDirectReceiver,
  methodOf,
  superTarget,
  targetOf,
} from '../../passes/inference/calls.ts';
import type { AbstractObject, FunctionInstance } from '../../passes/inference/objects.ts';
import { nativeOf } from '../../passes/inference/properties.ts';
import { hasObjects, isNever, ofObject, ofPrims, type Type, UNDEFINED } from '../../passes/inference/type.ts';
import { staticHook } from '../../passes/inference/unknown.ts';
import { UNDEFINED_NAN_BITS, WORD_HOLE_TEXT, WORD_UNDEFINED_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import { llvmType, type Value } from '../rep.ts';
import { elementKind, loadField } from './elements.ts';
import { loadSlot, requireObjectCoercible } from './properties.ts';
import { isUnitRead, readUnit } from './strings.ts';

const UNDEFINED_VALUE: Value = { rep: 'js', text: WORD_UNDEFINED_TEXT };

function values(e: FunctionEmitter, args: readonly Instr[]): Value[] {
  return args.map((a) => e.value(a));
}

/** A call whose arguments can never exist isn't reached. */
function unreachable(e: FunctionEmitter, i: Instr, args: readonly Instr[]): boolean {
  for (const a of args) {
    if (a.type === 'js' && isNever(e.type(a))) {
      e.stop();
      e.setNever(i);
      return true;
    }
  }
  return false;
}

function finish(e: FunctionEmitter, i: Instr, result: Value): void {
  if (e.isNever(i)) {
    e.setNever(i);
    e.stop();
    return;
  }
  e.set(i, result);
}

/** How the callee is named when it can't be called. */
function textOf(i: Instr): string {
  return i.attrs.text ?? '(intermediate value)';
}

/** The only function a callee can be, and whether it surely is one. */
function onlyCallee(type: Type): { object: AbstractObject; sure: boolean } | undefined {
  const [only] = type.objects;
  if (only === undefined || type.objects.length !== 1 || type.opaque) return undefined;
  if (only.kind === 'function') return { object: only, sure: type.prims === 0 };
  if (only.kind !== 'class') return undefined;
  const hook = staticHook(only, '$call');
  return hook === undefined ? undefined : { object: hook, sure: type.prims === 0 };
}

export function call(e: FunctionEmitter, i: Instr): void {
  const [callee, self, ...args] = i.args;
  if (unreachable(e, i, i.args)) return;
  const type = e.type(callee);
  const only = onlyCallee(type);
  const text = textOf(i);
  if (only === undefined) {
    finish(e, i, e.callBoxed(e.arg(callee), e.value(self), values(e, args), text));
    return;
  }
  if (!only.sure) e.runtime('requireFunction', e.arg(callee), e.str(text));
  const target = targetOf(e.em.world, e.f, i, only.object, e.type(self), false);
  finish(e, i, e.callInstance(target, { env: e.value(callee), self: e.value(self), args: values(e, args) }));
}

export function callDirect(e: FunctionEmitter, i: Instr): void {
  const fn = i.attrs.fn;
  const [self, ...args] = i.args;
  if (fn === undefined) return;
  if (unreachable(e, i, args)) return;
  if (fn.externSymbol !== undefined) {
    callExtern(e, i);
    return;
  }
  const callee = e.em.world.functionObject(fn);
  const target = targetOf(e.em.world, e.f, i, callee, e.type(self), false);
  const result = e.callInstance(target, {
    self: self === undefined ? undefined : e.value(self),
    args: values(e, args),
  });
  if (i.type === 'js') finish(e, i, result);
  else e.set(i, result);
}

/** A C-ABI symbol of an assembly file. */
function callExtern(e: FunctionEmitter, i: Instr): void {
  const fn = i.attrs.fn;
  if (fn?.externSymbol === undefined) return;
  const args = i.args.slice(1).map((a) => {
    const rep = e.rep(a);
    return `${llvmType(rep)} ${e.use(a, rep)}`;
  });
  const result = i.type === 'js' ? 'void' : llvmType(e.rep(i));
  const types = i.args.slice(1).map((a) => llvmType(e.rep(a)));
  e.em.module.declare(fn.externSymbol, `declare ${result} @${fn.externSymbol}(${types.join(', ')})`);
  const text = `call ${result} @${fn.externSymbol}(${args.join(', ')})`;
  if (result === 'void') {
    e.code.line(text);
    if (isNever(e.type(i))) {
      e.setNever(i);
      return;
    }
    e.set(i, UNDEFINED_VALUE);
  } else e.set(i, { rep: e.rep(i), text: e.code.value(text) });
}

const PRIMITIVES: readonly (readonly [number, string])[] = [
  [P_STRING, 'String'],
  [P_NUMBER, 'Number'],
  [P_BOOLEAN, 'Boolean'],
  [P_SYMBOL, 'Symbol'],
  [P_BIGINT, 'BigInt'],
];

export function callMethod(e: FunctionEmitter, i: Instr): void {
  const [receiver, ...args] = i.args;
  const name = i.attrs.name ?? '';
  if (receiver === undefined || unreachable(e, i, i.args)) return;
  const type = e.type(receiver);
  requireObjectCoercible(e, receiver, name, 'read');
  if (isCallThrough(type, name)) {
    finish(e, i, callThrough(e, name, receiver, args));
    return;
  }
  const routes = routesOf(e, i, type, name, args.length);
  if (routes === undefined) {
    genericMethod(e, i, receiver, name, args);
    return;
  }
  if (routes.length === 0) {
    e.stop();
    e.setNever(i);
    return;
  }
  const [only] = routes;
  if (only !== undefined && isUnitRead(e, name, receiver, args)) {
    finish(
      e,
      i,
      readUnit(e, i, receiver, args[0], () => callRoute(e, only, receiver, args)),
    );
    return;
  }
  dispatch(e, i, receiver, routes, args);
}

function callThrough(e: FunctionEmitter, name: string, receiver: Instr, args: readonly Instr[]): Value {
  const self = args[0] === undefined ? UNDEFINED_VALUE : e.value(args[0]);
  if (name === 'call') return e.callBoxed(e.arg(receiver), self, values(e, args.slice(1)), 'call');
  return e.runtime(
    'callSpread',
    e.arg(receiver),
    self,
    args[1] === undefined ? UNDEFINED_VALUE : e.arg(args[1]),
    e.str('apply'),
  );
}

interface Route {
  readonly objects: readonly AbstractObject[];
  readonly target: FunctionInstance;
  /** The property is a closure in the receiver's own slot: its function object is loaded from there. */
  readonly slotOf: AbstractObject | undefined;
  /** A static function that captures: its object. */
  readonly staticEnv: Value | undefined;
  readonly name: string;
}

/** The direct ways of a method call, or undefined when it must be looked up at run time. */
function routesOf(
  e: FunctionEmitter,
  i: Instr,
  type: Type,
  name: string,
  count: number,
): Route[] | undefined {
  if (!isDirectReceiver(type)) return undefined;
  const routes: Route[] = [];
  const prims = PRIMITIVES.find(([p]) => (type.prims & p) !== 0);
  if (prims !== undefined) {
    const method = methodOf(e.em.world.builtinPrototype(prims[1]), name, count);
    if (method === undefined) return undefined;
    const self =
      prims[0] === P_NUMBER
        ? { ...ofPrims(type.prims & P_NUMBER), lo: type.lo, hi: type.hi }
        : ofPrims(prims[0]);
    return [
      {
        objects: [],
        target: targetOf(e.em.world, e.f, i, method, self, false),
        slotOf: undefined,
        staticEnv: e.staticEnv(method),
        name,
      },
    ];
  }
  for (const o of type.objects) {
    const method = methodOf(o, name, count);
    if (method === undefined) return undefined;
    const own = e.em.layouts.of(o).slots.has(name) ? o : undefined;
    if (own === undefined && !method.isStatic) return undefined;
    const self = ofObject(o);
    const target = targetOf(e.em.world, e.f, i, method, self, false);
    const known = routes.find((r) => r.target === target && (r.slotOf === undefined) === (own === undefined));
    if (known === undefined)
      routes.push({
        objects: [o],
        target,
        slotOf: own,
        staticEnv: own === undefined ? e.staticEnv(method) : undefined,
        name,
      });
    else routes[routes.indexOf(known)] = { ...known, objects: [...known.objects, o] };
  }
  return routes;
}

function dispatch(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr,
  routes: readonly Route[],
  args: readonly Instr[],
): void {
  const [only] = routes;
  if (only !== undefined && routes.length === 1) {
    finish(e, i, callRoute(e, only, receiver, args));
    return;
  }
  const pointer = e.use(receiver, 'ptr');
  const shape = e.code.value(`load i32, ptr ${pointer}`);
  const done = e.code.fresh('done');
  const rep = e.isNever(i) ? 'js' : e.rep(i);
  const incoming: string[] = [];
  routes.forEach((route, n) => {
    const here = e.code.fresh('route');
    const next = e.code.fresh('next');
    if (n < routes.length - 1) {
      let any = '';
      for (const o of route.objects) {
        const test = e.code.value(`icmp eq i32 ${shape}, ${e.shapeConstant(o)}`);
        any = any === '' ? test : e.code.value(`or i1 ${any}, ${test}`);
      }
      e.code.branch(any, here, next);
      e.code.start(here);
    }
    const result = callRoute(e, route, receiver, args);
    if (e.code.open) {
      const text = e.convert(result, rep);
      incoming.push(`[ ${text}, %${e.code.label} ]`);
      e.code.jump(done);
    }
    if (n < routes.length - 1) e.code.start(next);
  });
  if (incoming.length === 0) {
    e.setNever(i);
    return;
  }
  e.code.start(done);
  const text = e.code.value(`phi ${llvmType(rep)} ${incoming.join(', ')}`);
  finish(e, i, { rep, text });
}

function callRoute(e: FunctionEmitter, route: Route, receiver: Instr, args: readonly Instr[]): Value {
  let env = route.staticEnv;
  if (route.slotOf !== undefined && route.target.closure !== undefined) {
    const slot = e.em.layouts.of(route.slotOf).slots.get(route.name);
    if (slot !== undefined) env = loadSlot(e, e.use(receiver, 'ptr'), slot);
  }
  return e.callInstance(route.target, { env, self: e.value(receiver), args: values(e, args) });
}

function genericMethod(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr,
  name: string,
  args: readonly Instr[],
): void {
  const self = e.boxed(receiver);
  const callee = e.runtime('getProperty', { rep: 'js', text: self }, e.key(name));
  const word: Value = { rep: 'js', text: e.convert(callee, 'js') };
  finish(e, i, e.callBoxed(word, { rep: 'js', text: self }, values(e, args), i.attrs.text ?? name));
}

export function callElement(e: FunctionEmitter, i: Instr): void {
  const [receiver, key, ...args] = i.args;
  const callee = e.runtime('getElement', e.arg(receiver), e.arg(key));
  const word: Value = { rep: 'js', text: e.convert(callee, 'js') };
  finish(e, i, e.callBoxed(word, e.arg(receiver), values(e, args), textOf(i)));
}

export function callSpread(e: FunctionEmitter, i: Instr): void {
  const [callee, self, list] = i.args;
  finish(e, i, e.runtime('callSpread', e.arg(callee), e.arg(self), e.arg(list), e.str(textOf(i))));
}

// ── construction ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A new instance of a class with every slot holding what reading it before its definition gives. */
export function newInstance(e: FunctionEmitter, instance: AbstractObject): string {
  const layout = e.em.layouts.of(instance);
  const native = nativeOf(instance);
  const isArrayObject = instance.kind === 'array' || native === 'Array';
  const sizeBytes = instance.kind === 'array' ? 32 : layout.sizeBytes;
  const pointer = e.allocate(sizeBytes, e.em.shapeOf(instance));
  if (isArrayObject) {
    const kind = elementKind(instance);
    if (kind !== ELEMENTS_BOXED) {
      const at = e.code.value(`getelementptr i8, ptr ${pointer}, i64 ${ARRAY_ELEMENT_KIND}`);
      e.code.line(`store i32 ${kind}, ptr ${at}`);
    }
  }
  const element = native === undefined ? undefined : nativeRow(native)?.element;
  if (element !== undefined) {
    const at = e.code.value(`getelementptr i8, ptr ${pointer}, i64 ${TYPED_TYPE}`);
    e.code.line(`store i32 ${element}, ptr ${at}`);
  }
  for (const slot of layout.slots.values()) {
    if (slot.rep === 'f64u') e.storeWord(pointer, slot.offset, UNDEFINED_NAN_BITS);
    if (slot.rep === 'js' || slot.rep === 'ptr')
      e.storeWord(pointer, slot.offset, slot.mayBeAbsent ? WORD_HOLE_TEXT : WORD_UNDEFINED_TEXT);
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
  const instance = instanceFor(e.em.world, e.f, classObject, i.attrs.hint?.typeArguments ?? '', false);
  const self = ofObject(instance);
  const pointer = newInstance(e, instance);
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
  const count = loadField(e, list, ARRAY_LENGTH, 'i32');
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
  const method = superTarget(superFrom(e, i), i);
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
