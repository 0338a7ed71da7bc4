/**
 * Code units of strings without a call: flat Latin-1 strings, which nearly all are, at an int32 index within the text.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_STRING } from '../../ir/types.ts';
import { KIND_STRING_LATIN1, STRING_DATA, STRING_LENGTH } from '../../layout/objects.ts';
import { isWithinLength } from '../../passes/inference/strings.ts';
import { isInt32, isOnly } from '../../passes/inference/type.ts';
import { truncation } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { kindShape } from '../module.ts';
import { llvmType, type Value } from '../rep.ts';
import { load, loadField } from './memory.ts';

/** Is it `text.charCodeAt(index)` (ECMA-262 22.1.3.3) of a string for sure, by an int32? */
export function isUnitRead(
  e: FunctionEmitter,
  name: string,
  receiver: Instr,
  args: readonly Instr[],
): boolean {
  return (
    name === 'charCodeAt' &&
    args.length === 1 &&
    isOnly(e.type(receiver), P_STRING) &&
    isInt32(e.type(args[0]))
  );
}

/**
 * The unit at an index; `call` makes the method's own call, for strings of other kinds and indices outside. Where the index is known to be
 * within the text, inference knows that the unit is an integer. Notes its ToInt32 too: 0 outside, for NaN.
 */
export function readUnit(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr,
  index: Instr | undefined,
  call: () => Value,
): Value {
  const rep = e.rep(i);
  const pointer = e.use(receiver, 'ptr');
  const at = e.use(index, 'i32');
  const shape = load(e, 'i32', pointer, 'shape');
  let direct = e.code.value(`icmp eq i32 ${shape}, ptrtoint (ptr ${kindShape(KIND_STRING_LATIN1)} to i32)`);
  if (!isWithinLength(receiver, index, e.type(index))) {
    const length = loadField(e, pointer, STRING_LENGTH, 'i32', 'string length');
    const inside = e.code.value(`icmp ult i32 ${at}, ${length}`);
    direct = e.code.value(`and i1 ${direct}, ${inside}`);
  }
  const [hot, cold, done] = [e.code.fresh('unit'), e.code.fresh('other'), e.code.fresh('done')];
  e.code.branch(direct, hot, cold, 'yes');
  e.code.start(hot);
  const wide = e.code.value(`zext i32 ${at} to i64`);
  const place = e.code.value(`getelementptr i8, ptr ${pointer}, i64 ${wide}`);
  const unit: Value = { rep: 'u8', text: loadField(e, place, STRING_DATA, 'i8', 'string unit') };
  const whole = e.convert(unit, 'i32');
  const inside = e.convert(unit, rep);
  e.code.jump(done);
  e.code.start(cold);
  const called = call();
  const outside = e.convert(called, rep);
  // At most 65,535, or NaN.
  const other = rep === 'i32' ? outside : e.code.value(truncation(e.convert(called, 'f64'), 'i64'));
  const otherWhole = rep === 'i32' ? outside : e.code.value(`trunc i64 ${other} to i32`);
  const coldEnd = e.code.label;
  e.code.jump(done);
  e.code.start(done);
  const text = e.code.value(`phi ${llvmType(rep)} [ ${inside}, %${hot} ], [ ${outside}, %${coldEnd} ]`);
  if (rep !== 'i32')
    e.int32s.set(i, e.code.value(`phi i32 [ ${whole}, %${hot} ], [ ${otherWhole}, %${coldEnd} ]`));
  return { rep, text };
}
