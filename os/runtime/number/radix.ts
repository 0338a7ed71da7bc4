/**
 * Number.prototype.toString with a radix other than ten (ECMA-262 21.1.3.6): V8's algorithm, which emits digits until
 * what is left is below half the distance to the next double.
 */

import type { i32, u64 } from '../../unsafe.ts';
import { quickRadix } from '../core/numbers/quick-text.ts';
import { unitAt } from '../core/strings/primitives.ts';
import { fromWords, highWord, lowWord } from '../math/words.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The text of a finite number in a radix from 2 to 36. */
export function formatRadix(x: number, radix: number): string {
  const quick = quickRadix(x, radix);
  if (quick !== '') return quick;
  const value = Math.abs(x);
  let integer = Math.floor(value);
  let fraction = value - integer;
  const digits: number[] = [];
  let delta = Math.max(5e-324, 0.5 * (nextDouble(value) - value));
  if (fraction >= delta) {
    do {
      fraction *= radix;
      delta *= radix;
      const digit = Math.floor(fraction);
      digits.push(digit);
      fraction -= digit;
      if ((fraction > 0.5 || (fraction === 0.5 && digit % 2 === 1)) && fraction + delta > 1) {
        integer += roundUp(digits, radix);
        break;
      }
    } while (fraction >= delta);
  }
  let text = '';
  while (integer / radix >= 9007199254740992) {
    integer /= radix;
    text = '0' + text;
  }
  do {
    const remainder = integer % radix;
    text = DIGITS.charAt(remainder) + text;
    integer = (integer - remainder) / radix;
  } while (integer > 0);
  if (digits.length > 0) text += '.';
  for (let i = 0; i < digits.length; i++) text += DIGITS.charAt(digits[i] as number);
  return x < 0 ? '-' + text : text;
}

/** Adds one to the last digit; digits that overflow are dropped. The carry into the integer. */
function roundUp(digits: number[], radix: number): number {
  while (digits.length > 0) {
    const digit = digits.pop() as number;
    if (digit + 1 < radix) {
      digits.push(digit + 1);
      return 0;
    }
  }
  return 1;
}

function nextDouble(x: number): number {
  const low = (lowWord(x) + 1) | 0;
  return fromWords(low === 0 ? highWord(x) + 1 : highWord(x), low);
}

/** The value of a digit in any radix up to 36, or 99. */
export function digitValue(unit: i32): i32 {
  if (unit >= 48 && unit <= 57) return unit - 48;
  if (unit >= 97 && unit <= 122) return unit - 87;
  if (unit >= 65 && unit <= 90) return unit - 55;
  return 99;
}

/** The number that the digits text[from, to) are in a radix; what doesn't fit is rounded as V8 does. */
export function digitsToNumber(text: string, from: number, to: number, radix: number): number {
  let start = from;
  while (start < to && unitAt(text, start) === 48) start++;
  if (to - start <= (radix <= 10 ? EXACT_DIGITS : EXACT_DIGITS_36))
    return exactDigits(text, start, to, radix);
  if ((radix & (radix - 1)) === 0) return binaryDigits(text, start, to, radix);
  if (radix === 10 && to - start > 15) return Number(text.substring(start, to));
  let value = 0;
  let i = start;
  while (i < to) {
    let part = 0;
    let multiplier = 1;
    while (i < to && multiplier * radix <= 119304647) {
      part = part * radix + digitValue(unitAt(text, i++));
      multiplier *= radix;
    }
    value = value * multiplier + part;
  }
  return value;
}

/** So many digits are below 2^53, up to radix ten and in any. */
const EXACT_DIGITS = 15;
const EXACT_DIGITS_36 = 10;

function exactDigits(text: string, from: i32, to: i32, radix: u64): number {
  let value: u64 = 0;
  for (let i: i32 = from; i < to; i++) {
    const digit: u64 = digitValue(unitAt(text, i));
    value = value * radix + digit;
  }
  return value as number;
}

/** Digits of a power of two: exact up to 53 bits, then rounded half to even. */
function binaryDigits(text: string, from: number, to: number, radix: number): number {
  let bits = 0;
  while (1 << bits < radix) bits++;
  let value = 0;
  let dropped = 0;
  let guard = 0;
  let sticky = 0;
  for (let i = from; i < to; i++) {
    const digit = digitValue(unitAt(text, i));
    for (let bit = bits - 1; bit >= 0; bit--) {
      const one = (digit >> bit) & 1;
      if (value < 4503599627370496) value = value * 2 + one;
      else {
        if (dropped === 0) guard = one;
        else sticky |= one;
        dropped++;
      }
    }
  }
  if (guard === 1 && (sticky === 1 || value % 2 === 1)) value += 1;
  for (; dropped > 0; dropped--) value *= 2;
  return value;
}
