/**
 * Math (ECMA-262 21.3). What the processor has as an instruction is an intrinsic; the rest is in the files beside it and
 * gives V8's results bit for bit.
 */

import {
  absolute,
  ceil,
  countLeadingZeros64,
  floor,
  roundToFloat32,
  sqrt,
  truncate,
  type u64,
} from '../../unsafe.ts';
import { toNumber } from '../core/conversion.ts';
import { exp, expm1 } from './exponential.ts';
import { acosh, asinh, atanh, cosh, sinh, tanh } from './hyperbolic.ts';
import { acos, asin, atan, atan2 } from './inverse-trigonometry.ts';
import { log, log1p, log2, log10 } from './logarithm.ts';
import { cbrt, pow } from './power.ts';
import { randomUnit } from './random.ts';
import { cos, sin, tan } from './trigonometry.ts';

function number(value: unknown): number {
  return typeof value === 'number' ? value : toNumber(value);
}

export class MathGlobal {
  static get E(): number {
    return 2.718281828459045;
  }
  static get LN10(): number {
    return 2.302585092994046;
  }
  static get LN2(): number {
    return 0.6931471805599453;
  }
  static get LOG10E(): number {
    return 0.4342944819032518;
  }
  static get LOG2E(): number {
    return 1.4426950408889634;
  }
  static get PI(): number {
    return 3.141592653589793;
  }
  static get SQRT1_2(): number {
    return 0.7071067811865476;
  }
  static get SQRT2(): number {
    return 1.4142135623730951;
  }

  static abs(x: unknown): number {
    return absolute(number(x));
  }
  static acos(x: unknown): number {
    return acos(number(x));
  }
  static acosh(x: unknown): number {
    return acosh(number(x));
  }
  static asin(x: unknown): number {
    return asin(number(x));
  }
  static asinh(x: unknown): number {
    return asinh(number(x));
  }
  static atan(x: unknown): number {
    return atan(number(x));
  }
  static atanh(x: unknown): number {
    return atanh(number(x));
  }
  static atan2(y: unknown, x: unknown): number {
    const first = number(y);
    return atan2(first, number(x));
  }
  static cbrt(x: unknown): number {
    return cbrt(number(x));
  }
  static ceil(x: unknown): number {
    return ceil(number(x));
  }
  static clz32(x: unknown): number {
    const word: u64 = (number(x) >>> 0) as u64;
    return countLeadingZeros64(word) - 32;
  }
  static cos(x: unknown): number {
    return cos(number(x));
  }
  static cosh(x: unknown): number {
    return cosh(number(x));
  }
  static exp(x: unknown): number {
    return exp(number(x));
  }
  static expm1(x: unknown): number {
    return expm1(number(x));
  }
  static floor(x: unknown): number {
    return floor(number(x));
  }
  static fround(x: unknown): number {
    return roundToFloat32(number(x));
  }

  /** ECMA-262 21.3.2.18; scaled by the largest, with Kahan's compensation, as in V8. */
  static hypot(...values: unknown[]): number {
    const numbers: number[] = [];
    let largest = 0;
    let anyNaN = false;
    for (let i = 0; i < values.length; i++) {
      const value = absolute(number(values[i]));
      numbers.push(value);
      // biome-ignore lint/suspicious/noSelfCompare: NaN
      if (value !== value) anyNaN = true;
      else if (value > largest) largest = value;
    }
    if (largest === Infinity) return Infinity;
    if (anyNaN) return NaN;
    if (largest === 0) return 0;
    let sum = 0;
    let compensation = 0;
    for (let i = 0; i < numbers.length; i++) {
      const ratio = (numbers[i] as number) / largest;
      const summand = ratio * ratio - compensation;
      const preliminary = sum + summand;
      compensation = preliminary - sum - summand;
      sum = preliminary;
    }
    return sqrt(sum) * largest;
  }

  static imul(a: unknown, b: unknown): number {
    const x = number(a) >>> 0;
    const y = number(b) >>> 0;
    return ((x & 0xffff) * y + (((x >>> 16) * (y & 0xffff)) & 0xffff) * 0x10000) | 0;
  }
  static log(x: unknown): number {
    return log(number(x));
  }
  static log1p(x: unknown): number {
    return log1p(number(x));
  }
  static log10(x: unknown): number {
    return log10(number(x));
  }
  static log2(x: unknown): number {
    return log2(number(x));
  }

  static max(...values: unknown[]): number {
    let result = -Infinity;
    for (let i = 0; i < values.length; i++) result = larger(result, number(values[i]));
    return result;
  }
  static max$1(a: unknown): number {
    return number(a);
  }
  static max$2(a: unknown, b: unknown): number {
    const first = number(a);
    return larger(first, number(b));
  }

  static min(...values: unknown[]): number {
    let result = Infinity;
    for (let i = 0; i < values.length; i++) result = smaller(result, number(values[i]));
    return result;
  }
  static min$1(a: unknown): number {
    return number(a);
  }
  static min$2(a: unknown, b: unknown): number {
    const first = number(a);
    return smaller(first, number(b));
  }

  static pow(x: unknown, y: unknown): number {
    const base = number(x);
    return pow(base, number(y));
  }
  static random(): number {
    return randomUnit();
  }

  /** ECMA-262 21.3.2.28: halves go up; -0.5 … -0 give -0. */
  static round(x: unknown): number {
    const value = number(x);
    const below = floor(value);
    const rounded = value - below >= 0.5 ? below + 1 : below;
    return rounded === 0 && (value < 0 || 1 / value < 0) ? -0 : rounded;
  }
  static sign(x: unknown): number {
    const value = number(x);
    return value > 0 ? 1 : value < 0 ? -1 : value;
  }
  static sin(x: unknown): number {
    return sin(number(x));
  }
  static sinh(x: unknown): number {
    return sinh(number(x));
  }
  static sqrt(x: unknown): number {
    return sqrt(number(x));
  }
  static tan(x: unknown): number {
    return tan(number(x));
  }
  static tanh(x: unknown): number {
    return tanh(number(x));
  }
  static trunc(x: unknown): number {
    return truncate(number(x));
  }
}

/** NaN wins; +0 is larger than -0. */
function larger(a: number, b: number): number {
  if (a > b) return a;
  if (b > a) return b;
  if (a === b) return a === 0 && 1 / a < 0 ? b : a;
  return NaN;
}

/** NaN wins; -0 is smaller than +0. */
function smaller(a: number, b: number): number {
  if (a < b) return a;
  if (b < a) return b;
  if (a === b) return a === 0 && 1 / a < 0 ? a : b;
  return NaN;
}
