/**
 * The argument of a trigonometric function less the nearest multiple of π/2 (fdlibm's rem_pio2): by π/2 in three parts
 * up to 2^20·π/2, beyond that with as many bits of 2/π as the exponent needs (Payne and Hanek).
 */
import { fromWords, highWord, lowWord } from './words.ts';

const INVERSE_HALF_PI = 0.6366197723675814;
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_1_TAIL = 6.077100506506192e-11;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_2_TAIL = 2.0222662487959506e-21;
const HALF_PI_3 = 2.0222662487111665e-21;
const HALF_PI_3_TAIL = 8.4784276603689e-32;

/** What is left of an angle, as a sum of two doubles, and which quadrant it was in (modulo 4 it is exact). */
export class ReducedAngle {
  readonly quadrant: number;
  readonly value: number;
  readonly tail: number;
  constructor(quadrant: number, value: number, tail: number) {
    this.quadrant = quadrant;
    this.value = value;
    this.tail = tail;
  }
}

/** Reduces a finite `x` with |x| > π/4. */
export function reduceAngle(x: number): ReducedAngle {
  const high = highWord(x);
  const absolute = high & 0x7fffffff;
  if (absolute < 0x4002d97c) return reduceOnce(x, high, absolute);
  if (absolute <= 0x413921fb) return reduceMedium(x, high, absolute);
  return reduceLarge(x, high, absolute);
}

/** |x| < 3π/4: one subtraction. */
function reduceOnce(x: number, high: number, absolute: number): ReducedAngle {
  const sign = high > 0 ? 1 : -1;
  let z = x - sign * HALF_PI_1;
  let tail = sign * HALF_PI_1_TAIL;
  if (absolute === 0x3ff921fb) {
    z -= sign * HALF_PI_2;
    tail = sign * HALF_PI_2_TAIL;
  }
  const value = z - tail;
  return new ReducedAngle(sign, value, z - value - tail);
}

function reduceMedium(x: number, high: number, absolute: number): ReducedAngle {
  const t = Math.abs(x);
  const n = Math.trunc(t * INVERSE_HALF_PI + 0.5);
  let r = t - n * HALF_PI_1;
  let w = n * HALF_PI_1_TAIL;
  const exponent = absolute >> 20;
  let value = r - w;
  if (exponent - ((highWord(value) >> 20) & 0x7ff) > 16) {
    const before = r;
    w = n * HALF_PI_2;
    r = before - w;
    w = n * HALF_PI_2_TAIL - (before - r - w);
    value = r - w;
    if (exponent - ((highWord(value) >> 20) & 0x7ff) > 49) {
      const second = r;
      w = n * HALF_PI_3;
      r = second - w;
      w = n * HALF_PI_3_TAIL - (second - r - w);
      value = r - w;
    }
  }
  const tail = r - value - w;
  return high < 0 ? new ReducedAngle(-n, -value, -tail) : new ReducedAngle(n, value, tail);
}

/** 2/π in digits of 24 bits. */
const TWO_OVER_PI: readonly number[] = [
  0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb,
  0xc561b7, 0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5,
  0x2ebb44, 0x84e99c, 0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8,
  0x97ffde, 0x05980f, 0xef2f11, 0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d,
  0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7, 0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330, 0x46fc7b,
  0x6babf0, 0xcfbc20, 0x9af436, 0x1da9e3, 0x91615e, 0xe61b08, 0x659985, 0x5f14a0, 0x68408d, 0xffd880,
  0x4d7327, 0x310606, 0x1556ca, 0x73a8c9, 0x60e27b, 0xc08c6b,
];

/** π/2 in parts of 24 bits. */
const HALF_PI_PARTS: readonly number[] = [
  1.570796251296997, 7.549789415861596e-8, 5.390302529957765e-15, 3.282003415807913e-22,
  1.270655753080676e-29, 1.2293330898111133e-36, 2.7337005381646456e-44, 2.1674168387780482e-51,
];
const TWO_24 = 16777216;
const TWO_MINUS_24 = 1 / TWO_24;

function reduceLarge(x: number, high: number, absolute: number): ReducedAngle {
  const e0 = (absolute >> 20) - 1046;
  let z = fromWords(absolute - (e0 << 20), lowWord(x));
  const parts: number[] = [0, 0, 0];
  for (let i = 0; i < 2; i++) {
    parts[i] = Math.trunc(z);
    z = (z - (parts[i] as number)) * TWO_24;
  }
  parts[2] = z;
  let count = 3;
  while (parts[count - 1] === 0) count--;
  const reduced = reduceParts(parts, e0, count);
  if (high >= 0) return reduced;
  return new ReducedAngle(-reduced.quadrant, -reduced.value, -reduced.tail);
}

/** fdlibm's kernel_rem_pio2 for a result of two doubles (its precision 2): `parts` are digits of 24 bits scaled by 2^e0. */
function reduceParts(parts: readonly number[], e0: number, count: number): ReducedAngle {
  const jk = 4;
  const jx = count - 1;
  let jv = Math.trunc((e0 - 3) / 24);
  if (jv < 0) jv = 0;
  let q0 = e0 - 24 * (jv + 1);
  const f: number[] = [];
  for (let i = 0, j = jv - jx; i <= jx + jk; i++, j++) f.push(j < 0 ? 0 : (TWO_OVER_PI[j] as number));
  const q: number[] = [];
  for (let i = 0; i <= jk; i++) q.push(dotBackwards(parts, f, jx, jx + i));
  let jz = jk;
  const digits: number[] = [];
  let n = 0;
  let ih = 0;
  let z = 0;
  for (;;) {
    z = q[jz] as number;
    for (let i = 0, j = jz; j > 0; i++, j--) {
      const carry = Math.trunc(TWO_MINUS_24 * z);
      digits[i] = Math.trunc(z - TWO_24 * carry);
      z = (q[j - 1] as number) + carry;
    }
    z = scaleByPower(z, q0);
    z -= 8 * Math.floor(z * 0.125);
    n = Math.trunc(z);
    z -= n;
    ih = 0;
    if (q0 > 0) {
      const i = (digits[jz - 1] as number) >> (24 - q0);
      n += i;
      digits[jz - 1] = (digits[jz - 1] as number) - (i << (24 - q0));
      ih = (digits[jz - 1] as number) >> (23 - q0);
    } else if (q0 === 0) ih = (digits[jz - 1] as number) >> 23;
    else if (z >= 0.5) ih = 2;
    if (ih > 0) {
      n += 1;
      const carry = negateDigits(digits, jz);
      if (q0 === 1) digits[jz - 1] = (digits[jz - 1] as number) & 0x7fffff;
      else if (q0 === 2) digits[jz - 1] = (digits[jz - 1] as number) & 0x3fffff;
      if (ih === 2) {
        z = 1 - z;
        if (carry) z -= scaleByPower(1, q0);
      }
    }
    if (z !== 0) break;
    let any = 0;
    for (let i = jz - 1; i >= jk; i--) any |= digits[i] as number;
    if (any !== 0) break;
    let k = 1;
    while (digits[jk - k] === 0) k++;
    for (let i = jz + 1; i <= jz + k; i++) {
      f[jx + i] = TWO_OVER_PI[jv + i] as number;
      q[i] = dotBackwards(parts, f, jx, jx + i);
    }
    jz += k;
  }
  if (z === 0) {
    jz -= 1;
    q0 -= 24;
    while (digits[jz] === 0) {
      jz--;
      q0 -= 24;
    }
  } else {
    z = scaleByPower(z, -q0);
    if (z >= TWO_24) {
      const carry = Math.trunc(TWO_MINUS_24 * z);
      digits[jz] = Math.trunc(z - TWO_24 * carry);
      jz += 1;
      q0 += 24;
      digits[jz] = carry;
    } else digits[jz] = Math.trunc(z);
  }
  let scale = scaleByPower(1, q0);
  for (let i = jz; i >= 0; i--) {
    q[i] = scale * (digits[i] as number);
    scale *= TWO_MINUS_24;
  }
  const products: number[] = [];
  for (let i = jz; i >= 0; i--) {
    let sum = 0;
    for (let k = 0; k <= jk && k <= jz - i; k++) sum += (HALF_PI_PARTS[k] as number) * (q[i + k] as number);
    products[jz - i] = sum;
  }
  let sum = 0;
  for (let i = jz; i >= 0; i--) sum += products[i] as number;
  const value = ih === 0 ? sum : -sum;
  sum = (products[0] as number) - sum;
  for (let i = 1; i <= jz; i++) sum += products[i] as number;
  return new ReducedAngle(n & 7, value, ih === 0 ? sum : -sum);
}

function dotBackwards(parts: readonly number[], f: readonly number[], last: number, from: number): number {
  let sum = 0;
  for (let j = 0; j <= last; j++) sum += (parts[j] as number) * (f[from - j] as number);
  return sum;
}

/** 1 minus the fraction that the digits are; was any of them above zero? */
function negateDigits(digits: number[], count: number): boolean {
  let carry = false;
  for (let i = 0; i < count; i++) {
    const digit = digits[i] as number;
    if (carry) digits[i] = 0xffffff - digit;
    else if (digit !== 0) {
      carry = true;
      digits[i] = 0x1000000 - digit;
    }
  }
  return carry;
}

/** x · 2^power for powers in the normal range. */
function scaleByPower(x: number, power: number): number {
  return x * fromWords((0x3ff + power) << 20, 0);
}
