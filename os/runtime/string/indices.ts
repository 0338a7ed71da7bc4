/** Indices as the methods of strings take them, as int32s: no text has more units (ECMA-262 6.1.4, V8's limit). */
import { type i32, i32OfDouble } from '../../unsafe.ts';
import { toNumber } from '../core/conversion.ts';

/** ToIntegerOrInfinity (ECMA-262 7.1.5); beyond the int32s the nearest of them. */
export function wholeIndex(index: unknown): i32 {
  return i32OfDouble(typeof index === 'number' ? index : toNumber(index));
}

/** An index clamped to 0 … length. */
export function clampedIndex(index: unknown, length: i32): i32 {
  return clamped(wholeIndex(index), length);
}

/** An index clamped to 0 … length, of which a negative one counts from the end (ECMA-262 22.1.3.22 steps 4 to 7). */
export function relativeIndex(index: unknown, length: i32): i32 {
  const position: i32 = wholeIndex(index);
  return clamped(position < 0 ? position + length : position, length);
}

function clamped(position: i32, length: i32): i32 {
  if (position < 0) return 0;
  return position < length ? position : length;
}
