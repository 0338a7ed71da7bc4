/** Integers as text: StringToBigInt (ECMA-262 7.1.14) and BigInt::toString (6.1.6.2.21). Runs under Node as it is. */
import { unitAt } from '../core/strings/primitives.ts';
import { digitValue } from '../number/radix.ts';
import { isWhiteSpace } from '../string/white-space.ts';
import { type Integer, integerOf } from './integer.ts';
import { type Digits, divideByDigit, multiplyAdd } from './magnitude.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
const PLUS = 0x2b;
const MINUS = 0x2d;

/** The integer that a whole text is, white space around it passed over; undefined when it isn't one. */
export function parseInteger(text: string): Integer | undefined {
  let from = 0;
  let to = text.length;
  while (from < to && isWhiteSpace(unitAt(text, from))) from++;
  while (to > from && isWhiteSpace(unitAt(text, to - 1))) to--;
  if (from === to) return integerOf(false, []);
  const radix = radixAt(text, from, to);
  if (radix !== 10) return parseDigits(text, from + 2, to, radix, false);
  const sign = unitAt(text, from);
  if (sign === PLUS || sign === MINUS) from++;
  return parseDigits(text, from, to, 10, sign === MINUS);
}

/** The radix that a prefix 0x, 0o or 0b announces. */
function radixAt(text: string, from: number, to: number): number {
  if (from + 2 > to || unitAt(text, from) !== 0x30) return 10;
  const letter = unitAt(text, from + 1) | 0x20;
  if (letter === 0x78) return 16;
  if (letter === 0x6f) return 8;
  return letter === 0x62 ? 2 : 10;
}

function parseDigits(
  text: string,
  from: number,
  to: number,
  radix: number,
  negative: boolean,
): Integer | undefined {
  if (from === to) return undefined;
  const out: Digits = [];
  const chunk = chunkOf(radix);
  let at = from;
  while (at < to) {
    let part = 0;
    let scale = 1;
    for (; at < to && scale < chunk; at++) {
      const digit = digitValue(unitAt(text, at));
      if (digit >= radix) return undefined;
      part = part * radix + digit;
      scale *= radix;
    }
    multiplyAdd(out, scale, part);
  }
  return integerOf(negative, out);
}

/** The largest power of a radix that is one digit of a magnitude: as many digits of text are converted at once. */
function chunkOf(radix: number): number {
  let chunk = radix;
  while (chunk * radix < 4294967296) chunk *= radix;
  return chunk;
}

/** The text in a radix from 2 to 36. */
export function formatInteger(value: Integer, radix: number): string {
  if (value.digits.length === 0) return '0';
  const chunk = chunkOf(radix);
  const rest = value.digits.slice();
  const parts: string[] = [];
  while (rest.length > 0) {
    const part = divideByDigit(rest, chunk);
    parts.push(partText(part, radix, rest.length > 0 ? chunk : 0));
  }
  let text = value.negative ? '-' : '';
  for (let i = parts.length - 1; i >= 0; i--) text += parts[i] as string;
  return text;
}

/** The digits of a part; with zeros in front as far as `chunk` has places, when other parts stand before it. */
function partText(part: number, radix: number, chunk: number): string {
  let text = '';
  let rest = part;
  for (let scale = 1; rest > 0 || scale < chunk; scale *= radix) {
    const digit = rest % radix;
    text = DIGITS.charAt(digit) + text;
    rest = (rest - digit) / radix;
  }
  return text;
}
