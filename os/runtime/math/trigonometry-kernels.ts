/** sin, cos and tan on [-π/4, π/4], by the algorithms and coefficients of fdlibm (Sun Microsystems, 1993). */
import { fromWords, highWord, lowWord, withoutLowWord } from './words.ts';

const S1 = -1.66666666666666324348e-1;
const S2 = 8.33333333332248946124e-3;
const S3 = -1.98412698298579493134e-4;
const S4 = 2.75573137070700676789e-6;
const S5 = -2.50507602534068634195e-8;
const S6 = 1.58969099521155010221e-10;

/** The sine of x + tail; `hasTail` is false when the tail is zero. */
export function sinKernel(x: number, tail: number, hasTail: boolean): number {
  if ((highWord(x) & 0x7fffffff) < 0x3e400000 && Math.trunc(x) === 0) return x;
  const z = x * x;
  const v = z * x;
  const r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  if (!hasTail) return x + v * (S1 + z * r);
  return x - (z * (0.5 * tail - v * r) - tail - v * S1);
}

const C1 = 4.16666666666666019037e-2;
const C2 = -1.38888888888741095749e-3;
const C3 = 2.48015872894767294178e-5;
const C4 = -2.75573143513906633035e-7;
const C5 = 2.0875723212981748279e-9;
const C6 = -1.13596475577881948265e-11;

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

const T0 = 3.33333333333334091986e-1;
const T1 = 1.33333333333201242699e-1;
const T2 = 5.39682539762260521377e-2;
const T3 = 2.18694882948595424599e-2;
const T4 = 8.86323982359930005737e-3;
const T5 = 3.59207910759131235356e-3;
const T6 = 1.45620945432529025516e-3;
const T7 = 5.88041240820264096874e-4;
const T8 = 2.46463134818469906812e-4;
const T9 = 7.817944429395570923e-5;
const T10 = 7.14072491382608190305e-5;
const T11 = -1.85586374855275456654e-5;
const T12 = 2.59073051863633712884e-5;
const PI_4 = 7.85398163397448278999e-1;
const PI_4_LOW = 3.06161699786838301793e-17;

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
