/**
 * Diagnostics as text: place, message, the source line with the span underlined, what to do.
 *
 *     src/main.ts:3:11: error 2304: Cannot find name 'lenght'.
 *       3 | const n = lenght;
 *         |           ^^^^^^
 *         = help: did you mean 'length'?
 *
 * Pure: the caller says how to read a source file, whether to colour, and prints what comes back. Total: a wrong
 * line, a span past the end or a missing file prints less, never throws. Control characters in a source line are
 * shown as U+FFFD, so that a source file can't send commands to a terminal.
 */
import { relative } from 'node:path';
import type { Diagnostic } from '../api.ts';

/** How to print. */
export interface PrintOptions {
  readonly color: boolean;
  /** Paths are shown relative to this directory when they lie inside it. */
  readonly cwd: string;
  /** The text of a file, or undefined when it can't be read. Called once a file. */
  readonly readSource: (file: string) => string | undefined;
}

/** A longer source line is cut to this many columns around the span (minified packages have lines of 100 KB). */
const MAX_COLUMNS = 120;

const STYLES = {
  error: '\x1b[1;31m',
  warning: '\x1b[1;33m',
  help: '\x1b[36m',
  bold: '\x1b[1m',
  dim: '\x1b[2m',
};
const RESET = '\x1b[0m';

type Paint = (style: keyof typeof STYLES, text: string) => string;

/** All diagnostics in the given order, an empty line between them, and their count at the end; '' for none. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions): string {
  if (diagnostics.length === 0) return '';
  const paint: Paint = (style, text) => (options.color ? STYLES[style] + text + RESET : text);
  const sources = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const known = sources.get(file);
    if (known) return known;
    const lines = (options.readSource(file) ?? '').split(/\r\n|[\n\r\u2028\u2029]/);
    sources.set(file, lines);
    return lines;
  };
  const blocks = diagnostics.map((diagnostic) => printOne(diagnostic, options.cwd, linesOf, paint));
  return blocks.join('\n') + '\n' + countOf(diagnostics) + '\n';
}

function printOne(
  diagnostic: Diagnostic,
  cwd: string,
  linesOf: (file: string) => readonly string[],
  paint: Paint,
): string {
  const { severity, code, message, file, line, column = 1, length = 1, help } = diagnostic;
  const label = paint(severity, `${severity} ${code}:`);
  const place = file === undefined ? '' : paint('bold', placeOf(file, diagnostic, cwd) + ':') + ' ';
  let text = `${place}${label} ${message}\n`;
  const source = file !== undefined && line !== undefined ? linesOf(file)[line - 1] : undefined;
  const gutter = String(line ?? '').length + 2;
  if (source !== undefined && source.trim() !== '') {
    const excerpt = cutAround(source, column - 1, length);
    text += `${paint('dim', `${line}`.padStart(gutter) + ' |')} ${visible(excerpt.text)}\n`;
    const carets = paint(severity, '^'.repeat(excerpt.width));
    text += `${paint('dim', ' '.repeat(gutter) + ' |')} ${blanksFor(excerpt.text.slice(0, excerpt.start))}${carets}\n`;
  }
  if (help !== undefined) text += `${' '.repeat(gutter)} ${paint('help', '= help:')} ${help}\n`;
  return text;
}

function placeOf(file: string, { line, column }: Diagnostic, cwd: string): string {
  const inside = relative(cwd, file);
  const name = inside === '' || inside.startsWith('..') ? file : inside;
  if (line === undefined) return name;
  return column === undefined ? `${name}:${line}` : `${name}:${line}:${column}`;
}

interface Excerpt {
  readonly text: string;
  /** Where the underline begins in `text`, in UTF-16 units. */
  readonly start: number;
  /** How many carets. */
  readonly width: number;
}

/** The part of a line to show: all of a short one, else a window with the span's beginning in it. */
function cutAround(line: string, start: number, length: number): Excerpt {
  const from = Math.min(Math.max(start, 0), line.length);
  const to = Math.min(from + Math.max(length, 1), line.length);
  if (line.length <= MAX_COLUMNS) return { text: line, start: from, width: widthOf(line.slice(from, to)) };
  const left = Math.max(0, Math.min(from - 30, line.length - MAX_COLUMNS));
  const right = Math.min(line.length, left + MAX_COLUMNS);
  const before = left > 0 ? '…' : '';
  const after = right < line.length ? '…' : '';
  return {
    text: before + line.slice(left, right) + after,
    start: before.length + from - left,
    width: widthOf(line.slice(from, Math.min(to, right))),
  };
}

/** Characters as the reader counts them: a surrogate pair is one. At least one, to hold a caret. */
function widthOf(text: string): number {
  return Math.max(1, [...text].length);
}

/** White space as wide as the text: tabs stay, so that they align under any tab width. */
function blanksFor(text: string): string {
  return [...text].map((character) => (character === '\t' ? '\t' : ' ')).join('');
}

function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd');
}

function countOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  return [errors && plural(errors, 'error'), warnings && plural(warnings, 'warning')]
    .filter(Boolean)
    .join(', ');
}
