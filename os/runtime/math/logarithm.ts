/** log, log1p, log2 and log10, by the algorithms and coefficients of fdlibm (Sun Microsystems, 1993) and FreeBSD's log2. */
import { fromWords, highWord, lowWord, withHighWord, withoutLowWord } from './words.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 18014398509481984;
const L1 = 0.6666666666666735;
const L2 = 0.3999999999940942;
const L3 = 0.2857142874366239;
const L4 = 0.22222198432149784;
const L5 = 0.1818357216161805;
const L6 = 0.15313837699209373;
const L7 = 0.14798198605116586;

/** The natural logarithm, within 1 ulp. */
export function log(value: number): number {
  let x = value;
  let high = highWord(x);
  let k = 0;
  if (high < 0x00100000) {
    if (((high & 0x7fffffff) | lowWord(x)) === 0) return -Infinity;
    if (high < 0) return NaN;
    k -= 54;
    x *= TWO_54;
    high = highWord(x);
  }
  if (high >= 0x7ff00000) return x + x;
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  const i = (high + 0x95f64) & 0x100000;
  x = withHighWord(x, high | (i ^ 0x3ff00000));
  k += i >> 20;
  const f = x - 1;
  if ((0x000fffff & (2 + high)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - r : k * LN2_HIGH - (r - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (L2 + w * (L4 + w * L6));
  const t2 = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const r = t2 + t1;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const halfSquare = 0.5 * f * f;
    if (k === 0) return f - (halfSquare - s * (halfSquare + r));
    return k * LN2_HIGH - (halfSquare - (s * (halfSquare + r) + k * LN2_LOW) - f);
  }
  return k === 0 ? f - s * (f - r) : k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
}

const LP1 = 0.6666666666666735;
const LP2 = 0.3999999999940942;
const LP3 = 0.2857142874366239;
const LP4 = 0.22222198432149784;
const LP5 = 0.1818357216161805;
const LP6 = 0.15313837699209373;
const LP7 = 0.14798198605116586;

/** log(1 + x) without losing what is small. */
export function log1p(x: number): number {
  const high = highWord(x);
  const absolute = high & 0x7fffffff;
  let k = 1;
  let f = 0;
  let c = 0;
  let hu = 1;
  if (high < 0x3fda827a) {
    if (absolute >= 0x3ff00000) return x === -1 ? -Infinity : NaN;
    if (absolute < 0x3e200000) {
      return absolute < 0x3c900000 ? x : x - x * x * 0.5;
    }
    if (high > 0 || high <= (0xbfd2bec4 | 0)) {
      k = 0;
      f = x;
      hu = 1;
    }
  }
  if (high >= 0x7ff00000) return x + x;
  if (k !== 0) {
    let u: number;
    if (high < 0x43400000) {
      u = 1 + x;
      hu = highWord(u);
      k = (hu >> 20) - 1023;
      c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    } else {
      u = x;
      hu = highWord(u);
      k = (hu >> 20) - 1023;
    }
    hu &= 0x000fffff;
    if (hu < 0x6a09e) u = withHighWord(u, hu | 0x3ff00000);
    else {
      k += 1;
      u = withHighWord(u, hu | 0x3fe00000);
      hu = (0x00100000 - hu) >> 2;
    }
    f = u - 1;
  }
  const halfSquare = 0.5 * f * f;
  if (hu === 0) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + (c + k * LN2_LOW);
    const r = halfSquare * (1 - 0.6666666666666666 * f);
    return k === 0 ? f - r : k * LN2_HIGH - (r - (k * LN2_LOW + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const r = z * (LP1 + z * (LP2 + z * (LP3 + z * (LP4 + z * (LP5 + z * (LP6 + z * LP7))))));
  if (k === 0) return f - (halfSquare - s * (halfSquare + r));
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + r) + (k * LN2_LOW + c)) - f);
}

/** log(1 + f) - f + f²/2 in the range [√½ - 1, √2 - 1] (FreeBSD's k_log1p). */
function logKernel(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (L2 + w * (L4 + w * L6));
  const t2 = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  return s * (0.5 * f * f + (t2 + t1));
}

const INVERSE_LN2_HIGH = 1.4426950407214463;
const INVERSE_LN2_LOW = 1.6751713164886512e-10;

/** The logarithm to base 2. */
export function log2(value: number): number {
  let x = value;
  let high = highWord(x);
  let k = 0;
  if (high < 0x00100000) {
    if (((high & 0x7fffffff) | lowWord(x)) === 0) return -Infinity;
    if (high < 0) return NaN;
    k -= 54;
    x *= TWO_54;
    high = highWord(x);
  }
  if (high >= 0x7ff00000) return x + x;
  if (high === 0x3ff00000 && lowWord(x) === 0) return 0;
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  const i = (high + 0x95f64) & 0x100000;
  x = withHighWord(x, high | (i ^ 0x3ff00000));
  k += i >> 20;
  const f = x - 1;
  const halfSquare = 0.5 * f * f;
  const r = logKernel(f);
  const upper = withoutLowWord(f - halfSquare);
  const lower = f - upper - halfSquare + r;
  const productHigh = upper * INVERSE_LN2_HIGH;
  let productLow = (lower + upper) * INVERSE_LN2_LOW + lower * INVERSE_LN2_HIGH;
  const w = k + productHigh;
  productLow += k - w + productHigh;
  return productLow + w;
}

const INVERSE_LN10 = 0.4342944819032518;
const LOG10_2_HIGH = 0.30102999566361177;
const LOG10_2_LOW = 3.694239077158931e-13;

/** The logarithm to base 10; powers of ten are exact. */
export function log10(value: number): number {
  let x = value;
  let high = highWord(x);
  let k = 0;
  if (high < 0x00100000) {
    if (((high & 0x7fffffff) | lowWord(x)) === 0) return -Infinity;
    if (high < 0) return NaN;
    k -= 54;
    x *= TWO_54;
    high = highWord(x);
  }
  if (high >= 0x7ff00000) return x + x;
  if (high === 0x3ff00000 && lowWord(x) === 0) return 0;
  k += (high >> 20) - 1023;
  const i = (k & 0x80000000) >>> 31;
  const y = k + i;
  x = fromWords((high & 0x000fffff) | ((0x3ff - i) << 20), lowWord(x));
  const z = y * LOG10_2_LOW + INVERSE_LN10 * log(x);
  return z + y * LOG10_2_HIGH;
}
