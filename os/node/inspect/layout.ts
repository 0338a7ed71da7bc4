/**
 * Where lines break: entries on one line when they fit, arrays in columns, else one entry a line.
 */

import type { EntryKind, InspectContext } from './context.ts';
import { stringWidth, stripControlSequences } from './width.ts';

/** How much higher than wide a character is, so that a grouped array looks square. */
const CHARACTER_HEIGHT = 2.5;
const SEPARATOR_WIDTH = 2;
const MAX_COLUMNS = 15;

/** Joins the entries of an object between its braces, after `base` (the head of a function, an error …). */
export function joinEntries(
  context: InspectContext,
  entries: readonly string[],
  base: string,
  open: string,
  close: string,
  kind: EntryKind,
  depth: number,
  value: unknown,
): string {
  if (context.compact === true) return joinCompact(context, entries, base, open, close);
  let output = entries;
  const head = base === '' ? open : `${base} ${open}`;
  if (typeof context.compact === 'number' && context.compact >= 1) {
    if (kind === 'extra' && entries.length > 6) output = groupElements(context, entries, value);
    // Only the innermost `compact` levels are put on one line, and nothing that was grouped.
    if (context.currentDepth - depth < context.compact && output.length === entries.length) {
      const start = output.length + context.indentation + open.length + base.length + 10;
      if (fitsLine(context, output, start, base)) {
        const joined = output.join(', ');
        if (!joined.includes('\n')) return `${head} ${joined} ${close}`;
      }
    }
  }
  const lineStart = `\n${' '.repeat(context.indentation)}`;
  return `${head}${lineStart}  ${output.join(`,${lineStart}  `)}${lineStart}${close}`;
}

function joinCompact(
  context: InspectContext,
  entries: readonly string[],
  base: string,
  open: string,
  close: string,
): string {
  const head = base === '' ? '' : ` ${base}`;
  if (fitsLine(context, entries, 0, base)) return `${open}${head} ${entries.join(', ')} ${close}`;
  const indentation = ' '.repeat(context.indentation);
  const first = base === '' && open.length === 1 ? ' ' : `${head}\n${indentation}  `;
  return `${open}${first}${entries.join(`,\n${indentation}  `)} ${close}`;
}

function fitsLine(context: InspectContext, entries: readonly string[], start: number, base: string): boolean {
  let length = entries.length + start;
  if (length + entries.length > context.breakLength) return false;
  for (const entry of entries) {
    length += context.colors ? stripControlSequences(entry).length : entry.length;
    if (length > context.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

/** Lays more than six short elements out in columns of equal width; others come back as they are. */
function groupElements(
  context: InspectContext,
  entries: readonly string[],
  value: unknown,
): readonly string[] {
  // The last entry, "... n more items", stands on its own line.
  const hasMore = context.maxArrayLength < entries.length;
  const count = hasMore ? entries.length - 1 : entries.length;
  const widths: number[] = [];
  let totalWidth = 0;
  let maxWidth = 0;
  for (let i = 0; i < count; i++) {
    const width = stringWidth(entries[i] ?? '', context.colors);
    widths.push(width);
    totalWidth += width + SEPARATOR_WIDTH;
    if (width > maxWidth) maxWidth = width;
  }
  const columnWidth = maxWidth + SEPARATOR_WIDTH;
  const isUniform = totalWidth / columnWidth > 5 || maxWidth <= 6;
  if (columnWidth * 3 + context.indentation >= context.breakLength || !isUniform) return entries;
  const columns = countColumns(context, columnWidth, totalWidth / entries.length, count);
  if (columns <= 1) return entries;
  const lines = layOut(entries, widths, count, columns, isNumeric(value, entries.length));
  if (hasMore) lines.push(entries[count] ?? '');
  return lines;
}

function countColumns(
  context: InspectContext,
  columnWidth: number,
  meanWidth: number,
  count: number,
): number {
  const bias = Math.sqrt(columnWidth - meanWidth);
  const biasedWidth = Math.max(columnWidth - 3 - bias, 1);
  return Math.min(
    Math.round(Math.sqrt(CHARACTER_HEIGHT * biasedWidth * count) / biasedWidth),
    Math.floor((context.breakLength - context.indentation) / columnWidth),
    Number(context.compact) * 4,
    MAX_COLUMNS,
  );
}

/** Numbers are aligned to the right, everything else to the left. */
function isNumeric(value: unknown, count: number): boolean {
  if (value === undefined) return true;
  const elements = value as ArrayLike<unknown>;
  for (let i = 0; i < count; i++) {
    const type = typeof elements[i];
    if (type !== 'number' && type !== 'bigint') return false;
  }
  return true;
}

function layOut(
  entries: readonly string[],
  widths: readonly number[],
  count: number,
  columns: number,
  alignsRight: boolean,
): string[] {
  const columnWidths: number[] = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let i = column; i < count; i += columns) width = Math.max(width, widths[i] ?? 0);
    columnWidths.push(width + SEPARATOR_WIDTH);
  }
  const lines: string[] = [];
  for (let start = 0; start < count; start += columns) {
    const end = Math.min(start + columns, count);
    let line = '';
    for (let i = start; i < end; i++) {
      const entry = entries[i] ?? '';
      // Colours take characters but no columns.
      const width = (columnWidths[i - start] ?? 0) + entry.length - (widths[i] ?? 0);
      if (i < end - 1) line += alignsRight ? `${entry}, `.padStart(width) : `${entry}, `.padEnd(width);
      else line += alignsRight ? entry.padStart(width - SEPARATOR_WIDTH) : entry;
    }
    lines.push(line);
  }
  return lines;
}
