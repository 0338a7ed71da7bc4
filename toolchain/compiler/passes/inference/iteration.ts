/**
 * Iterator records (ECMA-262 7.4): arrays, typed arrays and strings are known; anything else runs the protocol's
 * methods.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_HOLE, P_STRING } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { callOne, callValue } from './calls.ts';
import type { AbstractObject } from './objects.ts';
import { getProperty, isArray, typedElements } from './properties.ts';
import { HOLE, join, NEVER, OPAQUE, ofObject, STRING, type Type, UNDEFINED, withoutPrims } from './type.ts';

/** Is the source walked by index, without calling any method? */
export function isIndexed(object: AbstractObject): boolean {
  return isArray(object) || typedElements(object) !== undefined;
}

/** The record of `iter.open`: field `source` holds what is walked by index, `iterator` what `@@iterator` returned. */
export function openIterator(a: Analysis, instr: Instr, source: Type): Type {
  const record = a.w.siteObject(a.f, instr, 'iterator', () => {});
  let indexed = (source.prims & P_STRING) !== 0 ? STRING : NEVER;
  for (const o of a.w.objectsOf(source, a.f)) {
    if (isIndexed(o)) indexed = join(indexed, ofObject(o));
    else a.w.write(record.field('iterator'), callByProtocol(a, instr, ofObject(o), '@@iterator'));
  }
  if (source.opaque) {
    a.w.askUnknown('@@iterator');
    a.w.write(record.field('iterator'), OPAQUE);
  }
  a.w.write(record.field('source'), indexed);
  return ofObject(record);
}

/** The runtime looks the method up and calls it through its boxed entry. */
function callByProtocol(a: Analysis, instr: Instr, receiver: Type, name: string): Type {
  let result = NEVER;
  for (const o of receiver.objects) {
    const self = ofObject(o);
    result = join(result, callValue(a, instr, getProperty(a, instr, self, name), self, { listed: [] }, true));
  }
  if (receiver.opaque) {
    a.w.askUnknown(name);
    result = join(result, OPAQUE);
  }
  return a.w.settle(result);
}

/** `iter.step`: the next value, or a hole. */
export function iteratorStep(a: Analysis, instr: Instr, record: Type): Type {
  let result = HOLE;
  for (const r of record.objects) {
    if (r.kind !== 'iterator') continue;
    const source = a.w.read(r.field('source'), a.f);
    if ((source.prims & P_STRING) !== 0) result = join(result, STRING);
    for (const o of source.objects) {
      const typed = typedElements(o);
      if (typed !== undefined) result = join(result, typed);
      else {
        const elements = a.w.read(o.elements, a.f);
        result = join(result, withoutPrims(elements, P_HOLE));
        if ((elements.prims & P_HOLE) !== 0) result = join(result, UNDEFINED);
      }
    }
    const step = callByProtocol(a, instr, a.w.read(r.field('iterator'), a.f), 'next');
    getProperty(a, instr, step, 'done');
    result = join(result, getProperty(a, instr, step, 'value'));
  }
  return a.w.settle(result);
}

/** Closing: calls `return` of the iterators behind a record. */
export function closeIterator(a: Analysis, instr: Instr, record: Type): void {
  for (const r of record.objects) {
    if (r.kind === 'iterator') callByProtocol(a, instr, a.w.read(r.field('iterator'), a.f), 'return');
  }
}

/** An operation that the run time does in TypeScript, analysed as a call of that function. */
export function callRuntime(a: Analysis, instr: Instr, name: string, args: readonly Type[]): Type {
  const callee = a.w.functionObject(a.w.program.runtimeFunction(name));
  return callOne(a, instr, callee, UNDEFINED, { listed: args }, undefined);
}
