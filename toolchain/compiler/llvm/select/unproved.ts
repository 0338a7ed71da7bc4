/**
 * Operations on values of unproved types, in the program's own code: what they nearly always are (numbers, arrays with an index, function
 * objects) in place, the rest through the run time.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_BIGINT, P_BOOLEAN, P_NUMBER, P_STRING } from '../../ir/types.ts';
import {
  ARRAY_ELEMENT_KIND,
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  ELEMENTS_BOXED,
  ELEMENTS_BYTE,
  ELEMENTS_F64,
  ELEMENTS_I32,
  FUNCTION_INFO,
  KIND_ARRAY,
  KIND_FIRST_OBJECT,
  OBJECT_FLAGS,
  RAW_BYTES,
  SHAPE_CALLABLE,
  SHAPE_FLAGS,
  SHAPE_KIND,
  STORAGE_WORDS,
} from '../../layout/objects.ts';
import { WORD_HOLE, WORD_TRUE } from '../../layout/values.ts';
import { isInt32, isOnly, isSafeInteger, type Type } from '../../passes/inference/type.ts';
import { isUndefinedBits, truncation } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Rep, Value } from '../rep.ts';
import { barrier } from './barrier.ts';
import { isFast } from './guarded.ts';
import { Meeting, require } from './meeting.ts';
import { load, loadField, store } from './memory.ts';
import { loadShape, shapeField } from './shape-test.ts';

/** May a value of the type be a number, and is it not known to be one? */
function mayBeNumber(type: Type): boolean {
  return (type.prims & P_NUMBER) !== 0;
}

/** Goes on where an operand is a number; its double. */
function requireNumber(e: FunctionEmitter, i: Instr | undefined, otherwise: string): string {
  if (isOnly(e.type(i), P_NUMBER)) return e.use(i, 'f64');
  const word = e.boxed(i);
  require(e, e.isNumberWord(word), otherwise);
  return e.convert({ rep: 'js', text: word }, 'f64');
}

/** An operation on two values that are nearly always numbers; undefined when that isn't likely, or not wanted here. */
export function onTwoNumbers(
  e: FunctionEmitter,
  a: Instr | undefined,
  b: Instr | undefined,
  rep: Rep,
  fast: (a: string, b: string) => Value,
  generic: () => Value,
): Value | undefined {
  if (!isFast(e) || !mayBeNumber(e.type(a)) || !mayBeNumber(e.type(b)) || rep === 'never') return undefined;
  const cold = e.code.fresh('generic');
  const meeting = new Meeting(e, rep);
  const x = requireNumber(e, a, cold);
  const y = requireNumber(e, b, cold);
  meeting.arrive(fast(x, y));
  e.code.start(cold);
  meeting.arrive(generic());
  return meeting.end();
}

/** As onTwoNumbers, of one. */
export function onNumber(
  e: FunctionEmitter,
  a: Instr | undefined,
  rep: Rep,
  fast: (a: string) => Value,
  generic: () => Value,
): Value | undefined {
  if (!isFast(e) || !mayBeNumber(e.type(a)) || rep === 'never') return undefined;
  const cold = e.code.fresh('generic');
  const meeting = new Meeting(e, rep);
  meeting.arrive(fast(requireNumber(e, a, cold)));
  e.code.start(cold);
  meeting.arrive(generic());
  return meeting.end();
}

/** `a === b` of any values (ECMA-262 7.2.14): only numbers, strings and BigInts are equal without being the same word. */
export function strictEqualWords(e: FunctionEmitter, a: Instr | undefined, b: Instr | undefined): string {
  const { code } = e;
  const [x, y] = [e.boxed(a), e.boxed(b)];
  const meeting = new Meeting(e, 'bool');
  const [numbers, others] = [code.fresh('numbers'), code.fresh('others')];
  const both = code.value(`and i1 ${e.isNumberWord(x)}, ${e.isNumberWord(y)}`);
  code.branch(both, numbers, others);
  code.start(numbers);
  const [dx, dy] = [x, y].map((text) => e.convert({ rep: 'js', text }, 'f64'));
  meeting.arrive({ rep: 'bool', text: code.value(`fcmp oeq double ${dx}, ${dy}`) });
  code.start(others);
  const [same, differ] = [code.fresh('same'), code.fresh('differ')];
  code.branch(code.value(`icmp eq i64 ${x}, ${y}`), same, differ);
  code.start(same);
  meeting.arrive({ rep: 'bool', text: 'true' });
  code.start(differ);
  const [pointers, neither] = [code.fresh('pointers'), code.fresh('neither')];
  const either = code.value(`or i64 ${x}, ${y}`);
  code.branch(e.isPointerWord(either), pointers, neither, 'no');
  code.start(pointers);
  meeting.arrive(e.runtime('strictEqual', { rep: 'js', text: x }, { rep: 'js', text: y }));
  code.start(neither);
  meeting.arrive({ rep: 'bool', text: 'false' });
  return meeting.end().text;
}

/** ToBoolean (ECMA-262 7.1.2) of any value. */
export function truthOfWord(e: FunctionEmitter, a: Instr | undefined): string {
  const { code } = e;
  const word = e.boxed(a);
  const meeting = new Meeting(e, 'bool');
  const [pointer, immediate] = [code.fresh('pointer'), code.fresh('immediate')];
  code.branch(e.isPointerWord(word), pointer, immediate);
  code.start(pointer);
  const { prims } = e.type(a);
  if ((prims & (P_STRING | P_BIGINT)) !== 0) {
    const [object, other] = [code.fresh('object'), code.fresh('other')];
    const kind = shapeField(e, loadShape(e, word), SHAPE_KIND);
    code.branch(code.value(`icmp uge i32 ${kind}, ${KIND_FIRST_OBJECT}`), object, other);
    code.start(other);
    meeting.arrive(e.runtime('toBoolean', { rep: 'js', text: word }));
    code.start(object);
  }
  meeting.arrive({ rep: 'bool', text: 'true' });
  code.start(immediate);
  if ((prims & P_NUMBER) !== 0) {
    const [number, other] = [code.fresh('number'), code.fresh('other')];
    code.branch(e.isNumberWord(word), number, other);
    code.start(number);
    const double = e.convert({ rep: 'js', text: word }, 'f64');
    meeting.arrive({ rep: 'bool', text: code.value(`fcmp one double ${double}, 0.0`) });
    code.start(other);
  }
  meeting.arrive({ rep: 'bool', text: code.value(`icmp eq i64 ${word}, ${WORD_TRUE}`) });
  return meeting.end().text;
}

/** The address of the boxed entry of what should be a function object. */
export function calleeCode(e: FunctionEmitter, callee: Value, generic: () => Value): Value {
  const { code } = e;
  const word = e.convert(callee, 'js');
  const cold = code.fresh('generic');
  const meeting = new Meeting(e, 'u64');
  require(e, e.isPointerWord(word), cold);
  const flags = shapeField(e, loadShape(e, word), SHAPE_FLAGS);
  const callable = code.value(`and i32 ${flags}, ${SHAPE_CALLABLE}`);
  require(e, code.value(`icmp ne i32 ${callable}, 0`), cold);
  const object = code.value(`inttoptr i64 ${word} to ptr`);
  const at = code.value(`getelementptr i8, ptr ${object}, i64 ${FUNCTION_INFO}`);
  const info = code.value(`load ptr, ptr ${at}`);
  const entry = code.value(`load i32, ptr ${info}`);
  require(e, code.value(`icmp ne i32 ${entry}, 0`), cold);
  meeting.arrive({ rep: 'u64', text: code.value(`zext i32 ${entry} to i64`) });
  code.start(cold);
  meeting.arrive(generic());
  return meeting.end();
}

// ── elements ─────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Found {
  readonly pointer: string;
  readonly storage: string;
  readonly index: string;
  readonly kind: string;
}

/** Goes on where the receiver is laid out as an array and the key is an index in it. */
function requireElement(
  e: FunctionEmitter,
  receiver: Instr | undefined,
  key: Instr | undefined,
  otherwise: string,
): Found {
  const { code } = e;
  const word = e.boxed(receiver);
  let index: string;
  if (isInt32(e.type(key))) index = e.use(key, 'i32');
  else if (isSafeInteger(e.type(key))) {
    index = e.use(key, 'i32');
    const back = code.value(`sext i32 ${index} to i64`);
    require(e, code.value(`icmp eq i64 ${back}, ${e.use(key, 'i64')}`), otherwise);
  } else {
    const double = requireNumber(e, key, otherwise);
    index = code.value(truncation(double, 'i32'));
    const back = code.value(`sitofp i32 ${index} to double`);
    require(e, code.value(`fcmp oeq double ${back}, ${double}`), otherwise);
  }
  require(e, e.isPointerWord(word), otherwise);
  const kind = shapeField(e, loadShape(e, word), SHAPE_KIND);
  require(e, code.value(`icmp eq i32 ${kind}, ${KIND_ARRAY}`), otherwise);
  const pointer = code.value(`inttoptr i64 ${word} to ptr`);
  const length = loadField(e, pointer, ARRAY_LENGTH, 'i32', 'array length');
  require(e, code.value(`icmp ult i32 ${index}, ${length}`), otherwise);
  return {
    pointer,
    storage: loadField(e, pointer, ARRAY_STORAGE, 'ptr', 'array storage'),
    index: code.value(`zext i32 ${index} to i64`),
    kind: loadField(e, pointer, ARRAY_ELEMENT_KIND, 'i8', 'array kind'),
  };
}

function place(e: FunctionEmitter, { storage, index }: Found, header: number, type: string): string {
  const base = e.code.value(`getelementptr i8, ptr ${storage}, i64 ${header}`);
  return e.code.value(`getelementptr ${type}, ptr ${base}, i64 ${index}`);
}

/** `receiver[key]`, by the kind of elements that the array turns out to have; undefined where that isn't wanted. */
export function elementOfAny(e: FunctionEmitter, i: Instr, generic: () => Value): Value | undefined {
  const [receiver, key] = i.args;
  const rep = e.isNever(i) ? 'never' : e.rep(i);
  if (!isFast(e) || !mayBeNumber(e.type(key)) || !mayBeArray(e.type(receiver)) || rep === 'never')
    return undefined;
  const { code } = e;
  const cold = code.fresh('generic');
  const meeting = new Meeting(e, rep);
  const found = requireElement(e, receiver, key, cold);
  const [boxed, raw, double, int] = ['boxed', 'raw', 'double', 'int'].map((name) => code.fresh(name)) as [
    string,
    string,
    string,
    string,
  ];
  code.branch(code.value(`icmp eq i8 ${found.kind}, ${ELEMENTS_BOXED}`), boxed, raw, 'yes');
  code.start(boxed);
  const word = load(e, 'i64', place(e, found, STORAGE_WORDS, 'i64'), 'element js');
  require(e, code.value(`icmp ne i64 ${word}, ${WORD_HOLE}`), cold);
  meeting.arrive({ rep: 'js', text: word });
  code.start(raw);
  // Where inference knows of no number, none comes.
  if ((e.type(i).prims & P_NUMBER) === 0) {
    code.jump(cold);
    code.start(cold);
    meeting.arrive(generic());
    return meeting.end();
  }
  const elsewhere =
    (e.type(i).prims & P_BOOLEAN) === 0
      ? undefined
      : code.value(`icmp ne i8 ${found.kind}, ${ELEMENTS_BYTE}`);
  if (elsewhere !== undefined) require(e, elsewhere, cold);
  code.branch(code.value(`icmp eq i8 ${found.kind}, ${ELEMENTS_I32}`), int, double);
  code.start(int);
  meeting.arrive({ rep: 'i32', text: load(e, 'i32', place(e, found, RAW_BYTES, 'i32'), 'element i32') });
  code.start(double);
  const bits = load(e, 'i64', place(e, found, RAW_BYTES, 'i64'), 'element f64');
  require(e, code.value(`xor i1 ${isUndefinedBits(code, bits)}, true`), cold);
  meeting.arrive({ rep: 'f64', text: code.value(`bitcast i64 ${bits} to double`) });
  code.start(cold);
  meeting.arrive(generic());
  return meeting.end();
}

/** `receiver[key] = value` into an array that has the index; says whether it was emitted. */
export function storeElementOfAny(e: FunctionEmitter, i: Instr, generic: () => void): boolean {
  const [receiver, key, value] = i.args;
  if (!isFast(e) || !mayBeNumber(e.type(key)) || !mayBeArray(e.type(receiver)) || e.isNever(value))
    return false;
  const { code } = e;
  const cold = code.fresh('generic');
  const meeting = new Meeting(e, 'void');
  const type = e.type(value);
  const stored = e.boxed(value);
  const found = requireElement(e, receiver, key, cold);
  require(e, code.value(`icmp eq i32 ${loadField(e, found.pointer, OBJECT_FLAGS, 'i32', 'flags')}, 0`), cold);
  const [boxed, raw] = [code.fresh('boxed'), code.fresh('raw')];
  code.branch(code.value(`icmp eq i8 ${found.kind}, ${ELEMENTS_BOXED}`), boxed, raw, 'yes');
  code.start(boxed);
  const at = place(e, found, STORAGE_WORDS, 'i64');
  barrier(e, at);
  store(e, 'i64', stored, at, 'element js');
  meeting.arrive({ rep: 'void', text: '' });
  code.start(raw);
  // Inference saw to it that no array has elements of another kind than is stored.
  if (isOnly(type, P_NUMBER)) {
    require(e, code.value(`icmp eq i8 ${found.kind}, ${ELEMENTS_F64}`), cold);
    store(e, 'double', e.use(value, 'f64'), place(e, found, RAW_BYTES, 'double'), 'element f64');
    meeting.arrive({ rep: 'void', text: '' });
  }
  code.start(cold);
  generic();
  meeting.arrive({ rep: 'void', text: '' });
  meeting.end();
  return true;
}

function mayBeArray(type: Type): boolean {
  return type.opaque || type.objects.some((o) => o.kind === 'array' || o.kind === 'instance');
}
