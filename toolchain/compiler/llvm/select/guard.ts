/**
 * Guards: what the system's own code declares is a proof (passes/inference/rooms.ts), and where values of unknown type arrive, at `this`
 * and parameters, one comparison makes it true.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NUMBER } from '../../ir/types.ts';
import { isInner } from '../../passes/inference/rooms.ts';
import { isWithin, type Type } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { fitsType } from '../verify.ts';
import { hasShapeOf } from './shape-test.ts';

/**
 * Goes on only if an argument, of which callers prove no more than `arriving`, is of the type that `i` declares. Else a method of
 * Node's API throws a TypeError, and the system's inner rooms end the program: their callers are wrong.
 */
export function guard(e: FunctionEmitter, i: Instr, arriving: Type, value: Value): void {
  if (i.op !== 'this' && !isInner(e.f.fn.key)) return;
  const type = e.type(i);
  if (value.rep !== 'js' || isWithin(arriving, type)) return;
  const word = e.convert(value, 'js');
  const good = e.code.fresh('fits');
  const look = e.code.fresh('look');
  const bad = e.code.fresh('misfit');
  if (type.objects.length > 0) {
    e.code.branch(hasShapeOf(e, word, type.objects), good, look, 'yes');
    e.code.start(look);
  } else if ((type.prims & P_NUMBER) === P_NUMBER) {
    e.code.branch(e.isNumberWord(word), good, look, 'yes');
    e.code.start(look);
  }
  e.code.branch(e.bool(fitsType(e, type, word)), good, bad, 'yes');
  e.code.start(bad);
  const what = i.op === 'this' ? 'this' : `argument ${(i.attrs.index ?? 0) + 1}`;
  if (isInner(e.f.fn.key)) {
    e.runtime('panic', e.str(`${what} of ${e.f.fn.key} is not what it declares`));
    e.code.end('unreachable');
  } else e.throwFrom('throwTypeError', e.str(`Illegal invocation of ${e.f.fn.name}`));
  e.code.start(good);
}
