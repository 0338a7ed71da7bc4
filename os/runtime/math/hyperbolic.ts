/** sinh, cosh, tanh and their inverses, by the algorithms of fdlibm (Sun Microsystems, 1993) as V8 has them. */
import { exp, expm1 } from './exponential.ts';
import { log, log1p } from './logarithm.ts';
import { highWord, lowWord } from './words.ts';

const OVERFLOW = 710.4758600739439;
const LOG_MAX = 709.7822265625;
const LN2 = 0.6931471805599453;

/** The hyperbolic sine. */
export function sinh(x: number): number {
  const absolute = Math.abs(x);
  const half = x < 0 ? -0.5 : 0.5;
  if (absolute < 22) {
    if (absolute < 3.725290298461914e-9) return x;
    const t = expm1(absolute);
    if (absolute < 1) return half * (2 * t - (t * t) / (t + 1));
    return half * (t + t / (t + 1));
  }
  if (absolute < LOG_MAX) return half * exp(absolute);
  if (absolute <= OVERFLOW) {
    const w = exp(0.5 * absolute);
    return half * w * w;
  }
  return x * Infinity;
}

/** The hyperbolic cosine. */
export function cosh(x: number): number {
  const high = highWord(x) & 0x7fffffff;
  const absolute = Math.abs(x);
  if (high < 0x3fd62e43) {
    const t = expm1(absolute);
    const w = 1 + t;
    if (high < 0x3c800000) return w;
    return 1 + (t * t) / (w + w);
  }
  if (high < 0x40360000) {
    const t = exp(absolute);
    return 0.5 * t + 0.5 / t;
  }
  if (absolute < LOG_MAX) return 0.5 * exp(absolute);
  if (absolute <= OVERFLOW) {
    const w = exp(0.5 * absolute);
    return 0.5 * w * w;
  }
  // biome-ignore lint/suspicious/noSelfCompare: NaN
  return x !== x ? x : Infinity;
}

/** The hyperbolic tangent. */
export function tanh(x: number): number {
  const high = highWord(x);
  const absolute = high & 0x7fffffff;
  if (absolute >= 0x7ff00000) return high >= 0 ? 1 / x + 1 : 1 / x - 1;
  let z = 1;
  if (absolute < 0x40360000) {
    if (absolute < 0x3e300000) return x;
    if (absolute >= 0x3ff00000) z = 1 - 2 / (expm1(2 * Math.abs(x)) + 2);
    else {
      const t = expm1(-2 * Math.abs(x));
      z = -t / (t + 2);
    }
  }
  return high >= 0 ? z : -z;
}

/** The inverse hyperbolic sine. */
export function asinh(x: number): number {
  const high = highWord(x);
  const absolute = high & 0x7fffffff;
  if (absolute >= 0x7ff00000) return x + x;
  if (absolute < 0x3e300000) return x;
  const t = Math.abs(x);
  let w: number;
  if (absolute > 0x41b00000) w = log(t) + LN2;
  else if (absolute > 0x40000000) w = log(2 * t + 1 / (Math.sqrt(x * x + 1) + t));
  else {
    const square = x * x;
    w = log1p(t + square / (1 + Math.sqrt(1 + square)));
  }
  return high > 0 ? w : -w;
}

/** The inverse hyperbolic cosine. */
export function acosh(x: number): number {
  const high = highWord(x);
  if (high < 0x3ff00000) return NaN;
  if (high >= 0x41b00000) return high >= 0x7ff00000 ? x + x : log(x) + LN2;
  if (high === 0x3ff00000 && lowWord(x) === 0) return 0;
  if (high > 0x40000000) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

/** The inverse hyperbolic tangent. */
export function atanh(value: number): number {
  const high = highWord(value);
  const absolute = high & 0x7fffffff;
  const x = Math.abs(value);
  if (x > 1) return NaN;
  if (x === 1) return value * Infinity;
  if (absolute < 0x3e300000) return value;
  let t: number;
  if (absolute < 0x3fe00000) {
    t = x + x;
    t = 0.5 * log1p(t + (t * x) / (1 - x));
  } else t = 0.5 * log1p((x + x) / (1 - x));
  return high >= 0 ? t : -t;
}
