/**
 * How many columns of a terminal a text takes: the measure by which lists are set in columns and tables drawn.
 *
 * East Asian wide characters and emoji take two, combining marks none (Unicode Standard Annex 11); escape sequences
 * are skipped (ECMA-48 5.4).
 */

const ESCAPE = 0x1b;
/** Control sequence introducer of eight bits. */
const CSI = 0x9b;
const DELETE = 0x7f;

/** Ranges of code points, first and last: two columns. */
const WIDE: readonly number[] = [
  0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd,
  0x25fe, 0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab,
  0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5,
  0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c,
  0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b,
  0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0xa4cf,
  0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0,
  0xffe6, 0x16fe0, 0x18aff, 0x1b000, 0x1b2ff, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191,
  0x1f19a, 0x1f200, 0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e, 0x1f393, 0x1f3a0, 0x1f3ca, 0x1f3cf,
  0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440, 0x1f442, 0x1f4fc, 0x1f4ff,
  0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595, 0x1f596, 0x1f5a4, 0x1f5a4, 0x1f5fb,
  0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0, 0x1f6d2, 0x1f6d5, 0x1f6d7, 0x1f6eb, 0x1f6ec, 0x1f6f4,
  0x1f6fc, 0x1f7e0, 0x1f7eb, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70, 0x1faff, 0x20000,
  0x2fffd, 0x30000, 0x3fffd,
];

/** Ranges of code points that take no column: controls, combining marks, joiners, variation selectors. */
const ZERO: readonly number[] = [
  0x00, 0x1f, 0x7f, 0x9f, 0x300, 0x36f, 0x483, 0x489, 0x591, 0x5bd, 0x610, 0x61a, 0x64b, 0x65f, 0x1ab0,
  0x1aff, 0x1dc0, 0x1dff, 0x200b, 0x200f, 0x20d0, 0x20ff, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f, 0xfeff, 0xfeff,
  0xe0100, 0xe01ef,
];

/** Columns that `text` takes. */
export function columnsOf(text: string): number {
  const shown = stripControlSequences(text);
  let columns = shown.length;
  for (let at = 0; at < shown.length; at++) {
    const code = shown.charCodeAt(at);
    if (code >= 0x20 && code < DELETE) continue;
    const point = shown.codePointAt(at) ?? code;
    if (point > 0xffff) {
      at++;
      columns--;
    }
    if (isIn(ZERO, point)) columns--;
    else if (point >= 0x1100 && isIn(WIDE, point)) columns++;
  }
  return columns;
}

/** Is the code point in one of the ranges? */
function isIn(ranges: readonly number[], point: number): boolean {
  for (let at = 0; at < ranges.length; at += 2) {
    if (point < (ranges[at] as number)) return false;
    if (point <= (ranges[at + 1] as number)) return true;
  }
  return false;
}

/** Text without the escape sequences that colour and move (`util.stripVTControlCharacters`). */
export function stripControlSequences(text: string): string {
  let result = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== ESCAPE && code !== CSI) continue;
    const end = sequenceEnd(text, at);
    if (end === at) continue;
    result += text.slice(done, at);
    done = end;
    at = end - 1;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** Where the control sequence that begins at `start` ends; `start` when none begins there. */
function sequenceEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && '[]()#;?'.includes(text.charAt(at))) at++;
  if (text.charAt(start + 1) === ']') {
    const end = commandEnd(text, at);
    if (end > 0) return end;
  }
  while (at < text.length && '0123456789;'.includes(text.charAt(at))) at++;
  if (at < text.length && FINALS.includes(text.charAt(at))) return at + 1;
  // A number may stand alone, as in ESC 7.
  const last = text.charCodeAt(at - 1);
  return last >= 0x30 && last <= 0x39 ? at : start;
}

/** What ends a control sequence, beside digits. */
const FINALS = 'ABCDEFGHIJKLMNOPRSTZcfghijklmnqrstuy=><~';

/** An operating system command (a link, a title) goes to BEL, or to ESC \\; 0 when it has no end. */
function commandEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x07 || code === 0x9c) return at + 1;
    if (code === ESCAPE) return text.charAt(at + 1) === '\\' ? at + 2 : 0;
  }
  return 0;
}
