/** Functions as objects: instanceof, names, bound functions, and what `new` gives (ECMA-262 10.2, 10.4.1, 13.10.2). */
import {
  FUNCTION_CAPTURES,
  FUNCTION_INFO,
  INFO_BUILTIN,
  INFO_CLASS,
  INFO_CODE,
  INFO_CONSTRUCT,
  INFO_CONSTRUCTOR,
  INFO_FLAGS,
  KIND_OBJECT,
  OBJECT_BOUND,
  OBJECT_FLAGS,
  PROP_CONFIGURABLE,
  SHAPE_PROTOTYPE,
} from '../../../toolchain/compiler/layout/objects.ts';
import { kindShape } from '../../memory/heap.ts';
import {
  addressOf,
  load32,
  load64,
  store32,
  trust,
  type u32,
  type u64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../unsafe.ts';
import {
  constructArray,
  invoke1,
  invokeArray,
  isConstructor,
  throwUncallable,
  throwUnconstructable,
} from './calls.ts';
import { toBoolean, toStringValue } from './conversion.ts';
import { throwTypeError } from './errors.ts';
import { describe, throwExtends } from './messages.ts';
import { defineOwn, HAS_VALUE } from './objects/define.ts';
import { arrayAppend, newArray } from './objects/elements.ts';
import { removeOwn } from './objects/own.ts';
import { getProperty } from './objects/properties.ts';
import { isChainEnd, prototypeWord, setPrototype } from './objects/prototype.ts';
import { shapeWithPrototype } from './objects/shape.ts';
import { lengthOf } from './strings/primitives.ts';
import { symbolDescription } from './symbols.ts';
import {
  isCallable,
  isNull,
  isNullish,
  isNumber,
  isObject,
  isString,
  isSymbol,
  isUndefined,
  numberOf,
} from './values.ts';

/** The address of the boxed entry of a function; TypeError "`text` is not a function" when it isn't one. */
export function callableCode(callee: unknown, text: string): usize {
  if (isCallable(callee)) {
    const code: usize = load32(load64(addressOf(callee) + FUNCTION_INFO) + INFO_CODE);
    if (code !== 0) return code;
  }
  throwUncallable(callee, text);
}

/** Sees that a callee, of which the compiler knows the code, is a function at all: TypeError "`text` is not a function". */
export function requireFunction(callee: unknown, text: string): void {
  if (!isCallable(callee)) throwUncallable(callee, text);
}

/** As requireFunction, for `new` of what is a constructor if it is a function. */
export function requireConstructible(callee: unknown, text: string): void {
  if (!isCallable(callee)) throwUnconstructable(text);
}

/** The address of the boxed entry for `new`; TypeError "`text` is not a constructor" when there is none. */
export function constructorCode(callee: unknown, text: string): usize {
  if (isCallable(callee)) {
    const code: usize = load32(load64(addressOf(callee) + FUNCTION_INFO) + INFO_CONSTRUCT);
    if (code !== 0) return code;
  }
  throwUnconstructable(text);
}

/** Sees that a class may extend a value (ECMA-262 15.7.14 step 8); of functions any is let through. */
export function requireExtendable(base: unknown): void {
  if (isNull(base)) return;
  if (!isCallable(base)) throwExtends(base);
  const flags: u32 = load32(load64(addressOf(base) + FUNCTION_INFO) + INFO_FLAGS);
  if ((flags & (INFO_CLASS | INFO_CONSTRUCTOR)) === 0 && !isConstructor(base)) throwExtends(base);
}

/** Gives the prototype of a class that extends a function what that has for a `prototype` then (15.7.14 step 8). */
export function extendPrototype(prototype: unknown, base: unknown): void {
  if (isNull(base)) return;
  const inherited: unknown = getProperty(base, 'prototype');
  if (!isObject(inherited) && !isNull(inherited))
    throwTypeError('Class extends value does not have valid prototype property ' + describe(inherited));
  setPrototype(prototype, inherited);
}

/** What `new` gives: the constructor's result if it is an object, else the new instance. */
export function constructedValue(instance: unknown, result: unknown): unknown {
  return isObject(result) ? result : instance;
}

/** GetPrototypeFromConstructor (10.1.14), where `new.target` isn't the constructor that makes the instance. */
export function adoptPrototype(instance: unknown, newTarget: unknown): void {
  const prototype: unknown = getProperty(newTarget, 'prototype');
  if (isObject(prototype)) setPrototype(instance, prototype);
}

/** The same of an object that was just allocated, where the `prototype` of its constructor is perhaps not what its shape says. */
export function takePrototype(instance: unknown, newTarget: unknown): void {
  const found: unknown = getProperty(newTarget, 'prototype');
  // Of a value that is none, the prototype that objects have by themselves.
  const prototype: u64 = isObject(found) ? wordOf(found) : load64(kindShape(KIND_OBJECT) + SHAPE_PROTOTYPE);
  const address: usize = addressOf(instance);
  store32(address, shapeWithPrototype(load32(address), prototype));
}

interface HasInstance {
  readonly [Symbol.hasInstance]?: unknown;
}

/** `value instanceof target` (13.10.2). */
export function instanceOf(value: unknown, target: unknown): boolean {
  if (!isObject(target)) throwTypeError("Right-hand side of 'instanceof' is not an object");
  const method: unknown = trust<HasInstance>(target)[Symbol.hasInstance];
  if (!isNullish(method)) return toBoolean(invoke1(method, target, value));
  if (!isCallable(target)) throwTypeError("Right-hand side of 'instanceof' is not callable");
  return ordinaryHasInstance(target, value);
}

/** OrdinaryHasInstance (7.3.22). */
export function ordinaryHasInstance(target: unknown, value: unknown): boolean {
  if (!isCallable(target)) return false;
  if ((load32(addressOf(target) + OBJECT_FLAGS) & OBJECT_BOUND) !== 0) {
    return instanceOf(value, boundTarget(target));
  }
  if (!isObject(value)) return false;
  const prototype: unknown = getProperty(target, 'prototype');
  if (!isObject(prototype)) {
    throwTypeError("Function has non-object prototype '" + describe(prototype) + "' in instanceof check");
  }
  return hasPrototype(value, prototype);
}

/** Is `prototype` on the chain of prototypes of a value? False for primitives. */
export function hasPrototype(value: unknown, prototype: unknown): boolean {
  if (!isObject(value)) return false;
  let each: u64 = prototypeWord(value);
  while (!isChainEnd(each)) {
    if (each === wordOf(prototype)) return true;
    each = prototypeWord(valueOfWord<unknown>(each));
  }
  return false;
}

/** SetFunctionName (10.2.9) with a key (a symbol becomes `[description]`) and a prefix "get", "set" or "". */
export function setFunctionName(fn: unknown, key: unknown, prefix: string): void {
  if (!isObject(fn)) return;
  let name: string = '';
  if (isSymbol(key)) {
    const description: unknown = symbolDescription(key);
    if (isString(description)) name = '[' + description + ']';
  } else {
    name = toStringValue(key);
  }
  if (lengthOf(prefix) !== 0) name = prefix + ' ' + name;
  defineOwn(fn, 'name', HAS_VALUE | PROP_CONFIGURABLE, PROP_CONFIGURABLE, name, undefined, undefined);
}

/** What a bound function captures: the array `[target, this, ...arguments]`, and nothing before it. */
type Bound = unknown[];

/** BoundFunctionCreate and what bind does to name and length (10.4.1.3, 20.2.3.2). */
export function makeBoundFunction(target: unknown, thisValue: unknown, args: unknown[]): unknown {
  const bound: Bound = newArray(8);
  arrayAppend(bound, target);
  arrayAppend(bound, thisValue);
  for (let i = 0; i < args.length; i++) arrayAppend(bound, args[i]);
  const fn: unknown = isConstructor(target) ? boundConstructor(bound) : boundFunction(bound);
  const place: usize = addressOf(fn) + OBJECT_FLAGS;
  store32(place, load32(place) | OBJECT_BOUND);
  const name: unknown = getProperty(target, 'name');
  const length: unknown = getProperty(target, 'length');
  let left: number = 0;
  if (isNumber(length) && numberOf(length) > args.length) left = numberOf(length) - args.length;
  defineOwn(trust<object>(fn), 'length', HAS_VALUE, 0, left, undefined, undefined);
  setFunctionName(fn, isString(name) ? name : '', 'bound');
  return fn;
}

function boundFunction(bound: Bound): unknown {
  return (...args: unknown[]): unknown => invokeArray(bound[0], bound[1], allArguments(bound, args));
}

/** Has no property `prototype`, though it can be constructed. */
function boundConstructor(bound: Bound): unknown {
  const fn = function (this: unknown, ...args: unknown[]): unknown {
    const target: unknown = bound[0];
    const all: unknown[] = allArguments(bound, args);
    if (isUndefined(new.target)) return invokeArray(target, bound[1], all);
    return constructArray(target, all, new.target === fn ? target : new.target);
  };
  removeOwn(addressOf(fn), wordOf('prototype'));
  return fn;
}

function allArguments(bound: Bound, args: unknown[]): unknown[] {
  const all: unknown[] = newArray(8);
  for (let i = 2; i < bound.length; i++) arrayAppend(all, bound[i]);
  for (let i = 0; i < args.length; i++) arrayAppend(all, args[i]);
  return all;
}

/** The target of a bound function. */
function boundTarget(fn: unknown): unknown {
  return valueOfWord<Bound>(load64(addressOf(fn) + FUNCTION_CAPTURES))[0];
}

/** Function.prototype.toString: sources aren't in the image, so all functions look like V8's built-in ones, except classes. */
export function functionSource(fn: unknown): string {
  const info: usize = load64(addressOf(fn) + FUNCTION_INFO);
  const name: unknown = getProperty(fn, 'name');
  const text: string = isString(name) ? name : '';
  if ((load32(info + INFO_FLAGS) & (INFO_CLASS | INFO_BUILTIN)) === INFO_CLASS)
    return 'class ' + text + ' { [native code] }';
  return 'function ' + text + '() { [native code] }';
}

/** Is it a function or class of the run time, not of a program? */
export function isBuiltinFunction(value: unknown): boolean {
  if (!isCallable(value)) return false;
  const info: usize = load64(addressOf(value) + FUNCTION_INFO);
  return (load32(info + INFO_FLAGS) & INFO_BUILTIN) !== 0;
}
