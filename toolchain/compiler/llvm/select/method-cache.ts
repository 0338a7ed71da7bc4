/**
 * Calls of methods that the run time looks up, in the program's own code: those of the prototypes of constructor functions, which get their
 * methods while the program runs, and those of objects that nobody knows. Each place has a cell with the last shape and where objects of that shape inherit
 * the method, which is true until the epoch of lookups ends (os/runtime/core/objects/lookup.ts): a call is three comparisons and two loads. The method
 * that was found is compared with those that inference knows there, and is called straight if it is one of them.
 */
import type { Instr } from '../../ir/ir.ts';
import {
  EPOCH_SYMBOL,
  METHOD_BYTES,
  METHOD_EPOCH,
  METHOD_PLACE,
  METHOD_SHAPE,
} from '../../layout/objects.ts';
import { MAX_DISPATCH, targetOf } from '../../passes/inference/calls.ts';
import { type AbstractObject, mayBeAbsent } from '../../passes/inference/objects.ts';
import { hasObjects, type Type } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import type { Value } from '../rep.ts';
import { isFast } from './guarded.ts';
import { Meeting, require } from './meeting.ts';
import { load } from './memory.ts';

/** A call of a method of `self`, a boxed word. */
export interface MethodCall {
  readonly name: string;
  /** What inference says of the receiver, of which nothing nullish is left. */
  readonly type: Type;
  readonly self: Value;
  readonly args: readonly Value[];
  /** Calls whatever was found. */
  readonly callAny: (callee: Value) => Value;
}

/** Emits the call; undefined where a cell isn't wanted. */
export function callCached(e: FunctionEmitter, i: Instr, call: MethodCall): Value | undefined {
  const { type, self, name, args, callAny } = call;
  if (!isFast(e) || !hasObjects(type)) return undefined;
  const { code } = e;
  const cell = `method.${e.f.number}.${i.id}`;
  e.em.module.addGlobal(cell, `internal global [${METHOD_BYTES} x i8] zeroinitializer, align 8`);
  const part = (kind: string, offset: number): string =>
    code.value(`load ${kind}, ptr getelementptr (i8, ptr @${cell}, i64 ${offset})`);
  const meeting = new Meeting(e, e.isNever(i) ? 'js' : e.rep(i));
  const [found, other] = [code.fresh('generic'), code.fresh('other')];
  const any = new Meeting(e, 'js');
  if (type.prims !== 0) require(e, e.isPointerWord(self.text), found);
  const pointer = code.value(`inttoptr i64 ${self.text} to ptr`);
  require(e, code.value(
    `icmp eq i32 ${load(e, 'i32', pointer, 'shape')}, ${part('i32', METHOD_SHAPE)}`,
  ), found);
  const epoch = code.value(`load i32, ptr @${EPOCH_SYMBOL}`);
  require(e, code.value(`icmp eq i32 ${epoch}, ${part('i32', METHOD_EPOCH)}`), found);
  const method = code.value(`load ptr, ptr ${part('ptr', METHOD_PLACE)}`);
  for (const fn of knownMethods(type, name)) {
    const [here, next] = [code.fresh('method'), code.fresh('next')];
    const object = ModuleBuilder.ref(e.em.objectSymbol(fn));
    code.branch(code.value(`icmp eq ptr ${method}, ${object}`), here, next, 'yes');
    code.start(here);
    const target = targetOf(e.em.world, e.f, i, fn, type, true);
    meeting.arrive(e.callInstance(target, { env: e.staticEnv(fn), self, args }));
    code.start(next);
  }
  code.jump(other);
  code.start(found);
  const looked = e.runtime('getMethodNoting', self, e.key(name), {
    rep: 'u64',
    text: e.em.wordOfSymbol(cell),
  });
  any.arrive(looked);
  code.start(other);
  any.arrive({ rep: 'js', text: code.value(`ptrtoint ptr ${method} to i64`) });
  meeting.arrive(callAny(any.end()));
  return meeting.end();
}

/** The few functions that a name finds from the objects of a type; none where they are many. The call asks which it is. */
function knownMethods(type: Type, name: string): readonly AbstractObject[] {
  const known = new Set<AbstractObject>();
  for (const object of type.objects) {
    for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
      const field = o.fields.get(name);
      if (field?.present !== true) continue;
      for (const fn of field.type.objects)
        if (fn.kind === 'function' && fn.isStatic && fn.fn?.trusted === false && fn.needsBoxedEntry)
          known.add(fn);
      if (!mayBeAbsent(o, name, field)) break;
    }
  }
  return known.size > MAX_DISPATCH ? [] : [...known];
}
