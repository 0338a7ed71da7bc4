/**
 * Code units and characters of strings at an int32 index within the text: what the run time does for flat Latin-1 strings, which nearly all
 * are, LLVM merges into the program.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_STRING } from '../../ir/types.ts';
import { STRING_LENGTH } from '../../layout/objects.ts';
import { isWithinLength } from '../../passes/inference/strings.ts';
import { isInt32, isOnly } from '../../passes/inference/type.ts';
import { truncation } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { llvmType, type Rep, type Value } from '../rep.ts';
import { loadField } from './memory.ts';

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

/** The unit at an int32 index within the text. */
function unitWithin(e: FunctionEmitter, pointer: string, at: string): Value {
  return e.runtime('unitAt', { rep: 'ptr', text: pointer }, { rep: 'i32', text: at });
}

/** Is the index of `receiver` within the text? */
function isInside(e: FunctionEmitter, pointer: string, at: string): string {
  return e.code.value(`icmp ult i32 ${at}, ${loadField(e, pointer, STRING_LENGTH, 'i32', 'string length')}`);
}

/**
 * The unit at an index; `call` makes the method's own call, for indices outside. Where the index is known to be within the text, inference
 * knows that the unit is an integer. Notes its ToInt32 too: 0 outside, for NaN.
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
  if (isWithinLength(receiver, index, e.type(index))) {
    const unit = unitWithin(e, pointer, at);
    const whole = e.convert(unit, 'i32');
    if (rep !== 'i32') e.int32s.set(i, whole);
    return { rep, text: e.convert(unit, rep) };
  }
  const [hot, cold, done] = [e.code.fresh('unit'), e.code.fresh('other'), e.code.fresh('done')];
  e.code.branch(isInside(e, pointer, at), hot, cold, 'yes');
  e.code.start(hot);
  const unit = unitWithin(e, pointer, at);
  const whole = e.convert(unit, 'i32');
  const inside = e.convert(unit, rep);
  const hotEnd = e.code.label;
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
  const text = e.code.value(`phi ${llvmType(rep)} [ ${inside}, %${hotEnd} ], [ ${outside}, %${coldEnd} ]`);
  if (rep !== 'i32')
    e.int32s.set(i, e.code.value(`phi i32 [ ${whole}, %${hotEnd} ], [ ${otherWhole}, %${coldEnd} ]`));
  return { rep, text };
}

/** Is `text[index]` a read of a string's unit: of a string for sure, by an int32? */
export function isCharacterRead(
  e: FunctionEmitter,
  receiver: Instr | undefined,
  key: Instr | undefined,
): boolean {
  return isOnly(e.type(receiver), P_STRING) && isInt32(e.type(key));
}

/** The string of the unit at an index; `generic` reads what is outside of the text. */
export function readCharacter(
  e: FunctionEmitter,
  receiver: Instr | undefined,
  key: Instr | undefined,
  rep: Rep,
  generic: () => Value,
): Value {
  const pointer = e.use(receiver, 'ptr');
  const at = e.use(key, 'i32');
  const outside = e.code.value(`xor i1 ${isInside(e, pointer, at)}, true`);
  return e.choose(outside, generic, () => {
    const unit = e.convert(unitWithin(e, pointer, at), 'u32');
    return { rep, text: e.convert(e.runtime('stringOfUnit', { rep: 'u32', text: unit }), rep) };
  });
}
