/** asin, acos, atan and atan2, by the algorithms and coefficients of fdlibm (Sun Microsystems, 1993). */
import { highWord, lowWord, withoutLowWord } from './words.ts';

const HALF_PI_HIGH = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;
const QUARTER_PI = 0.7853981633974483;

/** The rational function R(t) of asin and acos. */
function ratio(t: number): number {
  const p =
    t *
    (0.16666666666666666 +
      t *
        (-0.3255658186224009 +
          t *
            (0.20121253213486293 +
              t * (-0.04005553450067941 + t * (0.0007915349942898145 + t * 3.479331075960212e-5)))));
  const q =
    1 +
    t * (-2.403394911734414 + t * (2.0209457602335057 + t * (-0.6882839716054533 + t * 0.07703815055590194)));
  return p / q;
}

/** The angle whose sine is `x`. */
export function asin(x: number): number {
  const high = highWord(x);
  const absolute = high & 0x7fffffff;
  if (absolute >= 0x3ff00000) {
    if (((absolute - 0x3ff00000) | lowWord(x)) === 0) return x * HALF_PI_HIGH + x * HALF_PI_LOW;
    return NaN;
  }
  if (absolute < 0x3fe00000) {
    if (absolute < 0x3e400000) return x;
    return x + x * ratio(x * x);
  }
  const t = (1 - Math.abs(x)) * 0.5;
  const r = ratio(t);
  const s = Math.sqrt(t);
  let result: number;
  if (absolute >= 0x3fef3333) result = HALF_PI_HIGH - (2 * (s + s * r) - HALF_PI_LOW);
  else {
    const w = withoutLowWord(s);
    const c = (t - w * w) / (s + w);
    const p = 2 * s * r - (HALF_PI_LOW - 2 * c);
    const q = QUARTER_PI - 2 * w;
    result = QUARTER_PI - (p - q);
  }
  return high > 0 ? result : -result;
}

/** The angle whose cosine is `x`. */
export function acos(x: number): number {
  const high = highWord(x);
  const absolute = high & 0x7fffffff;
  if (absolute >= 0x3ff00000) {
    if (((absolute - 0x3ff00000) | lowWord(x)) === 0) return high > 0 ? 0 : Math.PI + 2 * HALF_PI_LOW;
    return NaN;
  }
  if (absolute < 0x3fe00000) {
    if (absolute <= 0x3c600000) return HALF_PI_HIGH + HALF_PI_LOW;
    return HALF_PI_HIGH - (x - (HALF_PI_LOW - x * ratio(x * x)));
  }
  if (high < 0) {
    const z = (1 + x) * 0.5;
    const s = Math.sqrt(z);
    const w = ratio(z) * s - HALF_PI_LOW;
    return Math.PI - 2 * (s + w);
  }
  const z = (1 - x) * 0.5;
  const s = Math.sqrt(z);
  const df = withoutLowWord(s);
  const c = (z - df * df) / (s + df);
  const w = ratio(z) * s + c;
  return 2 * (df + w);
}

/** The angle, between -π/2 and π/2, whose tangent is `value`. */
export function atan(value: number): number {
  const high = highWord(value);
  const absolute = high & 0x7fffffff;
  if (absolute >= 0x44100000) {
    // biome-ignore lint/suspicious/noSelfCompare: NaN
    if (value !== value) return NaN;
    return high > 0 ? HALF_PI_HIGH + HALF_PI_LOW : -HALF_PI_HIGH - HALF_PI_LOW;
  }
  if (absolute < 0x3fdc0000) {
    if (absolute < 0x3e400000) return value;
    return value - value * atanSeries(value);
  }
  const x = Math.abs(value);
  let reduced: number;
  let angleHigh: number;
  let angleLow: number;
  if (absolute < 0x3ff30000) {
    if (absolute < 0x3fe60000) {
      reduced = (2 * x - 1) / (2 + x);
      angleHigh = 0.4636476090008061;
      angleLow = 2.2698777452961687e-17;
    } else {
      reduced = (x - 1) / (x + 1);
      angleHigh = QUARTER_PI;
      angleLow = 3.061616997868383e-17;
    }
  } else if (absolute < 0x40038000) {
    reduced = (x - 1.5) / (1 + 1.5 * x);
    angleHigh = 0.982793723247329;
    angleLow = 1.3903311031230998e-17;
  } else {
    reduced = -1 / x;
    angleHigh = HALF_PI_HIGH;
    angleLow = 6.123233995736766e-17;
  }
  const result = angleHigh - (reduced * atanSeries(reduced) - angleLow - reduced);
  return high < 0 ? -result : result;
}

function atanSeries(x: number): number {
  const z = x * x;
  const w = z * z;
  const odd =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (0.09090887133436507 +
              w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782)))));
  const even =
    w *
    (-0.19999999999876483 +
      w *
        (-0.11111110405462356 +
          w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916))));
  return odd + even;
}

const PI_LOW = 1.2246467991473532e-16;

/** The angle of the point (x, y), between -π and π. */
export function atan2(y: number, x: number): number {
  // biome-ignore lint/suspicious/noSelfCompare: NaN
  if (x !== x || y !== y) return NaN;
  if (x === 1) return atan(y);
  const negativeY = highWord(y) < 0;
  const negativeX = highWord(x) < 0;
  if (y === 0) {
    if (!negativeX) return y;
    return negativeY ? -Math.PI : Math.PI;
  }
  if (x === 0) return negativeY ? -HALF_PI_HIGH : HALF_PI_HIGH;
  const infiniteY = Math.abs(y) === Infinity;
  if (Math.abs(x) === Infinity) {
    const angle = infiniteY ? (negativeX ? 3 * QUARTER_PI : QUARTER_PI) : negativeX ? Math.PI : 0;
    return negativeY ? -angle : angle;
  }
  if (infiniteY) return negativeY ? -HALF_PI_HIGH : HALF_PI_HIGH;
  const k = ((highWord(y) & 0x7fffffff) - (highWord(x) & 0x7fffffff)) >> 20;
  let z: number;
  let reflected = negativeX;
  if (k > 60) {
    z = HALF_PI_HIGH + 0.5 * PI_LOW;
    reflected = false;
  } else if (negativeX && k < -60) z = 0;
  else z = atan(Math.abs(y / x));
  if (!reflected) return negativeY ? -z : z;
  return negativeY ? z - PI_LOW - Math.PI : Math.PI - (z - PI_LOW);
}
