/**
 * Object and array literals, spread, accessors.
 */
import type { Instr } from '../../ir/ir.ts';
import { ELEMENTS_BOXED, ELEMENTS_BYTE, ELEMENTS_F64, ELEMENTS_I32 } from '../../layout/objects.ts';
import type { Slot } from '../../passes/object-layout.ts';
import { doubleText, HOLE_NAN, UNDEFINED_NAN, WORD_HOLE_TEXT, wordOfConstant, wordText } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { allocate } from './allocate.ts';
import { newInstance } from './construct.ts';
import { byteElement, doubleElement, elementKind } from './elements.ts';
import { field } from './memory.ts';
import { loadSlot, replaceSlot, storeSlot } from './properties.ts';
import { elementRow, giveStorage } from './storage.ts';
import { onlyObject } from './values.ts';

export function objectLiteral(e: FunctionEmitter, i: Instr): void {
  if (i.args.some((a) => e.isNever(a))) {
    e.stop();
    e.setNever(i);
    return;
  }
  const object = onlyObject(e, i);
  const layout = e.em.layouts.of(object);
  const pointer = allocate(e, layout.sizeBytes, e.em.shapeOf(object));
  const keys = i.attrs.keys ?? [];
  keys.forEach((key, n) => {
    const slot = layout.slots.get(key);
    if (slot !== undefined) storeSlot(e, pointer, slot, e.value(i.args[n]));
  });
  e.set(i, { rep: 'ptr', text: pointer });
}

export function arrayLiteral(e: FunctionEmitter, i: Instr): void {
  const object = onlyObject(e, i);
  const kind = elementKind(object);
  const pointer = newInstance(e, object);
  if (i.args.length > 0) {
    const base = giveStorage(e, pointer, kind, i.args.length);
    const { type, bytes, first } = elementRow(kind);
    const at = (n: number): string => field(e, base, first + n * bytes);
    if (i.args.length >= COPIED_FROM && i.args.every((a) => a.op === 'const' || a.op === 'hole')) {
      const elements = i.args.map((a) => constantElement(e, kind, a)).join(', ');
      const symbol = e.em.module.constant(`[${i.args.length} x ${type}] [${elements}]`);
      e.code.line(
        `call void @llvm.memcpy.p0.p0.i64(ptr ${at(0)}, ptr ${symbol}, i64 ${i.args.length * bytes}, i1 false)`,
      );
    } else {
      i.args.forEach((a, n) => {
        e.code.line(`store ${element(e, kind, a)}, ptr ${at(n)}`);
      });
    }
  }
  e.set(i, { rep: 'ptr', text: pointer });
}

/** Literals of so many constants are copied from a constant of the image. */
const COPIED_FROM = 4;

/** A constant or a hole, with its type. */
function constantElement(e: FunctionEmitter, kind: number, a: Instr): string {
  const { value } = a.attrs;
  // A conversion would be code.
  if (kind === ELEMENTS_F64 && a.op === 'const' && value === undefined) return `double ${UNDEFINED_NAN}`;
  if (kind === ELEMENTS_BYTE)
    return `i8 ${a.op === 'hole' ? WORD_HOLE_TEXT : wordOfConstant(value as boolean | null | undefined)}`;
  if (kind !== ELEMENTS_BOXED || a.op === 'hole') return element(e, kind, a);
  if (typeof value === 'string') return `i64 ${e.em.wordOfSymbol(e.em.literal(value, e.f))}`;
  return `i64 ${wordText(wordOfConstant(value))}`;
}

/** An element, with its type. */
function element(e: FunctionEmitter, kind: number, a: Instr): string {
  if (kind === ELEMENTS_I32) return `i32 ${e.use(a, 'i32')}`;
  if (kind === ELEMENTS_BYTE) return `i8 ${byteElement(e, a)}`;
  if (kind !== ELEMENTS_F64) return `i64 ${e.boxed(a)}`;
  if (typeof a.attrs.value === 'number') return `double ${doubleText(a.attrs.value)}`;
  return `double ${a.op === 'hole' ? HOLE_NAN : doubleElement(e, a)}`;
}

export function arrayPush(e: FunctionEmitter, i: Instr): void {
  e.runtime('arrayAppend', e.arg(i.args[0]), e.arg(i.args[1]));
}

export function arraySpread(e: FunctionEmitter, i: Instr): void {
  e.runtime('arrayAppendAll', e.arg(i.args[0]), e.arg(i.args[1]));
}

export function objectSpread(e: FunctionEmitter, i: Instr): void {
  e.runtime('copyDataProperties', e.arg(i.args[0]), e.arg(i.args[1]));
}

export function objectRest(e: FunctionEmitter, i: Instr): void {
  const [source, ...keys] = i.args;
  const object = onlyObject(e, i);
  const pointer = newInstance(e, object);
  const target: Value = { rep: 'ptr', text: pointer };
  const words = e.words(keys.map((k) => e.value(k)));
  const address = words === 'null' ? '0' : e.code.value(`ptrtoint ptr ${words} to i64`);
  e.runtime(
    'copyRest',
    target,
    e.arg(source),
    { rep: 'u32', text: String(keys.length) },
    { rep: 'u64', text: address },
  );
  e.set(i, target);
}

export function accessorDefine(e: FunctionEmitter, i: Instr): void {
  e.runtime(
    'defineAccessor',
    e.arg(i.args[0]),
    e.arg(i.args[1]),
    e.arg(i.args[2]),
    { rep: 'bool', text: i.attrs.operator === 'get' ? 'true' : 'false' },
    { rep: 'bool', text: i.attrs.enumerable === false ? 'false' : 'true' },
  );
}

export function protoSet(e: FunctionEmitter, i: Instr): void {
  e.runtime('setPrototypeOfLiteral', e.arg(i.args[0]), e.arg(i.args[1]));
}

export function functionName(e: FunctionEmitter, i: Instr): void {
  e.runtime('setFunctionName', e.arg(i.args[0]), e.arg(i.args[1]), e.str(i.attrs.operator ?? ''));
}

export function frameNew(e: FunctionEmitter, i: Instr): void {
  const object = onlyObject(e, i);
  const layout = e.em.layouts.of(object);
  e.set(i, { rep: 'ptr', text: allocate(e, layout.sizeBytes, e.em.shapeOf(object)) });
}

export function frameGet(e: FunctionEmitter, i: Instr): void {
  const slot = frameSlot(e, i);
  if (slot === undefined) e.setNever(i);
  else e.set(i, loadSlot(e, e.use(i.args[0], 'ptr'), slot));
}

export function frameSet(e: FunctionEmitter, i: Instr): void {
  const slot = frameSlot(e, i);
  if (slot !== undefined) replaceSlot(e, e.use(i.args[0], 'ptr'), slot, e.value(i.args[1]));
}

function frameSlot(e: FunctionEmitter, i: Instr): Slot | undefined {
  const [frame] = e.type(i.args[0]).objects;
  return frame === undefined ? undefined : e.em.layouts.of(frame).slots.get(i.attrs.name ?? '');
}
