/**
 * Built-ins that only look: they give nothing of what they are called with to anybody but their caller, and run none of its methods. So they may be called with anything, and nothing escapes.
 */
import type { Instr } from '../../ir/ir.ts';
import type { Analysis } from './analysis.ts';
import { type Arguments, effectOfCore } from './calls.ts';
import type { Type } from './type.ts';

const LOOKERS =
  /^os\/runtime\/(core\/.*:(getPrototype|isObject|isCallable|isConstructor)|array\/(array\.ts:ArrayGlobal\.|is-array\.ts:)isArray|object\/object\.ts:ObjectGlobal\.valueOf)$/;

/** Does the function with this key only look? */
export function isLooker(key: string): boolean {
  return LOOKERS.test(key);
}

/** What a call of one gives, where that is more than its code says of values that it doesn't know. */
export function lookerResult(
  a: Analysis,
  instr: Instr,
  key: string,
  self: Type,
  args: Arguments,
): Type | undefined {
  if (key.endsWith(':getPrototype')) {
    const known = effectOfCore(a, instr, key, args);
    return args.listed[0]?.opaque === true ? undefined : known;
  }
  if (key.endsWith('.valueOf')) return effectOfCore(a, instr, 'core:toObject', { listed: [self] });
  return undefined;
}
