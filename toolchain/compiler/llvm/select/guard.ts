/**
 * Guards: what the system's own code declares is a proof (passes/inference/rooms.ts), and where a value of unknown type arrives, one
 * comparison makes it true.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NUMBER } from '../../ir/types.ts';
import { isInner } from '../../passes/inference/rooms.ts';
import { isWithin } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { fitsType } from '../verify.ts';
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
  const bad = e.code.fresh('misfit');
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
  e.code.branch(e.bool(fitsType(e, type, word)), good, bad, 'yes');
  e.code.start(bad);
  if (isInner(e.f.fn.key)) {
    e.runtime('panic', e.str('a value is not of the type that is declared for it'));
    e.code.end('unreachable');
  } else e.throwFrom('throwTypeError', e.str(i.op === 'this' ? 'Illegal invocation' : 'Unexpected type'));
  e.code.start(good);
}
