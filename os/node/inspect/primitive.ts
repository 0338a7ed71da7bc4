/**
 * Primitive values: numbers with their sign of zero, bigints, symbols, strings broken at their line ends.
 */

import { groupDigits } from '../errors/describe-value.ts';
import type { InspectContext, Stylize } from './context.ts';
import { quoteString } from './quote.ts';

/** A string shorter than this is never broken into lines. */
const MIN_LINE_LENGTH = 16;

/** What of a context matters to primitives. */
type PrimitiveContext = Pick<
  InspectContext,
  'numericSeparator' | 'maxStringLength' | 'breakLength' | 'compact' | 'indentation'
>;

/** Formats anything that is neither an object nor a function. */
export function formatPrimitive(context: PrimitiveContext, stylize: Stylize, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return formatString(context, stylize, value);
    case 'number':
      return stylize(formatNumber(value, context.numericSeparator), 'number');
    case 'bigint':
      return stylize(formatBigInt(value, context.numericSeparator), 'bigint');
    case 'boolean':
      return stylize(String(value), 'boolean');
    case 'undefined':
      return stylize('undefined', 'undefined');
    case 'object':
      return stylize('null', 'null');
    default:
      return stylize(String(value), 'symbol');
  }
}

/** The number as source text, `-0` included; `hasSeparators`: digits in groups of three. */
export function formatNumber(value: number, hasSeparators: boolean): string {
  if (Object.is(value, -0)) return hasSeparators ? '0' : '-0';
  const text = String(value);
  if (!hasSeparators || !Number.isFinite(value) || text.includes('e')) return text;
  const point = text.indexOf('.');
  if (point < 0) return groupDigits(text);
  return `${groupDigits(text.slice(0, point))}.${groupFraction(text.slice(point + 1))}`;
}

/** The bigint as source text. */
export function formatBigInt(value: bigint, hasSeparators: boolean): string {
  const text = String(value);
  return `${hasSeparators ? groupDigits(text) : text}n`;
}

function groupFraction(digits: string): string {
  let result = '';
  let i = 0;
  for (; i < digits.length - 3; i += 3) result += `${digits.slice(i, i + 3)}_`;
  return result + digits.slice(i);
}

function formatString(context: PrimitiveContext, stylize: Stylize, value: string): string {
  let text = value;
  let trailer = '';
  if (value.length > context.maxStringLength) {
    const remaining = value.length - context.maxStringLength;
    text = value.slice(0, context.maxStringLength);
    trailer = `... ${remaining} more character${remaining > 1 ? 's' : ''}`;
  }
  const isLong = text.length > MIN_LINE_LENGTH && text.length > context.breakLength - context.indentation - 4;
  if (context.compact === true || !isLong) return stylize(quoteString(text), 'string') + trailer;
  const lines = splitKeepingLineEnds(text).map((line) => stylize(quoteString(line), 'string'));
  return lines.join(` +\n${' '.repeat(context.indentation + 2)}`) + trailer;
}

function splitKeepingLineEnds(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end < 0 || end === text.length - 1) break;
    lines.push(text.slice(start, end + 1));
    start = end + 1;
  }
  lines.push(text.slice(start));
  return lines;
}
