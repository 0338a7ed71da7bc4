/**
 * Operators on numbers raw, on everything else through the runtime (ECMA-262 13.5–13.15).
 */
import type { Instr } from '../../ir/ir.ts';
import { P_BOOLEAN, P_NULL, P_NUMBER, P_STRING, P_UNDEFINED } from '../../ir/types.ts';
import { isInt32, isOnly, isSafeInteger, type Type } from '../../passes/inference/type.ts';
import { CANONICAL_NAN, doubleText, INT64_MIN, truncation } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { concat, isOnlyPart, isTextSum } from './concat.ts';
import { onNumber, onTwoNumbers } from './unproved.ts';

const RUNTIME: Record<string, string> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
  '**': 'power',
  '&': 'bitAnd',
  '|': 'bitOr',
  '^': 'bitXor',
  '<<': 'shiftLeft',
  '>>': 'shiftRight',
  '>>>': 'shiftRightUnsigned',
};

const NUMERIC = P_NUMBER | P_UNDEFINED | P_NULL | P_BOOLEAN;

/** Is ToNumber of it a few instructions? */
export function isSimple(type: Type): boolean {
  return isOnly(type, NUMERIC);
}

/** ToNumber of a simple operand, as a double. */
export function number(e: FunctionEmitter, i: Instr | undefined): string {
  const type = e.type(i);
  if (i?.op === 'const' && typeof i.attrs.value === 'number') return doubleText(i.attrs.value);
  if (isOnly(type, P_NUMBER)) return e.use(i, 'f64');
  if (isOnly(type, P_UNDEFINED)) return CANONICAL_NAN;
  if (isOnly(type, P_NULL)) return '0.0';
  if (isOnly(type, P_BOOLEAN)) return e.use(i, 'f64');
  if (isOnly(type, P_NUMBER | P_UNDEFINED)) {
    const either = e.use(i, 'f64u');
    const nan = e.code.value(`fcmp uno double ${either}, ${either}`);
    return e.code.value(`select i1 ${nan}, double ${CANONICAL_NAN}, double ${either}`);
  }
  return e.runtime('toNumber', e.arg(i)).text;
}

/** ToInt32 of a simple operand (7.1.6). */
export function int32(e: FunctionEmitter, i: Instr | undefined): string {
  const type = e.type(i);
  if (isInt32(type)) return e.use(i, 'i32');
  const known = i === undefined ? undefined : (e.int32s.get(i) ?? wrappedSum(e, i));
  if (known !== undefined) return known;
  if (isSafeInteger(type)) return e.use(i, 'i32');
  // What is no number is 0, whichever NaN says so.
  const double = isOnly(type, P_NUMBER | P_UNDEFINED) && i?.op !== 'const' ? e.use(i, 'f64u') : number(e, i);
  return doubleToInt32(e, double);
}

const WRAPPING: Record<string, string> = { '+': 'add', '-': 'sub', '*': 'mul' };
/** Up to here doubles are exact integers. */
const EXACT_MAX = 2 ** 53;

/**
 * ToInt32 of sums, differences and products of int32s: as long as the result of each operation surely fits a double exactly, its low bits
 * are those of 32-bit arithmetic. `(hash * 31 + unit) | 0` is done without a double.
 */
function wrappedSum(e: FunctionEmitter, i: Instr): string | undefined {
  return i.op === 'binary' && magnitude(e, i) <= EXACT_MAX ? wrapped(e, i) : undefined;
}

/** How large such an expression can get; infinite if it is anything else, or not exact. */
function magnitude(e: FunctionEmitter, i: Instr | undefined): number {
  const type = e.type(i);
  if (i === undefined || isSafeInteger(type)) return Math.max(Math.abs(type.lo), Math.abs(type.hi));
  const { operator = '' } = i.attrs;
  if (i.op !== 'binary' || WRAPPING[operator] === undefined) return Infinity;
  const [a, b] = [magnitude(e, i.args[0]), magnitude(e, i.args[1])];
  const most = operator === '*' ? a * b : a + b;
  return most <= EXACT_MAX ? most : Infinity;
}

function wrapped(e: FunctionEmitter, i: Instr | undefined): string {
  if (i === undefined || isSafeInteger(e.type(i))) return e.use(i, 'i32');
  const [a, b] = [wrapped(e, i.args[0]), wrapped(e, i.args[1])];
  return e.code.value(`${WRAPPING[i.attrs.operator ?? '']} i32 ${a}, ${b}`);
}

/** Truncation is right where it fits 64 bits; beyond, and for NaN, the runtime. */
export function doubleToInt32(e: FunctionEmitter, double: string): string {
  const wide = e.code.value(truncation(double, 'i64'));
  const low = e.code.value(`trunc i64 ${wide} to i32`);
  const large = e.code.value(`icmp eq i64 ${wide}, ${INT64_MIN}`);
  const fast = e.code.label;
  const slow = e.code.fresh('int32');
  const done = e.code.fresh('done');
  e.code.branch(large, slow, done, 'no');
  e.code.start(slow);
  const generic = e.runtime('doubleToInt32', { rep: 'f64', text: double });
  const text = e.convert(generic, 'i32');
  const from = e.code.label;
  e.code.jump(done);
  e.code.start(done);
  return e.code.value(`phi i32 [ ${low}, %${fast} ], [ ${text}, %${from} ]`);
}

export function binary(e: FunctionEmitter, i: Instr): void {
  const operator = i.attrs.operator ?? '';
  const [a, b] = i.args;
  const ta = e.type(a);
  const tb = e.type(b);
  if (isSimple(ta) && isSimple(tb)) e.set(i, onNumbers(e, i, operator, ta, tb));
  else if (isTextSum(e, i)) concat(e, i);
  else if (isOnly(ta, P_NUMBER | P_STRING | P_UNDEFINED) && isOnly(tb, P_NUMBER | P_STRING | P_UNDEFINED))
    guarded(e, i, operator);
  else generic(e, i, operator);
}

function generic(e: FunctionEmitter, i: Instr, operator: string): void {
  const [a, b] = i.args;
  const call = (): Value => e.runtime(RUNTIME[operator] ?? operator, e.arg(a), e.arg(b));
  const fast = operator === '**' ? undefined : (x: string, y: string): Value => onDoubles(e, operator, x, y);
  const rep = e.isNever(i) ? 'never' : e.rep(i);
  e.set(i, (fast && onTwoNumbers(e, a, b, rep, fast, call)) ?? call());
}

/** An operator on two numbers of which nothing more is known. */
function onDoubles(e: FunctionEmitter, operator: string, x: string, y: string): Value {
  const float = FLOAT[operator];
  if (float !== undefined) return { rep: 'f64', text: e.code.value(`${float} double ${x}, ${y}`) };
  if (operator === '%')
    return e.runtime('remainderOfNumbers', { rep: 'f64', text: x }, { rep: 'f64', text: y });
  const left = doubleToInt32(e, x);
  const right = doubleToInt32(e, y);
  const bits = BITS[operator];
  if (bits !== undefined) return { rep: 'i32', text: e.code.value(`${bits} i32 ${left}, ${right}`) };
  return shiftBy(e, operator, left, right);
}

/** Both may be numbers: that inline, the rest by the runtime. */
function guarded(e: FunctionEmitter, i: Instr, operator: string): void {
  if (!['+', '-', '*', '/'].includes(operator)) {
    generic(e, i, operator);
    return;
  }
  const a = e.boxed(i.args[0]);
  const b = e.boxed(i.args[1]);
  const na = e.isNumberWord(a);
  const nb = e.isNumberWord(b);
  const both = e.code.value(`and i1 ${na}, ${nb}`);
  const fast = e.code.fresh('fast');
  const slow = e.code.fresh('slow');
  const done = e.code.fresh('done');
  e.code.branch(both, fast, slow, 'yes');
  e.code.start(fast);
  const da = e.convert({ rep: 'js', text: a }, 'f64');
  const db = e.convert({ rep: 'js', text: b }, 'f64');
  const raw = e.code.value(`${FLOAT[operator] ?? ''} double ${da}, ${db}`);
  const boxed = e.convert({ rep: 'f64', text: raw }, 'js');
  const fastEnd = e.code.label;
  e.code.jump(done);
  e.code.start(slow);
  const out = e.runtime(RUNTIME[operator] ?? '', { rep: 'js', text: a }, { rep: 'js', text: b });
  const word = e.convert(out, 'js');
  const slowEnd = e.code.label;
  e.code.jump(done);
  e.code.start(done);
  e.set(i, { rep: 'js', text: e.code.value(`phi i64 [ ${boxed}, %${fastEnd} ], [ ${word}, %${slowEnd} ]`) });
}

const FLOAT: Record<string, string> = { '+': 'fadd', '-': 'fsub', '*': 'fmul', '/': 'fdiv' };
const BITS: Record<string, string> = { '&': 'and', '|': 'or', '^': 'xor' };

function onNumbers(e: FunctionEmitter, i: Instr, operator: string, ta: Type, tb: Type): Value {
  const [a, b] = i.args;
  const bits = BITS[operator];
  if (bits !== undefined)
    return { rep: 'i32', text: e.code.value(`${bits} i32 ${int32(e, a)}, ${int32(e, b)}`) };
  if (operator === '<<' || operator === '>>' || operator === '>>>') return shift(e, operator, a, b);
  if (operator === '**') return e.runtime('powerOfNumbers', num(e, a), num(e, b));
  const integers = isSafeInteger(ta) && isSafeInteger(tb) && isSafeInteger(e.type(i));
  if (integers && WRAPPING[operator] !== undefined) {
    const rep = commonInteger(ta, tb, e.type(i));
    return { rep, text: e.code.value(`${WRAPPING[operator]} nsw ${rep} ${e.use(a, rep)}, ${e.use(b, rep)}`) };
  }
  if (operator === '%') {
    if (integers) {
      const rep = commonInteger(ta, tb);
      return { rep, text: e.code.value(`srem ${rep} ${e.use(a, rep)}, ${e.use(b, rep)}`) };
    }
    return isInt32(ta) && isInt32(tb) ? integerRemainder(e, a, b) : remainder(e, a, b);
  }
  return {
    rep: 'f64',
    text: e.code.value(`${FLOAT[operator] ?? ''} double ${number(e, a)}, ${number(e, b)}`),
  };
}

/** What holds integers of all these types. */
export function commonInteger(...types: readonly Type[]): 'i32' | 'i64' {
  return types.every(isInt32) ? 'i32' : 'i64';
}

/** `a % b` of int32s: without doubles unless the result may be -0 or NaN. */
function integerRemainder(e: FunctionEmitter, a: Instr | undefined, b: Instr | undefined): Value {
  const [x, y] = [e.use(a, 'i32'), e.use(b, 'i32')];
  const negative = e.code.value(`icmp slt i32 ${x}, 0`);
  const notPositive = e.code.value(`icmp slt i32 ${y}, 1`);
  return e.choose(
    e.code.value(`or i1 ${negative}, ${notPositive}`),
    () => remainder(e, a, b),
    () => {
      const rest = e.code.value(`urem i32 ${x}, ${y}`);
      return { rep: 'f64', text: e.code.value(`uitofp i32 ${rest} to double`) };
    },
  );
}

function remainder(e: FunctionEmitter, a: Instr | undefined, b: Instr | undefined): Value {
  return e.runtime('remainderOfNumbers', num(e, a), num(e, b));
}

function num(e: FunctionEmitter, i: Instr | undefined): Value {
  return { rep: 'f64', text: number(e, i) };
}

function shift(e: FunctionEmitter, operator: string, a: Instr | undefined, b: Instr | undefined): Value {
  return shiftBy(e, operator, int32(e, a), int32(e, b));
}

function shiftBy(e: FunctionEmitter, operator: string, left: string, right: string): Value {
  const count = e.code.value(`and i32 ${right}, 31`);
  const op = operator === '<<' ? 'shl' : operator === '>>' ? 'ashr' : 'lshr';
  return { rep: operator === '>>>' ? 'u32' : 'i32', text: e.code.value(`${op} i32 ${left}, ${count}`) };
}

const UNARY: Record<string, string> = {
  neg: 'negate',
  plus: 'toNumber',
  bitnot: 'bitNot',
  numeric: 'toNumeric',
  inc: 'increment',
  dec: 'decrement',
};

export function unary(e: FunctionEmitter, i: Instr): void {
  const operator = i.attrs.operator ?? '';
  const [a] = i.args;
  const type = e.type(a);
  if (!isSimple(type)) {
    const call = (): Value => e.runtime(UNARY[operator] ?? operator, e.arg(a));
    const rep = e.isNever(i) ? 'never' : e.rep(i);
    e.set(i, onNumber(e, a, rep, (x) => unaryOnDouble(e, operator, x), call) ?? call());
    return;
  }
  const int = isSafeInteger(type) && isSafeInteger(e.type(i)) ? commonInteger(type, e.type(i)) : undefined;
  switch (operator) {
    case 'bitnot':
      e.set(i, { rep: 'i32', text: e.code.value(`xor i32 ${int32(e, a)}, -1`) });
      return;
    case 'neg':
      if (int) e.set(i, { rep: int, text: e.code.value(`sub nsw ${int} 0, ${e.use(a, int)}`) });
      else e.set(i, { rep: 'f64', text: e.code.value(`fneg double ${number(e, a)}`) });
      return;
    case 'inc':
    case 'dec': {
      const step = operator === 'inc' ? 1 : -1;
      if (int) e.set(i, { rep: int, text: e.code.value(`add nsw ${int} ${e.use(a, int)}, ${step}`) });
      else e.set(i, { rep: 'f64', text: e.code.value(`fadd double ${number(e, a)}, ${doubleText(step)}`) });
      return;
    }
    default:
      if (isOnly(type, P_NUMBER)) e.set(i, e.value(a));
      else e.set(i, { rep: 'f64', text: number(e, a) });
  }
}

function unaryOnDouble(e: FunctionEmitter, operator: string, x: string): Value {
  const f64 = (text: string): Value => ({ rep: 'f64', text: e.code.value(text) });
  switch (operator) {
    case 'bitnot':
      return { rep: 'i32', text: e.code.value(`xor i32 ${doubleToInt32(e, x)}, -1`) };
    case 'neg':
      return f64(`fneg double ${x}`);
    case 'inc':
    case 'dec':
      return f64(`fadd double ${x}, ${doubleText(operator === 'inc' ? 1 : -1)}`);
    default:
      return { rep: 'f64', text: x };
  }
}

export function toStringOf(e: FunctionEmitter, i: Instr): void {
  const [a] = i.args;
  if (isOnlyPart(e, i)) return;
  if (isOnly(e.type(a), P_STRING)) e.set(i, e.value(a));
  else if (isInt32(e.type(a))) e.set(i, e.runtime('int32ToString', { rep: 'i32', text: e.use(a, 'i32') }));
  else if (isOnly(e.type(a), P_NUMBER))
    e.set(i, e.runtime('numberToString', { rep: 'f64', text: e.use(a, 'f64') }));
  else e.set(i, e.runtime('toStringValue', e.arg(a)));
}

export function toKey(e: FunctionEmitter, i: Instr): void {
  const [a] = i.args;
  const type = e.type(a);
  if (isOnly(type, P_STRING | P_NUMBER)) e.set(i, e.value(a));
  else e.set(i, e.runtime('toPropertyKey', e.arg(a)));
}
