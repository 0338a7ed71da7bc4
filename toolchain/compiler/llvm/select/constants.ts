/** Constants of the program. */
import type { Instr } from '../../ir/ir.ts';
import { doubleText, wordOfConstant, wordText } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import type { Value } from '../rep.ts';

/** A constant as it is held best. */
export function constantOf(e: FunctionEmitter, i: Instr): Value {
  const v = i.attrs.value;
  if (typeof v === 'string') return { rep: 'ptr', text: ModuleBuilder.ref(e.em.literal(v, e.f)) };
  if (typeof v === 'boolean') return { rep: 'bool', text: String(v) };
  if (typeof v === 'number') {
    const rep = e.rep(i);
    if (rep === 'i32' && Object.is(v | 0, v)) return { rep, text: String(v) };
    if (rep === 'i64' && Number.isSafeInteger(v) && !Object.is(v, -0)) return { rep, text: String(v) };
    return { rep: 'f64', text: doubleText(v) };
  }
  return { rep: 'js', text: wordText(wordOfConstant(v)) };
}
