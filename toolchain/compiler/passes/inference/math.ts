/**
 * What functions of Math give for integers (ECMA-262 21.3.2): their own declarations only say that it is a number.
 */
import { P_INT32, P_NUMBER } from '../../ir/types.ts';
import { INT32, integer, isOnly, type Type } from './type.ts';

const MATH = 'os/runtime/math/math.ts:MathGlobal.';

/** The name of a function of Math, without the number of its arguments. */
export function mathName(key: string): string | undefined {
  return key.startsWith(MATH) ? key.slice(MATH.length).replace(/\$\d$/, '') : undefined;
}

/** The result of a function of Math for arguments of these types; undefined: as it is declared. */
export function mathResult(key: string, args: readonly Type[]): Type | undefined {
  const name = mathName(key);
  if (name === undefined || args.length === 0) return undefined;
  if (name === 'imul' && args.every((t) => isOnly(t, P_NUMBER))) return INT32;
  if (!args.every((t) => isOnly(t, P_INT32))) return undefined;
  const [first] = args;
  if (first === undefined) return undefined;
  const lows = args.map((t) => t.lo);
  const highs = args.map((t) => t.hi);
  switch (name) {
    case 'min':
      return integer(Math.min(...lows), Math.min(...highs));
    case 'max':
      return integer(Math.max(...lows), Math.max(...highs));
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
      return integer(first.lo, first.hi);
    case 'abs': {
      const least = first.lo > 0 ? first.lo : first.hi < 0 ? -first.hi : 0;
      return integer(least, Math.max(Math.abs(first.lo), Math.abs(first.hi)));
    }
    case 'clz32':
      return integer(0, 32);
    default:
      return undefined;
  }
}
