/**
 * New objects of a size known at compile time: the first cell of a free list, taken inline. An empty list is a call out of line that
 * keeps all registers. Functions that are optimised for size call the heap instead.
 *
 *     cell = head of the class's list      store head = cell.next
 *     store header                         store 0 … over the rest, of which LLVM drops what the object's own values replace
 *
 * The zeroes are stored at once because a collection may come before the object's values do, and must find no pointers of what was
 * here before.
 */
import { FREE_LISTS_SYMBOL, FREE_NEXT, SMALL_MAX, sizeClassOf } from '../../layout/heap.ts';
import { isForSize } from '../attributes.ts';
import type { FunctionEmitter } from '../function.ts';
import { load, store } from './memory.ts';
import { slowPath } from './slow-path.ts';

const REFILL = 'importos.refill';
/** Objects up to this size are cleared word by word, so that each store can be dropped on its own. */
const WORDWISE_MAX = 128;

/** A new heap object with its header written; the rest is zero. */
export function allocate(e: FunctionEmitter, sizeBytes: number, shape: string): string {
  return allocateHeaded(e, sizeBytes, e.em.wordOfSymbol(shape));
}

/** The same with the word of the header. */
export function allocateHeaded(e: FunctionEmitter, sizeBytes: number, header: string): string {
  if (sizeBytes > SMALL_MAX || isForSize(e.f, e.em.recursion.checks(e.f))) {
    const address = e.runtime(
      'allocate',
      { rep: 'u64', text: String(sizeBytes) },
      { rep: 'u64', text: header },
    );
    return e.code.value(`inttoptr i64 ${e.convert(address, 'u64')} to ptr`);
  }
  const cell = takeCell(e, sizeClassOf(sizeBytes));
  e.storeWord(cell, 0, header);
  if (sizeBytes > WORDWISE_MAX) {
    const rest = e.code.value(`getelementptr i8, ptr ${cell}, i64 8`);
    e.code.line(`call void @llvm.memset.p0.i64(ptr align 8 ${rest}, i8 0, i64 ${sizeBytes - 8}, i1 false)`);
  } else for (let at = 8; at < sizeBytes; at += 8) e.storeWord(cell, at, '0');
  return cell;
}

/** Takes the first cell of a class's list; what is in it is undefined. */
function takeCell(e: FunctionEmitter, sizeClass: number): string {
  const { code } = e;
  const list = `getelementptr (i8, ptr @${FREE_LISTS_SYMBOL}, i64 ${sizeClass * 8})`;
  const head = load(e, 'ptr', list, 'collector');
  const [taken, empty, done] = [code.fresh('taken'), code.fresh('empty'), code.fresh('done')];
  code.branch(code.value(`icmp eq ptr ${head}, null`), empty, taken, 'no');
  code.start(empty);
  const refill = slowPath(e, REFILL, 'takeFromRefilled', 'i64');
  const address = code.value(`call preserve_mostcc i64 @${refill}(i64 ${sizeClass})`);
  const swept = code.value(`inttoptr i64 ${address} to ptr`);
  code.jump(done);
  code.start(taken);
  const next = code.value(`load i64, ptr ${code.value(`getelementptr i8, ptr ${head}, i64 ${FREE_NEXT}`)}`);
  store(e, 'i64', next, list, 'collector');
  code.jump(done);
  code.start(done);
  return code.value(`phi ptr [ ${swept}, %${empty} ], [ ${head}, %${taken} ]`);
}
