/**
 * Built-ins that only look: they give nothing of what they are called with to anybody but their caller, and run none of its methods. So they may be called with anything, and nothing escapes.
 */
import type { Instr } from '../../ir/ir.ts';
import type { Analysis } from './analysis.ts';
import type { Arguments } from './calls.ts';
import { effectOfCore } from './core.ts';
import { byKey, looksAtClassesOnly } from './rooms.ts';
import { join, NULL, OPAQUE, type Type, UNDEFINED } from './type.ts';

const LOOKERS =
  /^os\/runtime\/(core\/.*:(getPrototype|isObject|isCallable|isConstructor)|array\/(array\.ts:ArrayGlobal\.|is-array\.ts:)isArray|function\/function\.ts:FunctionGlobal\.\[computed\]|object\/object\.ts:ObjectGlobal\.(valueOf|assign|defineProperty|get __proto__|getPrototypeOf)|object\/reflect\.ts:ReflectGlobal\.(defineProperty|getPrototypeOf)|object\/(object\.ts:defineOrThrow|internal\.ts:(defineOwn|assignFrom|isObject)))$/;

const CORE_LOOKERS =
  /^os\/runtime\/core\/(functions\.ts:(functionSource|ordinaryHasInstance|callableCode|require\w+|constructorCode|hasPrototype)|objects\/(properties\.ts:(hasOwn|hasIndexed|hasIndices|exoticIndex)|own-keys\.ts:(ownKeys|isEnumerable|forInKeys)|prototype\.ts:(isExtensible|preventExtensions)|dense\.ts:(isDenseArray|removeFromFront|addToFront|repeatElement))|conversion\.ts:(toBoolean|toNumber|toNumeric|toStringValue|toString|toIntegerOrInfinity|toLength|toObject|typeofValue))$/;

/** Functions of the core that only look at their first argument; the methods that they run of it are followed (effectOfCore). */
export function looksAtFirst(key: string): boolean {
  return CORE_LOOKERS.test(key);
}

/** Does the function with this key only look? */
export const isLooker = byKey((key) => LOOKERS.test(key));

/** Does it give its caller the prototype of what it is called on? */
export function isPrototypeReader(key: string): boolean {
  return /Global\.(get __proto__|getPrototypeOf)$/.test(key);
}

/** What a call of one gives, where that is more than its code says of values that it doesn't know. */
export function lookerResult(
  a: Analysis,
  instr: Instr,
  key: string,
  self: Type,
  args: Arguments,
): Type | undefined {
  if (isPrototypeReader(key)) {
    const of = key.endsWith('Of') ? (args.listed[0] ?? args.spread ?? UNDEFINED) : self;
    // What prints objects looks at the names of classes, and lets nobody have a prototype.
    if (looksAtClassesOnly(a.f.fn.key)) return OPAQUE;
    const known = effectOfCore(a, instr, 'core:getPrototype', { listed: [of] });
    for (const o of of.objects) o.elements.readers.add(a.f);
    if (of.objects.some((o) => o.prototypeChanges)) return OPAQUE;
    return of.opaque ? OPAQUE : join(known, NULL);
  }
  if (key.endsWith(':getPrototype')) {
    // One only compares; of the other, whoever calls it is told.
    if (isPrototypeReader(a.f.fn.key) || a.f.fn.key.endsWith('.isPrototypeOf')) return undefined;
    const known = effectOfCore(a, instr, key, args);
    return args.listed[0]?.opaque === true ? undefined : known;
  }
  if (key.endsWith('ObjectGlobal.defineProperty')) return args.listed[0] ?? args.spread ?? UNDEFINED;
  if (key.endsWith('.assign'))
    return effectOfCore(a, instr, 'core:toObject', { listed: [args.listed[0] ?? args.spread ?? UNDEFINED] });
  if (key.endsWith('.valueOf')) return effectOfCore(a, instr, 'core:toObject', { listed: [self] });
  return undefined;
}
