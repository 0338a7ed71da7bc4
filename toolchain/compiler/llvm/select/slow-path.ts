/**
 * Functions of the heap that compiled code hardly ever calls, from places that run very often: the call keeps all registers of its caller, and
 * is never inlined. What the caller keeps in registers is then in the frame of the function, where the collector finds it.
 */
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';

/** The symbol of such a function of one machine word, which goes on to one of os/runtime/support.ts. */
export function slowPath(
  e: FunctionEmitter,
  symbol: string,
  runtimeName: string,
  result: 'i64' | 'void',
): string {
  const signature = e.em.signature(e.em.runtime(runtimeName));
  if (signature.throws) throw new Error(`${runtimeName} must not throw`);
  const target = ModuleBuilder.ref(signature.symbol);
  if (e.em.module.has(symbol)) return symbol;
  e.em.module.reserve(symbol);
  const call = `call ${result} ${target}(i64 %word)`;
  e.em.module.addFunction({
    ref: `@${symbol}`,
    origin: '',
    text: [
      `define internal preserve_mostcc ${result} @${symbol}(i64 %word) noinline cold nounwind "frame-pointer"="all" {`,
      ...(result === 'void' ? [`  ${call}`, '  ret void'] : [`  %result = ${call}`, '  ret i64 %result']),
      '}',
      '',
    ].join('\n'),
  });
  return symbol;
}
