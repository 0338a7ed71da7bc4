/**
 * Functions of Math that are a few instructions when their arguments are numbers for sure (ECMA-262 21.3.2).
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NUMBER } from '../../ir/types.ts';
import { mathName } from '../../passes/inference/math.ts';
import { INT32_MIN, isInt32, isOnly, isSafeInteger, type Type } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { commonInteger, int32 } from './arithmetic.ts';

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
  if (!types.every(isSafeInteger)) return undefined;
  const rep = commonInteger(...types);
  const call = `call ${rep} @llvm.s${name}.${rep}(${rep} ${e.use(a, rep)}, ${rep} ${e.use(b, rep)})`;
  return { rep, text: e.code.value(call) };
}

/** Rounding to one side is an instruction (SSE4.1 ROUNDSD), to the nearest integer it isn't: a half goes up (21.3.2.28). */
function rounded(e: FunctionEmitter, name: string, a: Instr): Value | undefined {
  if (name === 'round') return undefined;
  return { rep: 'f64', text: e.code.value(`call double @llvm.${name}.f64(double ${e.use(a, 'f64')})`) };
}

function ofOne(e: FunctionEmitter, name: string, a: Instr, type: Type): Value | undefined {
  switch (name) {
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
      // Integers are what they are.
      return (type.prims & P_NUMBER) === P_NUMBER ? rounded(e, name, a) : e.value(a);
    case 'abs': {
      if (!isInt32(type) || type.lo === INT32_MIN)
        return { rep: 'f64', text: e.code.value(`call double @llvm.fabs.f64(double ${e.use(a, 'f64')})`) };
      const call = `call i32 @llvm.abs.i32(i32 ${e.use(a, 'i32')}, i1 true)`;
      return { rep: 'i32', text: e.code.value(call) };
    }
    case 'sqrt':
      return { rep: 'f64', text: e.code.value(`call double @llvm.sqrt.f64(double ${e.use(a, 'f64')})`) };
    case 'clz32': {
      const call = `call i32 @llvm.ctlz.i32(i32 ${int32(e, a)}, i1 false)`;
      return { rep: 'i32', text: e.code.value(call) };
    }
    default:
      return undefined;
  }
}
