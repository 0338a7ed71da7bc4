/**
 * Calls and construction: which function instance a call reaches in which context, and how arguments flow into it.
 *
 * A context keeps apart what one analysis would mix: methods of generic classes by the instance they are called on
 * (`Map<string, Foo>` apart from `Map<number, string>`), and generic functions and functions that take callbacks by the place of
 * the call. Everything else has one instance.
 */
import { type FunctionIr, type Instr, isStaticMember } from '../../ir/ir.ts';
import { symbolKey } from '../../ir/names.ts';
import {
  P_BIGINT,
  P_BOOLEAN,
  P_FUNCTION,
  P_NULL,
  P_NUMBER,
  P_OBJECT,
  P_STRING,
  P_SYMBOL,
  P_UNDEFINED,
} from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { arrayMethod, isAnyArray } from './arrays.ts';
import { effectOfCore, passRaw } from './core.ts';
import { assign, defineByDescriptors, isDefiner, OBJECT_ASSIGN, takesDescriptor } from './defining.ts';
import { isLooker, lookerResult } from './lookers.ts';
import { mathResult } from './math.ts';
import { isFilledAtOnce, isLengthOnly } from './new-arrays.ts';
import { type AbstractObject, type FunctionInstance, isCallable } from './objects.ts';
import { allFields, defineProperty, getProperty, isArray, lookup, primitiveReceivers } from './properties.ts';
import { isCold, isDescriber, isLister, isOs, isRaw, isReader, looksAtClassesOnly, madeIn } from './rooms.ts';
import { textResult } from './strings.ts';
import {
  HOLE,
  isNever,
  join,
  NEVER,
  OPAQUE,
  ofObject,
  PRIMITIVES,
  STRING,
  type Type,
  UNDEFINED,
  withoutPrims,
} from './type.ts';
import { callHook, isClassPart, staticHook } from './unknown.ts';
import type { World } from './world.ts';

/** Arguments as they are passed: listed, or (`spread`) an unknown number of one type after the listed ones. */
export interface Arguments {
  readonly listed: readonly Type[];
  readonly spread?: Type;
}

/**
 * The function instance that a call reaches. `boxed` calls go through the boxed entry, which exists once: they share
 * the instance without context.
 */
export function targetOf(
  w: World,
  f: FunctionInstance,
  instr: Instr,
  callee: AbstractObject,
  self: Type,
  boxed: boolean,
): FunctionInstance {
  const fn = callee.fn;
  if (fn === undefined) throw new Error(`${callee.key} is called and has no code`);
  const closure = fn.captures.length > 0 ? callee : undefined;
  // Drafts show what is possible: their calls are told apart wherever the callee is known.
  const isOne = boxed && (w.apart.stage === 'final' || !w.hasSeveralInstances(fn.owner));
  const context = isOne ? '' : contextOf(w, f, instr, fn, self);
  if (context === '') return w.instance(fn, context, closure, closure?.depth ?? 0, closure?.home);
  const [only] = self.objects;
  const isOwn = only !== undefined && context === `${only.number}`;
  if (isOwn && only.isApart && only.kind === 'instance')
    return w.instance(fn, context, closure, f.depth, only);
  return w.instance(fn, context, closure, f.depth + 1, f.home);
}

/** How a method call finds its code: by comparing a few shapes, or through the runtime's property lookup. */
export function isDirectReceiver(type: Type): boolean {
  if (type.opaque) return false;
  const prims = type.prims & ~(P_UNDEFINED | P_NULL);
  if (prims === 0) return type.objects.length > 0;
  return type.objects.length === 0 && [P_STRING, P_BOOLEAN, P_SYMBOL, P_BIGINT].includes(prims)
    ? true
    : type.objects.length === 0 && (prims & ~P_NUMBER) === 0;
}

/** Ways of a call that are told apart by the receiver's shape. */
export const MAX_DISPATCH = 4;

/**
 * The function that each object of a receiver has for a call, or for a read that runs a getter, when code can go straight to them: all
 * have one, and they are few. Inference and selection decide alike by it.
 */
export function directFunctions(
  w: World,
  receiver: Type,
  find: (object: AbstractObject) => AbstractObject | undefined,
): readonly AbstractObject[] | undefined {
  if (!isDirectReceiver(receiver)) return undefined;
  const out: AbstractObject[] = [];
  const ways = new Set<AbstractObject>();
  const most = w.apart.stage === 'final' ? MAX_DISPATCH : Number.POSITIVE_INFINITY;
  for (const o of receiver.objects) {
    const fn = find(o);
    if (fn === undefined) return undefined;
    // Each of the others has an instance of its own.
    if (receiver.objects.length > most && (w.hasSeveralInstances(fn.fn?.owner) || !fn.isStatic))
      return undefined;
    out.push(fn);
    ways.add(fn);
  }
  return ways.size > most ? undefined : out;
}

/** The one getter that a name finds from an object, when it is one: called directly then. */
export function getterOf(object: AbstractObject, name: string): AbstractObject | undefined {
  if ((object.open && object.kind !== 'prototype') || object.accessors) return undefined;
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    if (o.elements.present && !isArray(o)) return undefined;
    const field = o.fields.get(name);
    if (o.prototypeChanges && field?.present !== true) return undefined;
    if (field === undefined || !field.present) continue;
    const { getter } = field;
    if (getter === undefined || !getter.isStatic || field.dynamic || o.accessors) return undefined;
    return isNever(field.type) ? getter : undefined;
  }
  return undefined;
}

/** The one setter that a name finds from an object, when it is one: called directly then. */
export function setterOf(object: AbstractObject, name: string): AbstractObject | undefined {
  if (object.open || object.accessors) return undefined;
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    if ((o.elements.present && !isArray(o)) || (o.open && o.kind !== 'prototype')) return undefined;
    const field = o.fields.get(name);
    if (o.prototypeChanges && field?.present !== true) return undefined;
    if (field === undefined || !field.present) continue;
    const { setter } = field;
    if (setter === undefined || !setter.isStatic || field.dynamic || o.accessors) return undefined;
    return isNever(field.type) ? setter : undefined;
  }
  return undefined;
}

function contextOf(w: World, f: FunctionInstance, instr: Instr, fn: FunctionIr, self: Type): string {
  let context = '';
  // One instance of each serves all that is cold.
  if (fn.key.startsWith('os/runtime/array/') && isCold(f.fn.key)) return '';
  const ofInstances = w.hasSeveralInstances(fn.owner) && !isStaticMember(fn);
  const site = `^${f.number}.${instr.id}`;
  if (ofInstances && self.objects.length === 1) context = `${self.objects[0]?.number}`;
  // What the program calls on one of several has an instance for the place.
  else if (ofInstances && self.objects.length > 1 && !isOs(f.fn.key)) return site;
  const takesCallback = fn.params.some((p) => {
    const prims = p.hint?.prims ?? 0;
    return (prims & P_FUNCTION) !== 0 && (prims & P_OBJECT) === 0;
  });
  if ((fn.generic && !ofInstances) || (takesCallback && fn.trusted) || w.apart.makers.has(fn))
    context += site;
  return context;
}

/** One callee: passes `this` and the arguments, and gives the type of the result. */
export function callOne(
  a: Analysis,
  instr: Instr,
  callee: AbstractObject,
  self: Type,
  args: Arguments,
  newTarget: Type | undefined,
  boxed = false,
): Type {
  const fn = callee.fn;
  if (fn === undefined) return NEVER;
  if (callee.kind === 'class' && newTarget === undefined) return NEVER;
  if (fn.kind === 'function' && fn.externSymbol !== undefined) return NEVER;
  const target = targetOf(a.w, a.f, instr, callee, self, boxed);
  if (boxed) {
    target.boxedEntry = true;
    callee.needsBoxedEntry = true;
  }
  if (isDefiner(fn.key)) defineByDescriptors(a, instr, fn.key, args);
  if (fn.key === OBJECT_ASSIGN) assign(a, instr, args);
  if (isLooker(fn.key)) {
    const shown = takesDescriptor(fn.key)
      ? { ...args, listed: args.listed.map((x, n) => (n === 0 ? withoutIdentity(x) : x)) }
      : withoutIdentities(args);
    pass(a, instr, target, withoutIdentity(self), shown, newTarget);
    const known = lookerResult(a, instr, fn.key, self, args);
    const result = a.w.read(target.result, a.f);
    return known ?? result;
  }
  // Classes of the core are ordinary classes: their fields are laid out from what their constructors write.
  if (!isRaw(fn.key) || fn.owner !== undefined) {
    if (isDescriber(fn) && !looksAtClassesOnly(a.f.fn.key))
      a.w.unknown.askAccessors(args.listed[0] ?? args.spread ?? UNDEFINED);
    if (!isOs(a.f.fn.key)) {
      if (isLister(fn)) a.w.unknown.askMembers(args.listed[0] ?? args.spread ?? UNDEFINED);
      if (isReader(fn)) a.w.unknown.askAll();
    }
    pass(a, instr, target, self, args, newTarget);
    const result = a.w.read(target.result, a.f);
    return (args.spread === undefined ? builtinResult(instr, fn.key, args.listed) : undefined) ?? result;
  }
  // The core handles values raw: it is analysed once, for any object, and what it calls is followed here.
  pass(a, instr, target, withoutIdentity(self), withoutIdentities(args), newTarget);
  passRaw(a, fn.key, args);
  const known = effectOfCore(a, instr, fn.key, args);
  return fn.key.endsWith(':toObject') ? known : join(a.w.read(target.result, a.f), known);
}

/** What is known of a built-in's result beyond its declaration, by what it is called with. */
function builtinResult(instr: Instr, key: string, args: readonly Type[]): Type | undefined {
  return textResult(instr, key, args) ?? mathResult(key, args);
}

/** The type with "some object" in place of which ones. */
function withoutIdentity(type: Type): Type {
  if (type.objects.length === 0) return type;
  return { ...type, objects: [], opaque: true, arrays: false };
}

function withoutIdentities({ listed, spread }: Arguments): Arguments {
  const raw: Arguments = { listed: listed.map(withoutIdentity) };
  return spread === undefined ? raw : { ...raw, spread: withoutIdentity(spread) };
}

/** Lets values flow into a function instance and records it as a target of the site. */
export function pass(
  a: Analysis,
  instr: Instr,
  target: FunctionInstance,
  self: Type,
  args: Arguments,
  newTarget: Type | undefined,
): void {
  a.addTarget(instr, target);
  if (!a.f.fn.trusted) a.w.unknown.calledByProgram(target);
  a.w.write(target.thisField, self);
  a.w.write(target.newTarget, newTarget ?? UNDEFINED);
  const spread = args.spread;
  for (let i = 0; i < target.params.length; i++) {
    const param = target.params[i];
    if (param === undefined) continue;
    let type = args.listed[i];
    if (type === undefined) type = spread === undefined ? UNDEFINED : join(spread, UNDEFINED);
    a.w.write(param, type);
  }
  for (let i = target.params.length; i < args.listed.length; i++)
    a.w.write(target.extra, args.listed[i] ?? UNDEFINED);
  if (spread !== undefined) a.w.write(target.extra, spread);
}

/**
 * The one function that `name` is on an object, when it is one: called directly then. A built-in may have a variant for
 * the number of arguments, `name$N`.
 */
export function methodOf(
  object: AbstractObject,
  name: string,
  count: number | undefined,
): AbstractObject | undefined {
  if (object.open && !isClassPart(object)) return undefined;
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    if (o.elements.present && !isArray(o)) return undefined;
    const field = o.fields.get(name);
    if (o.prototypeChanges && field?.present !== true) return undefined;
    if (field === undefined || !field.present) continue;
    if (field.getter !== undefined || field.setter !== undefined || field.dynamic) return undefined;
    if (field.type.prims !== 0 || field.type.opaque || field.type.objects.length !== 1) return undefined;
    const variant = count === undefined ? undefined : o.fields.get(`${name}$${count}`);
    const fn = variant?.present === true ? variant.type.objects[0] : field.type.objects[0];
    return fn?.kind === 'function' ? fn : undefined;
  }
  return undefined;
}

/** Whoever is called may keep what it gets. */
function escapeArguments(a: Analysis, self: Type, args: Arguments): void {
  a.w.unknown.escapeAll(self);
  for (const type of args.listed) a.w.unknown.escapeAll(type);
  if (args.spread !== undefined) a.w.unknown.escapeAll(args.spread);
}

/** Calls whatever `callee` may be. */
export function callValue(
  a: Analysis,
  instr: Instr,
  callee: Type,
  self: Type,
  args: Arguments,
  boxed = false,
): Type {
  let result = NEVER;
  // What the core read raw and calls is followed at the operation that led there: its properties, ToPrimitive, iteration.
  const callees = callee.objects;
  if (callee.opaque) escapeArguments(a, self, args);
  const several = boxed || callee.opaque || callees.length > 1;
  const count = several || args.spread !== undefined ? undefined : args.listed.length;
  for (const o of callees) {
    const plain = o.kind === 'class' ? callHook(o, count) : o;
    if (plain !== undefined) result = join(result, callOne(a, instr, plain, self, args, undefined, several));
  }
  if (callee.opaque) result = join(result, OPAQUE);
  return a.w.settle(result);
}

/**
 * `receiver.name(args)`: each receiver's own method, with `this` known to be that receiver. `boxed`: the run time makes the call.
 */
export function callMethod(
  a: Analysis,
  instr: Instr,
  receiver: Type,
  name: string,
  args: Arguments,
  boxed = false,
): Type {
  let result = NEVER;
  const count = args.spread === undefined ? args.listed.length : undefined;
  // All receivers have a method to call directly, or the run time looks it up for all: selection decides alike.
  const direct =
    !boxed &&
    isDirectReceiver(receiver) &&
    (receiver.objects.length === 0 ||
      directFunctions(a.w, receiver, (o) => methodOf(o, name, count)) !== undefined);
  const one = (object: AbstractObject, self: Type): void => {
    const callees = a.propertyFor(instr, object, self, name);
    a.w.watchFields(object, a.f);
    const method = direct ? methodOf(object, name, count) : undefined;
    if (method !== undefined) result = join(result, callOne(a, instr, method, self, args, undefined));
    else result = join(result, callValue(a, instr, callees, self, args, true));
  };
  if (isAnyArray(receiver)) {
    const method = boxed ? undefined : arrayMethod(a.w, receiver, name, count, a.f);
    if (method !== undefined) {
      const self = withoutPrims(receiver, PRIMITIVES);
      return a.w.settle(callOne(a, instr, method, self, args, undefined));
    }
  }
  for (const { proto, self } of primitiveReceivers(a, receiver)) one(proto, self);
  for (const o of a.w.objectsOf(receiver, a.f)) {
    if (isCallThrough(receiver, name)) result = join(result, callThrough(a, instr, o, name, args));
    else one(o, ofObject(o));
  }
  if (receiver.opaque) {
    // What the core calls raw is followed at the operation that led there.
    const named = isRaw(a.f.fn.key) ? OPAQUE : a.w.unknown.byName.call(name, args, a.f);
    result = join(result, named);
  }
  return a.w.settle(result);
}

/** Is it `call` or `apply` of what surely are functions? */
export function isCallThrough(receiver: Type, name: string): boolean {
  if (name !== 'call' && name !== 'apply') return false;
  if (receiver.prims !== 0 || receiver.opaque) return false;
  return receiver.objects.every((o) => isCallable(o) && !hasOwnMethod(o, name));
}

/** Has a function, or a class that it extends, a property of this name of its own? */
function hasOwnMethod(object: AbstractObject, name: string): boolean {
  for (let o: AbstractObject | undefined = object; o !== undefined && isCallable(o); o = o.proto)
    if (o.fields.get(name)?.present === true) return true;
  return false;
}

/** `fn.call(thisArg, …)` and `fn.apply(thisArg, list)`. */
function callThrough(a: Analysis, instr: Instr, callee: AbstractObject, name: string, args: Arguments): Type {
  const fn = callee.kind === 'class' ? staticHook(callee, '$call') : callee;
  if (fn === undefined) return NEVER;
  const self = args.listed[0] ?? args.spread ?? UNDEFINED;
  if (name === 'call') {
    const rest: Arguments =
      args.spread === undefined
        ? { listed: args.listed.slice(1) }
        : { listed: args.listed.slice(1), spread: args.spread };
    return callOne(a, instr, fn, self, rest, undefined, true);
  }
  const spread = elementsOf(a, instr, args.listed[1] ?? UNDEFINED);
  return callOne(a, instr, fn, self, { listed: [], spread }, undefined, true);
}

/** The join of the elements of an array or array-like. */
export function elementsOf(a: Analysis, instr: Instr, list: Type): Type {
  let result = NEVER;
  for (const o of a.w.objectsOf(list, a.f)) {
    if (isArray(o)) result = join(result, a.w.read(o.elements, a.f));
    else result = join(result, a.element(instr, ofObject(o)));
  }
  return join(result, list.opaque ? OPAQUE : NEVER);
}

/** `new callee(args)`. */
export function construct(a: Analysis, instr: Instr, callee: Type, args: Arguments): Type {
  let result = NEVER;
  const typeArguments = instr.attrs.hint?.typeArguments ?? '';
  const callees = callee.objects;
  const several = callee.opaque || callees.length > 1 || instr.op === 'new.spread';
  if (callee.opaque) {
    a.w.unknown.construct();
    escapeArguments(a, NEVER, args);
  }
  for (const o of callees) {
    const hook = o.kind === 'class' ? staticHook(o, '$construct') : undefined;
    if (hook !== undefined) {
      const hookArgs = { ...args, listed: [ofObject(o), ...args.listed] };
      result = join(result, callOne(a, instr, hook, UNDEFINED, hookArgs, undefined, several));
      continue;
    }
    if (o.kind !== 'class' && !(o.kind === 'function' && o.fn?.isConstructor === true)) continue;
    const instance = instanceFor(a.w, a.f, instr, o, several ? '' : typeArguments, several);
    const self = ofObject(instance);
    if (!several && isLengthOnly(a.w, o, args)) {
      if (!isFilledAtOnce(a.w, instr, a.f)) a.w.write(instance.elements, HOLE);
      result = join(result, self);
      continue;
    }
    const returned = callOne(a, instr, o, self, args, ofObject(o), several);
    if (several) {
      targetOf(a.w, a.f, instr, o, self, true).boxedConstruct = true;
      a.w.unknown.made(instance);
    }
    result = join(
      result,
      join(self, { ...NEVER, objects: returned.objects, opaque: returned.opaque, arrays: returned.arrays }),
    );
  }
  if (callee.opaque) result = join(result, OPAQUE);
  return a.w.settle(result);
}

/** The abstract object that `new` makes of a constructor here. */
export function instanceFor(
  w: World,
  f: FunctionInstance,
  instr: Instr,
  constructor: AbstractObject,
  typeArguments: string,
  boxed: boolean,
): AbstractObject {
  if (boxed) return w.instanceOfConstructor(constructor, typeArguments, '');
  if (w.makesArrays(constructor)) return arrayFor(w, f, instr, typeArguments);
  const isApart = constructor.class !== undefined && w.apart.classes.has(constructor.class.key);
  const object = isApart
    ? w.instanceAt(f, instr, constructor)
    : w.instanceOfConstructor(constructor, typeArguments, f.context);
  return madeAt(f, instr, object);
}

/** The abstract array that an operation makes. */
export function arrayFor(w: World, f: FunctionInstance, instr: Instr, elementHint: string): AbstractObject {
  if (w.apart.arrays.has(instr)) return madeAt(f, instr, w.arrayAt(f, instr));
  return madeAt(f, instr, w.arrayObject(`${elementHint}${madeIn(f)}`.trimStart(), f.context));
}

/** Where the program makes objects is remembered. */
function madeAt(f: FunctionInstance, instr: Instr, object: AbstractObject): AbstractObject {
  if (!isOs(f.fn.key)) object.places.set(instr, { instr, fn: f.fn });
  return object;
}

/** `super(args)`: runs the base constructor on the same `this`. */
export function superCall(a: Analysis, instr: Instr, args: Arguments): Type {
  const info = instr.attrs.class;
  if (info === undefined) return NEVER;
  const captured = instr.args.length > 3 && instr.op === 'super.call.spread';
  const self = captured ? a.type(instr.args[2]) : a.w.read(a.f.thisField, a.f);
  const newTarget = captured ? a.type(instr.args[3]) : a.w.read(a.f.newTarget, a.f);
  if (isNever(self)) return NEVER;
  const base = a.w.classObject(info).base;
  if (base === undefined) return self;
  const returned = callOne(a, instr, base, self, args, newTarget);
  return join(self, {
    ...NEVER,
    objects: returned.objects,
    opaque: returned.opaque,
    arrays: returned.arrays,
  });
}

/**
 * Where `super.name` is looked up: the prototype of the home object, which is a class's prototype, a class (`index` 1), or
 * an object literal, the first operand (`index` 2).
 */
export function superHolders(a: Analysis, instr: Instr): readonly AbstractObject[] {
  const { class: info, index } = instr.attrs;
  const holders: AbstractObject[] = [];
  if (info !== undefined) {
    const home = a.w.classObject(info);
    const from = index === 1 ? home.base : home.prototype?.proto;
    if (from !== undefined) holders.push(from);
  } else {
    for (const o of a.type(instr.args[0]).objects) if (o.proto !== undefined) holders.push(o.proto);
  }
  return holders;
}

/** Is `super` looked up where only the run time knows: in what a function had for a `prototype` when a class extended it? */
export function isSuperUnknown(w: World, { attrs: { class: info, index } }: Instr): boolean {
  return info !== undefined && index !== 1 && w.classObject(info).prototype?.prototypeChanges === true;
}

/** The method that `super.name(…)` surely calls: of a class's chain. */
export function superTarget(
  w: World,
  from: AbstractObject | undefined,
  instr: Instr,
): AbstractObject | undefined {
  if (from === undefined || instr.attrs.class === undefined || isSuperUnknown(w, instr)) return undefined;
  return methodOf(from, instr.attrs.name ?? '', undefined);
}

/** `super.name` looked up from the home object's prototype, called on `this`. */
export function superMethod(a: Analysis, instr: Instr, self: Type, args: Arguments): Type {
  const property = superProperty(a, instr, self);
  const method = superTarget(a.w, superHolders(a, instr)[0], instr);
  if (method !== undefined) return callOne(a, instr, method, self, args, undefined);
  return callValue(a, instr, property, self, args, true);
}

export function superProperty(a: Analysis, instr: Instr, self: Type): Type {
  const name = instr.attrs.name ?? '';
  let result = UNDEFINED;
  for (const from of superHolders(a, instr)) result = join(result, a.propertyFor(instr, from, self, name));
  if (isSuperUnknown(a.w, instr)) {
    a.w.unknown.escapeAll(self);
    result = join(result, a.w.unknown.byName.read(name, a.f));
  }
  return a.w.settle(result);
}

/** `super[key]`: anything that the chain of the home object's prototype has. */
export function superElement(a: Analysis, instr: Instr, self: Type): Type {
  let result = UNDEFINED;
  for (const from of superHolders(a, instr)) result = join(result, allFields(a, instr, from, self));
  if (isSuperUnknown(a.w, instr)) {
    a.w.unknown.askAll();
    result = join(result, OPAQUE);
  }
  return a.w.settle(result);
}

/** `super.name = stored`: a setter of the chain, or the property of `this`. */
export function superStore(a: Analysis, instr: Instr, self: Type, stored: Type): void {
  const name = instr.attrs.name ?? '';
  let isSet = false;
  if (isSuperUnknown(a.w, instr)) {
    a.w.unknown.escapeAll(join(self, stored));
    a.w.unknown.ask(name);
  }
  for (const from of superHolders(a, instr)) {
    const setter = lookup(a, from, name)?.field.setter;
    if (setter === undefined) continue;
    a.call(instr, setter, self, [stored], undefined);
    isSet = true;
  }
  if (!isSet) defineProperty(a, self, name, stored, true);
}

const CONVERSIONS = [symbolKey('toPrimitive'), 'valueOf', 'toString'];

/** ToPrimitive on the objects among a type: runs their valueOf, toString and Symbol.toPrimitive. */
export function toPrimitive(a: Analysis, instr: Instr, type: Type): Type {
  let result = type.opaque ? OPAQUE : NEVER;
  if (type.opaque) for (const name of CONVERSIONS) a.w.unknown.call(name);
  for (const o of type.objects) {
    const self = ofObject(o);
    for (const name of CONVERSIONS) {
      // `Symbol.toPrimitive` is told what is wanted.
      const listed = name === CONVERSIONS[0] ? [STRING] : [];
      result = join(result, callValue(a, instr, getProperty(a, instr, self, name), self, { listed }, true));
    }
  }
  return result;
}

/** A key of a computed access becomes a property key: methods of objects run. */
export function keyConversion(a: Analysis, instr: Instr, key: Type): void {
  if (key.objects.length > 0 || (key.opaque && !isOs(a.f.fn.key))) toPrimitive(a, instr, key);
}
