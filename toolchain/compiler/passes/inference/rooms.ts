/**
 * What the declarations of a module prove, by the room of os/ that it lies in (DESIGN section 3).
 *
 * A program reaches built-ins (`os/runtime`) and Node's API (`os/node`) with any values it likes. What lies behind them is only
 * called by the system's own code, which the type checker has seen.
 */
import { type FunctionIr, isStaticMember } from '../../ir/ir.ts';

/** A module of the system. */
export function isOs(key: string): boolean {
  return key.startsWith('os/');
}

/** Built-ins hand on to each other what programs give them: what they declare is no proof. */
export function isBuiltin(key: string): boolean {
  return key.startsWith('os/runtime/') && !key.startsWith('os/runtime/core/');
}

/** Rooms whose functions and objects no program gets hold of: what they declare is a proof, checked where it comes in. */
export function isInner(key: string): boolean {
  return /^os\/(net|events|drivers|boot)\//.test(key);
}

/**
 * The class whose instances `this` is in a method: in inner rooms, and in Node's API, whose methods throw a TypeError
 * for other receivers.
 */
export function receiverClass(fn: FunctionIr): string | undefined {
  const { owner } = fn;
  if (owner === undefined || owner.native !== undefined || isStaticMember(fn)) return undefined;
  return isInner(fn.key) || fn.key.startsWith('os/node/') ? owner.key : undefined;
}
