/** sin, cos and tan on [-π/4, π/4], by the algorithms and coefficients of fdlibm (Sun Microsystems, 1993). */
import { fromWords, highWord, lowWord, withoutLowWord } from './words.ts';

const S1 = -0.16666666666666632;
const S2 = 0.00833333333332249;
const S3 = -0.0001984126982985795;
const S4 = 2.7557313707070068e-6;
const S5 = -2.5050760253406863e-8;
const S6 = 1.58969099521155e-10;

/** The sine of x + tail; `hasTail` is false when the tail is zero. */
export function sinKernel(x: number, tail: number, hasTail: boolean): number {
  if ((highWord(x) & 0x7fffffff) < 0x3e400000 && Math.trunc(x) === 0) return x;
  const z = x * x;
  const v = z * x;
  const r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  if (!hasTail) return x + v * (S1 + z * r);
  return x - (z * (0.5 * tail - v * r) - tail - v * S1);
}

const C1 = 0.0416666666666666;
const C2 = -0.001388888888887411;
const C3 = 2.480158728947673e-5;
const C4 = -2.7557314351390663e-7;
const C5 = 2.087572321298175e-9;
const C6 = -1.1359647557788195e-11;

/** The cosine of x + tail. */
export function cosKernel(x: number, tail: number): number {
  const high = highWord(x) & 0x7fffffff;
  if (high < 0x3e400000 && Math.trunc(x) === 0) return 1;
  const z = x * x;
  const r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  if (high < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * tail));
  const quarter = high > 0x3fe90000 ? 0.28125 : fromWords(high - 0x00200000, 0);
  const halfLess = 0.5 * z - quarter;
  return 1 - quarter - (halfLess - (z * r - x * tail));
}

const T0 = 0.3333333333333341;
const T1 = 0.13333333333320124;
const T2 = 0.05396825397622605;
const T3 = 0.021869488294859542;
const T4 = 0.0088632398235993;
const T5 = 0.0035920791075913124;
const T6 = 0.0014562094543252903;
const T7 = 0.0005880412408202641;
const T8 = 0.0002464631348184699;
const T9 = 7.817944429395571e-5;
const T10 = 7.140724913826082e-5;
const T11 = -1.8558637485527546e-5;
const T12 = 2.590730518636337e-5;
const PI_4 = 0.7853981633974483;
const PI_4_LOW = 3.061616997868383e-17;

/** The tangent of x + tail when `sign` is 1, minus its reciprocal when -1. */
export function tanKernel(value: number, valueTail: number, sign: number): number {
  let x = value;
  let tail = valueTail;
  const high = highWord(x);
  const absolute = high & 0x7fffffff;
  if (absolute < 0x3e300000 && Math.trunc(x) === 0) {
    if ((absolute | lowWord(x) | (sign + 1)) === 0) return Infinity;
    if (sign === 1) return x;
    const w = x + tail;
    const z = withoutLowWord(w);
    const v = tail - (z - x);
    const a = -1 / w;
    const t = withoutLowWord(a);
    return t + a * (1 + t * z + t * v);
  }
  const large = absolute >= 0x3fe59428;
  if (large) {
    if (x < 0) {
      x = -x;
      tail = -tail;
    }
    x = PI_4 - x + (PI_4_LOW - tail);
    tail = 0;
  }
  const z = x * x;
  const w = z * z;
  let r = T1 + w * (T3 + w * (T5 + w * (T7 + w * (T9 + w * T11))));
  let v = z * (T2 + w * (T4 + w * (T6 + w * (T8 + w * (T10 + w * T12)))));
  const s = z * x;
  r = tail + z * (s * (r + v) + tail);
  r += T0 * s;
  const y = x + r;
  if (large) {
    return (1 - ((high >> 30) & 2)) * (sign - 2 * (x - ((y * y) / (y + sign) - r)));
  }
  if (sign === 1) return y;
  const cut = withoutLowWord(y);
  v = r - (cut - x);
  const a = -1 / y;
  const t = withoutLowWord(a);
  return t + a * (1 + t * cut + t * v);
}
