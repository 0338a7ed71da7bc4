/**
 * Comparisons and tests; their results are i1.
 */

import type { Instr } from '../../ir/ir.ts';
import {
  P_BOOLEAN,
  P_DOUBLE,
  P_HOLE,
  P_INT32,
  P_NULL,
  P_NUMBER,
  P_STRING,
  P_UNDEFINED,
} from '../../ir/types.ts';
import { STRING_LENGTH } from '../../layout/objects.ts';
import {
  NOT_POINTER_MASK_HIGH,
  NOT_POINTER_MASK_LOW,
  WORD_HOLE,
  WORD_NULL,
  WORD_UNDEFINED,
} from '../../layout/values.ts';
import { isCallable } from '../../passes/inference/objects.ts';
import { isOrdinaryInstanceof } from '../../passes/inference/properties.ts';
import { hasObjects, isInt32, isOnly, isSafeInteger, type Type } from '../../passes/inference/type.ts';
import { isUsedAsWord, typeofTest } from '../../passes/inference/typeof.ts';
import { isUndefinedBits } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import type { Value } from '../rep.ts';
import { commonInteger, number } from './arithmetic.ts';
import { equalUnits } from './compared-units.ts';
import { isFast } from './guarded.ts';
import { loadField } from './memory.ts';
import { equalTexts, orderOfTexts } from './strings.ts';
import { typeofIs } from './typeof.ts';
import { onTwoNumbers, strictEqualWords, truthOfWord } from './unproved.ts';

const SIGNED: Record<string, string> = { '<': 'slt', '<=': 'sle', '>': 'sgt', '>=': 'sge' };
const ORDERED: Record<string, string> = { '<': 'olt', '<=': 'ole', '>': 'ogt', '>=': 'oge' };
const RELATIONAL: Record<string, string> = {
  '<': 'lessThan',
  '<=': 'lessOrEqual',
  '>': 'greaterThan',
  '>=': 'greaterOrEqual',
};
export const NOT_POINTER = BigInt.asIntN(
  64,
  (BigInt(NOT_POINTER_MASK_HIGH) << 32n) | BigInt(NOT_POINTER_MASK_LOW),
).toString();

function setBool(e: FunctionEmitter, i: Instr, text: string): void {
  e.setRaw(i, { rep: 'bool', text });
}

export function compare(e: FunctionEmitter, i: Instr): void {
  const truth = e.f.truth[i.id] ?? 0;
  if (truth === 1 || truth === 2) {
    setBool(e, i, truth === 2 ? 'true' : 'false');
    return;
  }
  const operator = i.attrs.operator ?? '';
  const [a, b] = i.args;
  const test = typeofTest(i);
  if (test !== undefined) {
    const same = typeofIs(e, test);
    setBool(e, i, operator.startsWith('!') ? e.code.value(`xor i1 ${same}, true`) : same);
    return;
  }
  switch (operator) {
    case '===':
      setBool(e, i, strictEqual(e, a, b));
      return;
    case '!==':
      setBool(e, i, e.code.value(`xor i1 ${strictEqual(e, a, b)}, true`));
      return;
    case '==':
      setBool(e, i, looseEqual(e, a, b));
      return;
    case '!=':
      setBool(e, i, e.code.value(`xor i1 ${looseEqual(e, a, b)}, true`));
      return;
    default:
      setBool(e, i, relational(e, operator, a, b));
  }
}

const SIMPLE = P_NUMBER | P_UNDEFINED | P_NULL | P_BOOLEAN;

function relational(
  e: FunctionEmitter,
  operator: string,
  a: Instr | undefined,
  b: Instr | undefined,
): string {
  const ta = e.type(a);
  const tb = e.type(b);
  if (isSafeInteger(ta) && isSafeInteger(tb)) {
    const rep = commonInteger(ta, tb);
    return e.code.value(`icmp ${SIGNED[operator]} ${rep} ${e.use(a, rep)}, ${e.use(b, rep)}`);
  }
  if (isOnly(ta, SIMPLE) && isOnly(tb, SIMPLE)) {
    return e.code.value(`fcmp ${ORDERED[operator]} double ${ordered(e, a)}, ${ordered(e, b)}`);
  }
  const generic = (): Value => e.runtime(RELATIONAL[operator] ?? '', e.arg(a), e.arg(b));
  if (isOnly(ta, P_STRING) && isOnly(tb, P_STRING))
    return orderOfTexts(e, operator, [e.string(a), e.string(b)], [a, b]);
  const perhaps = isOnly(ta, P_STRING) ? b : isOnly(tb, P_STRING) ? a : undefined;
  if (perhaps !== undefined && isFast(e) && isOnly(e.type(perhaps), P_STRING | SINGLETONS)) {
    const isNone = e.code.value(`xor i1 ${e.isPointerWord(e.boxed(perhaps))}, true`);
    return e.bool(
      e.choose(
        isNone,
        () => ({ rep: 'bool', text: e.bool(generic()) }),
        () => ({ rep: 'bool', text: orderOfTexts(e, operator, [pointer(e, a), pointer(e, b)], [a, b]) }),
      ),
    );
  }
  const fast = (x: string, y: string): Value => ({
    rep: 'bool',
    text: e.code.value(`fcmp ${ORDERED[operator]} double ${x}, ${y}`),
  });
  return e.bool(onTwoNumbers(e, a, b, 'bool', fast, generic) ?? generic());
}

/** An operand of an ordered comparison: any NaN does for undefined. */
function ordered(e: FunctionEmitter, i: Instr | undefined): string {
  return isNumberOrUndefined(e.type(i)) && i?.op !== 'const' ? e.use(i, 'f64u') : number(e, i);
}

function strictEqual(e: FunctionEmitter, a: Instr | undefined, b: Instr | undefined): string {
  const ta = e.type(a);
  const tb = e.type(b);
  const units = equalUnits(e, a, b);
  if (units !== undefined) return units;
  if (isSafeInteger(ta) && isSafeInteger(tb)) {
    const rep = commonInteger(ta, tb);
    return e.code.value(`icmp eq ${rep} ${e.use(a, rep)}, ${e.use(b, rep)}`);
  }
  if (isOnly(ta, P_NUMBER) && isOnly(tb, P_NUMBER)) {
    return e.code.value(`fcmp oeq double ${e.use(a, 'f64')}, ${e.use(b, 'f64')}`);
  }
  if (isOnly(ta, P_BOOLEAN) && isOnly(tb, P_BOOLEAN)) {
    return e.code.value(`icmp eq i1 ${e.use(a, 'bool')}, ${e.use(b, 'bool')}`);
  }
  const [wideA, wideB] = [integerOrNone(e, a), integerOrNone(e, b)];
  if (wideA !== undefined && wideB !== undefined) return e.code.value(`icmp eq i64 ${wideA}, ${wideB}`);
  // NaN and the NaN that stands for undefined equal nothing.
  if (isNumberOrUndefined(ta) && isNumberOrUndefined(tb) && (isOnly(ta, P_NUMBER) || isOnly(tb, P_NUMBER))) {
    return e.code.value(`fcmp oeq double ${e.use(a, 'f64u')}, ${e.use(b, 'f64u')}`);
  }
  const single = constantWord(tb) ?? constantWord(ta);
  if (single !== undefined) {
    const other = constantWord(tb) !== undefined ? a : b;
    return isWord(e, other, single);
  }
  if (byIdentity(ta) || byIdentity(tb)) {
    return e.code.value(`icmp eq i64 ${e.boxed(a)}, ${e.boxed(b)}`);
  }
  if (isOnly(ta, P_STRING) && isOnly(tb, P_STRING)) return equalTexts(e, [e.string(a), e.string(b)], [a, b]);
  if (isNonzeroInteger(ta) || isNonzeroInteger(tb)) {
    return e.code.value(`icmp eq i64 ${e.boxed(a)}, ${e.boxed(b)}`);
  }
  const other = isOnly(ta, P_STRING) ? b : isOnly(tb, P_STRING) ? a : undefined;
  if (other !== undefined && isOnly(e.type(other), P_STRING | SINGLETONS))
    return equalIfString(e, a, b, other);
  if (isFast(e)) return strictEqualWords(e, a, b);
  return e.bool(e.runtime('strictEqual', e.arg(a), e.arg(b)));
}

/** An operand that is an integer or undefined as an i64, undefined as NO_ELEMENT of elements.ts; or undefined. */
function integerOrNone(e: FunctionEmitter, i: Instr | undefined): string | undefined {
  const known = i === undefined ? undefined : e.elements.get(i);
  return known ?? (isInt32(e.type(i)) ? e.use(i, 'i64') : undefined);
}

/** An operand that has turned out to be a pointer. */
function pointer(e: FunctionEmitter, i: Instr | undefined): Value {
  return { rep: 'ptr', text: e.convert({ rep: 'js', text: e.boxed(i) }, 'ptr') };
}

/** What isn't a string is one of these, by their words. */
const SINGLETONS = P_UNDEFINED | P_NULL | P_BOOLEAN | P_HOLE;

/** `a === b` of a string and `other`, which is a string or no pointer. */
function equalIfString(e: FunctionEmitter, a: Instr | undefined, b: Instr | undefined, other: Instr): string {
  const isNone = e.code.value(`xor i1 ${e.isPointerWord(e.boxed(other))}, true`);
  const equal = e.choose(
    isNone,
    () => ({ rep: 'bool', text: 'false' }),
    () => ({ rep: 'bool', text: equalTexts(e, [pointer(e, a), pointer(e, b)], [a, b]) }),
  );
  return e.bool(equal);
}

/** The one word that a type allows, when there is one. */
function constantWord(type: Type): number | undefined {
  if (isOnly(type, P_UNDEFINED)) return WORD_UNDEFINED;
  if (isOnly(type, P_NULL)) return WORD_NULL;
  return undefined;
}

/** Equality is equality of words: no numbers (NaN, -0), no strings, no bigints. */
function byIdentity(type: Type): boolean {
  return (type.prims & ~(P_UNDEFINED | P_NULL | P_BOOLEAN)) === 0;
}

function isNumberOrUndefined(type: Type): boolean {
  return isOnly(type, P_NUMBER | P_UNDEFINED) && (type.prims & P_NUMBER) !== 0;
}

/** A number of which there is one word. */
function isNonzeroInteger(type: Type): boolean {
  return isOnly(type, P_INT32) && (type.lo > 0 || type.hi < 0);
}

/** Is the operand this immediate? */
export function isWord(e: FunctionEmitter, i: Instr | undefined, word: number): string {
  const held = e.value(i);
  if (held.rep === 'f64u' && word === WORD_UNDEFINED) {
    const bits = e.code.value(`bitcast double ${held.text} to i64`);
    return isUndefinedBits(e.code, bits);
  }
  return e.code.value(`icmp eq i64 ${e.boxed(i)}, ${word}`);
}

function looseEqual(e: FunctionEmitter, a: Instr | undefined, b: Instr | undefined): string {
  const ta = e.type(a);
  const tb = e.type(b);
  const nullish = P_UNDEFINED | P_NULL;
  const units = equalUnits(e, a, b);
  if (units !== undefined) return units;
  if (isOnly(tb, nullish)) return isNullishWord(e, a);
  if (isOnly(ta, nullish)) return isNullishWord(e, b);
  for (const kind of [P_NUMBER, P_STRING, P_BOOLEAN]) {
    if (isOnly(ta, kind) && isOnly(tb, kind)) return strictEqual(e, a, b);
  }
  if (ta.prims === 0 && tb.prims === 0) return strictEqual(e, a, b);
  return e.bool(e.runtime('looseEqual', e.arg(a), e.arg(b)));
}

function isNullishWord(e: FunctionEmitter, i: Instr | undefined): string {
  const held = e.value(i);
  if (held.rep === 'f64u') return isWord(e, i, WORD_UNDEFINED);
  // null is 0x02 and undefined 0x0a: they differ in bit 3 only.
  const masked = e.code.value(`and i64 ${e.boxed(i)}, -9`);
  return e.code.value(`icmp eq i64 ${masked}, ${WORD_NULL}`);
}

function decided(e: FunctionEmitter, i: Instr): boolean {
  const truth = e.f.truth[i.id] ?? 0;
  if (truth !== 1 && truth !== 2) return false;
  setBool(e, i, truth === 2 ? 'true' : 'false');
  return true;
}

export function isNullish(e: FunctionEmitter, i: Instr): void {
  if (!decided(e, i)) setBool(e, i, isNullishWord(e, i.args[0]));
}

export function isUndefined(e: FunctionEmitter, i: Instr): void {
  if (!decided(e, i)) setBool(e, i, isWord(e, i.args[0], WORD_UNDEFINED));
}

export function isHole(e: FunctionEmitter, i: Instr): void {
  if (decided(e, i)) return;
  const of = i.args[0];
  const done = of === undefined ? undefined : e.side.get(of);
  setBool(e, i, done ?? isWord(e, of, WORD_HOLE));
}

export function truthy(e: FunctionEmitter, i: Instr): void {
  if (decided(e, i)) return;
  const [a] = i.args;
  const type = e.type(a);
  setBool(e, i, truth(e, a, type));
}

function truth(e: FunctionEmitter, a: Instr | undefined, type: Type): string {
  if (isOnly(type, P_BOOLEAN)) return e.use(a, 'bool');
  if (isSafeInteger(type)) {
    const rep = commonInteger(type);
    return e.code.value(`icmp ne ${rep} ${e.use(a, rep)}, 0`);
  }
  // Neither 0 nor NaN; the NaN that means undefined is falsy too.
  if (isOnly(type, P_NUMBER)) return e.code.value(`fcmp one double ${e.use(a, 'f64')}, 0.0`);
  if (isOnly(type, P_NUMBER | P_UNDEFINED)) return e.code.value(`fcmp one double ${e.use(a, 'f64u')}, 0.0`);
  // Of their words only that of true is odd.
  if (isOnly(type, P_UNDEFINED | P_NULL | P_BOOLEAN | P_HOLE))
    return e.code.value(`trunc i64 ${e.boxed(a)} to i1`);
  if (isOnly(type, P_STRING)) {
    const length = loadField(e, e.use(a, 'ptr'), STRING_LENGTH, 'i32', 'string length');
    return e.code.value(`icmp ne i32 ${length}, 0`);
  }
  const rest = type.prims & ~(P_UNDEFINED | P_NULL | P_BOOLEAN | P_HOLE);
  if (rest === 0) {
    if ((type.prims & P_BOOLEAN) === 0) {
      const word = e.boxed(a);
      const masked = e.code.value(`and i64 ${word}, ${NOT_POINTER}`);
      return e.code.value(`icmp eq i64 ${masked}, 0`);
    }
    // Objects and true: everything but undefined, null, false.
    const word = e.boxed(a);
    const masked = e.code.value(`and i64 ${word}, ${NOT_POINTER}`);
    const pointer = e.code.value(`icmp eq i64 ${masked}, 0`);
    const isTrue = e.code.value(`icmp eq i64 ${word}, 7`);
    return e.code.value(`or i1 ${pointer}, ${isTrue}`);
  }
  if (isFast(e)) return truthOfWord(e, a);
  return e.bool(e.runtime('toBoolean', e.arg(a)));
}

export function not(e: FunctionEmitter, i: Instr): void {
  if (decided(e, i)) return;
  setBool(e, i, e.code.value(`xor i1 ${e.use(i.args[0], 'bool')}, true`));
}

export function fromBool(e: FunctionEmitter, i: Instr): void {
  e.set(i, { rep: 'bool', text: e.use(i.args[0], 'bool') });
}

const NAMES: readonly (readonly [number, string])[] = [
  [P_UNDEFINED, 'undefined'],
  [P_NULL, 'object'],
  [P_BOOLEAN, 'boolean'],
  [P_NUMBER, 'number'],
  [P_DOUBLE, 'number'],
  [P_INT32, 'number'],
  [P_STRING, 'string'],
];

export function typeofOp(e: FunctionEmitter, i: Instr): void {
  if (!isUsedAsWord(e.f.fn, i)) {
    e.set(i, e.str(''));
    return;
  }
  const type = e.type(i.args[0]);
  for (const [prims, name] of NAMES) {
    if (isOnly(type, prims) && (prims === P_NUMBER || type.prims === prims)) {
      e.set(i, e.str(name));
      return;
    }
  }
  if (type.prims === 0 && !type.opaque && type.objects.length > 0) {
    const callable = type.objects.filter(isCallable).length;
    if (callable === 0 || callable === type.objects.length) {
      e.set(i, e.str(callable === 0 ? 'object' : 'function'));
      return;
    }
  }
  e.set(i, e.runtime('typeofValue', e.arg(i.args[0])));
}

/** `v instanceof C` for a class without Symbol.hasInstance: walks v's prototypes. */
export function instanceofOp(e: FunctionEmitter, i: Instr): void {
  const [v, c] = i.args;
  const [only] = e.type(c).objects;
  if (isOrdinaryInstanceof(e.type(c)) && only?.prototype !== undefined) {
    if (!hasObjects(e.type(v))) {
      setBool(e, i, 'false');
      return;
    }
    const prototype = ModuleBuilder.ref(e.em.objectSymbol(only.prototype));
    setBool(e, i, e.bool(e.runtime('hasPrototype', e.arg(v), { rep: 'ptr', text: prototype })));
    return;
  }
  setBool(e, i, e.bool(e.runtime('instanceOf', e.arg(v), e.arg(c))));
}

export function isObject(e: FunctionEmitter, i: Instr): void {
  if (decided(e, i)) return;
  setBool(e, i, e.bool(e.runtime('isObject', e.arg(i.args[0]))));
}
