/**
 * Iterator records (ECMA-262 7.4): arrays, typed arrays and strings are known; anything else runs the protocol's
 * methods.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_HOLE, P_STRING } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { callMethod } from './calls.ts';
import type { AbstractObject } from './objects.ts';
import { getProperty, isArray, typedElements } from './properties.ts';
import {
  HOLE,
  isNever,
  join,
  NEVER,
  OPAQUE,
  ofObject,
  STRING,
  type Type,
  UNDEFINED,
  withoutPrims,
} from './type.ts';

/** Is the source walked by index, without calling any method? */
export function isIndexed(object: AbstractObject): boolean {
  return isArray(object) || typedElements(object) !== undefined;
}

/**
 * The record of `iter.open`: field `source` holds what is walked by index, `iterator` what `@@iterator` returned. As soon as one source
 * isn't walked by index, the run time drives the protocol for all of them.
 */
export function openIterator(a: Analysis, instr: Instr, source: Type): Type {
  const record = a.w.siteObject(a.f, instr, 'iterator', () => {});
  const objects = a.w.objectsOf(source, a.f);
  const walked = instr.op !== 'iter.open.async' && !source.opaque && objects.every(isIndexed);
  if (walked) {
    let indexed = (source.prims & P_STRING) !== 0 ? STRING : NEVER;
    for (const o of objects) indexed = join(indexed, ofObject(o));
    a.w.write(record.field('source'), indexed);
    return ofObject(record);
  }
  const field = record.field('iterator');
  const iterator = callMethod(a, instr, source, '@@iterator', { listed: [] }, true);
  if (instr.op !== 'iter.open.async') a.w.write(field, iterator);
  else {
    // A sync iterator is wrapped by the run time, out of our sight.
    a.w.escapeAll(iterator);
    for (const name of ['next', 'return', 'done', 'value']) a.w.askUnknown(name);
    if (!isNever(iterator)) a.w.write(field, OPAQUE);
    a.w.write(field, callMethod(a, instr, source, '@@asyncIterator', { listed: [] }, true));
  }
  return ofObject(record);
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
    const iterator = a.w.read(r.field('iterator'), a.f);
    const step = callMethod(a, instr, iterator, 'next', { listed: [] }, true);
    getProperty(a, instr, step, 'done');
    result = join(result, getProperty(a, instr, step, 'value'));
  }
  return a.w.settle(result);
}

/** Calls a method of the iterators behind a record: `next` of async ones, `return` when closing. */
export function stepSources(a: Analysis, instr: Instr, record: Type, method = 'next', argument?: Type): Type {
  let result = NEVER;
  for (const r of record.objects) {
    if (r.kind !== 'iterator') continue;
    const iterator = a.w.read(r.field('iterator'), a.f);
    result = join(
      result,
      callMethod(a, instr, iterator, method, { listed: argument === undefined ? [] : [argument] }, true),
    );
  }
  return a.w.settle(result);
}

/** The iterators behind a record; indexed ones are made into real iterators by the runtime. */
export function iteratorObject(a: Analysis, record: Type): Type {
  let result = NEVER;
  for (const r of record.objects) result = join(result, a.w.read(r.field('iterator'), a.f));
  return a.w.settle(result);
}
