import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P_INT32, P_NUMBER } from '../../ir/types.ts';
import { binaryType, MAY_BE_FALSE, MAY_BE_TRUE, relationalTruth, unaryType } from './arithmetic.ts';
import { integer, type Type } from './type.ts';

const BINARY: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};

const UNARY: Record<string, (a: number) => number> = {
  neg: (a) => -a,
  inc: (a) => a + 1,
  dec: (a) => a - 1,
  plus: (a) => a,
  numeric: (a) => a,
  bitnot: (a) => ~a,
};

/** The ends of small and of extreme intervals. */
const ENDS = [
  -(2 ** 53),
  -(2 ** 31),
  -7,
  -1,
  0,
  1,
  2,
  5,
  31,
  255,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 53,
];

function intervals(): { lo: number; hi: number; values: number[] }[] {
  const out: { lo: number; hi: number; values: number[] }[] = [];
  for (const lo of ENDS) {
    for (const hi of ENDS) {
      if (lo > hi) continue;
      const values = ENDS.filter((v) => v >= lo && v <= hi);
      const inner = [lo + 1, hi - 1, Math.trunc((lo + hi) / 2)].filter((v) => v > lo && v < hi);
      out.push({ lo, hi, values: [...new Set([...values, ...inner])] });
    }
  }
  return out;
}

function holds(type: Type, value: number): boolean {
  if ((type.prims & P_NUMBER) === P_NUMBER) return true;
  if ((type.prims & P_INT32) === 0) return false;
  return Number.isInteger(value) && !Object.is(value, -0) && value >= type.lo && value <= type.hi;
}

test('an interval holds every result of a binary operator on values of its operands', () => {
  const all = intervals();
  for (const [operator, run] of Object.entries(BINARY)) {
    for (const a of all) {
      for (const b of all) {
        const type = binaryType(operator, integer(a.lo, a.hi), integer(b.lo, b.hi));
        for (const x of a.values)
          for (const y of b.values)
            if (!holds(type, run(x, y)))
              assert.fail(`${x} ${operator} ${y} = ${run(x, y)} is not in [${type.lo}, ${type.hi}]`);
      }
    }
  }
});

test('an interval holds every result of a unary operator', () => {
  for (const [operator, run] of Object.entries(UNARY)) {
    for (const a of intervals()) {
      const type = unaryType(operator, integer(a.lo, a.hi));
      for (const x of a.values)
        assert.ok(holds(type, run(x)), `${operator} ${x} = ${run(x)} is not in [${type.lo}, ${type.hi}]`);
    }
  }
});

test('a comparison that intervals decide comes out as they say', () => {
  const all = intervals();
  const compare: Record<string, (a: number, b: number) => boolean> = {
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b,
  };
  for (const [operator, run] of Object.entries(compare)) {
    for (const a of all) {
      for (const b of all) {
        const truth = relationalTruth(operator, integer(a.lo, a.hi), integer(b.lo, b.hi));
        for (const x of a.values)
          for (const y of b.values)
            if ((truth & (run(x, y) ? MAY_BE_TRUE : MAY_BE_FALSE)) === 0)
              assert.fail(
                `${x} ${operator} ${y} can't be ${run(x, y)} by [${a.lo}, ${a.hi}], [${b.lo}, ${b.hi}]`,
              );
      }
    }
  }
});
