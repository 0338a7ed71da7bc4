/**
 * What inference knows of a value: which primitives it may be, in what interval its integers lie, and which abstract
 * objects it may point to. A join semi-lattice: types only grow while inference runs, so it ends.
 *
 * Integers carry an interval [lo, hi] whose ends are snapped to thresholds when they grow at a join (widening).
 */
import {
  P_ANY,
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
import type { AbstractObject } from './objects.ts';

/** Primitive bits that a Type's mask may hold; P_INT32 here means "an integer in [lo, hi], not -0". */
export const PRIMITIVES =
  P_UNDEFINED | P_NULL | P_BOOLEAN | P_NUMBER | P_STRING | P_SYMBOL | P_BIGINT | P_HOLE;

const MAX_OBJECTS = 24;
/** Of arrays, which helpers of built-ins meet all, of containers that are kept apart, and of methods of built-ins, which a computed key may name. */
const MAX_ALIKE = 256;

/** Which objects: a sorted list, and (`opaque`) any that escaped. */
export interface Type {
  readonly prims: number;
  readonly lo: number;
  readonly hi: number;
  readonly objects: readonly AbstractObject[];
  /** May also be any object that escaped. */
  readonly opaque: boolean;
  /** Of those only arrays. False where `opaque` is. */
  readonly arrays: boolean;
  /** Of strings only these, as constants of the program; undefined: any. */
  readonly texts: readonly string[] | undefined;
}

const NO_OBJECTS: readonly AbstractObject[] = [];

/** The type of one primitive or object is much like this one. */
const NOTHING = {
  prims: 0,
  lo: 0,
  hi: 0,
  objects: NO_OBJECTS,
  opaque: false,
  arrays: false,
  texts: undefined,
};

export const NEVER: Type = { ...NOTHING };

function prim(prims: number, lo = 0, hi = 0): Type {
  return { ...NOTHING, prims, lo, hi };
}

export const UNDEFINED = prim(P_UNDEFINED);
export const NULL = prim(P_NULL);
export const BOOLEAN = prim(P_BOOLEAN);
export const STRING = prim(P_STRING);
export const SYMBOL = prim(P_SYMBOL);
export const BIGINT = prim(P_BIGINT);
export const HOLE = prim(P_HOLE);
export const NUMBER = prim(P_NUMBER);
export const INT32_MIN = -0x8000_0000;
export const INT32_MAX = 0x7fff_ffff;
export const INT32 = prim(P_INT32, INT32_MIN, INT32_MAX);
export const UINT32 = prim(P_INT32, 0, 0xffff_ffff);
/** Lengths and indices of dense arrays and strings. */
export const LENGTH = prim(P_INT32, 0, INT32_MAX);
/** Any value that escaped. */
export const OPAQUE: Type = { ...NOTHING, prims: P_ANY & PRIMITIVES, opaque: true };

/** The last integer whose successor is another double: what is greater may be the sum of several. */
const SAFE = Number.MAX_SAFE_INTEGER;

/** An integer in [lo, hi]; any number when that isn't a safe interval. */
export function integer(lo: number, hi: number): Type {
  if (!(lo >= -SAFE && hi <= SAFE)) return NUMBER;
  return prim(P_INT32, lo, hi);
}

/** The type of primitives by mask; integers are int32. */
export function ofPrims(prims: number): Type {
  const mask = prims & PRIMITIVES;
  return (mask & P_NUMBER) === P_INT32 ? prim(mask, INT32_MIN, INT32_MAX) : prim(mask);
}

export function ofObject(object: AbstractObject): Type {
  return { ...NOTHING, objects: [object] };
}

/** The type of a constant. */
export function ofConstant(value: undefined | null | boolean | number | string): Type {
  if (value === undefined) return UNDEFINED;
  if (value === null) return NULL;
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'string') return ofText(value);
  if (Number.isInteger(value) && !Object.is(value, -0)) return integer(value, value);
  return NUMBER;
}

/** Strings that may be told apart, and how long one may be. */
const MAX_TEXTS = 8;
const MAX_TEXT_LENGTH = 32;

const textTypes = new Map<string, Type>();

function ofText(text: string): Type {
  if (text.length > MAX_TEXT_LENGTH) return STRING;
  let type = textTypes.get(text);
  if (type === undefined) {
    type = { ...STRING, texts: [text] };
    textTypes.set(text, type);
  }
  return type;
}

/** Those of both; `a` itself when there are no more. */
function mergeTexts(a: Type, b: Type): readonly string[] | undefined {
  if ((b.prims & P_STRING) === 0 || a.texts === b.texts) return a.texts;
  if ((a.prims & P_STRING) === 0) return b.texts;
  if (a.texts === undefined || b.texts === undefined) return undefined;
  const { texts } = a;
  const more = b.texts.filter((text) => !texts.includes(text));
  if (more.length === 0) return texts;
  return texts.length + more.length > MAX_TEXTS ? undefined : [...texts, ...more];
}

/**
 * What goes in steps of at most MAX_STEP, from within ±2^52, stays within ±COUNTED: at a step per nanosecond the way takes a week of doing nothing
 * else. It is a number that no program has, so that an interval ends there by widening only.
 */
export const MAX_STEP = 8;
export const COUNTED = SAFE - 0x2_1357_9bdf;

const LOWS = [0, -1, -128, -0x8000, -0x100_0000, INT32_MIN];
/** Below INT32_MAX: a counter that is less than a length, so that one more is still an int32. */
const HIGHS = [0, 1, 0x7f, 0xff, 0xffff, 0xff_ffff, 0x3fff_ffff, INT32_MAX - 1, INT32_MAX, 0xffff_ffff];

function widenLow(lo: number): number {
  return LOWS.find((t) => lo >= t) ?? -widest(-lo);
}

function widenHigh(hi: number): number {
  return HIGHS.find((t) => hi <= t) ?? widest(hi);
}

/** How far an interval goes that is wider than 32 bits. */
function widest(end: number): number {
  if (end === COUNTED || end <= SAFE / 2) return COUNTED;
  return end <= SAFE ? SAFE : Number.POSITIVE_INFINITY;
}

/** The least upper bound. Returns `a` itself when `b` adds nothing, so that callers can compare by identity. */
export function join(a: Type, b: Type): Type {
  if (a === b || b === NEVER) return a;
  if (a === NEVER) return b;
  let prims = a.prims | b.prims;
  let lo = 0;
  let hi = 0;
  if ((prims & P_NUMBER) === P_INT32) {
    const ai = (a.prims & P_INT32) !== 0;
    const bi = (b.prims & P_INT32) !== 0;
    if (ai && bi) {
      lo = b.lo < a.lo ? widenLow(b.lo) : a.lo;
      hi = b.hi > a.hi ? widenHigh(b.hi) : a.hi;
    } else {
      lo = ai ? a.lo : b.lo;
      hi = ai ? a.hi : b.hi;
    }
    if (!(lo >= -SAFE && hi <= SAFE)) {
      prims |= P_NUMBER;
      lo = 0;
      hi = 0;
    }
  } else if ((prims & P_DOUBLE) !== 0) prims |= P_NUMBER;
  const opaque = a.opaque || b.opaque;
  const arrays = opaque && (!a.opaque || a.arrays) && (!b.opaque || b.arrays);
  const objects = mergeObjects(a.objects, b.objects);
  const texts = mergeTexts(a, b);
  if (
    prims === a.prims &&
    lo === a.lo &&
    hi === a.hi &&
    opaque === a.opaque &&
    arrays === a.arrays &&
    texts === a.texts &&
    objects.length === a.objects.length
  ) {
    return a;
  }
  return { prims, lo, hi, objects, opaque, arrays, texts };
}

function mergeObjects(a: readonly AbstractObject[], b: readonly AbstractObject[]): readonly AbstractObject[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const out: AbstractObject[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = a[i];
    const y = b[j];
    if (y === undefined || (x !== undefined && x.number < y.number)) {
      if (x !== undefined) out.push(x);
      i++;
    } else if (x === undefined || y.number < x.number) {
      out.push(y);
      j++;
    } else {
      out.push(x);
      i++;
      j++;
    }
  }
  return out.length === a.length ? a : out;
}

/** Is every value of `a` one of `b`? */
export function isWithin(a: Type, b: Type): boolean {
  return join(b, a) === b;
}

/** Too many objects to follow one by one: the caller lets them all escape and uses `opaque` instead. */
export function hasTooManyObjects(type: Type): boolean {
  const { length } = type.objects;
  if (length <= MAX_OBJECTS) return false;
  const others = type.objects.reduce((count, o) => (isOfMany(o) ? count : count + 1), 0);
  return others > MAX_OBJECTS || length - others > MAX_ALIKE;
}

function isOfMany({ kind, fn, isApart }: AbstractObject): boolean {
  return isApart || kind === 'array' || (kind === 'function' && fn?.trusted === true);
}

/** The same type without the primitives outside `keep`; `objects` decides about objects. */
export function narrow(type: Type, keep: number, keepObject: (o: AbstractObject) => boolean): Type {
  const prims = type.prims & keep;
  const objects = type.objects.every(keepObject) ? type.objects : type.objects.filter(keepObject);
  const isInt = (prims & P_NUMBER) === P_INT32;
  return {
    prims,
    lo: isInt ? type.lo : 0,
    hi: isInt ? type.hi : 0,
    objects,
    opaque: type.opaque,
    arrays: type.arrays,
    texts: (prims & P_STRING) === 0 ? undefined : type.texts,
  };
}

/** The type with its integers limited to an interval (a comparison holds); other parts stay. */
export function limit(type: Type, lo: number, hi: number): Type {
  if ((type.prims & P_NUMBER) !== P_INT32) return type;
  const l = Math.max(type.lo, lo);
  const h = Math.min(type.hi, hi);
  if (l === type.lo && h === type.hi) return type;
  if (l > h) return { ...type, lo: l, hi: l };
  return { ...type, lo: l, hi: h };
}

export function withoutPrims(type: Type, drop: number): Type {
  if ((type.prims & drop) === 0) return type;
  const texts = (drop & P_STRING) === 0 ? type.texts : undefined;
  return { ...type, prims: type.prims & ~drop, texts };
}

/** The type without objects of unknown identity. */
export function withoutOpaque(type: Type): Type {
  return type.opaque ? { ...type, opaque: false, arrays: false } : type;
}

export function hasObjects(type: Type): boolean {
  return type.objects.length > 0 || type.opaque;
}

export function isOnly(type: Type, prims: number): boolean {
  return type.prims !== 0 && (type.prims & ~prims) === 0 && !hasObjects(type);
}

export function isNumber(type: Type): boolean {
  return isOnly(type, P_NUMBER);
}

export function isInt32(type: Type): boolean {
  return isOnly(type, P_INT32) && type.lo >= INT32_MIN && type.hi <= INT32_MAX;
}

/** An integer that a double holds exactly, and never -0: held in 64 bits. */
export function isSafeInteger(type: Type): boolean {
  return isOnly(type, P_INT32);
}

export function isNever(type: Type): boolean {
  return type.prims === 0 && !hasObjects(type);
}
