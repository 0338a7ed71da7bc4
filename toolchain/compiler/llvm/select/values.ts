/**
 * Entry values, variables, cells and functions as values.
 */
import type { Instr } from '../../ir/ir.ts';
import { symbolKey } from '../../ir/names.ts';
import { P_HOLE } from '../../ir/types.ts';
import { CELL_VALUE, FUNCTION_CAPTURES, FUNCTION_EXTRA, FUNCTION_INFO } from '../../layout/objects.ts';
import type { AbstractObject } from '../../passes/inference/objects.ts';
import {
  convert,
  doubleText,
  UNDEFINED_NAN,
  WORD_HOLE_TEXT,
  WORD_UNDEFINED_TEXT,
  wordOfConstant,
  wordText,
} from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import { llvmType, mayPoint, type Rep, repOf, repOfIr, type Value } from '../rep.ts';
import { allocate } from './allocate.ts';
import { barrier } from './barrier.ts';
import { field, load, loadField, store, storeField } from './memory.ts';

/** Constants have no instruction: each use writes them where they are needed. */
export function lazily(): void {}

export function param(e: FunctionEmitter, i: Instr): void {
  const index = i.attrs.index ?? 0;
  const rep = e.signature.params[index] ?? 'js';
  e.set(i, { rep, text: `%p${index}` });
}

export function self(e: FunctionEmitter, i: Instr): void {
  e.set(i, { rep: e.signature.self ?? 'js', text: '%self' });
}

export function newTarget(e: FunctionEmitter, i: Instr): void {
  e.set(i, { rep: 'js', text: '%newtarget' });
}

export function rest(e: FunctionEmitter, i: Instr): void {
  const declared = e.signature.params.length;
  const more = e.code.value(`sub i32 %argc, ${declared}`);
  const some = e.code.value(`icmp sgt i32 ${more}, 0`);
  const count = e.code.value(`select i1 ${some}, i32 ${more}, i32 0`);
  const shape = e.em.shapeOf(onlyObject(e, i));
  const words = e.code.value('ptrtoint ptr %extra to i64');
  e.set(
    i,
    e.runtime(
      'arrayOfWords',
      { rep: 'u64', text: e.em.wordOfSymbol(shape) },
      { rep: 'u32', text: count },
      { rep: 'u64', text: words },
    ),
  );
}

/** The `arguments` object: parameters that were passed, then the others. */
export function argumentsObject(e: FunctionEmitter, i: Instr): void {
  const declared = e.signature.params;
  const slots = declared.map((rep, n) => ({ rep, text: `%p${n}` }));
  const listed = e.words(slots);
  const shape = e.em.shapeOf(onlyObject(e, i));
  const first = listed === 'null' ? '0' : e.code.value(`ptrtoint ptr ${listed} to i64`);
  const words = e.code.value('ptrtoint ptr %extra to i64');
  e.set(
    i,
    e.runtime(
      'argumentsOfWords',
      { rep: 'u64', text: e.em.wordOfSymbol(shape) },
      { rep: 'u32', text: '%argc' },
      { rep: 'u64', text: first },
      { rep: 'u32', text: String(declared.length) },
      { rep: 'u64', text: words },
    ),
  );
}

/** The one abstract object that an allocating operation makes. */
export function onlyObject(e: FunctionEmitter, i: Instr): AbstractObject {
  const [o] = e.type(i).objects;
  if (o === undefined) throw new Error(`${e.f.fn.key}: ${i.op} %${i.id} makes no object`);
  return o;
}

export function capture(e: FunctionEmitter, i: Instr): void {
  const at = e.code.value(`getelementptr i8, ptr %env, i64 ${FUNCTION_CAPTURES + 8 * (i.attrs.index ?? 0)}`);
  const word = e.code.value(`load i64, ptr ${at}, !invariant.load !2`);
  e.set(i, { rep: 'js', text: word });
}

/** A well-known symbol: a static object of the image. */
export function wellKnownSymbol(e: FunctionEmitter, i: Instr): void {
  e.set(i, e.key(symbolKey(i.attrs.name ?? '')));
}

// ── cells ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** How a cell holds its value. */
export function cellRep(e: FunctionEmitter, cell: Instr): Rep {
  const objects = e.type(cell).objects;
  const [first] = objects;
  if (first === undefined || objects.length > 1 || first.open) return 'js';
  return storageRep(repOf(first.elements.type));
}

/** What a memory word that is scanned or holds raw numbers can keep. */
export function storageRep(rep: Rep): Rep {
  return rep === 'never' || rep === 'ptr' || rep === 'void' ? 'js' : rep;
}

export function cellNew(e: FunctionEmitter, i: Instr): void {
  const rep = cellRep(e, i);
  const cell = allocate(e, 16, e.em.cellShape(rep === 'js'));
  const value =
    i.args.length > 0
      ? e.use(i.args[0], rep)
      : convert(e.code, { rep: 'js', text: WORD_HOLE_TEXT }, rep).text;
  storeField(e, cell, CELL_VALUE, { type: llvmType(rep), text: value }, `cell ${rep}`);
  e.set(i, { rep: 'ptr', text: cell });
}

export function cellGet(e: FunctionEmitter, i: Instr): void {
  const cell = i.args[0];
  if (cell === undefined) return;
  const rep = cellRep(e, cell);
  e.set(i, { rep, text: loadField(e, e.use(cell, 'ptr'), CELL_VALUE, llvmType(rep), `cell ${rep}`) });
}

export function cellSet(e: FunctionEmitter, i: Instr): void {
  const cell = i.args[0];
  if (cell === undefined) return;
  const rep = cellRep(e, cell);
  const value = e.use(i.args[1], rep);
  const at = field(e, e.use(cell, 'ptr'), CELL_VALUE);
  if (rep === 'js' && e.type(cell).objects.some((o) => o.open || mayPoint(o.elements.type))) barrier(e, at);
  store(e, llvmType(rep), value, at, `cell ${rep}`);
}

// ── module variables ─────────────────────────────────────────────────────────────────────────────────────────────

/** The symbol of a module variable, defined on first use. */
function globalOf(e: FunctionEmitter, i: Instr): { symbol: string; rep: Rep; pointers: boolean } {
  const g = i.attrs.global;
  if (g === undefined) throw new Error(`${i.op} names no variable`);
  const field = e.em.world.global(g);
  const rep = g.type === 'js' ? storageRep(repOf(field.type)) : repOfIr(g.type, field.type);
  const symbol = `var.${g.key}`;
  let initial = rep === 'f64' || rep === 'f64u' ? '0.0' : '0';
  if (rep === 'js') {
    initial = WORD_UNDEFINED_TEXT;
    if ((field.type.prims & P_HOLE) !== 0) initial = WORD_HOLE_TEXT;
    else if (typeof g.initial === 'string') initial = e.em.wordOfSymbol(e.em.string(g.initial));
    else if (typeof g.initial !== 'bigint') initial = wordText(wordOfConstant(g.initial));
  } else if (rep === 'f64u' && g.initial === undefined) initial = UNDEFINED_NAN;
  else if (typeof g.initial === 'bigint') initial = BigInt.asIntN(64, g.initial).toString();
  else if (typeof g.initial === 'number') {
    initial = rep === 'f64' || rep === 'f64u' ? doubleText(g.initial) : String(g.initial);
  } else if (typeof g.initial === 'boolean') initial = String(g.initial);
  const section = rep === 'js' ? ', section ".roots"' : '';
  if (!e.em.module.has(symbol)) {
    const debug = e.em.module.debug.global(g, rep, ModuleBuilder.ref(symbol));
    e.em.module.addGlobal(symbol, `internal global ${llvmType(rep)} ${initial}${section}, align 8${debug}`);
  }
  return { symbol: ModuleBuilder.ref(symbol), rep, pointers: rep === 'js' && mayPoint(field.type) };
}

export function globalGet(e: FunctionEmitter, i: Instr): void {
  e.set(i, e.kept.value(i) ?? loadGlobal(e, i));
}

export function loadGlobal(e: FunctionEmitter, i: Instr): Value {
  const { symbol, rep } = globalOf(e, i);
  return { rep, text: load(e, llvmType(rep), symbol, `variable ${symbol}`) };
}

export function globalSet(e: FunctionEmitter, i: Instr): void {
  const { symbol, rep, pointers } = globalOf(e, i);
  const value = e.use(i.args[0], rep);
  if (pointers) barrier(e, symbol);
  store(e, llvmType(rep), value, symbol, `variable ${symbol}`);
}

export function tdzCheck(e: FunctionEmitter, i: Instr): void {
  const held = e.value(i.args[0]);
  const info = i.attrs.class;
  if (info !== undefined) {
    const evaluated = e.code.value(`load i8, ptr ${evaluatedFlag(e, e.em.world.classObject(info))}`);
    throwEarly(e, i, e.code.value(`icmp eq i8 ${evaluated}, 0`));
  } else if ((e.type(i.args[0]).prims & P_HOLE) !== 0) {
    const word = e.boxed(i.args[0]);
    throwEarly(e, i, e.code.value(`icmp eq i64 ${word}, ${WORD_HOLE_TEXT}`));
    e.set(i, { rep: 'js', text: word });
    return;
  }
  e.set(i, held);
}

function throwEarly(e: FunctionEmitter, i: Instr, isEarly: string): void {
  const bad = e.code.fresh('tdz');
  const next = e.code.fresh('next');
  e.code.branch(isEarly, bad, next, 'no');
  e.code.start(bad);
  if (i.attrs.name === 'this') e.throwFrom('throwThisUninitialized');
  else e.throwFrom('throwUninitialized', e.str(i.attrs.name ?? ''));
  e.code.start(next);
}

/** The byte that says whether a class was evaluated. */
function evaluatedFlag(e: FunctionEmitter, object: AbstractObject): string {
  const symbol = `evaluated.${object.number}`;
  e.em.module.addGlobal(symbol, 'internal global i8 0');
  return ModuleBuilder.ref(symbol);
}

// ── functions ────────────────────────────────────────────────────────────────────────────────────────────────────

export function closure(e: FunctionEmitter, i: Instr): void {
  const object = onlyObject(e, i);
  if (i.args.length === 0) {
    e.set(i, { rep: 'ptr', text: ModuleBuilder.ref(e.em.objectSymbol(object)) });
    return;
  }
  const layout = e.em.layouts.of(object);
  const fn = allocate(e, layout.sizeBytes, e.em.shapeOf(object));
  e.storeWord(fn, FUNCTION_EXTRA, '0');
  e.storeWord(fn, FUNCTION_INFO, e.em.wordOfSymbol(e.em.functionInfo(object)));
  i.args.forEach((a, n) => {
    e.storeWord(fn, FUNCTION_CAPTURES + 8 * n, e.boxed(a));
  });
  for (const slot of layout.slots.values())
    e.storeWord(fn, slot.offset, slot.mayBeAbsent ? WORD_HOLE_TEXT : WORD_UNDEFINED_TEXT);
  e.set(i, { rep: 'ptr', text: fn });
}

/** A class without captures is one static object; its members stand in its tables. */
export function classValue(e: FunctionEmitter, i: Instr): void {
  const info = i.attrs.class;
  if (info === undefined) return;
  const object = e.em.world.classObject(info);
  const symbol = ModuleBuilder.ref(e.em.objectSymbol(object));
  const first = info.derived ? 1 : 0;
  if (i.op === 'class') {
    if (info.derived && info.base === undefined) e.runtime('requireExtendable', e.arg(i.args[0]));
    if (i.args.length > first || info.derived) evaluatedOnce(e, object);
    if (object.prototype?.prototypeChanges === true && info.derived && info.base === undefined)
      e.runtime(
        'extendPrototype',
        { rep: 'ptr', text: ModuleBuilder.ref(e.em.objectSymbol(object.prototype)) },
        e.arg(i.args[0]),
      );
    storeCaptures(e, symbol, i.args.slice(first));
    if (object.usedEarly) e.code.line(`store i8 1, ptr ${evaluatedFlag(e, object)}`);
  }
  e.set(i, { rep: 'ptr', text: symbol });
}

/** Classes and their members are static objects: what they capture is stored when the class is evaluated. */
function storeCaptures(e: FunctionEmitter, symbol: string, captured: readonly Instr[]): void {
  captured.forEach((value, n) => {
    const word = e.boxed(value);
    const at = e.code.value(`getelementptr i8, ptr ${symbol}, i64 ${FUNCTION_CAPTURES + 8 * n}`);
    barrier(e, at);
    e.code.line(`store i64 ${word}, ptr ${at}`);
  });
}

/** A class that depends on where it is evaluated can be evaluated once. */
function evaluatedOnce(e: FunctionEmitter, object: AbstractObject): void {
  if (e.f.fn.kind === 'module') return;
  const flag = evaluatedFlag(e, object);
  const before = e.code.value(`load i8, ptr ${flag}`);
  const again = e.code.value(`icmp ne i8 ${before}, 0`);
  const bad = e.code.fresh('again');
  const next = e.code.fresh('next');
  e.code.branch(again, bad, next, 'no');
  e.code.start(bad);
  const name = object.class?.name ?? '';
  e.runtime(
    'panic',
    e.str(`class ${name} captures variables and was evaluated twice: that isn't supported yet`),
  );
  e.code.end('unreachable');
  e.code.start(next);
  e.code.line(`store i8 1, ptr ${flag}`);
}

/** Static names are in the tables already; a computed one is defined now. */
export function classMember(e: FunctionEmitter, i: Instr): void {
  const { class: info, member } = i.attrs;
  if (info === undefined || member?.fn === undefined) return;
  const object = e.em.world.classObject(info);
  const holder = member.isStatic ? object : object.prototype;
  if (holder === undefined) return;
  const fn = e.em.world.functionObject(member.fn);
  const captured = i.args.slice(member.name === undefined ? 2 : 1);
  if (captured.length > 0) storeCaptures(e, ModuleBuilder.ref(e.em.objectSymbol(fn)), captured);
  if (member.name !== undefined) return;
  e.runtime(
    'defineMember',
    { rep: 'ptr', text: ModuleBuilder.ref(e.em.objectSymbol(holder)) },
    e.arg(i.args[1]),
    { rep: 'ptr', text: ModuleBuilder.ref(e.em.objectSymbol(fn)) },
    { rep: 'u32', text: member.kind === 'get' ? '1' : member.kind === 'set' ? '2' : '0' },
  );
}

export function same(e: FunctionEmitter, i: Instr): void {
  e.set(i, e.value(i.args[0]));
}

export function catchValue(e: FunctionEmitter, i: Instr): void {
  e.set(i, { rep: 'js', text: e.code.value(`load i64, ptr ${e.errorSlot()}`) });
}
