/**
 * Iterator records (ECMA-262 7.4): arrays, typed arrays and strings are known; anything else runs the protocol's
 * methods.
 */
import type { Instr } from '../../ir/ir.ts';
import { symbolKey } from '../../ir/names.ts';
import { P_HOLE, P_STRING } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { callMethod, callOne } from './calls.ts';
import type { AbstractObject } from './objects.ts';
import { getProperty, isArray, lookup, typedElements } from './properties.ts';
import { HOLE, join, NEVER, ofObject, STRING, type Type, UNDEFINED, withoutPrims } from './type.ts';

/** Is the source walked by index, without calling any method? Not if it has, or inherits, an iterator of the program's. */
function isIndexed(a: Analysis, object: AbstractObject): boolean {
  if (!isArray(object) && typedElements(object) === undefined) return false;
  const found = lookup(a, object, symbolKey('iterator'));
  if (found === undefined) return true;
  const { holder, field } = found;
  a.w.read(field, a.f);
  if (field.dynamic || field.getter !== undefined) return false;
  const isBuiltin = holder.class?.trusted === true || holder.isArguments;
  return isBuiltin && field.type.objects.every((o) => o === field.method);
}

/**
 * The record of `iter.open`: field `source` holds what is walked by index, `iterator` what `Symbol.iterator` returned. As soon as one source
 * isn't walked by index, the run time drives the protocol for all of them.
 */
export function openIterator(a: Analysis, instr: Instr, source: Type): Type {
  const record = a.w.siteObject(a.f, instr, 'iterator', () => {});
  const objects = a.w.objectsOf(source, a.f);
  if (!source.opaque && objects.every((o) => isIndexed(a, o))) {
    let indexed = (source.prims & P_STRING) !== 0 ? STRING : NEVER;
    for (const o of objects) indexed = join(indexed, ofObject(o));
    a.w.write(record.field('source'), indexed);
  } else {
    // Undefined, so that there is a protocol to run even when nothing here can be iterated.
    a.w.write(record.field('iterator'), UNDEFINED);
    a.w.write(
      record.field('iterator'),
      callMethod(a, instr, source, symbolKey('iterator'), { listed: [] }, true),
    );
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

/** Closing: calls `return` of the iterators behind a record. */
export function closeIterator(a: Analysis, instr: Instr, record: Type): void {
  for (const r of record.objects) {
    if (r.kind !== 'iterator') continue;
    callMethod(a, instr, a.w.read(r.field('iterator'), a.f), 'return', { listed: [] }, true);
  }
}

/** An operation that the run time does in TypeScript, analysed as a call of that function. */
export function callRuntime(a: Analysis, instr: Instr, name: string, args: readonly Type[]): Type {
  const callee = a.w.functionObject(a.w.program.runtimeFunction(name));
  return callOne(a, instr, callee, UNDEFINED, { listed: args }, undefined);
}
