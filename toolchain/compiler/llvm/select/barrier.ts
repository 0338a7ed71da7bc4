/**
 * The write barrier (os/memory/barrier.ts): before a pointer in the heap or in a variable of a module is overwritten, a test of one byte; while
 * a marking is under way, a call out of line that keeps all registers.
 *
 * No barrier where nothing can be lost: the place never holds a pointer (numbers, booleans), or holds none yet (what a literal, a cell or a
 * closure begins with; the first assignment to a field of `this` in a constructor).
 */
import { COLLECT_AT_ONCE, MARKING_SYMBOL } from '../../layout/heap.ts';
import type { FunctionEmitter } from '../function.ts';
import { slowPath } from './slow-path.ts';

const KEEP = 'importos.keep';

/** Emits the barrier of a store to `place`, which holds a boxed word that may be a pointer. */
export function barrier(e: FunctionEmitter, place: string): void {
  if (e.em.heap.collection === COLLECT_AT_ONCE) return;
  const { code } = e;
  const marking = code.value(`load i8, ptr @${MARKING_SYMBOL}`);
  const [keep, store] = [code.fresh('keep'), code.fresh('store')];
  code.branch(code.value(`icmp ne i8 ${marking}, 0`), keep, store, 'no');
  code.start(keep);
  const old = code.value(`load i64, ptr ${place}`);
  // What the call changes is the collector's: nothing that this function could have loaded.
  const keepFunction = slowPath(e, KEEP, 'keepOverwritten', 'void');
  code.line(`call preserve_mostcc void @${keepFunction}(i64 ${old}) memory(inaccessiblemem: readwrite)`);
  code.jump(store);
  code.start(store);
}
