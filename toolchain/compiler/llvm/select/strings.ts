/**
 * Code units and characters of strings at an int32 index within the text: what the run time does for flat Latin-1 strings, which nearly all
 * are, LLVM merges into the program.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NUMBER, P_STRING } from '../../ir/types.ts';
import { STRING_FLAGS, STRING_INTERNED, STRING_LENGTH } from '../../layout/objects.ts';
import { isWithinLength } from '../../passes/inference/strings.ts';
import { isInt32, isOnly } from '../../passes/inference/type.ts';
import { truncation } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { llvmType, type Rep, type Value } from '../rep.ts';
import { checkedIndex } from './elements.ts';
import { isFast } from './guarded.ts';
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
export function unitWithin(e: FunctionEmitter, pointer: string, at: string): Value {
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

/** Is `text[index]` a read of a string's unit: of a string for sure, by a number? */
export function isCharacterRead(
  e: FunctionEmitter,
  receiver: Instr | undefined,
  key: Instr | undefined,
): boolean {
  return isOnly(e.type(receiver), P_STRING) && isOnly(e.type(key), P_NUMBER);
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
  const length = loadField(e, pointer, STRING_LENGTH, 'i32', 'string length');
  const { index, ok } = checkedIndex(e, key, length);
  return e.choose(e.code.value(`xor i1 ${ok}, true`), generic, () => {
    const unit = e.convert(unitWithin(e, pointer, index), 'u32');
    return { rep, text: e.convert(e.runtime('stringOfUnit', { rep: 'u32', text: unit }), rep) };
  });
}

/** The text of an operand that is one string for sure. */
export function constantText(i: Instr | undefined): string | undefined {
  const value = i?.op === 'const' ? i.attrs.value : undefined;
  return typeof value === 'string' ? value : undefined;
}

/**
 * `a === b` of two strings. What a program compares with is a name, of which all that are equal are the same string: against another name,
 * as other literals and characters are, the address decides.
 */
export function equalTexts(
  e: FunctionEmitter,
  [a, b]: readonly [Value, Value],
  [fromA, fromB]: readonly [Instr | undefined, Instr | undefined],
): string {
  const isLeft = constantText(fromB) === undefined;
  const text = constantText(isLeft ? fromA : fromB);
  if (text === undefined || !isFast(e)) return e.bool(e.runtime('equalStrings', a, b));
  const { code } = e;
  const pointer = e.convert(isLeft ? b : a, 'ptr');
  const name = e.key(text);
  const same = code.value(`icmp eq ptr ${pointer}, ${name.text}`);
  const [unlike, contents, done] = [code.fresh('unlike'), code.fresh('contents'), code.fresh('done')];
  const start = code.label;
  code.branch(same, done, unlike);
  code.start(unlike);
  const flags = loadField(e, pointer, STRING_FLAGS, 'i32', 'string flags');
  const isName = code.value(`icmp ne i32 ${code.value(`and i32 ${flags}, ${STRING_INTERNED}`)}, 0`);
  code.branch(isName, done, contents, 'yes');
  code.start(contents);
  const equal = e.bool(e.runtime('equalStrings', { rep: 'ptr', text: pointer }, name));
  const end = code.label;
  code.jump(done);
  code.start(done);
  return code.value(`phi i1 [ true, %${start} ], [ false, %${unlike} ], [ ${equal}, %${end} ]`);
}

const REVERSED: Record<string, string> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const OPPOSITE: Record<string, string> = { '>': '<=', '>=': '<' };
const SIGNED: Record<string, string> = { '<': 'slt', '<=': 'sle', '>': 'sgt', '>=': 'sge' };

/** `a < b` and its kin of two strings, by code units (ECMA-262 7.2.13); against one character the first unit nearly decides. */
export function orderOfTexts(
  e: FunctionEmitter,
  operator: string,
  [a, b]: readonly [Value, Value],
  [fromA, fromB]: readonly [Instr | undefined, Instr | undefined],
): string {
  const isLeft = constantText(fromA)?.length === 1;
  const unit = constantText(isLeft ? fromA : fromB);
  if (unit?.length === 1 && isFast(e)) {
    const relation = isLeft ? (REVERSED[operator] ?? '') : operator;
    return orderOfUnit(e, relation, e.convert(isLeft ? b : a, 'ptr'), unit.charCodeAt(0));
  }
  const order = e.convert(e.runtime('compareStrings', a, b), 'i32');
  return e.code.value(`icmp ${SIGNED[operator]} i32 ${order}, 0`);
}

/** A text against the text of one unit: it is less when it is empty or begins with less. */
function orderOfUnit(e: FunctionEmitter, operator: string, pointer: string, unit: number): string {
  const opposite = OPPOSITE[operator];
  if (opposite !== undefined) return e.code.value(`xor i1 ${orderOfUnit(e, opposite, pointer, unit)}, true`);
  const length = loadField(e, pointer, STRING_LENGTH, 'i32', 'string length');
  const isEmpty = e.code.value(`icmp eq i32 ${length}, 0`);
  const less = e.choose(
    isEmpty,
    () => ({ rep: 'bool', text: 'true' }),
    () => {
      const first = e.convert(unitWithin(e, pointer, '0'), 'i32');
      const below = e.code.value(`icmp slt i32 ${first}, ${unit}`);
      if (operator === '<') return { rep: 'bool', text: below };
      const single = e.code.value(`icmp eq i32 ${length}, 1`);
      const same = e.code.value(`and i1 ${e.code.value(`icmp eq i32 ${first}, ${unit}`)}, ${single}`);
      return { rep: 'bool', text: e.code.value(`or i1 ${below}, ${same}`) };
    },
  );
  return e.bool(less);
}
