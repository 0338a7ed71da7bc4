/**
 * Functions that compiled code hardly ever calls, from places that run very often: the call keeps all registers of its caller, and is never
 * inlined. What the caller keeps in registers is then in the frame of the function, where the collector finds it.
 */
import type { FunctionInstance } from '../../passes/inference/objects.ts';
import { isThrowing } from '../attributes.ts';
import { isOsPlace } from '../debug-info.ts';
import { type Emission, llvmResult, type Signature } from '../emission.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import { llvmType } from '../rep.ts';

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

/** Is a call of the function from a cold place one that keeps registers? After one that throws nothing is wanted of them. */
export function isAside({ fn }: FunctionInstance): boolean {
  return isOsPlace(fn.span) && !isThrowing(fn.key);
}

/** A function that goes on to another of the same signature, for such calls, as texts name it. */
export function asideOf({ module }: Emission, s: Signature): string {
  const symbol = `aside.${s.symbol}`;
  if (module.has(symbol)) return ModuleBuilder.ref(symbol);
  module.reserve(symbol);
  const types = s.params.map(llvmType);
  if (s.newTarget) types.unshift('i64');
  if (s.self !== undefined) types.unshift(llvmType(s.self));
  if (s.env) types.unshift('ptr');
  if (s.rest) types.push('i32', 'ptr');
  const params = types.map((type, n) => `${type} %p${n}`).join(', ');
  const result = llvmResult(s);
  const call = `call ${result} ${ModuleBuilder.ref(s.symbol)}(${params})`;
  const ref = ModuleBuilder.ref(symbol);
  module.addFunction({
    ref,
    origin: '',
    text: [
      `define internal preserve_mostcc ${result} ${ref}(${params}) noinline cold nounwind minsize optsize "frame-pointer"="all" {`,
      ...(result === 'void'
        ? [`  ${call}`, '  ret void']
        : [`  %result = ${call}`, `  ret ${result} %result`]),
      '}',
      '',
    ].join('\n'),
  });
  return ref;
}
