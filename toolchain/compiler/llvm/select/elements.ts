/**
 * Elements by index: arrays of each element kind and typed arrays inline with one bounds check, the rest by the runtime.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_BOOLEAN, P_HOLE, P_NULL, P_NUMBER, P_UNDEFINED } from '../../ir/types.ts';
import {
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  ELEMENTS_BOXED,
  ELEMENTS_BYTE,
  ELEMENTS_F64,
  ELEMENTS_I32,
  OBJECT_FLAGS,
  TYPED_ADDRESS,
  TYPED_LENGTH,
} from '../../layout/objects.ts';
import { WORD_HOLE, WORD_UNDEFINED } from '../../layout/values.ts';
import type { AbstractObject } from '../../passes/inference/objects.ts';
import { isArray, nativeOf, typedElements } from '../../passes/inference/properties.ts';
import {
  isInt32,
  isNever,
  isNumber,
  isOnly,
  isSafeInteger,
  type Type,
  withoutPrims,
} from '../../passes/inference/type.ts';
import { isUndefinedBits, truncation, UNDEFINED_NAN } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { llvmType, mayPoint, type Rep, repOf, type Value } from '../rep.ts';
import { append, isAppendable } from './append.ts';
import { int32, isSimple, number } from './arithmetic.ts';
import { barrier } from './barrier.ts';
import { isOnlyCompared, readComparedUnit } from './compared-units.ts';
import { isFast } from './guarded.ts';
import { Meeting, require } from './meeting.ts';
import { field, load, loadField, store } from './memory.ts';
import { getNamed, setNamed } from './named-elements.ts';
import { elementRow } from './storage.ts';
import { isCharacterRead, readCharacter } from './strings.ts';
import { elementOfAny, storeElementOfAny } from './unproved.ts';

/** What elements of one byte can be. */
const BYTES = P_BOOLEAN | P_UNDEFINED | P_NULL | P_HOLE;

/** WORD_HOLE has it, no other byte has; WORD_UNDEFINED is WORD_HOLE with it one down. */
const HOLE_BIT = 0x10;

/** The element kind of an array, fixed by what inference proved of its elements. */
export function elementKind(object: AbstractObject): number {
  if (object.kind === 'instance') return ELEMENTS_BOXED;
  const type = object.elements.type;
  if (isNever(type)) return ELEMENTS_BOXED;
  if (isInt32(type)) return ELEMENTS_I32;
  if (isOnly(type, P_NUMBER | P_UNDEFINED | P_HOLE) && (type.prims & P_NUMBER) !== 0) return ELEMENTS_F64;
  return isOnly(type, BYTES) && (type.prims & P_BOOLEAN) !== 0 ? ELEMENTS_BYTE : ELEMENTS_BOXED;
}

/** What all objects of a type have in common as element containers. */
export type Container = ArrayContainer | { readonly kind: 'typed'; readonly native: string };

export interface ArrayContainer {
  readonly kind: 'array';
  readonly elements: number;
  /** There may be holes; among doubles also undefined. */
  readonly holes: boolean;
  readonly pointers: boolean;
  /** There are booleans alone. */
  readonly booleans: boolean;
}

export function containerOf(type: Type): Container | undefined {
  if (type.prims !== 0 || type.opaque) return undefined;
  let out: Container | undefined;
  for (const o of type.objects) {
    let next: Container | undefined;
    if (typedElements(o) !== undefined) next = { kind: 'typed', native: nativeOf(o) ?? '' };
    else if (isArray(o)) {
      const elements = elementKind(o);
      next = {
        kind: 'array',
        elements,
        holes: (o.elements.type.prims & (elements === ELEMENTS_F64 ? P_HOLE | P_UNDEFINED : P_HOLE)) !== 0,
        pointers: elements === ELEMENTS_BOXED && mayPoint(o.elements.type),
        booleans: isOnly(o.elements.type, P_BOOLEAN),
      };
    }
    if (next === undefined) return undefined;
    if (out === undefined) out = next;
    else if (out.kind === 'array' && next.kind === 'array' && out.elements === next.elements) {
      out = {
        ...out,
        holes: out.holes || next.holes,
        pointers: out.pointers || next.pointers,
        booleans: out.booleans && next.booleans,
      };
    } else if (out.kind !== 'typed' || next.kind !== 'typed' || out.native !== next.native) return undefined;
  }
  return out;
}

/** The index as i32, the tests that it is an int32 within [0, length), and that it is an int32 where that isn't sure. */
export function checkedIndex(
  e: FunctionEmitter,
  key: Instr | undefined,
  length: string,
  writable?: string,
): { readonly index: string; readonly ok: string; readonly whole?: string } {
  if (isInt32(e.type(key))) {
    const index = e.use(key, 'i32');
    if (writable !== undefined) {
      const wide = e.code.value(`zext i32 ${index} to i64`);
      return { index, ok: e.code.value(`icmp ult i64 ${wide}, ${writable}`) };
    }
    return { index, ok: e.code.value(`icmp ult i32 ${index}, ${length}`) };
  }
  if (isSafeInteger(e.type(key))) {
    const wide = e.use(key, 'i64');
    const index = e.use(key, 'i32');
    const back = e.code.value(`sext i32 ${index} to i64`);
    const whole = e.code.value(`icmp eq i64 ${back}, ${wide}`);
    const limit = e.code.value(`zext i32 ${length} to i64`);
    return { index, ok: e.code.value(`icmp ult i64 ${wide}, ${limit}`), whole };
  }
  // Undefined is a NaN, which is no int32.
  const double = isOnly(e.type(key), P_NUMBER) ? e.use(key, 'f64') : e.use(key, 'f64u');
  const wide = e.code.value(truncation(double, 'i32'));
  const back = e.code.value(`sitofp i32 ${wide} to double`);
  const whole = e.code.value(`fcmp oeq double ${back}, ${double}`);
  const inside = e.code.value(`icmp ult i32 ${wide}, ${length}`);
  return { index: wide, ok: e.code.value(`and i1 ${whole}, ${inside}`), whole };
}

/** Is an index a number, or undefined where another element was thought to be? */
function isIndex(type: Type): boolean {
  return isOnly(type, P_NUMBER | P_UNDEFINED) && (type.prims & P_NUMBER) !== 0;
}

const TYPED: Record<string, { load: string; bytes: number; rep: Rep }> = {
  Int8Array: { load: 'i8', bytes: 1, rep: 'i8' },
  Uint8Array: { load: 'i8', bytes: 1, rep: 'u8' },
  Uint8ClampedArray: { load: 'i8', bytes: 1, rep: 'u8' },
  Int16Array: { load: 'i16', bytes: 2, rep: 'i16' },
  Uint16Array: { load: 'i16', bytes: 2, rep: 'u16' },
  Int32Array: { load: 'i32', bytes: 4, rep: 'i32' },
  Uint32Array: { load: 'i32', bytes: 4, rep: 'u32' },
  Float32Array: { load: 'float', bytes: 4, rep: 'f64' },
  Float64Array: { load: 'double', bytes: 8, rep: 'f64' },
};

/** The address of element `index` of an array; `known`: its storage. */
function arrayElement(
  e: FunctionEmitter,
  pointer: string,
  elements: number,
  index: string,
  known?: string,
): string {
  const storage = known ?? loadField(e, pointer, ARRAY_STORAGE, 'ptr', 'array storage');
  const base = field(e, storage, elementRow(elements).first);
  const wide = e.code.value(`zext i32 ${index} to i64`);
  return e.code.value(`getelementptr ${elementRow(elements).type}, ptr ${base}, i64 ${wide}`);
}

/**
 * Where the elements of a typed array begin. To be read before the index is compared: so it leaves a loop, as the length does, whether or
 * not the loop reads an element.
 */
function typedBase(e: FunctionEmitter, container: Container, pointer: string): string | undefined {
  return container.kind === 'typed'
    ? loadField(e, pointer, TYPED_ADDRESS, 'ptr', 'typed address')
    : undefined;
}

/** Loads an element that is in bounds; holes read as undefined. `known`: what typedBase gave, or the storage of an array. */
export function loadElement(
  e: FunctionEmitter,
  container: Container,
  pointer: string,
  index: string,
  known?: string,
): Value {
  if (container.kind === 'typed') {
    const row = TYPED[container.native];
    if (row === undefined) throw new Error(`no element access for ${container.native}`);
    const base = known ?? typedBase(e, container, pointer);
    const wide = e.code.value(`zext i32 ${index} to i64`);
    const at = e.code.value(`getelementptr ${row.load}, ptr ${base}, i64 ${wide}`);
    const raw = load(e, row.load, at, 'typed element');
    if (row.load === 'float') {
      return { rep: 'f64', text: canonical(e, e.code.value(`fpext float ${raw} to double`)) };
    }
    return { rep: row.rep, text: row.load === 'double' ? canonical(e, raw) : raw };
  }
  const at = arrayElement(e, pointer, container.elements, index, known);
  if (container.elements === ELEMENTS_I32) return { rep: 'i32', text: load(e, 'i32', at, 'element i32') };
  if (container.elements === ELEMENTS_F64) {
    return { rep: container.holes ? 'f64u' : 'f64', text: load(e, 'double', at, 'element f64') };
  }
  if (container.elements === ELEMENTS_BYTE) return loadByte(e, at, container);
  const word = load(e, 'i64', at, 'element js');
  if (!container.holes) return { rep: 'js', text: word };
  const hole = e.code.value(`icmp eq i64 ${word}, ${WORD_HOLE}`);
  return { rep: 'js', text: e.code.value(`select i1 ${hole}, i64 ${WORD_UNDEFINED}, i64 ${word}`) };
}

/** An element of one byte: a bit where all of them are booleans. */
function loadByte(e: FunctionEmitter, at: string, { holes, booleans }: ArrayContainer): Value {
  const byte = load(e, 'i8', at, 'element byte');
  if (booleans) return { rep: 'bool', text: e.code.value(`trunc i8 ${byte} to i1`) };
  return { rep: 'js', text: e.code.value(`zext i8 ${holes ? undefinedOfHole(e, byte) : byte} to i64`) };
}

/**
 * The byte of undefined for that of a hole, the same for others. The one bit that only a hole has moves one down; so LLVM sees that the lowest
 * bit, which is all that a test for truth asks for, stays as it is.
 */
function undefinedOfHole(e: FunctionEmitter, byte: string): string {
  const others = e.code.value(`and i8 ${byte}, ${~HOLE_BIT & 0xff}`);
  const bit = e.code.value(`and i8 ${e.code.value(`lshr i8 ${byte}, 1`)}, ${HOLE_BIT >> 1}`);
  return e.code.value(`or i8 ${others}, ${bit}`);
}

/** Memory may hold any NaN; values hold the canonical one. */
function canonical(e: FunctionEmitter, double: string): string {
  const nan = e.code.value(`fcmp uno double ${double}, ${double}`);
  return e.code.value(`select i1 ${nan}, double 0x7FF8000000000000, double ${double}`);
}

export function loadLength(e: FunctionEmitter, container: Container, pointer: string): string {
  return container.kind === 'typed'
    ? loadField(e, pointer, TYPED_LENGTH, 'i32', 'typed length')
    : loadField(e, pointer, ARRAY_LENGTH, 'i32', 'array length');
}

export function elemGet(e: FunctionEmitter, i: Instr): void {
  const [receiver, key] = i.args;
  const container = fastContainer(e, receiver);
  if (container === undefined || !isIndex(e.type(key))) {
    const generic = (): Value => e.runtime('getElement', e.arg(receiver), e.arg(key));
    if (isFast(e) && isCharacterRead(e, receiver, key)) {
      if (isOnlyCompared(e, i)) {
        readComparedUnit(e, i, receiver, key, generic);
        return;
      }
      e.set(i, readCharacter(e, receiver, key, repOf(e.type(i)), generic));
      return;
    }
    e.set(i, getNamed(e, i, generic) ?? elementOfAny(e, i, generic) ?? generic());
    return;
  }
  const { code } = e;
  const cold = code.fresh('cold');
  const pointer = requireContainer(e, receiver, cold);
  const length = e.kept.length(receiver) ?? loadLength(e, container, pointer);
  const { index, ok } = checkedIndex(e, key, length);
  if (container.kind === 'typed' && e.type(receiver).prims === 0 && isOnly(e.type(key), P_NUMBER)) {
    e.set(i, typedOrUndefined(e, i, container, { pointer, index, out: code.value(`xor i1 ${ok}, true`) }));
    return;
  }
  const meeting = new Meeting(e, repOf(e.type(i)));
  require(e, ok, cold);
  meeting.arrive(loadElement(e, container, pointer, index, e.kept.storage(receiver)));
  code.start(cold);
  const isBehind = container.kind === 'array' && isInt32(e.type(key)) && e.type(receiver).prims === 0;
  meeting.arrive(
    isBehind
      ? e.runtime('elementBehind', e.arg(receiver), { rep: 'i32', text: index })
      : e.runtime('getElement', e.arg(receiver), e.arg(key)),
  );
  e.set(i, meeting.end());
}

/** What a receiver is, if its elements can be reached in place; it may also be undefined or null, in the program. */
function fastContainer(e: FunctionEmitter, receiver: Instr | undefined): Container | undefined {
  const type = e.type(receiver);
  const objects = isFast(e) ? withoutPrims(type, P_UNDEFINED | P_NULL) : type;
  const container = containerOf(objects);
  return container?.kind === 'typed' && TYPED[container.native] === undefined ? undefined : container;
}

/** A receiver as a pointer; goes to `otherwise` where it is undefined or null. */
function requireContainer(e: FunctionEmitter, receiver: Instr | undefined, otherwise: string): string {
  if (e.type(receiver).prims === 0) return e.use(receiver, 'ptr');
  const word = e.boxed(receiver);
  require(e, e.isPointerWord(word), otherwise);
  return e.convert({ rep: 'js', text: word }, 'ptr');
}

/**
 * An element of a typed array, or undefined: no number leads to its prototype (ECMA-262 10.4.5.4). Notes its ToInt32 too, 0 beyond the
 * end, for undefined; and the integer that it is, for comparisons.
 */
function typedOrUndefined(
  e: FunctionEmitter,
  i: Instr,
  container: Container,
  at: { readonly pointer: string; readonly index: string; readonly out: string },
): Value {
  const rep = repOf(e.type(i));
  const base = typedBase(e, container, at.pointer);
  const [cold, hot, done] = [e.code.fresh('cold'), e.code.fresh('hot'), e.code.fresh('done')];
  e.code.branch(at.out, cold, hot, 'no');
  e.code.start(hot);
  const loaded = loadElement(e, container, at.pointer, at.index, base);
  const inside = e.convert(loaded, rep);
  const whole = isSmallInteger(loaded.rep) ? e.convert(loaded, 'i32') : undefined;
  const wide = isSmallInteger(loaded.rep) ? e.convert(loaded, 'i64') : undefined;
  const hotEnd = e.code.label;
  e.code.jump(done);
  e.code.start(cold);
  const outside = e.convert({ rep: 'js', text: `${WORD_UNDEFINED}` }, rep);
  const coldEnd = e.code.label;
  e.code.jump(done);
  e.code.start(done);
  const text = e.code.value(`phi ${llvmType(rep)} [ ${inside}, %${hotEnd} ], [ ${outside}, %${coldEnd} ]`);
  if (whole !== undefined) {
    e.int32s.set(i, e.code.value(`phi i32 [ ${whole}, %${hotEnd} ], [ 0, %${coldEnd} ]`));
    e.elements.set(i, e.code.value(`phi i64 [ ${wide}, %${hotEnd} ], [ ${NO_ELEMENT}, %${coldEnd} ]`));
  }
  return { rep, text };
}

/** Undefined beside the integers of up to 32 bits that elements are. */
const NO_ELEMENT = 2 ** 40;

function isSmallInteger(rep: Rep): boolean {
  return rep === 'u8' || rep === 'i8' || rep === 'u16' || rep === 'i16' || rep === 'i32';
}

/** Stores into an element that is in bounds. `known`: what typedBase gave, or the storage of an array. */
export function storeElement(
  e: FunctionEmitter,
  container: Container,
  pointer: string,
  index: string,
  value: Instr | undefined,
  known?: string,
): void {
  if (container.kind === 'typed') {
    const row = TYPED[container.native];
    if (row === undefined) throw new Error(`no element access for ${container.native}`);
    const base = known ?? typedBase(e, container, pointer);
    const wide = e.code.value(`zext i32 ${index} to i64`);
    const at = e.code.value(`getelementptr ${row.load}, ptr ${base}, i64 ${wide}`);
    store(e, row.load, typedValue(e, container.native, row.load, value), at, 'typed element');
    return;
  }
  if (container.elements === ELEMENTS_BYTE) {
    store(
      e,
      'i8',
      byteElement(e, value),
      arrayElement(e, pointer, ELEMENTS_BYTE, index, known),
      'element byte',
    );
    return;
  }
  const rep: Rep =
    container.elements === ELEMENTS_I32 ? 'i32' : container.elements === ELEMENTS_F64 ? 'f64' : 'js';
  const text = rep === 'f64' ? doubleElement(e, value) : e.use(value, rep);
  const at = arrayElement(e, pointer, container.elements, index, known);
  if (container.pointers) barrier(e, at);
  store(e, llvmType(rep), text, at, `element ${rep}`);
}

/** A number or undefined as an element: undefined that was read from a hole isn't one here. */
export function doubleElement(e: FunctionEmitter, value: Instr | undefined): string {
  if (isOnly(e.type(value), P_NUMBER)) return e.use(value, 'f64');
  const double = e.use(value, 'f64u');
  const isUndefined = isUndefinedBits(e.code, e.code.value(`bitcast double ${double} to i64`));
  return e.code.value(`select i1 ${isUndefined}, double ${UNDEFINED_NAN}, double ${double}`);
}

/** What is stored in one byte: the low one of its word. */
export function byteElement(e: FunctionEmitter, value: Instr | undefined): string {
  return e.code.value(`trunc i64 ${e.boxed(value)} to i8`);
}

function typedValue(e: FunctionEmitter, native: string, type: string, value: Instr | undefined): string {
  if (type === 'double') return number(e, value);
  if (type === 'float') return e.code.value(`fptrunc double ${number(e, value)} to float`);
  if (native === 'Uint8ClampedArray')
    return e.convert(e.runtime('clampToUint8', { rep: 'f64', text: number(e, value) }), 'u8');
  const whole = int32(e, value);
  return type === 'i32' ? whole : e.code.value(`trunc i32 ${whole} to ${type}`);
}

export function elemSet(e: FunctionEmitter, i: Instr): void {
  const [receiver, key, value] = i.args;
  const container = fastContainer(e, receiver);
  const simple = container?.kind !== 'typed' || isSimple(e.type(value));
  if (container === undefined || !simple || !isIndex(e.type(key)) || e.isNever(value)) {
    const generic = (): Value => e.runtime('setElement', e.arg(receiver), e.arg(key), e.arg(value));
    if (!setNamed(e, i, generic) && !storeElementOfAny(e, i, generic)) generic();
    return;
  }
  const { code } = e;
  const [slow, done] = [code.fresh('slow'), code.fresh('stored')];
  const pointer = requireContainer(e, receiver, slow);
  const length = e.kept.length(receiver) ?? loadLength(e, container, pointer);
  const writable = e.kept.writable(receiver);
  const { index, ok, whole } = checkedIndex(e, key, length, writable);
  if (container.kind === 'array' && writable === undefined) require(e, noFlags(e, pointer), slow);
  const appends =
    container.kind === 'array' && isAppendable(e, withoutPrims(e.type(receiver), P_UNDEFINED | P_NULL));
  const base = typedBase(e, container, pointer) ?? e.kept.storage(receiver);
  const outside = appends ? code.fresh('behind') : slow;
  require(e, ok, outside);
  storeElement(e, container, pointer, index, value, base);
  code.jump(done);
  if (appends) {
    code.start(outside);
    if (writable !== undefined) require(e, noFlags(e, pointer), slow);
    if (whole !== undefined) require(e, whole, slow);
    append(e, { container, pointer, index, length }, value, slow);
    e.kept.refresh();
    code.jump(done);
  }
  code.start(slow);
  const array = e.arg(receiver);
  // What lies beyond the end is ignored (ECMA-262 10.4.5.5), and to make a number of the value is nothing that can be seen.
  const isIgnored = container.kind === 'typed' && isNumber(e.type(key)) && e.type(receiver).prims === 0;
  if (isIgnored) code.jump(done);
  else if (container.kind === 'array' && isInt32(e.type(key)) && e.type(receiver).prims === 0)
    e.runtime('storeIndexed', array, { rep: 'i32', text: index }, e.arg(value));
  else e.runtime('setElement', array, e.arg(key), e.arg(value));
  code.start(done);
}

/** A frozen array has a flag set. */
export function noFlags(e: FunctionEmitter, pointer: string): string {
  const flags = loadField(e, pointer, OBJECT_FLAGS, 'i32', 'flags');
  return e.code.value(`icmp eq i32 ${flags}, 0`);
}

export function elemDefine(e: FunctionEmitter, i: Instr): void {
  e.runtime('defineProperty', e.arg(i.args[0]), e.arg(i.args[1]), e.arg(i.args[2]));
}

export function elemDelete(e: FunctionEmitter, i: Instr): void {
  e.setRaw(i, { rep: 'bool', text: e.bool(e.runtime('deleteElement', e.arg(i.args[0]), e.arg(i.args[1]))) });
}

export function elemHas(e: FunctionEmitter, i: Instr): void {
  e.setRaw(i, { rep: 'bool', text: e.bool(e.runtime('hasElement', e.arg(i.args[0]), e.arg(i.args[1]))) });
}
