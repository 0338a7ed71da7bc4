/** Values that aren't objects. */

import { type Printer, paint } from './printer.ts';
import { quoted } from './text.ts';

/** Strings up to this length are never broken at their line ends. */
const SHORT_STRING = 16;

/** A primitive, coloured by its type. */
export function printPrimitive(printer: Printer, value: unknown): string {
  if (typeof value === 'string') return printString(printer, value);
  if (typeof value === 'number')
    return paint(printer, numberText(value, printer.options.numericSeparator), 'number');
  if (typeof value === 'bigint')
    return paint(printer, bigintText(value, printer.options.numericSeparator), 'bigint');
  if (typeof value === 'symbol') return paint(printer, String(value), 'symbol');
  if (typeof value === 'boolean') return paint(printer, value ? 'true' : 'false', 'boolean');
  return value === null ? paint(printer, 'null', 'null') : paint(printer, 'undefined', 'undefined');
}

/** Cuts what is longer than the limit; breaks a string that doesn't fit its line at the string's own line ends. */
function printString(printer: Printer, value: string): string {
  let text = value;
  let rest = '';
  const excess = text.length - printer.maxStringLength;
  if (excess > 0) {
    text = text.slice(0, printer.maxStringLength);
    rest = `... ${excess} more character${excess > 1 ? 's' : ''}`;
  }
  const room = printer.breakLength - printer.indentation - 4;
  if (printer.isDense || text.length <= SHORT_STRING || text.length <= room || !text.includes('\n'))
    return paint(printer, quoted(text), 'string') + rest;
  let result = '';
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at);
    const next = lineEnd < 0 ? text.length : lineEnd + 1;
    if (at > 0) result += ` +\n${' '.repeat(printer.indentation + 2)}`;
    result += paint(printer, quoted(text.slice(at, next)), 'string');
    at = next;
  }
  return result + rest;
}

/** A number; negative zero has its sign. */
export function numberText(value: number, hasSeparators: boolean | undefined): string {
  if (hasSeparators !== true) return Object.is(value, -0) ? '-0' : String(value);
  const text = String(value);
  if (!Number.isFinite(value) || text.includes('e')) return text;
  const point = text.indexOf('.');
  if (point < 0) return grouped(text);
  let result = grouped(text.slice(0, point));
  for (let at = point + 1; at < text.length; at += 3)
    result += (at === point + 1 ? '.' : '_') + text.slice(at, at + 3);
  return result;
}

/** A big integer as its literal. */
export function bigintText(value: bigint, hasSeparators: boolean | undefined): string {
  const text = String(value);
  return `${hasSeparators === true ? grouped(text) : text}n`;
}

/** Digits in groups of three from the right, behind a sign if there is one. */
function grouped(integer: string): string {
  const first = integer.startsWith('-') ? 1 : 0;
  let result = '';
  let end = integer.length;
  for (; end - 3 > first; end -= 3) result = `_${integer.slice(end - 3, end)}${result}`;
  return integer.slice(0, end) + result;
}
