/**
 * Iterator records (ECMA-262 7.4): arrays, typed arrays, strings, Sets and Maps are walked by index, built-in iterators and generators step
 * without result objects; anything else runs the protocol's methods. None of them is mixed with the others of its kind: methods of generic
 * classes have an instance for each object that they are called on.
 */
import type { ClassInfo, Instr } from '../../ir/ir.ts';
import { symbolKey } from '../../ir/names.ts';
import { P_HOLE, P_STRING } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { callMethod, callOne, directFunctions, methodOf } from './calls.ts';
import type { AbstractObject } from './objects.ts';
import { getProperty, isArray, lookup, typedElements } from './properties.ts';
import {
  HOLE,
  INT32_MAX,
  integer,
  isNever,
  join,
  NEVER,
  ofObject,
  PRIMITIVES,
  STRING,
  type Type,
  UNDEFINED,
  withoutPrims,
} from './type.ts';

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

/** What a record walks, and how: decided alike by inference and selection. */
export type Walk =
  /** Arrays, typed arrays, strings: by index. */
  | { readonly kind: 'indexed'; readonly source: Type }
  /** Sets and Maps: by index of their entries, `$nextFrom` and `$at`. */
  | { readonly kind: 'entries'; readonly source: Type }
  /** Iterators of built-ins and generators: `$advance` and `$taken` in place of `next` and its result object. */
  | { readonly kind: 'steps'; readonly source: Type }
  /** Anything: the run time calls `next`. */
  | { readonly kind: 'protocol' };

/** How the records of a type are walked: the hardest way that one of its sources needs. */
export function walkOf(record: Type): Walk {
  const [only] = record.objects;
  if (only === undefined || record.objects.length !== 1 || only.kind !== 'iterator')
    return { kind: 'protocol' };
  const of = (name: string): Type => only.fields.get(name)?.type ?? NEVER;
  // Nothing that it could walk: the runtime says so.
  if (!isNever(of('iterator'))) return { kind: 'protocol' };
  for (const kind of ['steps', 'entries', 'indexed'] as const) {
    const source = of(kind);
    if (!isNever(source)) return { kind, source };
  }
  return { kind: 'protocol' };
}

/**
 * The record of `iter.open`: the field `indexed` holds what is walked by index, `entries` and `steps` as Walk has it, `iterator` what
 * `Symbol.iterator` returned to the run time. All sources of a record are walked in one way.
 */
export function openIterator(a: Analysis, instr: Instr, source: Type): Type {
  const record = a.w.siteObject(a.f, instr, 'iterator', () => {});
  const objects = a.w.objectsOf(source, a.f);
  if (!source.opaque && objects.every((o) => isIndexed(a, o))) {
    let indexed = (source.prims & P_STRING) !== 0 ? STRING : NEVER;
    for (const o of objects) indexed = join(indexed, ofObject(o));
    a.w.write(record.field('indexed'), indexed);
  } else if (instr.op !== 'iter.open' || !openSteps(a, instr, source, record)) {
    // Undefined, so that there is a protocol to run even when nothing here can be iterated.
    a.w.write(record.field('iterator'), UNDEFINED);
    const iterator = callMethod(a, instr, source, ITERATOR, { listed: [] }, true);
    a.w.write(record.field('iterator'), iterator);
  }
  return ofObject(record);
}

const ITERATOR = symbolKey('iterator');

/** Opens what has iterators that step by themselves; false when some source has others, or it isn't known which. */
function openSteps(a: Analysis, instr: Instr, source: Type, record: AbstractObject): boolean {
  if (source.opaque || (source.prims & P_STRING) !== 0) return false;
  const receivers = withoutPrims(source, PRIMITIVES);
  const methods = directFunctions(a.w, receivers, (o) => methodOf(o, ITERATOR, 0));
  if (methods === undefined) return false;
  const iterators = callMethod(a, instr, receivers, ITERATOR, { listed: [] });
  if (iterators.prims !== 0 || iterators.opaque) return false;
  for (const o of iterators.objects) if (!stepsItself(a, o)) return false;
  if (directFunctions(a.w, iterators, (o) => methodOf(o, '$advance', 0)) === undefined)
    return iterators.objects.length === 0;
  if (receivers.objects.every((o, n) => hasEntries(o, methods[n]))) {
    a.w.write(record.field('entries'), receivers);
    callMethod(a, instr, receivers, '$generation', { listed: [] });
    for (const o of receivers.objects) a.w.watchFields(o, a.f);
  } else a.w.write(record.field('steps'), iterators);
  return true;
}

/** Is an iterator one of a built-in's with `$advance` and `$taken`, whose `next` nobody replaced, nor gave it a `return`? */
function stepsItself(a: Analysis, iterator: AbstractObject): boolean {
  const owner = builtinOwner(iterator, 'next');
  if (owner === undefined || builtinOwner(iterator, '$advance') !== owner) return false;
  if (builtinOwner(iterator, '$taken') !== owner) return false;
  lookup(a, iterator, 'next');
  a.w.watchFields(iterator, a.f);
  return lookup(a, iterator, 'return') === undefined || builtinOwner(iterator, 'return') === owner;
}

/** Is a source a built-in's with `$nextFrom` and `$at` beside the method that makes its iterators? */
function hasEntries(source: AbstractObject, method: AbstractObject | undefined): boolean {
  const owner = method?.fn?.owner;
  return owner !== undefined && ENTRY_METHODS.every((name) => builtinOwner(source, name) === owner);
}

const ENTRY_METHODS = ['$generation', '$nextFrom', '$at'];

/** The class of os/ whose method surely is under a name of an object. */
function builtinOwner(object: AbstractObject, name: string): ClassInfo | undefined {
  const owner = methodOf(object, name, undefined)?.fn?.owner;
  return owner?.trusted === true ? owner : undefined;
}

/** `iter.step`: the next value, or a hole. */
export function iteratorStep(a: Analysis, instr: Instr, record: Type): Type {
  let result = HOLE;
  for (const r of record.objects) {
    if (r.kind !== 'iterator') continue;
    result = join(result, indexedStep(a, a.w.read(r.field('indexed'), a.f)));
    const call = (source: Type, name: string, ...listed: Type[]): Type =>
      isNever(source) ? NEVER : callMethod(a, instr, source, name, { listed });
    const entries = a.w.read(r.field('entries'), a.f);
    const index = integer(0, INT32_MAX);
    call(entries, '$nextFrom', index, call(entries, '$generation'));
    result = join(result, call(entries, '$at', index));
    const steps = a.w.read(r.field('steps'), a.f);
    call(steps, '$advance');
    result = join(result, call(steps, '$taken'));
    const iterator = a.w.read(r.field('iterator'), a.f);
    if (isNever(iterator)) continue;
    const step = callMethod(a, instr, iterator, 'next', { listed: [] }, true);
    getProperty(a, instr, step, 'done');
    result = join(result, getProperty(a, instr, step, 'value'));
  }
  return a.w.settle(result);
}

function indexedStep(a: Analysis, source: Type): Type {
  let result = (source.prims & P_STRING) !== 0 ? STRING : NEVER;
  for (const o of source.objects) {
    const typed = typedElements(o);
    if (typed !== undefined) result = join(result, typed);
    else {
      const elements = a.w.read(o.elements, a.f);
      result = join(result, withoutPrims(elements, P_HOLE));
      if ((elements.prims & P_HOLE) !== 0) result = join(result, UNDEFINED);
    }
  }
  return result;
}

/** Closing: the run time calls `return` of the iterators behind a record. */
export function closeIterator(a: Analysis, instr: Instr, record: Type): void {
  for (const r of record.objects) {
    if (r.kind !== 'iterator') continue;
    for (const name of ['iterator', 'steps'])
      callMethod(a, instr, a.w.read(r.field(name), a.f), 'return', { listed: [] }, true);
  }
}

/** An operation that the run time does in TypeScript, analysed as a call of that function. */
export function callRuntime(a: Analysis, instr: Instr, name: string, args: readonly Type[]): Type {
  const callee = a.w.functionObject(a.w.program.runtimeFunction(name));
  return callOne(a, instr, callee, UNDEFINED, { listed: args }, undefined);
}
