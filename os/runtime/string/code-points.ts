/** Code points in strings of 16-bit units (ECMA-262 11.1.4, 22.1.2.2, 22.1.3.9, 22.1.3.32). */
import { toNumber } from '../core/conversion.ts';
import { slice, unitAt } from '../core/strings/primitives.ts';
import { stringOfUnit } from '../core/strings/units.ts';

/** Is the unit the first of a surrogate pair? */
export function isLeadSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

/** Is the unit the second of a surrogate pair? */
export function isTrailSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

/** The code point at an index below the length; a lone surrogate is its own. */
export function codePointAt(text: string, index: number): number {
  const lead = unitAt(text, index);
  if (!isLeadSurrogate(lead) || index + 1 >= text.length) return lead;
  const trail = unitAt(text, index + 1);
  return isTrailSurrogate(trail) ? ((lead & 0x3ff) << 10) + (trail & 0x3ff) + 0x10000 : lead;
}

/** One or two units for a code point. */
export function stringOfCodePoint(point: number): string {
  if (point < 0x10000) return stringOfUnit(point);
  return stringOfUnit(0xd7c0 + (point >> 10)) + stringOfUnit(0xdc00 + (point & 0x3ff));
}

/** ECMA-262 22.1.2.2. */
export function fromCodePoints(points: ArrayLike<unknown>): string {
  let text = '';
  for (let i = 0; i < points.length; i++) {
    const point = toNumber(points[i]);
    if (!(point >= 0 && point <= 0x10ffff) || point !== Math.floor(point)) {
      throw new RangeError(`Invalid code point ${point}`);
    }
    text += stringOfCodePoint(point);
  }
  return text;
}

/** The index of the first surrogate that isn't in a pair, from `from` on, or -1. */
function loneSurrogate(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const unit = unitAt(text, i);
    if ((unit & 0xf800) !== 0xd800) continue;
    if (isTrailSurrogate(unit) || i + 1 >= text.length || !isTrailSurrogate(unitAt(text, i + 1))) return i;
    i++;
  }
  return -1;
}

/** Has the string no lone surrogates? */
export function isWellFormedString(text: string): boolean {
  return loneSurrogate(text, 0) < 0;
}

/** The string with U+FFFD for each lone surrogate. */
export function wellFormed(text: string): string {
  let out = '';
  let from = 0;
  for (let lone = loneSurrogate(text, 0); lone >= 0; lone = loneSurrogate(text, from)) {
    out += slice(text, from, lone) + '\ufffd';
    from = lone + 1;
  }
  return from === 0 ? text : out + slice(text, from, text.length);
}
