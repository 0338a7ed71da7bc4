/**
 * Iterator records. When everything that is walked has indices, a record is two words in the stack frame: what is walked
 * and where we are. Anything else runs the iterator protocol through the runtime.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_STRING } from '../../ir/types.ts';
import { ARRAY_ELEMENT_KIND, ARRAY_LENGTH, ELEMENTS_BOXED } from '../../layout/objects.ts';
import { isNever, type Type, withoutPrims } from '../../passes/inference/type.ts';
import { arraysStepThemselves } from '../closed-world.ts';
import { WORD_HOLE_TEXT, WORD_UNDEFINED_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { llvmType, type Rep, repOf, type Value } from '../rep.ts';
import { allocate } from './allocate.ts';
import { containerOf, loadElement, loadLength } from './elements.ts';
import { guard } from './guard.ts';
import { isFast } from './guarded.ts';
import { field, loadField, store } from './memory.ts';
import { storageRep } from './values.ts';

type Plan =
  | { readonly kind: 'indexed'; readonly source: Type }
  | { readonly kind: 'string' }
  | { readonly kind: 'mixed' }
  | { readonly kind: 'protocol' };

/** How the records of a type are walked. */
function planOf(record: Type): Plan {
  const [only] = record.objects;
  if (only === undefined || record.objects.length !== 1 || only.kind !== 'iterator')
    return { kind: 'protocol' };
  const iterator = only.field('iterator').type;
  const source = only.field('source').type;
  // Nothing that it could walk: the runtime says so.
  if (!isNever(iterator) || isNever(source)) return { kind: 'protocol' };
  if (source.prims === P_STRING && source.objects.length === 0) return { kind: 'string' };
  if (source.prims === 0 && containerOf(source) !== undefined) return { kind: 'indexed', source };
  return { kind: 'mixed' };
}

const SOURCE = 8;
const NEXT = 16;
const INDEX = 24;

/**
 * A record is a heap object {header; +8 source or iterator; +16 next method; +24 index} of the runtime's making, so that it may
 * live across suspensions.
 */
export function open(e: FunctionEmitter, i: Instr): void {
  const plan = planOf(e.type(i));
  const [source] = i.args;
  if (plan.kind === 'protocol') {
    const open = walksArrays(e, i) ? 'openWalk' : 'openIterator';
    e.set(i, e.runtime(open, e.arg(source), e.str(i.attrs.text ?? '')));
    return;
  }
  const type = e.type(source);
  const walked =
    type.prims !== 0 && plan.kind !== 'string'
      ? e.runtime('requireIterable', e.arg(source), e.str(i.attrs.text ?? ''))
      : e.arg(source);
  const sourceWord = e.convert(walked, 'js');
  const record = allocate(e, 32, e.em.iteratorShape());
  e.storeWord(record, SOURCE, sourceWord);
  e.set(i, { rep: 'ptr', text: record });
}

export function step(e: FunctionEmitter, i: Instr): void {
  const [record] = i.args;
  const plan = planOf(e.type(record));
  if (plan.kind === 'protocol') {
    stepped(
      e,
      i,
      walksArrays(e, record) ? stepWalk(e, e.use(record, 'ptr')) : e.runtime('stepIterator', e.arg(record)),
    );
    return;
  }
  const pointer = e.use(record, 'ptr');
  if (plan.kind !== 'indexed') {
    const name = plan.kind === 'string' ? 'stepString' : 'stepIndexed';
    stepped(e, i, e.runtime(name, { rep: 'ptr', text: pointer }));
    return;
  }
  const container = containerOf(plan.source);
  if (container === undefined) return;
  const source = loadField(e, pointer, SOURCE, 'ptr', 'record source');
  const index = loadField(e, pointer, INDEX, 'i32', 'record index');
  const length = loadLength(e, container, source);
  const more = e.code.value(`icmp ult i32 ${index}, ${length}`);
  const rep = valueRep(e.type(i));
  const have = e.code.fresh('have');
  const next = e.code.fresh('next');
  const none = e.code.label;
  e.code.branch(more, have, next, 'yes');
  e.code.start(have);
  const loaded = loadElement(e, container, source, index);
  guard(e, i, loaded);
  const text = e.convert(loaded, rep);
  const after = e.code.value(`add i32 ${index}, 1`);
  store(e, 'i32', after, field(e, pointer, INDEX), 'record index');
  const end = e.code.label;
  e.code.jump(next);
  e.code.start(next);
  const value = e.code.value(`phi ${llvmType(rep)} [ ${zero(rep)}, %${none} ], [ ${text}, %${end} ]`);
  e.side.set(i, e.code.value(`xor i1 ${more}, true`));
  e.setRaw(i, { rep, text: value });
}

/**
 * May arrays be walked by index where inference doesn't know that it is arrays? Only programs are worth it, and nobody may have replaced
 * `next` of the iterators that arrays make.
 */
function walksArrays(e: FunctionEmitter, record: Instr | undefined): boolean {
  if (!isFast(e) || record === undefined) return false;
  const [only] = e.type(record).objects;
  return only?.kind === 'iterator' && e.type(record).objects.length === 1 && arraysStepThemselves(e.em.world);
}

/** A record that openWalk made: boxed elements in place, what else there is by the run time. */
function stepWalk(e: FunctionEmitter, pointer: string): Value {
  const { code } = e;
  const generic = (): Value => e.runtime('stepWalk', { rep: 'ptr', text: pointer });
  const method = loadField(e, pointer, NEXT, 'i64', 'record next');
  return e.choose(code.value(`icmp ne i64 ${method}, ${WORD_HOLE_TEXT}`), generic, () => {
    const source = loadField(e, pointer, SOURCE, 'ptr', 'record source');
    const index = loadField(e, pointer, INDEX, 'i32', 'record index');
    const length = loadField(e, source, ARRAY_LENGTH, 'i32', 'array length');
    const kind = loadField(e, source, ARRAY_ELEMENT_KIND, 'i32', 'array kind');
    const inside = code.value(`icmp ult i32 ${index}, ${length}`);
    const boxed = code.value(`icmp eq i32 ${kind}, ${ELEMENTS_BOXED}`);
    const other = code.value(`xor i1 ${code.value(`and i1 ${inside}, ${boxed}`)}, true`);
    return e.choose(other, generic, () => {
      const container = { kind: 'array', elements: ELEMENTS_BOXED, holes: true, pointers: true } as const;
      const word = loadElement(e, container, source, index);
      store(e, 'i32', code.value(`add i32 ${index}, 1`), field(e, pointer, INDEX), 'record index');
      return word;
    });
  });
}

/** The next value or a hole, as the run time returns it. */
function stepped(e: FunctionEmitter, i: Instr, value: Value): void {
  const word: Value = { rep: 'js', text: e.convert(value, 'js') };
  guard(e, i, word);
  e.setRaw(i, word);
}

/** The representation of the stepped value without its hole: `done` is a bit of its own. */
function valueRep(type: Type): Rep {
  return storageRep(repOf(withoutPrims(type, 256)));
}

function zero(rep: Rep): string {
  if (rep === 'f64' || rep === 'f64u') return '0.0';
  if (rep === 'js') return WORD_UNDEFINED_TEXT;
  if (rep === 'ptr') return 'null';
  return rep === 'bool' ? 'false' : '0';
}

export function openAsync(e: FunctionEmitter, i: Instr): void {
  e.set(i, e.runtime('openAsyncIterator', e.arg(i.args[0])));
}

export function nextAsync(e: FunctionEmitter, i: Instr): void {
  e.set(i, e.runtime('stepAsyncIterator', e.arg(i.args[0])));
}

export function result(e: FunctionEmitter, i: Instr): void {
  e.setRaw(i, { rep: 'js', text: e.convert(e.runtime('iteratorResult', e.arg(i.args[0])), 'js') });
}

export function close(e: FunctionEmitter, i: Instr): void {
  if (planOf(e.type(i.args[0])).kind !== 'protocol') return;
  e.runtime(walksArrays(e, i.args[0]) ? 'closeWalk' : 'closeIterator', e.arg(i.args[0]));
}

export function abandon(e: FunctionEmitter, i: Instr): void {
  if (planOf(e.type(i.args[0])).kind !== 'protocol') return;
  e.runtime(walksArrays(e, i.args[0]) ? 'abandonWalk' : 'abandonIterator', e.arg(i.args[0]));
}

export function closeAsync(e: FunctionEmitter, i: Instr): void {
  e.setRaw(i, { rep: 'js', text: e.convert(e.runtime('closeAsyncIterator', e.arg(i.args[0])), 'js') });
}

export function forInKeys(e: FunctionEmitter, i: Instr): void {
  e.set(i, e.runtime('forInKeys', e.arg(i.args[0])));
}

export function forInHas(e: FunctionEmitter, i: Instr): void {
  e.setRaw(i, { rep: 'bool', text: e.bool(e.runtime('forInHas', e.arg(i.args[0]), e.arg(i.args[1]))) });
}

export function iteratorObject(e: FunctionEmitter, i: Instr): void {
  e.set(i, e.runtime('asyncIteratorObject', e.arg(i.args[0])));
}
