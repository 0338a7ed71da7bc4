/**
 * Guards: what the system's own code declares is a proof (passes/inference/rooms.ts), and where a value of unknown type arrives, one
 * comparison makes it true.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NUMBER } from '../../ir/types.ts';
import { GUARD_ILLEGAL_INVOCATION, GUARD_PANIC, GUARD_UNEXPECTED } from '../../layout/objects.ts';
import { isCold, isInner } from '../../passes/inference/rooms.ts';
import { isWithin, type Type } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { fitsBits, othersOf } from '../verify.ts';
import { hasShapeOf, isArrayWord } from './shape-test.ts';

/**
 * Goes on only if a value, of which inference knows no more than `f.assumed`, is of the type that is declared for `i`. Else Node's API
 * throws a TypeError, and the system's inner rooms end the program: their callers are wrong.
 */
export function guard(e: FunctionEmitter, i: Instr, value: Value): void {
  const arriving = e.f.assumed.get(i);
  const type = e.type(i);
  if (arriving === undefined || isWithin(arriving, type)) return;
  // Raw numbers and bools stay what they are: only words and pointers can be taken for something else.
  if (value.rep !== 'js' && value.rep !== 'ptr') return;
  const word = e.convert(value, 'js');
  const good = e.code.fresh('fits');
  const look = e.code.fresh('look');
  if (isCold(e.f.fn.key)) {
    requireType(e, i, type, word);
    return;
  }
  if (type.objects.length > 0) {
    e.code.branch(hasShapeOf(e, word, type.objects), good, look, 'yes');
    e.code.start(look);
  } else if (type.arrays) {
    e.code.branch(isArrayWord(e, word), good, look, 'yes');
    e.code.start(look);
  } else if ((type.prims & P_NUMBER) === P_NUMBER) {
    e.code.branch(e.isNumberWord(word), good, look, 'yes');
    e.code.start(look);
  }
  requireType(e, i, type, word);
  e.code.jump(good);
  e.code.start(good);
}

function requireType(e: FunctionEmitter, i: Instr, type: Type, word: string): void {
  const failure = isInner(e.f.fn.key)
    ? GUARD_PANIC
    : i.op === 'this'
      ? GUARD_ILLEGAL_INVOCATION
      : GUARD_UNEXPECTED;
  const guard = e.em.wordOfSymbol(guardSymbol(e, type, failure));
  e.runtime('requireType', { rep: 'js', text: word }, { rep: 'u64', text: guard });
}

/** What `requireType` looks at: GUARD_* of layout/objects.ts. Guards that ask the same share it. */
function guardSymbol(e: FunctionEmitter, type: Type, failure: number): string {
  const prims = fitsBits(type);
  const others = othersOf(type);
  const symbol = `guard.${prims}.${others}.${failure}.${type.objects.map((o) => o.number).join('.')}`;
  const words = [prims, others, failure, type.objects.length].map(String);
  const all = [...words, ...type.objects.map((o) => e.shapeConstant(o))].map((word) => `i32 ${word}`);
  e.em.module.addGlobal(symbol, `internal constant [${all.length} x i32] [${all.join(', ')}]`);
  return symbol;
}
