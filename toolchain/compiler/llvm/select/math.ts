/**
 * Functions of Math that are a few instructions when their arguments are numbers for sure (ECMA-262 21.3.2).
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NUMBER } from '../../ir/types.ts';
import { mathName } from '../../passes/inference/math.ts';
import { INT32_MIN, isInt32, isOnly, type Type } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { int32 } from './arithmetic.ts';

/** The value of a call of the function with this key, or undefined: the call has to be made. */
export function inlineMath(e: FunctionEmitter, key: string, args: readonly Instr[]): Value | undefined {
  const name = mathName(key);
  const [a, b] = args;
  if (name === undefined || a === undefined) return undefined;
  const types = args.map((x) => e.type(x));
  if (!types.every((t) => isOnly(t, P_NUMBER))) return undefined;
  if (args.length === 1) return ofOne(e, name, a, e.type(a));
  if (args.length !== 2) return undefined;
  if (name === 'imul') {
    return { rep: 'i32', text: e.code.value(`mul i32 ${int32(e, a)}, ${int32(e, b)}`) };
  }
  if (name !== 'min' && name !== 'max') return undefined;
  if (types.every(isInt32)) {
    const call = `call i32 @llvm.s${name}.i32(i32 ${e.use(a, 'i32')}, i32 ${e.use(b, 'i32')})`;
    return { rep: 'i32', text: e.code.value(call) };
  }
  if (types.every((t) => (t.prims & P_NUMBER) !== P_NUMBER)) {
    // Integers, of which none is -0 or NaN: the processor's own minimum.
    const [x, y] = [e.use(a, 'f64'), e.use(b, 'f64')];
    const first = e.code.value(`fcmp ${name === 'min' ? 'olt' : 'ogt'} double ${x}, ${y}`);
    return { rep: 'f64', text: e.code.value(`select i1 ${first}, double ${x}, double ${y}`) };
  }
  return undefined;
}

function ofOne(e: FunctionEmitter, name: string, a: Instr, type: Type): Value | undefined {
  switch (name) {
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
      // Integers are what they are.
      return (type.prims & P_NUMBER) === P_NUMBER ? undefined : e.value(a);
    case 'abs': {
      if (!isInt32(type) || type.lo === INT32_MIN) return undefined;
      const call = `call i32 @llvm.abs.i32(i32 ${e.use(a, 'i32')}, i1 true)`;
      return { rep: 'i32', text: e.code.value(call) };
    }
    case 'clz32': {
      const call = `call i32 @llvm.ctlz.i32(i32 ${int32(e, a)}, i1 false)`;
      return { rep: 'i32', text: e.code.value(call) };
    }
    default:
      return undefined;
  }
}
