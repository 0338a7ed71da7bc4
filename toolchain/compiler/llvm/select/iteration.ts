/**
 * Iterator records {header; +8 what is walked, or the iterator; +16 its `next`; +24 index}: in the stack frame, unless they live across
 * suspensions. What has indices is walked by them, Sets and Maps by the indices of their entries; iterators of built-ins and generators are
 * asked to advance, without an object for each result. Anything else runs the iterator protocol through the runtime (inference/iteration.ts).
 */
import type { FunctionIr, Instr } from '../../ir/ir.ts';
import { symbolKey } from '../../ir/names.ts';
import { P_STRING } from '../../ir/types.ts';
import { ARRAY_ELEMENT_KIND, ARRAY_LENGTH, ELEMENTS_BOXED } from '../../layout/objects.ts';
import { walkOf } from '../../passes/inference/iteration.ts';
import { PRIMITIVES, type Type, withoutPrims } from '../../passes/inference/type.ts';
import type { Alias } from '../alias.ts';
import { arraysStepThemselves } from '../closed-world.ts';
import { WORD_HOLE_TEXT, WORD_UNDEFINED_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { llvmType, type Rep, repOf, type Value } from '../rep.ts';
import { allocate } from './allocate.ts';
import { barrier } from './barrier.ts';
import { callNamed, type Receiver } from './calls.ts';
import { type ArrayContainer, containerOf, loadElement, loadLength } from './elements.ts';
import { guard } from './guard.ts';
import { isFast } from './guarded.ts';
import { field, loadField, store } from './memory.ts';
import { storageRep } from './values.ts';

/** A record's words, whether it is in the stack frame or on the heap. */
const SOURCE = 8;
/** What `next` is; of entries, the generation in which the index is right. */
const NEXT = 16;
const INDEX = 24;
const RECORD_BYTES = 32;

const ENTRIES_CALL = '$generation';

export function open(e: FunctionEmitter, i: Instr): void {
  const [source] = i.args;
  const walk = walkOf(e.type(i));
  if (walk.kind === 'protocol') {
    openProtocol(e, i);
    return;
  }
  const type = e.type(source);
  const isSure = type.prims === 0 || (walk.kind === 'indexed' && walk.source.prims === type.prims);
  const given = isSure
    ? e.arg(source)
    : e.runtime('requireIterable', e.arg(source), e.str(i.attrs.text ?? ''));
  const receiver: Receiver = { type: withoutPrims(type, PRIMITIVES), value: given };
  const walked = walk.kind === 'steps' ? callNamed(e, i, receiver, symbolKey('iterator'), []) : given;
  const generation = walk.kind === 'entries' ? callNamed(e, i, receiver, ENTRIES_CALL, []) : undefined;
  setRecord(e, i, walked, generation);
}

/** Makes a record: in the frame when nothing but iteration uses it, else on the heap, where it lives across suspensions. */
function setRecord(e: FunctionEmitter, i: Instr, walked: Value, next?: Value): void {
  let record: string;
  if (isInFrame(e, i)) {
    record = e.code.alloca('i64', RECORD_BYTES / 8);
    store(e, 'i32', '0', field(e, record, INDEX), 'record index');
  } else record = allocate(e, RECORD_BYTES, e.em.iteratorShape());
  store(e, 'i64', e.convert(walked, 'js'), field(e, record, SOURCE), 'record source');
  if (next !== undefined) store(e, 'i64', e.convert(next, 'js'), field(e, record, NEXT), 'record next');
  e.set(i, { rep: 'ptr', text: record });
}

const RECORD_USES: ReadonlySet<string> = new Set(['iter.step', 'iter.close', 'iter.abandon']);
const kept = new WeakMap<FunctionIr, ReadonlySet<Instr>>();

/** Does nothing keep the record but operations of this function on it? */
function isInFrame(e: FunctionEmitter, record: Instr): boolean {
  const { fn } = e.f;
  let instrs = kept.get(fn);
  if (instrs === undefined) {
    const others = new Set<Instr>();
    for (const block of fn.blocks)
      for (const i of block.instrs)
        if (!RECORD_USES.has(i.op)) for (const arg of i.args) if (arg.op === 'iter.open') others.add(arg);
    instrs = others;
    kept.set(fn, instrs);
  }
  return !instrs.has(record);
}

function openProtocol(e: FunctionEmitter, i: Instr): void {
  const source = e.arg(i.args[0]);
  const text = e.str(i.attrs.text ?? '');
  if (walksArrays(e, i)) {
    e.set(i, e.runtime('openWalk', source, text));
    return;
  }
  const iterator = e.runtime('openIterator', source, text);
  setRecord(e, i, iterator, e.runtime('getProperty', iterator, e.key('next')));
}

export function step(e: FunctionEmitter, i: Instr): void {
  const [record] = i.args;
  const pointer = e.use(record, 'ptr');
  const walk = walkOf(e.type(record));
  const word = (offset: number, alias: Alias): Value => ({
    rep: 'js',
    text: loadField(e, pointer, offset, 'i64', alias),
  });
  switch (walk.kind) {
    case 'protocol':
      stepped(
        e,
        i,
        walksArrays(e, record)
          ? stepWalk(e, pointer)
          : e.runtime('stepIterator', word(SOURCE, 'record source'), word(NEXT, 'record next')),
      );
      return;
    case 'steps': {
      const receiver: Receiver = { type: walk.source, value: word(SOURCE, 'record source') };
      const more = e.bool(callNamed(e, i, receiver, '$advance', []));
      stepIf(e, i, more, () => callNamed(e, i, receiver, '$taken', []));
      return;
    }
    case 'entries':
      stepEntries(
        e,
        i,
        { record: pointer, isHeld: record !== undefined && !isInFrame(e, record) },
        walk.source,
      );
      return;
    case 'indexed':
      stepIndexed(e, i, pointer, walk.source);
  }
}

/** The array that a record walks by index, where that is one value of the function. */
export function walkedArray(e: FunctionEmitter, record: Instr): Instr | undefined {
  const [source] = record.args;
  if (record.op !== 'iter.open' || source === undefined || e.type(source).prims !== 0) return undefined;
  const walk = walkOf(e.type(record));
  return walk.kind === 'indexed' && containerOf(walk.source)?.kind === 'array' && isInFrame(e, record)
    ? source
    : undefined;
}

function stepIndexed(e: FunctionEmitter, i: Instr, pointer: string, walked: Type): void {
  const container = walked.prims === 0 ? containerOf(walked) : undefined;
  if (container === undefined) {
    const isText = walked.prims === P_STRING && walked.objects.length === 0;
    stepped(e, i, e.runtime(isText ? 'stepString' : 'stepIndexed', { rep: 'ptr', text: pointer }));
    return;
  }
  const [record] = i.args;
  const array = record === undefined ? undefined : walkedArray(e, record);
  const source = loadField(e, pointer, SOURCE, 'ptr', 'record source');
  const index = loadField(e, pointer, INDEX, 'i32', 'record index');
  const length = e.kept.length(array) ?? loadLength(e, container, source);
  const more = e.code.value(`icmp ult i32 ${index}, ${length}`);
  stepIf(e, i, more, () => {
    const loaded = loadElement(e, container, source, index, e.kept.storage(array));
    const after = e.code.value(`add i32 ${index}, 1`);
    store(e, 'i32', after, field(e, pointer, INDEX), 'record index');
    return loaded;
  });
}

/** The next entry of a Set or Map; entries may have moved since the last. */
function stepEntries(
  e: FunctionEmitter,
  i: Instr,
  { record, isHeld }: { readonly record: string; readonly isHeld: boolean },
  type: Type,
): void {
  const receiver: Receiver = {
    type,
    value: { rep: 'ptr', text: loadField(e, record, SOURCE, 'ptr', 'record source') },
  };
  const from: Value = { rep: 'i32', text: loadField(e, record, INDEX, 'i32', 'record index') };
  const since: Value = { rep: 'ptr', text: loadField(e, record, NEXT, 'ptr', 'record next') };
  const index = e.convert(callNamed(e, i, receiver, '$nextFrom', [from, since]), 'i32');
  const more = e.code.value(`icmp sge i32 ${index}, 0`);
  stepIf(e, i, more, () => {
    const after = e.code.value(`add i32 ${index}, 1`);
    store(e, 'i32', after, field(e, record, INDEX), 'record index');
    const generation = callNamed(e, i, receiver, ENTRIES_CALL, []);
    if (isHeld) barrier(e, field(e, record, NEXT));
    store(e, 'i64', e.convert(generation, 'js'), field(e, record, NEXT), 'record next');
    return callNamed(e, i, receiver, '$at', [{ rep: 'i32', text: index }]);
  });
}

/** The result of a step: `take` gives the value where there is one, and `done` is a bit of its own. */
function stepIf(e: FunctionEmitter, i: Instr, more: string, take: () => Value): void {
  const rep = valueRep(e.type(i));
  const have = e.code.fresh('have');
  const next = e.code.fresh('next');
  const none = e.code.label;
  e.code.branch(more, have, next, 'yes');
  e.code.start(have);
  const taken = take();
  const incoming = [`[ ${zero(rep)}, %${none} ]`];
  if (e.code.open) {
    guard(e, i, taken);
    const text = e.convert(taken, rep);
    incoming.push(`[ ${text}, %${e.code.label} ]`);
    e.code.jump(next);
  }
  e.code.start(next);
  const value = e.code.value(`phi ${llvmType(rep)} ${incoming.join(', ')}`);
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
    const kind = loadField(e, source, ARRAY_ELEMENT_KIND, 'i8', 'array kind');
    const inside = code.value(`icmp ult i32 ${index}, ${length}`);
    const boxed = code.value(`icmp eq i8 ${kind}, ${ELEMENTS_BOXED}`);
    const other = code.value(`xor i1 ${code.value(`and i1 ${inside}, ${boxed}`)}, true`);
    return e.choose(other, generic, () => {
      const container: ArrayContainer = {
        kind: 'array',
        elements: ELEMENTS_BOXED,
        holes: true,
        pointers: true,
        booleans: false,
      };
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
  end(e, i, 'closeIterator', 'closeWalk');
}

export function abandon(e: FunctionEmitter, i: Instr): void {
  end(e, i, 'abandonIterator', 'abandonWalk');
}

/** What is walked by index has nothing to close. */
function end(e: FunctionEmitter, i: Instr, ofIterator: string, ofWalk: string): void {
  const [record] = i.args;
  const { kind } = walkOf(e.type(record));
  if (kind === 'indexed' || kind === 'entries') return;
  const pointer = e.use(record, 'ptr');
  if (kind === 'protocol' && walksArrays(e, record)) e.runtime(ofWalk, { rep: 'ptr', text: pointer });
  else {
    const iterator = loadField(e, pointer, SOURCE, 'i64', 'record source');
    e.runtime(ofIterator, { rep: 'js', text: iterator });
  }
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
