/**
 * Terminators.
 */
import type { Instr } from '../../ir/ir.ts';
import type { FunctionEmitter } from '../function.ts';
import { llvmType } from '../rep.ts';

export function jump(e: FunctionEmitter, i: Instr): void {
  const [target] = i.attrs.targets ?? [];
  if (target !== undefined) e.jumpTo(i.block, target);
}

export function branch(e: FunctionEmitter, i: Instr): void {
  e.branch(i, i.block);
}

export function switchOn(e: FunctionEmitter, i: Instr): void {
  const [otherwise, ...targets] = i.attrs.targets ?? [];
  const [value] = i.args;
  if (otherwise === undefined || value === undefined) return;
  const rep = value.type === 'js' ? 'i32' : e.rep(value);
  const text = e.use(value, rep);
  for (const t of i.attrs.targets ?? []) e.passPhis(i.block, t);
  const cases = (i.attrs.cases ?? []).map((c, n) => {
    const target = targets[n];
    return target === undefined ? '' : `${llvmType(rep)} ${c}, label %${e.label(target)}`;
  });
  e.code.end(`switch ${llvmType(rep)} ${text}, label %${e.label(otherwise)} [ ${cases.join(' ')} ]`);
}

export function returnOp(e: FunctionEmitter, i: Instr): void {
  e.returnValue(i.args[0]);
}

export function throwOp(e: FunctionEmitter, i: Instr): void {
  const error = e.boxed(i.args[0]);
  const [handler] = i.attrs.targets ?? [];
  if (handler === undefined) {
    e.fail(error);
    return;
  }
  e.code.line(`store i64 ${error}, ptr ${e.errorSlot()}`);
  e.jumpTo(i.block, handler);
}

export function check(): void {}

export function unreachable(e: FunctionEmitter): void {
  e.code.end('unreachable');
}
