/**
 * Comparisons of `typeof value` with a literal, which are tests of the value and need no string.
 */
import type { FunctionIr, Instr } from '../../ir/ir.ts';
import { P_BIGINT, P_BOOLEAN, P_NULL, P_NUMBER, P_STRING, P_SYMBOL, P_UNDEFINED } from '../../ir/types.ts';
import { MAY_BE_FALSE, MAY_BE_TRUE } from './arithmetic.ts';
import { isCallable } from './objects.ts';
import { isNever, type Type } from './type.ts';

/** What a comparison asks: is the `typeof` of `value` the word `name`? */
export interface TypeofTest {
  readonly value: Instr;
  readonly name: string;
}

/** The test that a comparison is, if it is one of `typeof` with a literal. */
export function typeofTest(compare: Instr): TypeofTest | undefined {
  if (compare.op !== 'compare' || !EQUALITIES.has(compare.attrs.operator ?? '')) return undefined;
  const [a, b] = compare.args;
  return testOf(a, b) ?? testOf(b, a);
}

const EQUALITIES: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);

function testOf(a: Instr | undefined, b: Instr | undefined): TypeofTest | undefined {
  const value = a?.op === 'typeof' ? a.args[0] : undefined;
  const name = b?.op === 'const' ? b.attrs.value : undefined;
  return value === undefined || typeof name !== 'string' ? undefined : { value, name };
}

const PRIMITIVES: readonly (readonly [number, string])[] = [
  [P_UNDEFINED, 'undefined'],
  [P_NULL, 'object'],
  [P_BOOLEAN, 'boolean'],
  [P_NUMBER, 'number'],
  [P_STRING, 'string'],
  [P_SYMBOL, 'symbol'],
  [P_BIGINT, 'bigint'],
];

/** Whether a value of the type may have this `typeof`, and whether another. */
export function typeofTruth(type: Type, name: string): number {
  if (isNever(type)) return 0;
  let truth = 0;
  const add = (other: string): void => {
    truth |= other === name ? MAY_BE_TRUE : MAY_BE_FALSE;
  };
  for (const [prim, other] of PRIMITIVES) if ((type.prims & prim) !== 0) add(other);
  for (const o of type.objects) add(isCallable(o) ? 'function' : 'object');
  if (type.opaque) add('object');
  if (type.opaque && !type.arrays) add('function');
  return truth;
}

const asWords = new WeakMap<FunctionIr, ReadonlySet<Instr>>();

/** Is the word that a `typeof` gives used for more than comparisons with literals? */
export function isUsedAsWord(fn: FunctionIr, instr: Instr): boolean {
  let used = asWords.get(fn);
  if (used === undefined) {
    const found = new Set<Instr>();
    for (const b of fn.blocks)
      for (const i of b.instrs)
        if (typeofTest(i) === undefined) for (const a of i.args) if (a.op === 'typeof') found.add(a);
    used = found;
    asWords.set(fn, used);
  }
  return used.has(instr);
}
