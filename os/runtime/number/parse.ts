/** parseInt and parseFloat (ECMA-262 19.2.4, 19.2.5). */
import { toNumber, toString } from '../core/conversion.ts';
import { decimalAt } from '../core/numbers/parse.ts';
import { unitAt } from '../core/strings/primitives.ts';
import { isWhiteSpace } from '../string/white-space.ts';
import { digitsToNumber, digitValue } from './radix.ts';

function skipWhiteSpace(text: string): number {
  let i = 0;
  while (i < text.length && isWhiteSpace(unitAt(text, i))) i++;
  return i;
}

/** The integer at the start of `value`'s text, NaN when there is none. */
export function parseInteger(value: unknown, radixArgument: unknown): number {
  const text = typeof value === 'string' ? value : toString(value);
  let radix = radixArgument === undefined ? 0 : toNumber(radixArgument) | 0;
  let i = skipWhiteSpace(text);
  const sign = i < text.length ? unitAt(text, i) : 0;
  if (sign === 43 || sign === 45) i++;
  if (radix !== 0 && (radix < 2 || radix > 36)) return NaN;
  if ((radix === 0 || radix === 16) && hasHexPrefix(text, i)) {
    i += 2;
    radix = 16;
  }
  if (radix === 0) radix = 10;
  let end = i;
  while (end < text.length && digitValue(unitAt(text, end)) < radix) end++;
  if (end === i) return NaN;
  const magnitude = digitsToNumber(text, i, end, radix);
  return sign === 45 ? -magnitude : magnitude;
}

function hasHexPrefix(text: string, at: number): boolean {
  return at + 1 < text.length && unitAt(text, at) === 48 && (unitAt(text, at + 1) | 32) === 120;
}

/** The decimal number at the start of `value`'s text, NaN when there is none. */
export function parseDecimal(value: unknown): number {
  if (typeof value === 'number' && value !== 0) return value;
  const text = typeof value === 'string' ? value : toString(value);
  return decimalAt(text, skipWhiteSpace(text), text.length);
}
