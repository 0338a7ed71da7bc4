/**
 * Sets printed entries in lines.
 *
 * An object whose entries are short stands on one line, with up to `compact` levels of objects inside; otherwise each
 * entry has a line. Lists of more than six short entries are set in columns.
 */

import type { Printer } from './printer.ts';
import { columnsOf } from './width.ts';

/** Lists up to this length aren't set in columns. */
const SHORT_LIST = 6;
/** Columns between two entries of a list: comma and space. */
const GAP = 2;
/** A character of a terminal is about this many times as high as it is wide: columns are to make a square. */
const CHARACTER_HEIGHT = 2.5;
const MAX_COLUMNS = 15;
/** What an object on one line has beside its entries: braces, spaces, a key before it. */
const FRAME_WIDTH = 10;

/** The entries between `opening` and `closing`, behind `base` if there is one. `items`: the list they were printed from. */
export function joinEntries(
  printer: Printer,
  printed: string[],
  base: string,
  opening: string,
  closing: string,
  level: number,
  items: ArrayLike<unknown> | undefined,
): string {
  if (printer.isDense) return joinDensely(printer, printed, base, opening, closing);
  let entries = printed;
  const head = base === '' ? opening : `${base} ${opening}`;
  if (printer.sharedLevels >= 1) {
    if (items !== undefined && entries.length > SHORT_LIST) entries = setInColumns(printer, entries, items);
    if (entries === printed && printer.lastLevel - level < printer.sharedLevels) {
      const start = printer.indentation + opening.length + base.length + FRAME_WIDTH;
      if (fitsLine(printer, entries, start + entries.length, base)) {
        const joined = joinTexts(entries, ', ');
        if (!joined.includes('\n')) return `${head} ${joined} ${closing}`;
      }
    }
  }
  const lineEnd = `\n${' '.repeat(printer.indentation)}`;
  return `${head}${lineEnd}  ${joinTexts(entries, `,${lineEnd}  `)}${lineEnd}${closing}`;
}

/** `compact: true`: the first entry follows the brace, and the last is followed by one. */
function joinDensely(
  printer: Printer,
  entries: readonly string[],
  base: string,
  opening: string,
  closing: string,
): string {
  const head = base === '' ? opening : `${opening} ${base}`;
  if (fitsLine(printer, entries, 0, base)) return `${head} ${joinTexts(entries, ', ')} ${closing}`;
  const lineEnd = `\n${' '.repeat(printer.indentation)}  `;
  const start = base === '' && opening.length === 1 ? ' ' : lineEnd;
  return `${head}${start}${joinTexts(entries, `,${lineEnd}`)} ${closing}`;
}

function joinTexts(texts: readonly string[], separator: string): string {
  let joined = texts.length === 0 ? '' : (texts[0] as string);
  for (let i = 1; i < texts.length; i++) joined += separator + (texts[i] as string);
  return joined;
}

/** Do the entries fit into a line, with a separator each and `start` columns beside them? */
function fitsLine(printer: Printer, entries: readonly string[], start: number, base: string): boolean {
  let total = entries.length + start;
  for (let i = 0; i < entries.length && total <= printer.breakLength; i++)
    total += shownLength(printer, entries[i] as string);
  return total <= printer.breakLength && !base.includes('\n');
}

function shownLength(printer: Printer, text: string): number {
  if (!printer.colors) return text.length;
  return columnsOf(text);
}

/**
 * The lines of a list in columns, as many as make its block about square; the entries themselves where columns would
 * be too wide or too few. What says how many entries are left out stays on a line of its own.
 */
function setInColumns(printer: Printer, entries: string[], items: ArrayLike<unknown>): string[] {
  const hasRemainder = entries.length > printer.maxArrayLength;
  const count = hasRemainder ? entries.length - 1 : entries.length;
  const widths: number[] = [];
  let total = 0;
  let widest = 0;
  for (let i = 0; i < count; i++) {
    const width = columnsOf(entries[i] as string);
    widths[i] = width;
    total += width + GAP;
    if (width > widest) widest = width;
  }
  const cell = widest + GAP;
  const room = printer.breakLength - printer.indentation;
  if (cell * 3 >= room || (total / cell <= 5 && widest > SHORT_LIST)) return entries;

  // One long entry among short ones counts less than its width.
  const typical = Math.max(widest - 1 - Math.sqrt(cell - total / entries.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(CHARACTER_HEIGHT * typical * count) / typical),
    Math.floor(room / cell),
    printer.sharedLevels * 4,
    MAX_COLUMNS,
  );
  if (columns <= 1) return entries;

  const padsLeft = areNumbers(items, entries.length);
  const lines: string[] = [];
  for (let start = 0; start < count; start += columns) {
    const end = Math.min(start + columns, count);
    let line = '';
    for (let i = start; i < end; i++) {
      const entry = entries[i] as string;
      const padding = columnWidth(widths, i - start, columns) - (widths[i] as number);
      if (padsLeft) line += ' '.repeat(padding) + entry;
      if (i < end - 1) line += padsLeft ? ', ' : `${entry}, ${' '.repeat(padding)}`;
      else if (!padsLeft) line += entry;
    }
    lines[lines.length] = line;
  }
  if (hasRemainder) lines[lines.length] = entries[count] as string;
  return lines;
}

/** The widest of every `columns`-th width from `first` on. */
function columnWidth(widths: readonly number[], first: number, columns: number): number {
  let widest = 0;
  for (let i = first; i < widths.length; i += columns) widest = Math.max(widest, widths[i] as number);
  return widest;
}

/** Numbers are set flush right. */
function areNumbers(items: ArrayLike<unknown>, count: number): boolean {
  for (let i = 0; i < count; i++) {
    const item = items[i];
    if (typeof item !== 'number' && typeof item !== 'bigint') return false;
  }
  return true;
}
