/** Values that aren't objects. */

import { type Printer, paint } from './printer.ts';
import { quoted } from './text.ts';

/** Strings up to this length are never broken at their line ends. */
const SHORT_STRING = 16;
/** The limits that hold without a printer. */
const BREAK_LENGTH = 80;
const MAX_STRING_LENGTH = 10000;

/** A primitive, coloured by its type. Without a printer: on a line of its own, as by default. */
export function printPrimitive(printer: Printer | undefined, value: unknown): string {
  if (typeof value === 'string') return printString(printer, value);
  const hasSeparators = printer === undefined ? false : printer.options.numericSeparator;
  if (typeof value === 'number') return paint(printer, numberText(value, hasSeparators), 'number');
  if (typeof value === 'bigint') return paint(printer, bigintText(value, hasSeparators), 'bigint');
  if (typeof value === 'symbol') return paint(printer, String(value), 'symbol');
  if (typeof value === 'boolean') return paint(printer, value ? 'true' : 'false', 'boolean');
  return value === null ? paint(printer, 'null', 'null') : paint(printer, 'undefined', 'undefined');
}

/** Cuts what is longer than the limit; breaks a string that doesn't fit its line at the string's own line ends. */
function printString(printer: Printer | undefined, value: string): string {
  const maxLength = printer === undefined ? MAX_STRING_LENGTH : printer.maxStringLength;
  const indentation = printer === undefined ? 0 : printer.indentation;
  const room = (printer === undefined ? BREAK_LENGTH : printer.breakLength) - indentation - 4;
  let text = value;
  let rest = '';
  const excess = text.length - maxLength;
  if (excess > 0) {
    text = text.slice(0, maxLength);
    rest = `... ${excess} more character${excess > 1 ? 's' : ''}`;
  }
  const isBroken = printer?.isDense !== true && text.length > SHORT_STRING && text.length > room;
  let result = '';
  let at = 0;
  do {
    const lineEnd = isBroken ? text.indexOf('\n', at) : -1;
    const next = lineEnd < 0 ? text.length : lineEnd + 1;
    if (at > 0) result += ` +\n${' '.repeat(indentation + 2)}`;
    result += paint(printer, quoted(text.slice(at, next)), 'string');
    at = next;
  } while (at < text.length);
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
