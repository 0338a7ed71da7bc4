/**
 * Boxed entries: how a function is called by somebody who doesn't know it. Unpacks boxed arguments, calls the typed
 * body, boxes the result (layout/objects.ts, Functions).
 */
import { hasObjects } from '../passes/inference/type.ts';
import { attributesOf } from './attributes.ts';
import type { BoxedEntry, Emission } from './emission.ts';
import { FunctionEmitter } from './function.ts';
import { type FunctionText, ModuleBuilder } from './module.ts';
import { llvmType, type Value } from './rep.ts';
import { loadArguments, newInstance } from './select/construct.ts';

export function emitBoxedEntry(em: Emission, entry: BoxedEntry): FunctionText {
  const { symbol, instance, construct, hook, object } = entry;
  const e = FunctionEmitter.wrapper(em, instance, 'js', symbol);
  const s = em.signature(instance);
  let self: Value = { rep: 'js', text: '%self' };
  let made: string | undefined;
  if (construct) {
    made = newInstance(e, em.world.instanceOfConstructor(object, '', ''));
    self = { rep: 'ptr', text: made };
    if (em.world.replacedPrototypes.has(object))
      e.runtime('takePrototype', self, { rep: 'js', text: '%newtarget' });
    else if (em.world.unknown.constructsForeign) adoptPrototype(e, self);
  }
  const parts: string[] = [];
  if (s.env) parts.push('ptr %fn');
  if (s.self !== undefined) parts.push(`${llvmType(s.self)} ${e.convert(self, s.self)}`);
  if (s.newTarget) parts.push('i64 %newtarget');
  const listed = hook ? s.params.slice(1) : s.params;
  if (hook && s.params[0] !== undefined) {
    const target: Value = { rep: 'js', text: '%newtarget' };
    parts.push(`${llvmType(s.params[0])} ${e.convert(target, s.params[0])}`);
  }
  parts.push(...loadArguments(e, listed, '%argc', '%argv'));
  if (s.rest) {
    const rest = e.code.value(`getelementptr i64, ptr %argv, i32 ${listed.length}`);
    const count = hook ? e.code.value('add i32 %argc, 1') : '%argc';
    parts.push(`i32 ${count}`, `ptr ${rest}`);
  }
  const result = e.finishCall(s, `${ModuleBuilder.ref(s.symbol)}(${parts.join(', ')})`);
  let word = e.convert(result, 'js');
  if (made !== undefined) {
    const pointer: Value = { rep: 'ptr', text: made };
    word = hasObjects(instance.result.type)
      ? e.convert(e.runtime('constructedValue', pointer, { rep: 'js', text: word }), 'js')
      : e.convert(pointer, 'js');
  }
  const first = e.code.value(`insertvalue { i64, i64 } poison, i64 ${word}, 0`);
  const pair = e.code.value(`insertvalue { i64, i64 } ${first}, i64 0, 1`);
  e.code.end(`ret { i64, i64 } ${pair}`);
  return e.wrapped(
    `define internal { i64, i64 } ${ModuleBuilder.ref(symbol)}(ptr %fn, i64 %self, i64 %newtarget, i32 %argc, ptr %argv) ${attributesOf(instance, false)}`,
  );
}

/** The prototype of an instance is that of `new.target`, where it isn't the constructor itself. */
function adoptPrototype(e: FunctionEmitter, instance: Value): void {
  const own = e.code.value('ptrtoint ptr %fn to i64');
  const isForeign = e.code.value(`icmp ne i64 %newtarget, ${own}`);
  const foreign = e.code.fresh('foreign');
  const next = e.code.fresh('next');
  e.code.branch(isForeign, foreign, next, 'no');
  e.code.start(foreign);
  e.runtime('adoptPrototype', instance, { rep: 'js', text: '%newtarget' });
  if (e.code.open) e.code.jump(next);
  e.code.start(next);
}
