/**
 * Calls: straight to a known function instance, by a comparison of few receivers' shapes, or through boxed entries.
 */

import type { Instr } from '../../ir/ir.ts';
import { P_BIGINT, P_BOOLEAN, P_NULL, P_NUMBER, P_STRING, P_SYMBOL, P_UNDEFINED } from '../../ir/types.ts';
import { MAY_BE_FALSE, MAY_BE_TRUE } from '../../passes/inference/arithmetic.ts';
import { arrayMethod, isAnyArray } from '../../passes/inference/arrays.ts';
import {
  directFunctions,
  isCallThrough,
  isDirectReceiver,
  methodOf,
  targetOf,
} from '../../passes/inference/calls.ts';
import type { AbstractObject, FunctionInstance } from '../../passes/inference/objects.ts';
import { directGetters, directSetters } from '../../passes/inference/properties.ts';
import { arrayTruth, saysIsArray } from '../../passes/inference/refine.ts';
import {
  PRIMITIVES as ALL_PRIMITIVES,
  isNever,
  join,
  NEVER,
  ofObject,
  ofPrims,
  type Type,
  withoutPrims,
} from '../../passes/inference/type.ts';
import { callHook } from '../../passes/inference/unknown.ts';
import { WORD_UNDEFINED_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { llvmType, type Rep, type Value } from '../rep.ts';
import { callOneOf } from './callees.ts';
import { boxedMethod, coversKnown, takeWay, waysOf } from './guarded.ts';
import { inlineMath } from './math.ts';
import { load } from './memory.ts';
import { callCached } from './method-cache.ts';
import { loadSlot, readKnown, requireObjectCoercible } from './properties.ts';
import { isUnitRead, readUnit } from './strings.ts';
import { inlineText } from './text-methods.ts';

export const UNDEFINED_VALUE: Value = { rep: 'js', text: WORD_UNDEFINED_TEXT };

export function values(e: FunctionEmitter, args: readonly Instr[]): Value[] {
  return args.map((a) => e.value(a));
}

/** A call whose arguments can never exist isn't reached. */
export function unreachable(e: FunctionEmitter, i: Instr, args: readonly Instr[]): boolean {
  for (const a of args) {
    if (a.type === 'js' && isNever(e.type(a))) {
      e.stop();
      e.setNever(i);
      return true;
    }
  }
  return false;
}

export function finish(e: FunctionEmitter, i: Instr, result: Value): void {
  if (i.type === 'js' && e.isNever(i)) {
    e.setNever(i);
    e.stop();
    return;
  }
  e.set(i, result);
}

/** How the callee is named when it can't be called. */
export function textOf(i: Instr): string {
  return i.attrs.text ?? '(intermediate value)';
}

/** The only function a callee can be when it is called with `count` arguments, and whether it surely is one. */
function onlyCallee(type: Type, count: number): { object: AbstractObject; sure: boolean } | undefined {
  const [only] = type.objects;
  if (only === undefined || type.objects.length !== 1 || type.opaque) return undefined;
  if (only.kind === 'function') return { object: only, sure: type.prims === 0 };
  if (only.kind !== 'class') return undefined;
  const hook = callHook(only, count);
  return hook === undefined ? undefined : { object: hook, sure: type.prims === 0 };
}

export function call(e: FunctionEmitter, i: Instr): void {
  const [callee, self, ...args] = i.args;
  if (unreachable(e, i, i.args)) return;
  const type = e.type(callee);
  const only = onlyCallee(type, args.length);
  const text = textOf(i);
  if (only === undefined) {
    const known = callOneOf(e, i, {
      callee: e.value(callee),
      calleeType: type,
      self: e.value(self),
      selfType: e.type(self),
      args: values(e, args),
    });
    finish(e, i, known ?? e.callBoxed(e.arg(callee), e.value(self), values(e, args), text));
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
  const known = i.type === 'js' ? knownIsArray(e, target, args[0]) : undefined;
  if (known !== undefined) {
    finish(e, i, known);
    return;
  }
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
      readUnit(e, i, receiver, args[0], () => callRoute(e, only, e.value(receiver), values(e, args))),
    );
    return;
  }
  const inlined =
    only === undefined || routes.length > 1
      ? undefined
      : (inlineMath(e, only.target.fn.key, args) ??
        inlineText(e, only.target.fn.key, receiver, args) ??
        knownIsArray(e, only.target, args[0]));
  if (inlined !== undefined) finish(e, i, inlined);
  else dispatchTo(e, i, receiver, routes, args);
}

/** What a call that asks whether its argument is an array gives, where inference knows it. */
function knownIsArray(
  e: FunctionEmitter,
  target: FunctionInstance,
  value: Instr | undefined,
): Value | undefined {
  if (!saysIsArray(target.fn.key)) return undefined;
  const truth = arrayTruth(e.em.world, e.type(value));
  if (truth !== MAY_BE_TRUE && truth !== MAY_BE_FALSE) return undefined;
  return { rep: 'bool', text: truth === MAY_BE_TRUE ? 'true' : 'false' };
}

/** A value that a method is called on, and what it is. */
export interface Receiver {
  readonly type: Type;
  readonly value: Value;
}

/** A method that inference called at this place by its name, going straight to it (callMethod of inference/calls.ts). */
export function callNamed(
  e: FunctionEmitter,
  i: Instr,
  receiver: Receiver,
  name: string,
  args: readonly Value[],
): Value {
  const routes = routesOf(e, i, receiver.type, name, args.length);
  if (routes === undefined || routes.length === 0)
    throw new Error(`${name} is called straight and has no code`);
  return dispatch(e, receiver.value, routes, args, 'js');
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
  if (isAnyArray(type)) {
    const method = arrayMethod(e.em.world, type, name, count, e.f);
    if (method === undefined) return undefined;
    const self = withoutPrims(type, ALL_PRIMITIVES);
    const target = targetOf(e.em.world, e.f, i, method, self, false);
    return [{ objects: [], target, slotOf: undefined, staticEnv: e.staticEnv(method), name }];
  }
  if (!isDirectReceiver(type)) return undefined;
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
  return routesTo(
    e,
    i,
    type,
    name,
    directFunctions(e.em.world, type, (o) => methodOf(o, name, count)),
  );
}

/** The ways to the functions that the objects of a receiver have under a name, or undefined when code can't go straight to them. */
function routesTo(
  e: FunctionEmitter,
  i: Instr,
  type: Type,
  name: string,
  functions: readonly AbstractObject[] | undefined,
): Route[] | undefined {
  if (functions === undefined) return undefined;
  const routes: Route[] = [];
  for (const [n, o] of type.objects.entries()) {
    const method = functions[n];
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

/** Writes a property by calling the setters of its few kinds of receivers; false when the runtime has to look. */
export function callSetters(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr,
  name: string,
  value: Instr | undefined,
): boolean {
  const type = e.type(receiver);
  const routes = routesTo(e, i, type, name, directSetters(e.em.world, type, name));
  if (routes === undefined) return false;
  requireObjectCoercible(e, receiver, name, 'write');
  dispatch(e, e.value(receiver), routes, [e.value(value)], 'void');
  return true;
}

/** What reading a property of one kind of object calls there. */
export function getterTarget(
  e: FunctionEmitter,
  i: Instr,
  object: AbstractObject,
  getter: AbstractObject,
): FunctionInstance {
  return targetOf(e.em.world, e.f, i, getter, ofObject(object), false);
}

/** Reads a property by calling the getters of its few kinds of receivers; false when the runtime has to look. */
export function callGetters(e: FunctionEmitter, i: Instr, receiver: Instr, name: string): boolean {
  const getters = directGetters(e.em.world, e.type(receiver), name);
  if (getters === undefined || getters.some((getter) => getter === undefined)) return false;
  const all = getters.filter((getter) => getter !== undefined);
  const routes = routesTo(e, i, e.type(receiver), name, all);
  if (routes === undefined) return false;
  requireObjectCoercible(e, receiver, name, 'read');
  dispatchTo(e, i, receiver, routes, []);
  return true;
}

function dispatchTo(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr,
  routes: readonly Route[],
  args: readonly Instr[],
): void {
  const result = dispatch(e, e.value(receiver), routes, values(e, args), e.isNever(i) ? 'js' : e.rep(i));
  if (result.rep === 'never') e.setNever(i);
  else finish(e, i, result);
}

/** Calls the one of several ways that the receiver's shape says; where they meet, results are in `rep`. */
function dispatch(
  e: FunctionEmitter,
  receiver: Value,
  routes: readonly Route[],
  args: readonly Value[],
  rep: Rep,
): Value {
  const [only] = routes;
  if (only !== undefined && routes.length === 1) return callRoute(e, only, receiver, args);
  const pointer = e.convert(receiver, 'ptr');
  const shape = load(e, 'i32', pointer, 'shape');
  const done = e.code.fresh('done');
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
      const text = rep === 'void' ? '' : e.convert(result, rep);
      incoming.push(`[ ${text}, %${e.code.label} ]`);
      e.code.jump(done);
    }
    if (n < routes.length - 1) e.code.start(next);
  });
  if (incoming.length === 0) return { rep: 'never', text: WORD_UNDEFINED_TEXT };
  e.code.start(done);
  if (rep === 'void') return { rep, text: '' };
  return { rep, text: e.code.value(`phi ${llvmType(rep)} ${incoming.join(', ')}`) };
}

function callRoute(e: FunctionEmitter, route: Route, receiver: Value, args: readonly Value[]): Value {
  let env = route.staticEnv;
  if (route.slotOf !== undefined && route.target.closure !== undefined) {
    const slot = e.em.layouts.of(route.slotOf).slots.get(route.name);
    if (slot !== undefined) env = loadSlot(e, e.convert(receiver, 'ptr'), slot);
  }
  return e.callInstance(route.target, { env, self: receiver, args });
}

function genericMethod(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr,
  name: string,
  args: readonly Instr[],
): void {
  const self: Value = { rep: 'js', text: e.boxed(receiver) };
  const passed = values(e, args);
  const own = readKnown(e, receiver, name);
  if (own !== undefined) {
    const selfType = withoutPrims(e.type(receiver), P_UNDEFINED | P_NULL);
    const calleeType = selfType.objects.reduce((all, o) => join(all, o.field(name).type), NEVER);
    const callee: Value = own.mayBeAbsent ? { rep: 'js', text: e.convert(own.value, 'js') } : own.value;
    const known = own.mayBeAbsent
      ? undefined
      : callOneOf(e, i, { callee, calleeType, self, selfType, args: passed });
    const word: Value = { rep: 'js', text: known === undefined ? e.convert(callee, 'js') : '' };
    finish(e, i, known ?? e.callBoxed(word, self, passed, i.attrs.text ?? name));
    return;
  }
  const callAny = (callee: Value): Value =>
    e.callBoxed({ rep: 'js', text: e.convert(callee, 'js') }, self, passed, i.attrs.text ?? name);
  const generic = (): Value => callAny(e.runtime('getProperty', self, e.key(name)));
  const ways = waysOf(
    e,
    receiver,
    name,
    (o) => boxedMethod(e, o, name),
    (a, b) => a.target === b.target,
  );
  const type = withoutPrims(e.type(receiver), P_UNDEFINED | P_NULL);
  const cached = (): Value => callCached(e, i, { name, type, self, args: passed, callAny }) ?? generic();
  if (ways === undefined) {
    finish(e, i, cached());
    return;
  }
  const value = takeWay(
    e,
    i,
    self.text,
    ways,
    ({ fn, target }, pointer) =>
      e.callInstance(target, { env: e.staticEnv(fn), self: { rep: 'ptr', text: pointer }, args: passed }),
    coversKnown(e, receiver, ways) ? generic : cached,
  );
  finish(e, i, value);
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
