/**
 * The write barrier (os/memory/barrier.ts): before a pointer in the heap or in a variable of a module is overwritten, a test of one byte; while
 * a marking is under way, a call out of line that keeps all registers.
 *
 * Functions that are optimised for size make the test in a function, too.
 *
 * No barrier where nothing can be lost: the place never holds a pointer (numbers, booleans), or holds none yet (what a literal, a cell or a
 * closure begins with; the first assignment to a field of `this` in a constructor).
 */
import { COLLECT_AT_ONCE, MARKING_SYMBOL } from '../../layout/heap.ts';
import { isForSize } from '../attributes.ts';
import type { FunctionEmitter } from '../function.ts';
import { load } from './memory.ts';
import { slowPath } from './slow-path.ts';

const KEEP = 'importos.keep';
const GUARD = 'importos.guard';

/** Emits the barrier of a store to `place`, which holds a boxed word that may be a pointer. */
export function barrier(e: FunctionEmitter, place: string): void {
  if (e.em.heap.collection === COLLECT_AT_ONCE) return;
  const { code } = e;
  if (isForSize(e.f, e.em.recursion.checks(e.f))) {
    code.line(
      `call preserve_mostcc void @${guardFunction(e)}(ptr ${place}) memory(argmem: read, inaccessiblemem: readwrite)`,
    );
    return;
  }
  const marking = load(e, 'i8', `@${MARKING_SYMBOL}`, 'collector');
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

/** The whole barrier as a function of the place. */
function guardFunction(e: FunctionEmitter): string {
  const keepFunction = slowPath(e, KEEP, 'keepOverwritten', 'void');
  if (e.em.module.has(GUARD)) return GUARD;
  e.em.module.reserve(GUARD);
  e.em.module.addFunction({
    ref: `@${GUARD}`,
    origin: '',
    text: [
      `define internal preserve_mostcc void @${GUARD}(ptr %place) noinline nounwind "frame-pointer"="all" {`,
      `  %marking = load i8, ptr @${MARKING_SYMBOL}`,
      '  %isMarking = icmp ne i8 %marking, 0',
      '  br i1 %isMarking, label %keep, label %done, !prof !1',
      'keep:',
      '  %old = load i64, ptr %place',
      `  call preserve_mostcc void @${keepFunction}(i64 %old)`,
      '  br label %done',
      'done:',
      '  ret void',
      '}',
      '',
    ].join('\n'),
  });
  return GUARD;
}
