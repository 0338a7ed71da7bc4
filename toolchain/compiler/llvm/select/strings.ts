/**
 * Code units of strings without a call: flat Latin-1 strings, which nearly all are, at an int32 index within the text.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_STRING } from '../../ir/types.ts';
import { KIND_STRING_LATIN1, STRING_DATA, STRING_LENGTH } from '../../layout/objects.ts';
import { isInt32, isOnly } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import { kindShape } from '../module.ts';
import type { Value } from '../rep.ts';
import { loadField } from './elements.ts';

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

/** The unit at an index; `call` makes the method's own call, for strings of other kinds and indices outside. */
export function readUnit(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr,
  index: Instr | undefined,
  call: () => Value,
): Value {
  const pointer = e.use(receiver, 'ptr');
  const at = e.use(index, 'i32');
  const shape = e.code.value(`load i32, ptr ${pointer}`);
  const latin = e.code.value(`icmp eq i32 ${shape}, ptrtoint (ptr ${kindShape(KIND_STRING_LATIN1)} to i32)`);
  const length = loadField(e, pointer, STRING_LENGTH, 'i32');
  const inside = e.code.value(`icmp ult i32 ${at}, ${length}`);
  const direct = e.code.value(`and i1 ${latin}, ${inside}`);
  return e.choose(e.code.value(`xor i1 ${direct}, true`), call, () => {
    const wide = e.code.value(`zext i32 ${at} to i64`);
    const place = e.code.value(`getelementptr i8, ptr ${pointer}, i64 ${wide}`);
    const unit: Value = { rep: 'u8', text: loadField(e, place, STRING_DATA, 'i8') };
    const rep = e.rep(i);
    return { rep, text: e.convert(unit, rep) };
  });
}
