/**
 * Calls of a value that is one of a few known functions: what tells them apart is the static part of the function object, and each is called
 * straight, without boxing what it is given. Inference called the instance behind the boxed entry for each (callValue of inference/calls.ts).
 */
import type { Instr } from '../../ir/ir.ts';
import { FUNCTION_INFO } from '../../layout/objects.ts';
import { MAX_DISPATCH, targetOf } from '../../passes/inference/calls.ts';
import type { Type } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import type { Value } from '../rep.ts';
import { isFast } from './guarded.ts';
import { Meeting } from './meeting.ts';

/** A call with its operands, and what inference says of the callee and of `this`. */
export interface KnownCall {
  readonly callee: Value;
  readonly calleeType: Type;
  readonly self: Value;
  readonly selfType: Type;
  readonly args: readonly Value[];
}

/** Emits the call; undefined where the callee may be anything else than one of a few functions of the program. */
export function callOneOf(e: FunctionEmitter, i: Instr, call: KnownCall): Value | undefined {
  const { objects, prims, opaque } = call.calleeType;
  if (!isFast(e) || prims !== 0 || opaque || objects.length === 0 || objects.length > MAX_DISPATCH)
    return undefined;
  if (objects.some((o) => o.kind !== 'function' || o.fn === undefined || o.fn.trusted)) return undefined;
  const { code } = e;
  const env: Value = { rep: 'ptr', text: e.convert(call.callee, 'ptr') };
  const at = code.value(`getelementptr i8, ptr ${env.text}, i64 ${FUNCTION_INFO}`);
  const info = code.value(`load ptr, ptr ${at}`);
  const meeting = new Meeting(e, e.isNever(i) ? 'js' : e.rep(i));
  objects.forEach((fn, n) => {
    const [here, next] = [code.fresh('callee'), code.fresh('next')];
    const isLast = n === objects.length - 1;
    if (isLast) code.jump(here);
    else
      code.branch(code.value(`icmp eq ptr ${info}, ${ModuleBuilder.ref(e.em.functionInfo(fn))}`), here, next);
    code.start(here);
    const target = targetOf(e.em.world, e.f, i, fn, call.selfType, true);
    meeting.arrive(e.callInstance(target, { env, self: call.self, args: call.args }));
    if (!isLast) code.start(next);
  });
  return meeting.end();
}
