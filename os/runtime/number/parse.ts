/** parseInt and parseFloat (ECMA-262 19.2.4, 19.2.5). */
import type { i32 } from '../../unsafe.ts';
import { toNumber, toString } from '../core/conversion.ts';
import { decimalAt } from '../core/numbers/parse.ts';
import { leadingInteger } from '../core/numbers/simple-decimal.ts';
import { lengthOf, unitAt } from '../core/strings/primitives.ts';
import { isWhiteSpace } from '../string/white-space.ts';
import { digitsToNumber, digitValue } from './radix.ts';

function skipWhiteSpace(text: string): i32 {
  const length: i32 = lengthOf(text);
  let i: i32 = 0;
  while (i < length && isWhiteSpace(unitAt(text, i))) i++;
  return i;
}

/** The integer at the start of `value`'s text, NaN when there is none. */
export function parseInteger(value: unknown, radixArgument: unknown): number {
  const text = typeof value === 'string' ? value : toString(value);
  if (radixArgument === undefined || radixArgument === 10) {
    const quick = leadingInteger(text);
    // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
    if (quick === quick) return quick;
  }
  let radix: i32 = radixArgument === undefined ? 0 : toNumber(radixArgument) | 0;
  const length: i32 = lengthOf(text);
  let i: i32 = skipWhiteSpace(text);
  const sign: i32 = i < length ? unitAt(text, i) : 0;
  if (sign === 43 || sign === 45) i++;
  if (radix !== 0 && (radix < 2 || radix > 36)) return NaN;
  if ((radix === 0 || radix === 16) && hasHexPrefix(text, i)) {
    i += 2;
    radix = 16;
  }
  if (radix === 0) radix = 10;
  let end: i32 = i;
  while (end < length && digitValue(unitAt(text, end)) < radix) end++;
  if (end === i) return NaN;
  const magnitude = digitsToNumber(text, i, end, radix);
  return sign === 45 ? -magnitude : magnitude;
}

function hasHexPrefix(text: string, at: i32): boolean {
  return at + 1 < lengthOf(text) && unitAt(text, at) === 48 && (unitAt(text, at + 1) | 32) === 120;
}

/** The decimal number at the start of `value`'s text, NaN when there is none. */
export function parseDecimal(value: unknown): number {
  if (typeof value === 'number' && value !== 0) return value;
  const text = typeof value === 'string' ? value : toString(value);
  return decimalAt(text, skipWhiteSpace(text), text.length);
}
