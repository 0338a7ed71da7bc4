/**
 * What a type becomes on a path where a test succeeded or failed (`refine`, ir.ts Filter).
 */
import type { Instr } from '../../ir/ir.ts';
import { P_FUNCTION, P_INT32, P_OBJECT } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { MAY_BE_FALSE, MAY_BE_TRUE } from './arithmetic.ts';
import { type AbstractObject, isCallable } from './objects.ts';
import { isOrdinaryInstanceof, isPlainArray } from './properties.ts';
import { COUNTED, isOnly, limit, narrow, ofObject, type Type, withoutOpaque } from './type.ts';
import type { World } from './world.ts';

/** Is the object an instance of what the class value stands for? Undefined: can't be told. */
function instanceOf(object: AbstractObject, classes: readonly AbstractObject[]): boolean | undefined {
  let sure = false;
  for (const c of classes) {
    if (c.kind !== 'class' || c.prototype === undefined) return undefined;
    for (let p = object.proto; p !== undefined; p = p.proto) if (p === c.prototype) sure = true;
  }
  return sure;
}

/** Array.prototype, which is an array by what Array.isArray says of it. */
function isArrayPrototype(w: World, object: AbstractObject): boolean {
  return object.kind === 'prototype' && object === w.knownPrototype('Array');
}

const IS_ARRAY = /^os\/runtime\/array\/(array\.ts:ArrayGlobal\.|is-array\.ts:)isArray$/;

/** Is a function one that says whether its argument is an array? */
export function saysIsArray(key: string): boolean {
  return IS_ARRAY.test(key);
}

/** What IsArray (ECMA-262 7.2.2) gives for a type: whether it may be true, and whether false. */
export function arrayTruth(w: World, type: Type): number {
  let truth = type.prims === 0 ? 0 : MAY_BE_FALSE;
  if (type.opaque) truth |= type.arrays ? MAY_BE_TRUE : MAY_BE_TRUE | MAY_BE_FALSE;
  for (const o of type.objects)
    truth |= isPlainArray(o) || isArrayPrototype(w, o) ? MAY_BE_TRUE : MAY_BE_FALSE;
  return truth;
}

export function refine(a: Analysis, instr: Instr, type: Type): Type {
  const filter = instr.attrs.filter;
  if (filter === undefined) return type;
  const keep = filter.keep;
  const objects = (keep & (P_OBJECT | P_FUNCTION)) === (P_OBJECT | P_FUNCTION);
  const keepObject = (o: AbstractObject): boolean =>
    objects ? true : isCallable(o) ? (keep & P_FUNCTION) !== 0 : (keep & P_OBJECT) !== 0;
  let out = narrow(type, keep, keepObject);
  if ((keep & (P_OBJECT | P_FUNCTION)) === 0) out = withoutOpaque(out);
  const { array } = filter;
  if (array !== undefined) {
    out = narrow(out, array ? 0 : out.prims, (o) => (isPlainArray(o) || isArrayPrototype(a.w, o)) === array);
    if (array && out.opaque) out = { ...out, arrays: true };
  }
  if (filter.instanceOf !== undefined) {
    const { class: classValue, positive } = filter.instanceOf;
    const classType = a.type(classValue);
    if (!classType.opaque && classType.objects.every((o) => isOrdinaryInstanceof(ofObject(o)))) {
      out = narrow(out, positive ? 0 : out.prims, (o) => {
        const is = instanceOf(o, classType.objects);
        return is === undefined || is === positive;
      });
    }
  }
  return out;
}

/**
 * A value that is `operator` (a relation) another: bounds its integers when the other is an integer for sure. What is less than a counter is one:
 * an interval that ended before COUNTED would grow beyond it by widening.
 */
export function limited(type: Type, operator: string, other: Type): Type {
  if (!isOnly(other, P_INT32)) return type;
  const low = Number.NEGATIVE_INFINITY;
  const high = Number.POSITIVE_INFINITY;
  switch (operator) {
    case '<':
      return limit(type, low, other.hi === COUNTED ? COUNTED : other.hi - 1);
    case '<=':
      return limit(type, low, other.hi);
    case '>':
      return limit(type, other.lo === -COUNTED ? -COUNTED : other.lo + 1, high);
    default:
      return limit(type, other.lo, high);
  }
}
