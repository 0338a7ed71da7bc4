/**
 * Inline caches: a property of an object of a shape that the compiler can't name, in the program's own code. Each place has a cell that
 * holds the last two shapes and where their objects have the property; another shape goes through the run time, which fills the cell
 * (os/runtime/core/objects/inline-cache.ts).
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NUMBER } from '../../ir/types.ts';
import {
  IC_BYTES,
  IC_IN_EXTRA,
  IC_PAIR,
  IC_PLACE,
  IC_REP_SHIFT,
  IC_SHAPE,
  OBJECT_EXTRA,
  OBJECT_FLAGS,
  OBJECT_OWN_FLAGS,
  REP_F64,
} from '../../layout/objects.ts';
import { hasObjects, isOnly } from '../../passes/inference/type.ts';
import { WORD_HOLE_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { barrier } from './barrier.ts';
import { isFast } from './guarded.ts';
import { Meeting, require } from './meeting.ts';
import { field, load, loadField, store } from './memory.ts';

/** Places with a boxed word come before this in a cell: the representation is above it. */
const FIRST_RAW = 1 << IC_REP_SHIFT;

/** Is a cell worth it: may the operand be an object at all? */
function isCached(e: FunctionEmitter, receiver: Instr | undefined): boolean {
  return isFast(e) && hasObjects(e.type(receiver));
}

function cellOf(e: FunctionEmitter, i: Instr): string {
  const symbol = `ic.${e.f.number}.${i.id}`;
  e.em.module.addGlobal(symbol, `internal global [${IC_BYTES} x i8] zeroinitializer, align 8`);
  return symbol;
}

/** Goes on where the word is an object of one of the cell's shapes: its pointer, and the place for that shape. */
function requireShape(
  e: FunctionEmitter,
  word: string,
  cell: string,
  otherwise: string,
): { pointer: string; place: string } {
  const { code } = e;
  const half = (offset: number): string =>
    code.value(`load i32, ptr getelementptr (i8, ptr @${cell}, i64 ${offset})`);
  require(e, e.isPointerWord(word), otherwise);
  const pointer = code.value(`inttoptr i64 ${word} to ptr`);
  const shape = load(e, 'i32', pointer, 'shape');
  const newer = code.value(`icmp eq i32 ${shape}, ${half(IC_SHAPE)}`);
  const older = code.value(`icmp eq i32 ${shape}, ${half(IC_PAIR + IC_SHAPE)}`);
  require(e, code.value(`or i1 ${newer}, ${older}`), otherwise);
  const [first, second] = [half(IC_PLACE), half(IC_PAIR + IC_PLACE)];
  return { pointer, place: code.value(`select i1 ${newer}, i32 ${first}, i32 ${second}`) };
}

/** In the object, or in its extra slots. What is read as their address of an object that has none isn't used. */
function slotAt(e: FunctionEmitter, pointer: string, place: string): string {
  const { code } = e;
  const extra = code.value(`load ptr, ptr ${field(e, pointer, OBJECT_EXTRA)}`);
  const inExtra = code.value(`icmp ne i32 ${code.value(`and i32 ${place}, ${IC_IN_EXTRA}`)}, 0`);
  const base = code.value(`select i1 ${inExtra}, ptr ${extra}, ptr ${pointer}`);
  const offset = code.value(`and i32 ${place}, ${IC_IN_EXTRA - 1}`);
  const wide = code.value(`zext i32 ${offset} to i64`);
  return code.value(`getelementptr i8, ptr ${base}, i64 ${wide}`);
}

/** `receiver.name` through a cell; undefined where that isn't wanted. */
export function cachedGet(e: FunctionEmitter, i: Instr, word: string, name: string): Value | undefined {
  if (!isCached(e, i.args[0]) || e.isNever(i) || name === 'length') return undefined;
  const { code } = e;
  const cell = cellOf(e, i);
  const meeting = new Meeting(e, e.rep(i));
  const [boxed, raw, double, int, cold] = ['boxed', 'raw', 'double', 'int', 'generic'].map((n) =>
    code.fresh(n),
  ) as [string, string, string, string, string];
  const { pointer, place } = requireShape(e, word, cell, cold);
  const slot = slotAt(e, pointer, place);
  code.branch(code.value(`icmp ult i32 ${place}, ${FIRST_RAW}`), boxed, raw, 'yes');
  code.start(boxed);
  const held = load(e, 'i64', slot, 'slot');
  require(e, code.value(`icmp ne i64 ${held}, ${WORD_HOLE_TEXT}`), cold);
  meeting.arrive({ rep: 'js', text: held });
  code.start(raw);
  // Where inference knows of no number, none comes.
  if ((e.type(i).prims & P_NUMBER) === 0) code.jump(cold);
  else {
    code.branch(code.value(`icmp ult i32 ${place}, ${(REP_F64 + 1) << IC_REP_SHIFT}`), double, int);
    code.start(double);
    meeting.arrive({ rep: 'f64', text: load(e, 'double', slot, 'slot') });
    code.start(int);
    meeting.arrive({ rep: 'i32', text: load(e, 'i32', slot, 'slot') });
  }
  code.start(cold);
  const value: Value = { rep: 'js', text: word };
  meeting.arrive(e.runtime('getPropertyNoting', value, e.key(name), addressOfCell(e, cell)));
  return meeting.end();
}

/** `receiver.name = value` through a cell; says whether it was emitted. */
export function cachedSet(e: FunctionEmitter, i: Instr, word: string, name: string): boolean {
  const [receiver, value] = i.args;
  if (!isCached(e, receiver)) return false;
  const { code } = e;
  const cell = cellOf(e, i);
  const meeting = new Meeting(e, 'void');
  const stored = e.boxed(value);
  const [boxed, raw, cold] = ['boxed', 'raw', 'generic'].map((n) => code.fresh(n)) as [
    string,
    string,
    string,
  ];
  const { pointer, place } = requireShape(e, word, cell, cold);
  const flags = loadField(e, pointer, OBJECT_FLAGS, 'i32', 'flags');
  const own = code.value(`and i32 ${flags}, ${OBJECT_OWN_FLAGS}`);
  require(e, code.value(`icmp eq i32 ${own}, 0`), cold);
  const slot = slotAt(e, pointer, place);
  code.branch(code.value(`icmp ult i32 ${place}, ${FIRST_RAW}`), boxed, raw, 'yes');
  code.start(boxed);
  const old = load(e, 'i64', slot, 'slot');
  require(e, code.value(`icmp ne i64 ${old}, ${WORD_HOLE_TEXT}`), cold);
  barrier(e, slot);
  store(e, 'i64', stored, slot, 'slot');
  meeting.arrive({ rep: 'void', text: '' });
  code.start(raw);
  if (isOnly(e.type(value), P_NUMBER)) {
    require(e, code.value(`icmp ult i32 ${place}, ${(REP_F64 + 1) << IC_REP_SHIFT}`), cold);
    store(e, 'double', e.use(value, 'f64'), slot, 'slot');
    meeting.arrive({ rep: 'void', text: '' });
  }
  code.start(cold);
  const to: Value = { rep: 'js', text: word };
  e.runtime('setPropertyNoting', to, e.key(name), e.arg(value), addressOfCell(e, cell));
  meeting.arrive({ rep: 'void', text: '' });
  meeting.end();
  return true;
}

function addressOfCell(e: FunctionEmitter, cell: string): Value {
  return { rep: 'u64', text: e.em.wordOfSymbol(cell) };
}
