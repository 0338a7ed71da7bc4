/**
 * Types of operators' results (ECMA-262 13.5–13.10), and the truth of comparisons that types decide.
 */
import {
  P_BIGINT,
  P_BOOLEAN,
  P_DOUBLE,
  P_HOLE,
  P_INT32,
  P_NULL,
  P_NUMBER,
  P_STRING,
  P_SYMBOL,
  P_UNDEFINED,
} from '../../ir/types.ts';
import {
  BIGINT,
  COUNTED,
  hasObjects,
  INT32,
  INT32_MAX,
  INT32_MIN,
  integer,
  isNever,
  isNumber,
  isOnly,
  join,
  MAX_STEP,
  NEVER,
  NUMBER,
  STRING,
  type Type,
  UINT32,
} from './type.ts';

/** Bits of a bool instruction's truth. */
export const MAY_BE_FALSE = 1;
export const MAY_BE_TRUE = 2;
export const EITHER = 3;

/** What ToNumeric may give for a value of this type: an integer interval, any number, a bigint. */
export function toNumeric(type: Type): Type {
  let out = NEVER;
  if ((type.prims & P_NUMBER) === P_INT32) out = join(out, integer(type.lo, type.hi));
  if ((type.prims & P_DOUBLE) !== 0) out = NUMBER;
  if ((type.prims & (P_UNDEFINED | P_STRING | P_HOLE)) !== 0 || hasObjects(type)) out = join(out, NUMBER);
  if ((type.prims & (P_NULL | P_BOOLEAN)) !== 0) out = join(out, integer(0, 1));
  if ((type.prims & P_BIGINT) !== 0) out = join(out, BIGINT);
  if (type.opaque) out = join(out, BIGINT);
  return out;
}

/** Can ToPrimitive of it be a string? */
function maybeString(type: Type): boolean {
  return (type.prims & P_STRING) !== 0 || hasObjects(type);
}

export function binaryType(operator: string, a: Type, b: Type): Type {
  if (isNever(a) || isNever(b)) return NEVER;
  if (operator === '+') {
    if (isOnly(a, P_STRING) || isOnly(b, P_STRING)) return STRING;
    const numeric = numericResult('+', toNumeric(a), toNumeric(b));
    return maybeString(a) || maybeString(b) ? join(numeric, STRING) : numeric;
  }
  return numericResult(operator, toNumeric(a), toNumeric(b));
}

function numericResult(operator: string, a: Type, b: Type): Type {
  const bigint = (a.prims & b.prims & P_BIGINT) !== 0;
  const number = (a.prims & P_NUMBER) !== 0 && (b.prims & P_NUMBER) !== 0;
  let out = number ? numberResult(operator, a, b) : NEVER;
  if (bigint) out = join(out, BIGINT);
  return out;
}

function isInteger(type: Type): boolean {
  return (type.prims & P_NUMBER) === P_INT32;
}

function numberResult(operator: string, a: Type, b: Type): Type {
  switch (operator) {
    case '&':
      return andResult(a, b);
    case '|':
    case '^':
      return nonNegative(a) && nonNegative(b) ? integer(0, maskAbove(Math.max(a.hi, b.hi))) : INT32;
    case '<<':
      return shiftLeft(a, b);
    case '>>':
      return shiftRight(a, b);
    case '>>>':
      return shiftRightUnsigned(a, b);
  }
  if (!isInteger(a) || !isInteger(b)) return NUMBER;
  switch (operator) {
    case '+':
      return sum(a, b.lo, b.hi);
    case '-':
      return sum(a, -b.hi, -b.lo);
    case '*': {
      // 0 * negative is -0.
      const aMayBeZero = a.lo <= 0 && a.hi >= 0;
      const bMayBeZero = b.lo <= 0 && b.hi >= 0;
      if ((aMayBeZero && b.lo < 0) || (bMayBeZero && a.lo < 0)) return NUMBER;
      const products = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
      return integer(Math.min(...products), Math.max(...products));
    }
    case '%':
      // A negative dividend gives -0; a zero divisor NaN.
      if (a.lo < 0 || (b.lo <= 0 && b.hi >= 0)) return NUMBER;
      return integer(0, Math.min(a.hi, Math.max(Math.abs(b.lo), Math.abs(b.hi)) - 1));
    default:
      return NUMBER;
  }
}

/** An integer and one in [lo, hi]; a small step leads nowhere near the end of the numbers that are counted (type.ts). */
function sum(a: Type, lo: number, hi: number): Type {
  const [least, most] = [a.lo + lo, a.hi + hi];
  if (lo < -MAX_STEP || hi > MAX_STEP) return integer(least, most);
  return integer(
    a.lo >= -COUNTED ? Math.max(least, -COUNTED) : least,
    a.hi <= COUNTED ? Math.min(most, COUNTED) : most,
  );
}

function nonNegative(type: Type): boolean {
  return isInteger(type) && type.lo >= 0 && type.hi <= INT32_MAX;
}

function maskAbove(value: number): number {
  let mask = 1;
  while (mask < value) mask = mask * 2 + 1;
  return mask;
}

function andResult(a: Type, b: Type): Type {
  if (nonNegative(a) && nonNegative(b)) return integer(0, Math.min(a.hi, b.hi));
  if (nonNegative(a)) return integer(0, a.hi);
  if (nonNegative(b)) return integer(0, b.hi);
  return INT32;
}

function constantShift(b: Type): number | undefined {
  return isInteger(b) && b.lo === b.hi ? b.lo & 31 : undefined;
}

function shiftLeft(a: Type, b: Type): Type {
  const count = constantShift(b);
  if (count === undefined || !nonNegative(a) || a.hi * 2 ** count > INT32_MAX) return INT32;
  return integer(a.lo * 2 ** count, a.hi * 2 ** count);
}

function shiftRight(a: Type, b: Type): Type {
  const count = constantShift(b);
  const lo = isInteger(a) ? Math.max(a.lo, INT32_MIN) : INT32_MIN;
  const hi = isInteger(a) ? Math.min(a.hi, INT32_MAX) : INT32_MAX;
  if (count === undefined || (isInteger(a) && (a.lo < INT32_MIN || a.hi > INT32_MAX))) {
    return isInteger(a) && a.lo >= 0 && a.hi <= INT32_MAX ? integer(0, a.hi) : INT32;
  }
  return integer(lo >> count, hi >> count);
}

function shiftRightUnsigned(a: Type, b: Type): Type {
  const count = constantShift(b);
  if (count === undefined) return nonNegative(a) ? integer(0, a.hi) : UINT32;
  if (nonNegative(a)) return integer(a.lo >>> count, a.hi >>> count);
  return integer(0, 0xffff_ffff >>> count);
}

export function unaryType(operator: string, a: Type): Type {
  if (isNever(a)) return NEVER;
  const numeric = toNumeric(a);
  const bigint = (numeric.prims & P_BIGINT) !== 0 ? BIGINT : NEVER;
  if (operator === 'plus') return isNumber(a) ? a : join(numeric, NEVER).prims & P_BIGINT ? NUMBER : numeric;
  if (operator === 'numeric') return numeric;
  if ((numeric.prims & P_NUMBER) === 0) return bigint;
  if (operator === 'bitnot') return join(INT32, bigint);
  if (!isInteger(numeric)) return join(NUMBER, bigint);
  switch (operator) {
    case 'neg':
      // -0 when the operand may be 0.
      return numeric.lo > 0 || numeric.hi < 0
        ? join(integer(-numeric.hi, -numeric.lo), bigint)
        : join(NUMBER, bigint);
    case 'inc':
      return join(sum(numeric, 1, 1), bigint);
    case 'dec':
      return join(sum(numeric, -1, -1), bigint);
    default:
      return join(NUMBER, bigint);
  }
}

/** Which outcomes ToBoolean may have. */
export function truthOf(type: Type): number {
  let truth = 0;
  const p = type.prims;
  if ((p & (P_UNDEFINED | P_NULL | P_HOLE)) !== 0) truth |= MAY_BE_FALSE;
  if ((p & (P_BOOLEAN | P_STRING | P_BIGINT)) !== 0) truth |= EITHER;
  if ((p & P_SYMBOL) !== 0 || hasObjects(type)) truth |= MAY_BE_TRUE;
  if ((p & P_DOUBLE) !== 0) truth |= EITHER;
  else if ((p & P_INT32) !== 0) {
    if (type.lo <= 0 && type.hi >= 0) truth |= MAY_BE_FALSE;
    if (type.lo !== 0 || type.hi !== 0) truth |= MAY_BE_TRUE;
  }
  return truth;
}

const KINDS = [P_UNDEFINED, P_NULL, P_BOOLEAN, P_NUMBER, P_STRING, P_SYMBOL, P_BIGINT] as const;

/** Can `a === b` be true, can it be false? */
export function strictEqualTruth(a: Type, b: Type): number {
  if (isNever(a) || isNever(b)) return 0;
  let mayBeEqual = false;
  for (const kind of KINDS) {
    if ((a.prims & kind) !== 0 && (b.prims & kind) !== 0)
      mayBeEqual ||= kind !== P_STRING || mayShareText(a, b);
  }
  if (hasObjects(a) && hasObjects(b)) mayBeEqual = true;
  if (isOneObject(a) && isOneObject(b)) return a.objects[0] === b.objects[0] ? MAY_BE_TRUE : MAY_BE_FALSE;
  if (!mayBeEqual) return MAY_BE_FALSE;
  const single = P_UNDEFINED | P_NULL;
  if (isOnly(a, single) && isOnly(b, single) && a.prims === b.prims && (a.prims & (a.prims - 1)) === 0) {
    return MAY_BE_TRUE;
  }
  if (isOnly(a, P_STRING) && isOnly(b, P_STRING) && a.texts?.length === 1 && b.texts?.length === 1)
    return MAY_BE_TRUE;
  if (isOnly(a, P_INT32) && isOnly(b, P_INT32)) {
    if (a.hi < b.lo || b.hi < a.lo) return MAY_BE_FALSE;
    if (a.lo === a.hi && b.lo === b.hi && a.lo === b.lo) return MAY_BE_TRUE;
  }
  return EITHER;
}

/** May two strings be the same, as far as it is known which they are? */
function mayShareText({ texts }: Type, other: Type): boolean {
  if (texts === undefined || other.texts === undefined) return true;
  return texts.some((text) => other.texts?.includes(text));
}

/** An abstract object of which there is one: a class of the system, its prototype, a function of the image. */
function isOneObject(type: Type): boolean {
  const [only] = type.objects;
  if (only === undefined || type.objects.length !== 1 || type.prims !== 0 || type.opaque) return false;
  if (only.kind === 'class' || only.kind === 'prototype') return only.class?.trusted === true;
  return only.isStatic;
}

/** `a < b` and its kin on integers whose intervals decide it. */
export function relationalTruth(operator: string, a: Type, b: Type): number {
  if (isNever(a) || isNever(b)) return 0;
  if (!isOnly(a, P_INT32) || !isOnly(b, P_INT32)) return EITHER;
  switch (operator) {
    case '<':
      return a.hi < b.lo ? MAY_BE_TRUE : a.lo >= b.hi ? MAY_BE_FALSE : EITHER;
    case '<=':
      return a.hi <= b.lo ? MAY_BE_TRUE : a.lo > b.hi ? MAY_BE_FALSE : EITHER;
    case '>':
      return a.lo > b.hi ? MAY_BE_TRUE : a.hi <= b.lo ? MAY_BE_FALSE : EITHER;
    default:
      return a.lo >= b.hi ? MAY_BE_TRUE : a.hi < b.lo ? MAY_BE_FALSE : EITHER;
  }
}

export function invertTruth(truth: number): number {
  return ((truth & MAY_BE_FALSE) << 1) | ((truth & MAY_BE_TRUE) >> 1);
}

/** May the value be one of these primitives, and may it be something else? */
export function primTruth(type: Type, prims: number): number {
  if (isNever(type)) return 0;
  let truth = 0;
  if ((type.prims & prims) !== 0) truth |= MAY_BE_TRUE;
  if ((type.prims & ~prims) !== 0 || hasObjects(type)) truth |= MAY_BE_FALSE;
  return truth;
}
