/** The end of the stack. */
import { STACK_LIMIT } from '../emission.ts';
import type { FunctionEmitter } from '../function.ts';

/** On entry of a recursive function: a RangeError instead of a stack that grows into its guard. */
export function checkStack(e: FunctionEmitter): void {
  const { code } = e;
  const frame = code.value('call ptr @llvm.frameaddress.p0(i32 0)');
  const address = code.value(`ptrtoint ptr ${frame} to i64`);
  const limit = code.value(`load i64, ptr @${STACK_LIMIT}`);
  const low = code.value(`icmp ult i64 ${address}, ${limit}`);
  const overflow = code.fresh('overflow');
  const fine = code.fresh('fine');
  code.branch(low, overflow, fine, 'no');
  code.start(overflow);
  e.throwFrom('stackOverflow');
  code.start(fine);
}
