/** exp and expm1, by the algorithms and coefficients of fdlibm (Sun Microsystems, 1993), whose results V8 has. */
import { fromWords, highWord, lowWord, withHighWord } from './words.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = 1.4426950408889634;
const E = 2.718281828459045;

const P1 = 0.16666666666666602;
const P2 = -0.0027777777777015593;
const P3 = 6.613756321437934e-5;
const P4 = -1.6533902205465252e-6;
const P5 = 4.1381367970572385e-8;

/** e to the power of `x`, within 1 ulp. */
export function exp(x: number): number {
  const high = highWord(x) & 0x7fffffff;
  const negative = highWord(x) < 0;
  if (high >= 0x40862e42) {
    if (high >= 0x7ff00000) {
      if ((high & 0xfffff) !== 0 || lowWord(x) !== 0) return x + x;
      return negative ? 0 : x;
    }
    if (x > 709.782712893384) return Infinity;
    if (x < -745.1332191019411) return 0;
  }
  let r = x;
  let reducedHigh = 0;
  let reducedLow = 0;
  let k = 0;
  if (high > 0x3fd62e42) {
    if (high < 0x3ff0a2b2) {
      if (x === 1) return E;
      reducedHigh = negative ? x + LN2_HIGH : x - LN2_HIGH;
      reducedLow = negative ? -LN2_LOW : LN2_LOW;
      k = negative ? -1 : 1;
    } else {
      k = Math.trunc(INVERSE_LN2 * x + (negative ? -0.5 : 0.5));
      reducedHigh = x - k * LN2_HIGH;
      reducedLow = k * LN2_LOW;
    }
    r = reducedHigh - reducedLow;
  } else if (high < 0x3e300000) return 1 + x;
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (reducedLow - (r * c) / (2 - c) - reducedHigh);
  if (k === 1024) return y * 2 * 8.98846567431158e307;
  if (k >= -1021) return y * fromWords((0x3ff + k) << 20, 0);
  return y * fromWords((0x3ff + k + 1000) << 20, 0) * 9.332636185032189e-302;
}

const Q1 = -0.03333333333333313;
const Q2 = 0.0015873015872548146;
const Q3 = -7.93650757867488e-5;
const Q4 = 4.008217827329362e-6;
const Q5 = -2.0109921818362437e-7;

/** exp(x) - 1 without losing what is small. */
export function expm1(x: number): number {
  const high = highWord(x) & 0x7fffffff;
  const negative = highWord(x) < 0;
  if (high >= 0x4043687a) {
    if (high >= 0x40862e42) {
      if (high >= 0x7ff00000) {
        if ((high & 0xfffff) !== 0 || lowWord(x) !== 0) return x + x;
        return negative ? -1 : x;
      }
      if (x > 709.782712893384) return Infinity;
    }
    if (negative) return -1;
  }
  let r = x;
  let k = 0;
  let c = 0;
  if (high > 0x3fd62e42) {
    let reducedHigh: number;
    let reducedLow: number;
    if (high < 0x3ff0a2b2) {
      reducedHigh = negative ? x + LN2_HIGH : x - LN2_HIGH;
      reducedLow = negative ? -LN2_LOW : LN2_LOW;
      k = negative ? -1 : 1;
    } else {
      k = Math.trunc(INVERSE_LN2 * x + (negative ? -0.5 : 0.5));
      reducedHigh = x - k * LN2_HIGH;
      reducedLow = k * LN2_LOW;
    }
    r = reducedHigh - reducedLow;
    c = reducedHigh - r - reducedLow;
  } else if (high < 0x3c900000) return x;
  const half = 0.5 * r;
  const hxs = r * half;
  const r1 = 1 + hxs * (Q1 + hxs * (Q2 + hxs * (Q3 + hxs * (Q4 + hxs * Q5))));
  const t = 3 - r1 * half;
  let e = hxs * ((r1 - t) / (6 - r * t));
  if (k === 0) return r - (r * e - hxs);
  e = r * (e - c) - c - hxs;
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k <= -2 || k > 56) {
    const y = 1 - (e - r);
    if (k === 1024) return y * 2 * 8.98846567431158e307 - 1;
    return withHighWord(y, highWord(y) + (k << 20)) - 1;
  }
  let y: number;
  if (k < 20) y = fromWords(0x3ff00000 - (0x200000 >> k), 0) - (e - r);
  else y = r - (e + fromWords((0x3ff - k) << 20, 0)) + 1;
  return withHighWord(y, highWord(y) + (k << 20));
}
