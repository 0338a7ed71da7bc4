/** Binary searches in the generated tables of this folder; each record begins with [plane, first unit, …]. */
import { unitAt } from '../../core/strings/primitives.ts';

/** The offset of the last record whose key [plane, unit] is at most `point`'s, or -1. `width` is units a record. */
export function recordAtOrBefore(table: string, width: number, point: number): number {
  let low = 0;
  let high = table.length / width - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const key = unitAt(table, middle * width) * 0x10000 + unitAt(table, middle * width + 1);
    if (key <= point) {
      found = middle * width;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

/** The offset of the record whose first unit is `unit`, or -1: for tables of code points below U+10000. */
export function recordOfUnit(table: string, width: number, unit: number): number {
  let low = 0;
  let high = table.length / width - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const key = unitAt(table, middle * width);
    if (key === unit) return middle * width;
    if (key < unit) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Is `point` in one of the ranges [plane, first, last]? */
export function isInRanges(table: string, point: number): boolean {
  const at = recordAtOrBefore(table, 3, point);
  return at >= 0 && unitAt(table, at) === point >>> 16 && unitAt(table, at + 2) >= (point & 0xffff);
}
