/** pow and cbrt, by the algorithms and coefficients of fdlibm (Sun Microsystems, 1993) and FreeBSD's cbrt. */
import { fromWords, highWord, lowWord, withHighWord, withoutLowWord } from './words.ts';

const L1 = 0.5999999999999946;
const L2 = 0.4285714285785502;
const L3 = 0.33333332981837743;
const L4 = 0.272728123808534;
const L5 = 0.23066074577556175;
const L6 = 0.20697501780033842;
const P1 = 0.16666666666666602;
const P2 = -0.0027777777777015593;
const P3 = 6.613756321437934e-5;
const P4 = -1.6533902205465252e-6;
const P5 = 4.1381367970572385e-8;
const LN2 = 0.6931471805599453;
const LN2_HIGH = 0.6931471824645996;
const LN2_LOW = -1.904654299957768e-9;
/** -(1024 - log2(overflow + ½ ulp)). */
const OVERFLOW_TAIL = 8.008566259537294e-17;
const CP = 0.9617966939259756;
const CP_HIGH = 0.9617967009544373;
const CP_LOW = -7.028461650952758e-9;
const INVERSE_LN2 = 1.4426950408889634;
const INVERSE_LN2_HIGH = 1.4426950216293335;
const INVERSE_LN2_LOW = 1.9259629911266175e-8;

/** 0: not an integer, 1: odd, 2: even. */
function parity(y: number): number {
  const absolute = Math.abs(y);
  if (absolute >= 9007199254740992) return 2;
  if (Math.trunc(absolute) !== absolute) return 0;
  return absolute % 2 === 1 ? 1 : 2;
}

/** x to the power of y (ECMA-262 6.1.6.1.3 Number::exponentiate). */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  // biome-ignore lint/suspicious/noSelfCompare: NaN
  if (x !== x || y !== y) return NaN;
  const highX = highWord(x);
  const absoluteX = highX & 0x7fffffff;
  const lowX = lowWord(x);
  const highY = highWord(y);
  const absoluteY = highY & 0x7fffffff;
  const yIs = highX < 0 ? parity(y) : 0;
  if (lowWord(y) === 0) {
    if (absoluteY === 0x7ff00000) {
      if (((absoluteX - 0x3ff00000) | lowX) === 0) return NaN;
      if (absoluteX >= 0x3ff00000) return highY >= 0 ? y : 0;
      return highY < 0 ? -y : 0;
    }
    if (absoluteY === 0x3ff00000) return highY < 0 ? 1 / x : x;
    if (highY === 0x40000000) return x * x;
    if (highY === 0x3fe00000 && highX >= 0) return Math.sqrt(x);
  }
  const ax = Math.abs(x);
  if (lowX === 0 && (absoluteX === 0x7ff00000 || absoluteX === 0 || absoluteX === 0x3ff00000)) {
    let z = highY < 0 ? 1 / ax : ax;
    if (highX < 0) {
      if (absoluteX === 0x3ff00000 && yIs === 0) z = NaN;
      else if (yIs === 1) z = -z;
    }
    return z;
  }
  if (highX < 0 && yIs === 0) return NaN;
  const sign = highX < 0 && yIs === 1 ? -1 : 1;
  let t1: number;
  let t2: number;
  if (absoluteY > 0x41e00000) {
    if (absoluteY > 0x43f00000) {
      if (absoluteX <= 0x3fefffff) return highY < 0 ? Infinity : 0;
      if (absoluteX >= 0x3ff00000) return highY > 0 ? Infinity : 0;
    }
    if (absoluteX < 0x3fefffff) return highY < 0 ? sign * Infinity : sign * 0;
    if (absoluteX > 0x3ff00000) return highY > 0 ? sign * Infinity : sign * 0;
    const t = ax - 1;
    const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
    const u = INVERSE_LN2_HIGH * t;
    const v = t * INVERSE_LN2_LOW - w * INVERSE_LN2;
    t1 = withoutLowWord(u + v);
    t2 = v - (t1 - u);
  } else {
    let scaled = ax;
    let n = 0;
    let high = absoluteX;
    if (high < 0x00100000) {
      scaled *= 9007199254740992;
      n -= 53;
      high = highWord(scaled);
    }
    n += (high >> 20) - 0x3ff;
    const fraction = high & 0x000fffff;
    high = fraction | 0x3ff00000;
    let upper = false;
    if (fraction > 0x3988e) {
      if (fraction < 0xbb67a) upper = true;
      else {
        n += 1;
        high -= 0x00100000;
      }
    }
    scaled = withHighWord(scaled, high);
    const bp = upper ? 1.5 : 1;
    const u = scaled - bp;
    const v = 1 / (scaled + bp);
    const ss = u * v;
    const sHigh = withoutLowWord(ss);
    const tHigh = fromWords(((high >> 1) | 0x20000000) + 0x00080000 + (upper ? 0x40000 : 0), 0);
    const tLow = scaled - (tHigh - bp);
    const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
    const s2 = ss * ss;
    let r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
    r += sLow * (sHigh + ss);
    const square = sHigh * sHigh;
    const t = withoutLowWord(3 + square + r);
    const tail = r - (t - 3 - square);
    const productHigh = sHigh * t;
    const productLow = sLow * t + tail * ss;
    const pHigh = withoutLowWord(productHigh + productLow);
    const pLow = productLow - (pHigh - productHigh);
    const zHigh = CP_HIGH * pHigh;
    const zLow = CP_LOW * pHigh + pLow * CP + (upper ? 1.350039202129749e-8 : 0);
    const dpHigh = upper ? 0.5849624872207642 : 0;
    t1 = withoutLowWord(zHigh + zLow + dpHigh + n);
    t2 = zLow - (t1 - n - dpHigh - zHigh);
  }
  const yHigh = withoutLowWord(y);
  const pLow = (y - yHigh) * t1 + y * t2;
  let pHigh = yHigh * t1;
  const z = pLow + pHigh;
  const j = highWord(z);
  const i = lowWord(z);
  if (j >= 0x40900000) {
    if (((j - 0x40900000) | i) !== 0) return sign * Infinity;
    if (pLow + OVERFLOW_TAIL > z - pHigh) return sign * Infinity;
  } else if ((j & 0x7fffffff) >= 0x4090cc00) {
    if (((j - (0xc090cc00 | 0)) | i) !== 0) return sign * 0;
    if (pLow <= z - pHigh) return sign * 0;
  }
  const magnitude = j & 0x7fffffff;
  let k = (magnitude >> 20) - 0x3ff;
  let n = 0;
  if (magnitude > 0x3fe00000) {
    n = j + (0x00100000 >> (k + 1));
    k = ((n & 0x7fffffff) >> 20) - 0x3ff;
    const t = fromWords(n & ~(0x000fffff >> k), 0);
    n = ((n & 0x000fffff) | 0x00100000) >> (20 - k);
    if (j < 0) n = -n;
    pHigh -= t;
  }
  const t = withoutLowWord(pLow + pHigh);
  const u = t * LN2_HIGH;
  const v = (pLow - (t - pHigh)) * LN2 + t * LN2_LOW;
  const sum = u + v;
  const w = v - (sum - u);
  const s = sum * sum;
  const r1 = sum - s * (P1 + s * (P2 + s * (P3 + s * (P4 + s * P5))));
  // V8 divides by the whole of this difference where fdlibm subtracts from the quotient.
  const r = (sum * r1) / (r1 - 2 - (w + sum * w));
  const result = 1 - (r - sum);
  const exponent = highWord(result) + (n << 20);
  if (exponent >> 20 <= 0) return sign * scaleDown(result, n);
  return sign * withHighWord(result, exponent);
}

/** x · 2^n where the result is subnormal: rounded once. */
function scaleDown(x: number, n: number): number {
  return x * fromWords((0x3ff + n + 54) << 20, 0) * 5.551115123125783e-17;
}

/** The cube root (FreeBSD's s_cbrt), within 0.667 ulp. */
export function cbrt(x: number): number {
  const high = highWord(x) & 0x7fffffff;
  const sign = highWord(x) < 0 ? 0x80000000 : 0;
  if (high >= 0x7ff00000) return x + x;
  let t: number;
  if (high < 0x00100000) {
    if (x === 0) return x;
    const scaled = x * 18014398509481984;
    t = fromWords(sign | (Math.trunc((highWord(scaled) & 0x7fffffff) / 3) + 696219795), 0);
  } else t = fromWords(sign | (Math.trunc(high / 3) + 715094163), 0);
  let r = t * t * (t / x);
  t *=
    1.87595182427177 +
    r * (-1.8849797954337717 + r * 1.6214297201053545) +
    r * r * r * (-0.758397934778766 + r * 0.14599619288661245);
  t = roundTo23Bits(t);
  const s = t * t;
  r = x / s;
  const w = t + t;
  r = (r - t) / (w + r);
  return t + t * r;
}

/** Rounded to 23 bits, away from zero: (bits + 0x80000000) & 0xffffffffc0000000. */
function roundTo23Bits(t: number): number {
  const low = lowWord(t) >>> 0;
  const carry = low >= 0x80000000 ? 1 : 0;
  return fromWords(highWord(t) + carry, ((low + 0x80000000) >>> 0) & 0xc0000000);
}
