/**
 * What declarations add to what flows: in the system's own code they are proofs (rooms.ts). Where a value of unknown type arrives, the
 * instance notes it in `assumed`, and a check makes it true (llvm/select/guard.ts).
 */
import type { Instr } from '../../ir/ir.ts';
import { type Hint, P_FUNCTION, P_NULL, P_NUMBER, P_OBJECT, P_UNDEFINED } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import type { AbstractObject } from './objects.ts';
import { isPlainArray } from './properties.ts';
import { isBuiltin, isRawClass, isSystemClass, proofsOf, receiverClass } from './rooms.ts';
import { HOLE, join, NEVER, narrow, PRIMITIVES, type Type, UNDEFINED } from './type.ts';
import { hasAll } from './unknown.ts';

/** Are all objects of the type instances of classes of os/, or classes themselves? */
function isTrustedReceiver(type: Type): boolean {
  return !type.opaque && type.objects.every((o) => o.class?.trusted === true && o.kind !== 'array');
}

/**
 * A property or result as it is declared. In trusted rooms that is a proof, unless the program had a hand in it: objects that
 * it may have made, functions that it may have passed.
 */
export function declared(a: Analysis, i: Instr, type: Type): Type {
  const { fn } = a.f;
  const proofs = proofsOf(fn.key);
  if (proofs === 'all') return assumed(a, i, type, i.attrs.hint, proofs);
  if (proofs === 'classes') {
    const met = assumed(a, i, type, i.attrs.hint, proofs);
    if (a.f.assumed.has(i)) return met;
  }
  if (!fn.trusted) return type;
  const targets = a.f.targets.get(i);
  if (targets !== undefined) for (const t of targets) if (!t.fn.trusted) return type;
  if (i.op === 'call' || i.op === 'call.spread' || i.op === 'call.elem') {
    if (a.type(i.args[0]).opaque) return type;
  } else if (i.args[0]?.type === 'js' && !isTrustedReceiver(a.type(i.args[0]))) return type;
  return a.w.meet(type, i.attrs.hint, a.f);
}

export function param(a: Analysis, i: Instr): Type {
  const index = i.attrs.index ?? 0;
  const { fn, params } = a.f;
  const field = params[index];
  if (field === undefined || i.type !== 'js') return NEVER;
  const type = a.w.read(field, a.f);
  const hint = fn.params[index]?.hint;
  if (proofsOf(fn.key) === 'all') {
    a.f.assumed.set(i, type);
    return meetDeclared(a, type, hint);
  }
  if (!fn.trusted || a.f.calledByProgram || isBuiltin(fn.key)) return type;
  return a.w.meet(type, hint, a.f);
}

/** `this`: methods of the system check that it is an instance of their class, where that isn't known. */
export function receiver(a: Analysis, i: Instr): Type {
  const type = a.w.read(a.f.thisField, a.f);
  const key = type.opaque ? receiverClass(a.f.fn) : undefined;
  if (key === undefined) return type;
  return assumed(a, i, type, { prims: P_OBJECT, classes: [{ key }], typeArguments: '' }, 'classes');
}

/** The result of `new`, where the system's code says which class it is of. */
export function constructed(a: Analysis, i: Instr, type: Type): Type {
  const proofs = proofsOf(a.f.fn.key);
  return proofs === 'none' ? type : assumed(a, i, type, i.attrs.hint, proofs);
}

/** The next value of an iteration, which is also a hole at its end. */
export function stepped(a: Analysis, i: Instr, type: Type): Type {
  const proofs = proofsOf(a.f.fn.key);
  return proofs === 'none' ? type : join(assumed(a, i, type, i.attrs.hint, proofs), HOLE);
}

/** What arrives, cut down to what the system's code declares. */
function assumed(
  a: Analysis,
  i: Instr,
  arriving: Type,
  hint: Hint | undefined,
  proofs: 'all' | 'classes',
): Type {
  const classes = hint?.classes ?? [];
  const provesClass =
    arriving.opaque &&
    classes.length > 0 &&
    classes.every((c) => c.members === undefined && isSystemClass(c.key));
  if (hint === undefined || (proofs === 'classes' && !provesClass)) return arriving;
  // What is known to be possibly undefined stays so: the checker narrows properties and doesn't see that calls change them.
  const absent = arriving.opaque ? 0 : P_UNDEFINED | P_NULL;
  let met = meetDeclared(a, arriving, { ...hint, prims: hint.prims | absent });
  // Nor does it see indices beyond the end.
  if (i.op === 'elem.get' && (arriving.prims & P_UNDEFINED) !== 0) met = join(met, UNDEFINED);
  a.f.assumed.set(i, arriving);
  return met;
}

/** Which numbers the checker's literal types allow doesn't matter. */
function meetDeclared(a: Analysis, type: Type, hint: Hint | undefined): Type {
  const met = narrow(meetHint(a, type, hint), PRIMITIVES, (o) => isDeclared(a, o, hint));
  return met.opaque && isArrayHint(a, hint) ? { ...met, arrays: true } : met;
}

/** Does a declaration allow an object that is known? */
function isDeclared(a: Analysis, object: AbstractObject, hint: Hint | undefined): boolean {
  const classes = hint?.classes;
  if (hint === undefined || (hint.prims & P_FUNCTION) !== 0) return true;
  if ((hint.prims & P_OBJECT) === 0) return false;
  if (classes === undefined) return true;
  const array = a.w.program.runtimeClass('Array').key;
  return classes.some((ref) => {
    if (ref.members !== undefined) return hasAll(object, ref.members);
    if (ref.key === array) return isPlainArray(object);
    if (isRawClass(ref.key)) return true;
    // To the type checker the prototype of a class is an instance of it.
    const isOfClass = object.kind === 'instance' || object.kind === 'prototype';
    for (let c = isOfClass ? object.class : undefined; c !== undefined; c = c.base)
      if (c.key === ref.key) return true;
    return false;
  });
}

/** Is an array declared, as far as objects go? */
function isArrayHint(a: Analysis, hint: Hint | undefined): boolean {
  const [only] = hint?.classes ?? [];
  return hint?.classes?.length === 1 && only?.key === a.w.program.runtimeClass('Array').key;
}

function meetHint(a: Analysis, type: Type, hint: Hint | undefined): Type {
  // What is called an error is whatever somebody threw.
  if (hint?.classes?.some((c) => c.key.startsWith('os/runtime/error/')) === true) return type;
  if (hint === undefined || (hint.prims & P_NUMBER) === 0) return a.w.meet(type, hint, a.f);
  return a.w.meet(type, { ...hint, prims: hint.prims | P_NUMBER }, a.f);
}
