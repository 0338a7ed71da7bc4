/** Function and class objects of the interpreter: engine objects whose code is IR. */
import type { ClassInfo, FunctionIr, Member } from '../ir.ts';
import { isPrivateName, isSymbolKey, symbolOfKey } from '../names.ts';
import {
  type Activation,
  type Callable,
  type Constructor,
  type Interpreter,
  makeFunctionResult,
} from './interpret.ts';

export function makeFunctionObject(
  interpreter: Interpreter,
  fn: FunctionIr,
  captures: readonly unknown[],
): Callable {
  const invoke = (receiver: unknown, args: readonly unknown[], newTarget: unknown): unknown =>
    makeFunctionResult(interpreter, { fn, captures, receiver, args, newTarget });
  let result: Callable;
  if (fn.kind === 'function' && !fn.isAsync && !fn.isGenerator) {
    result = function (this: unknown, ...args: unknown[]) {
      const target: unknown = new.target;
      return invoke(this, args, target);
    };
  } else {
    result = {
      method(this: unknown, ...args: unknown[]) {
        return invoke(this, args, undefined);
      },
    }.method;
  }
  Object.defineProperty(result, 'name', { value: fn.name, configurable: true });
  Object.defineProperty(result, 'length', { value: fn.length, configurable: true });
  return result;
}

/** A constructor whose code is IR: makes `this` itself unless it extends something. */
export function makeClassObject(
  interpreter: Interpreter,
  info: ClassInfo,
  base: unknown,
  captures: readonly unknown[],
): Constructor {
  const construct = function (...args: unknown[]): unknown {
    const newTarget: unknown = new.target;
    if (newTarget === undefined)
      throw new TypeError(`Class constructor ${info.name} cannot be invoked without 'new'`);
    const prototype: object = (newTarget as Constructor).prototype;
    const receiver: unknown = info.derived ? undefined : Object.create(prototype);
    const activation: Activation = { fn: info.construct, captures, receiver, args, newTarget };
    return makeFunctionResult(interpreter, activation);
  } as unknown as Constructor;
  if (info.derived) {
    if (base !== null && (typeof base !== 'function' || !isConstructor(base))) {
      throw new TypeError('Class extends value is not a constructor or null');
    }
    Object.setPrototypeOf(construct, base ?? Function.prototype);
    const parent: object | null = base === null ? null : (base as Constructor).prototype;
    Object.setPrototypeOf(construct.prototype, parent);
  }
  Object.defineProperty(construct, 'prototype', { writable: false });
  Object.defineProperty(construct, 'name', { value: info.name, configurable: true });
  Object.defineProperty(construct, 'length', { value: info.construct.length, configurable: true });
  return construct;
}

function isConstructor(value: object): boolean {
  try {
    Reflect.construct(Object, [], value as Constructor);
    return true;
  } catch {
    return false;
  }
}

/** Adds a method or accessor to a class. */
export function defineMember(
  interpreter: Interpreter,
  info: ClassInfo,
  member: Member,
  target: Constructor,
  key: PropertyKey | undefined,
  captures: readonly unknown[],
): void {
  if (member.fn === undefined) throw new Error('a member without code');
  const fn = interpreter.functionObject(member.fn, captures);
  const home: object = member.isStatic ? target : (target.prototype as object);
  if (member.name !== undefined && isPrivateName(member.name)) {
    const slots = interpreter.privateSlots(info, member.name);
    const known = slots.get(PRIVATE_METHODS) ?? {};
    slots.set(PRIVATE_METHODS, { ...known, ...descriptorOf(member, fn) });
    return;
  }
  const name = key ?? keyOf(member.name ?? '');
  if (member.name === undefined) renameTo(fn, name, member.kind);
  const existing = Object.getOwnPropertyDescriptor(home, name);
  const accessors = existing?.get !== undefined || existing?.set !== undefined ? existing : {};
  const descriptor = descriptorOf(member, fn);
  const isAccessor = member.kind === 'get' || member.kind === 'set';
  Object.defineProperty(home, name, {
    ...(isAccessor ? accessors : {}),
    ...descriptor,
    enumerable: false,
    configurable: true,
  });
}

/** Under this key the slots of a private name hold its method or accessors, which all instances share. */
export const PRIVATE_METHODS = {};

function descriptorOf(member: Member, fn: Callable): PropertyDescriptor {
  if (member.kind === 'get') return { get: fn };
  if (member.kind === 'set') return { set: fn };
  return { value: fn, writable: true };
}

/** The key that a name of IR stands for. */
export function keyOf(name: string): PropertyKey {
  return isSymbolKey(name) ? (Symbol[symbolOfKey(name) as 'iterator'] as symbol) : name;
}

export function renameTo(fn: Callable, key: PropertyKey, kind: string): void {
  const text =
    typeof key === 'symbol' ? (key.description === undefined ? '' : `[${key.description}]`) : String(key);
  const prefix = kind === 'get' || kind === 'set' ? `${kind} ` : '';
  Object.defineProperty(fn, 'name', { value: prefix + text, configurable: true });
}
