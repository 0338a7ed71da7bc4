/**
 * What is known of reading strings by index.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_INT32 } from '../../ir/types.ts';
import { STRING_LENGTH_MAX } from '../../layout/objects.ts';
import { integer, isOnly, type Type } from './type.ts';

const METHODS = 'os/runtime/string/string.ts:StringGlobal.';

/** The name of the method of strings that has this key. */
export function textMethod(key: string): string | undefined {
  return key.startsWith(METHODS) ? key.slice(METHODS.length) : undefined;
}

/** The result of a method of strings at a call, beyond its declaration. */
export function textResult(instr: Instr, key: string, args: readonly Type[]): Type | undefined {
  const [first] = args;
  switch (textMethod(key)) {
    case 'charCodeAt':
      return first !== undefined && isWithinLength(instr.args[0], instr.args[1], first)
        ? integer(0, 0xffff)
        : undefined;
    case 'indexOf':
    case 'lastIndexOf':
      return integer(-1, STRING_LENGTH_MAX);
    default:
      return undefined;
  }
}

/** The value that tests have narrowed. */
function plain(value: Instr | undefined): Instr | undefined {
  let v = value;
  while (v?.op === 'refine' || v?.op === 'limit' || v?.op === 'tdz.check') v = v.args[0];
  return v;
}

/** Are they surely the same string? One value, or two reads of one `const` of a module. */
function isSame(a: Instr | undefined, b: Instr | undefined): boolean {
  if (a === b) return true;
  const global = a?.op === 'global.get' && b?.op === 'global.get' ? a.attrs.global : undefined;
  return global?.constant === true && global.tdz && global === b?.attrs.global;
}

/**
 * Is an index of this type within the text that `receiver` is: not negative, and where a comparison with that text's length has
 * succeeded? Strings never change.
 */
export function isWithinLength(receiver: Instr | undefined, index: Instr | undefined, type: Type): boolean {
  if (!isOnly(type, P_INT32) || type.lo < 0) return false;
  for (let v = index; v?.op === 'refine' || v?.op === 'limit'; v = v.args[0]) {
    const length = plain(v.args[1]);
    if (v.op !== 'limit' || v.attrs.operator !== '<') continue;
    if (
      length?.op === 'prop.get' &&
      length.attrs.name === 'length' &&
      isSame(plain(length.args[0]), plain(receiver))
    )
      return true;
  }
  return false;
}
