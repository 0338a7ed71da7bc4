/** split by a string (ECMA-262 22.1.3.23). */
import { toNumber } from '../core/conversion.ts';
import { slice, unitAt } from '../core/strings/primitives.ts';
import { indexOfString } from '../core/strings/search.ts';
import { appendUnits, stringOfUnit } from '../core/strings/units.ts';
import { stringOf } from './this-string.ts';

/** The parts between occurrences of `separator`, at most `limit` of them. */
export function splitString(text: string, separator: unknown, limit: unknown): string[] {
  const most = limit === undefined ? 4294967295 : toNumber(limit) >>> 0;
  const by = separator === undefined ? '' : stringOf(separator);
  if (most === 0) return [];
  if (separator === undefined) return [text];
  if (by.length === 0) return splitUnits(text, most);
  const parts: string[] = [];
  let from = 0;
  for (let at = indexOfString(text, by, 0); at >= 0; at = indexOfString(text, by, from)) {
    parts.push(slice(text, from, at));
    if (parts.length >= most) return parts;
    from = at + by.length;
  }
  parts.push(slice(text, from, text.length));
  return parts;
}

function splitUnits(text: string, most: number): string[] {
  const count = Math.min(text.length, most);
  const parts: string[] = [];
  if (count === 0) return parts;
  // So it is known that there are strings in it; the others are put there as words.
  parts.push(stringOfUnit(unitAt(text, 0)));
  appendUnits(parts, text, 1, count);
  return parts;
}
