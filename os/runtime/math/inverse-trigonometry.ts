/** asin, acos, atan and atan2, by the algorithms and coefficients of fdlibm (Sun Microsystems, 1993). */
import { highWord, lowWord, withoutLowWord } from './words.ts';

const HALF_PI_HIGH = 1.570796326794896558;
const HALF_PI_LOW = 6.12323399573676603587e-17;
const QUARTER_PI = 7.85398163397448278999e-1;

/** The rational function R(t) of asin and acos. */
function ratio(t: number): number {
  const p =
    t *
    (1.66666666666666657415e-1 +
      t *
        (-3.25565818622400915405e-1 +
          t *
            (2.01212532134862925881e-1 +
              t *
                (-4.00555345006794114027e-2 +
                  t * (7.91534994289814532176e-4 + t * 3.4793310759602116757e-5)))));
  const q =
    1 +
    t *
      (-2.40339491173441421878 +
        t * (2.02094576023350569471 + t * (-6.8828397160545329303e-1 + t * 7.70381505559019352791e-2)));
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
      angleHigh = 4.63647609000806093515e-1;
      angleLow = 2.26987774529616870924e-17;
    } else {
      reduced = (x - 1) / (x + 1);
      angleHigh = QUARTER_PI;
      angleLow = 3.06161699786838301793e-17;
    }
  } else if (absolute < 0x40038000) {
    reduced = (x - 1.5) / (1 + 1.5 * x);
    angleHigh = 9.82793723247329054082e-1;
    angleLow = 1.39033110312309984516e-17;
  } else {
    reduced = -1 / x;
    angleHigh = HALF_PI_HIGH;
    angleLow = 6.12323399573676603587e-17;
  }
  const result = angleHigh - (reduced * atanSeries(reduced) - angleLow - reduced);
  return high < 0 ? -result : result;
}

function atanSeries(x: number): number {
  const z = x * x;
  const w = z * z;
  const odd =
    z *
    (3.33333333333329318027e-1 +
      w *
        (1.42857142725034663711e-1 +
          w *
            (9.09088713343650656196e-2 +
              w *
                (6.66107313738753120669e-2 +
                  w * (4.97687799461593236017e-2 + w * 1.62858201153657823623e-2)))));
  const even =
    w *
    (-1.99999999998764832476e-1 +
      w *
        (-1.1111110405462355788e-1 +
          w *
            (-7.69187620504482999495e-2 + w * (-5.83357013379057348645e-2 + w * -3.6531572744216915527e-2))));
  return odd + even;
}

const PI_LOW = 1.2246467991473531772e-16;

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
