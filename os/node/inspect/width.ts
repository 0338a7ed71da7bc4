/**
 * How many terminal columns a string takes: control sequences none, East Asian wide characters two.
 */

const ESCAPE = 0x1b;
const CSI = 0x9b;

/** First and last code point of the ranges that take two columns (Unicode, EastAsianWidth W and F, and emoji). */
const WIDE_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0x4dbf],
  [0x4e00, 0xa4c6],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b001],
  [0x1f200, 0x1f251],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** The columns that `text` takes in a terminal. `hasControls`: skip control sequences first. */
export function stringWidth(text: string, hasControls: boolean = true): number {
  const shown = hasControls ? stripControlSequences(text) : text;
  let width = 0;
  for (let i = 0; i < shown.length; i++) {
    const code = shown.codePointAt(i) ?? 0;
    if (code > 0xffff) i += 1;
    width += codePointWidth(code);
  }
  return width;
}

/** The text without colour and cursor sequences (`ESC [ … letter`, ECMA-48 5.4). */
export function stripControlSequences(text: string): string {
  let result = '';
  let copiedEnd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isSequence = code === CSI || (code === ESCAPE && text.charCodeAt(i + 1) === 0x5b);
    if (!isSequence) continue;
    result += text.slice(copiedEnd, i);
    i += code === CSI ? 1 : 2;
    while (i < text.length && text.charCodeAt(i) < 0x40) i += 1;
    copiedEnd = i + 1;
  }
  return copiedEnd === 0 ? text : result + text.slice(copiedEnd);
}

function codePointWidth(code: number): number {
  if (code < 0x300) return code < 0x20 || (code >= 0x7f && code <= 0x9f) ? 0 : 1;
  if (isZeroWidth(code)) return 0;
  return isWide(code) ? 2 : 1;
}

function isZeroWidth(code: number): boolean {
  return (
    code <= 0x36f ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xfe20 && code <= 0xfe2f) ||
    (code >= 0xe0100 && code <= 0xe01ef)
  );
}

function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  for (const range of WIDE_RANGES) {
    if (code <= range[1]) return code >= range[0];
  }
  return false;
}
