/**
 * The core of the run time (os/runtime/core) looks into objects behind inference's back: what its functions call, hand through and write of the
 * objects that they are given is followed where they are entered.
 */
import type { Instr } from '../../ir/ir.ts';
import { isPrivateName } from '../../ir/names.ts';
import { P_HOLE, P_NULL, P_UNDEFINED } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { type Arguments, callValue, construct, elementsOf, toPrimitive } from './calls.ts';
import { definesFor } from './defining.ts';
import { looksAtFirst } from './lookers.ts';
import { defineProperty, getProperty, isArray, namesOf, primitiveReceivers } from './properties.ts';
import { isRaw } from './rooms.ts';
import { HOLE, join, NEVER, OPAQUE, ofObject, type Type, UNDEFINED } from './type.ts';
/** What functions of the core call, or hand through, of the objects they are given. */
export function effectOfCore(a: Analysis, instr: Instr, key: string, args: Arguments): Type {
  const name = key.slice(key.indexOf(':') + 1);
  const [first, second] = args.listed;
  if (key.startsWith('os/runtime/core/calls.ts:')) {
    if (/^invoke[0-3]?$/.test(name)) {
      const rest = { ...args, listed: args.listed.slice(2) };
      return callValue(a, instr, first ?? UNDEFINED, second ?? UNDEFINED, rest, true);
    }
    if (name === 'invokeArray') {
      const spread = elementsOf(a, instr, args.listed[2] ?? UNDEFINED);
      return callValue(a, instr, first ?? UNDEFINED, second ?? UNDEFINED, { listed: [], spread }, true);
    }
    if (name === 'constructAs') a.w.unknown.constructForeign();
    if (name.startsWith('construct'))
      return construct(a, instr, join(first ?? UNDEFINED, OPAQUE), { listed: [], spread: OPAQUE });
  }
  if (/:(getProperty|getByKey|getPropertyWithReceiver)$/.test(key)) {
    const constant = instr.args.find((x) => x.op === 'const' && typeof x.attrs.value === 'string')?.attrs
      .value;
    if (typeof constant === 'string' && first !== undefined) return getProperty(a, instr, first, constant);
  }
  if (
    /^(toPrimitive|toString|toNumber|toNumeric|toPropertyKey|toStringValue|toInteger|toLength)/.test(name) &&
    first !== undefined
  ) {
    toPrimitive(a, instr, first);
  }
  if (/^append.*Dense$/.test(name) && first?.opaque === true)
    a.w.unknown.storeElement(
      name === 'appendDense' ? (second ?? UNDEFINED) : elementsOf(a, instr, second ?? UNDEFINED),
      false,
    );
  if (name === 'getPrototype' && first !== undefined) {
    if (first.opaque) a.w.unknown.askPrototypes();
    let prototypes = NEVER;
    for (const o of first.objects)
      if (o.proto !== undefined) prototypes = join(prototypes, ofObject(o.proto));
    for (const { proto } of primitiveReceivers(a, first)) prototypes = join(prototypes, ofObject(proto));
    return prototypes;
  }
  // Wrapper objects have prototypes that nobody named.
  if (name === 'toObject' && first !== undefined) {
    for (const { proto } of primitiveReceivers(a, first)) a.w.unknown.escape(proto);
    const wraps = (first.prims & ~(P_UNDEFINED | P_NULL | P_HOLE)) !== 0;
    return {
      ...NEVER,
      objects: first.objects,
      opaque: first.opaque || wraps,
      arrays: first.arrays && !wraps,
    };
  }
  return NEVER;
}

/** Those of them that add, change or remove properties of their first argument. */
const OPENERS =
  /^os\/runtime\/core\/objects\/(define|own-keys)\.ts:(define|create|copy)|properties\.ts:(set|delete)|prototype\.ts:(set|prevent)/;

/** What the core may write to is open, and may hold anything. */
export function passRaw(a: Analysis, key: string, args: Arguments): void {
  // What these call is followed, and whoever that is gets the arguments.
  if (/^os\/runtime\/core\/calls\.ts:invoke/.test(key) || definesFor(a.f.fn.key)) return;
  for (const type of args.listed.slice(looksAtFirst(key) ? 1 : 0)) a.w.unknown.escapeAll(type);
  if (args.spread !== undefined) a.w.unknown.escapeAll(args.spread);
  if (!OPENERS.test(key)) return;
  // Of literals, `proto.set` says what is known.
  if (/:setPrototype$/.test(key) && !/:setPrototypeOfLiteral$/.test(a.f.fn.key))
    a.w.unknown.changePrototypesOf(args.listed[0] ?? OPAQUE);
  // What functions of the core do to each other's objects was seen where the core was entered.
  if (!isRaw(a.f.fn.key) && /:define(Own|Accessor)$/.test(key) && args.listed[0] !== undefined)
    a.w.unknown.mayDefineAccessors(args.listed[0]);
  for (const o of args.listed[0]?.objects ?? []) {
    if (!isArray(o)) a.w.open(o);
    // Neither a prototype nor the end of extensions is a property.
    if (/\/prototype\.ts:/.test(key)) continue;
    let stored: Type = args.listed[2] ?? OPAQUE;
    if (!/:(setProperty|setElement|setByKey|create|defineProperty|defineHidden)/.test(key)) stored = OPAQUE;
    const names = namesOf(args.listed[1] ?? UNDEFINED);
    for (const name of names ?? []) defineProperty(a, ofObject(o), name, stored, true);
    if (names !== undefined) continue;
    a.w.write(o.elements, join(stored, isArray(o) ? HOLE : UNDEFINED));
    for (const [name, field] of o.fields) if (field.present && !isPrivateName(name)) a.w.write(field, stored);
  }
}
