/**
 * Methods of strings at the place of a call, where receiver and arguments are strings and numbers for sure (ECMA-262 22.1.3): indices are brought
 * into the text in a few instructions, and what is left is one function of the core.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_NUMBER, P_STRING } from '../../ir/types.ts';
import { STRING_LENGTH } from '../../layout/objects.ts';
import { textMethod } from '../../passes/inference/strings.ts';
import { isInt32, isOnly } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { int32 } from './arithmetic.ts';
import { isFast } from './guarded.ts';
import { loadField } from './memory.ts';

/** String.fromCharCode with one argument. */
const CHARACTER = 'fromCharCode$1';

/** The value of a call of the method with this key, or undefined: the call has to be made. */
export function inlineText(
  e: FunctionEmitter,
  key: string,
  receiver: Instr,
  args: readonly Instr[],
): Value | undefined {
  const name = textMethod(key);
  const [first, second] = args;
  if (name === undefined || first === undefined || !isFast(e)) return undefined;
  if (name === CHARACTER && args.length === 1 && isOnly(e.type(first), P_NUMBER)) {
    // ToUint16 is the low half of ToInt32 (ECMA-262 22.1.2.1).
    return e.runtime('stringOfUnit', { rep: 'u32', text: int32(e, first) });
  }
  if (args.length > 2 || !isOnly(e.type(receiver), P_STRING)) return undefined;
  if (second !== undefined && !isOnly(e.type(second), P_NUMBER)) return undefined;
  const text = e.string(receiver);
  if (isOnly(e.type(first), P_NUMBER)) return byIndices(e, name, text, first, second);
  return isOnly(e.type(first), P_STRING) ? bySearch(e, name, text, e.string(first), second) : undefined;
}

function bySearch(
  e: FunctionEmitter,
  name: string,
  text: Value,
  needle: Value,
  start: Instr | undefined,
): Value | undefined {
  const from = (): Value =>
    valueOf(start === undefined ? '0' : clamped(e, index(e, start), lengthOf(e, text)));
  switch (name) {
    case 'indexOf':
      return e.runtime('indexOfString', text, needle, from());
    case 'includes': {
      const found = e.convert(e.runtime('indexOfString', text, needle, from()), 'i32');
      return { rep: 'bool', text: e.code.value(`icmp sge i32 ${found}, 0`) };
    }
    case 'startsWith':
      return e.runtime('matchesAt', text, needle, from());
    case 'endsWith': {
      const end = start === undefined ? lengthOf(e, text) : clamped(e, index(e, start), lengthOf(e, text));
      const place = e.code.value(`sub i32 ${end}, ${lengthOf(e, needle)}`);
      return e.runtime('matchesAt', text, needle, valueOf(place));
    }
    default:
      return undefined;
  }
}

function byIndices(
  e: FunctionEmitter,
  name: string,
  text: Value,
  first: Instr,
  second: Instr | undefined,
): Value | undefined {
  if (name !== 'slice' && name !== 'substring') return undefined;
  const length = lengthOf(e, text);
  const at = (i: Instr): string =>
    clamped(e, name === 'slice' ? relative(e, i, length) : index(e, i), length);
  const from = at(first);
  const to = second === undefined ? length : at(second);
  const end = extreme(e, 'smax', from, to);
  // What slice is given the wrong way round is empty, what substring is is turned.
  const start = name === 'slice' ? from : extreme(e, 'smin', from, to);
  return e.runtime('sliceOfString', text, valueOf(start), valueOf(end));
}

function valueOf(text: string): Value {
  return { rep: 'i32', text };
}

function lengthOf(e: FunctionEmitter, text: Value): string {
  return loadField(e, text.text, STRING_LENGTH, 'i32', 'string length');
}

/** ToIntegerOrInfinity (ECMA-262 7.1.5), or the nearest int32, which is as good: no text is longer. */
function index(e: FunctionEmitter, i: Instr): string {
  if (isInt32(e.type(i))) return e.use(i, 'i32');
  return e.code.value(`call i32 @llvm.fptosi.sat.i32.f64(double ${e.use(i, 'f64')})`);
}

/** The same of one that counts from the end when it is negative. */
function relative(e: FunctionEmitter, i: Instr, length: string): string {
  const at = index(e, i);
  if (e.type(i).lo >= 0 && isInt32(e.type(i))) return at;
  const fromEnd = e.code.value(`add i32 ${at}, ${length}`);
  return e.code.value(`select i1 ${e.code.value(`icmp slt i32 ${at}, 0`)}, i32 ${fromEnd}, i32 ${at}`);
}

function clamped(e: FunctionEmitter, at: string, length: string): string {
  return extreme(e, 'smin', extreme(e, 'smax', at, '0'), length);
}

function extreme(e: FunctionEmitter, which: 'smin' | 'smax', a: string, b: string): string {
  return e.code.value(`call i32 @llvm.${which}.i32(i32 ${a}, i32 ${b})`);
}
