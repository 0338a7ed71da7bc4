/** repeat and padStart/padEnd (ECMA-262 22.1.3.18, 22.1.3.17.1): by doubling, so that ropes stay shallow. */
import { paddedWith, slice, unitAt } from '../core/strings/primitives.ts';

/** The longest string there can be, as in V8. */
const MAX_STRING_LENGTH = 536870888;

/** Up to this length a character is repeated at once, beyond it costs less to share. */
const FLAT_MAX = 1024;

/** `text`, `times` times; `times` is an integer ≥ 0. */
export function repeated(text: string, times: number): string {
  if (text.length * times > MAX_STRING_LENGTH) throw new RangeError('Invalid string length');
  if (text.length === 0) return '';
  if (text.length === 1 && times <= FLAT_MAX) return paddedWith('', unitAt(text, 0), times, true);
  let out = '';
  let power = text;
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) out += power;
    if (left > 1) power += power;
  }
  return out;
}

/** Fills up to `length` with as much of `fill`, repeated, as it takes. */
export function padded(text: string, length: number, fill: string, atStart: boolean): string {
  const missing = length - text.length;
  if (missing <= 0 || fill.length === 0) return text;
  if (length > MAX_STRING_LENGTH) throw new RangeError('Invalid string length');
  if (fill.length === 1 && length <= FLAT_MAX) return paddedWith(text, unitAt(fill, 0), missing, atStart);
  const filling = slice(repeated(fill, Math.ceil(missing / fill.length)), 0, missing);
  return atStart ? filling + text : text + filling;
}
