/** White space and line ends (ECMA-262 12.2, 12.3): what trim removes. */
import type { i32 } from '../../unsafe.ts';
import { lengthOf, slice, unitAt } from '../core/strings/primitives.ts';

/** WhiteSpace or LineTerminator. */
export function isWhiteSpace(unit: i32): boolean {
  if (unit < 128) return unit === 32 || (unit >= 9 && unit <= 13);
  if (unit === 0xa0 || unit === 0xfeff || unit === 0x1680) return true;
  if (unit < 0x2000 || unit > 0x3000) return false;
  return (
    unit <= 0x200a ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** `text` without white space at its start, its end, or both. */
export function trimString(text: string, atStart: boolean, atEnd: boolean): string {
  const length: i32 = lengthOf(text);
  let from: i32 = 0;
  let to: i32 = length;
  if (atStart) while (from < to && isWhiteSpace(unitAt(text, from))) from++;
  if (atEnd) while (to > from && isWhiteSpace(unitAt(text, to - 1))) to--;
  return from === 0 && to === length ? text : slice(text, from, to);
}
