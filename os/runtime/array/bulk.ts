/** Array methods that treat all elements alike: concat, copyWithin, fill, flat, join, reverse (ECMA-262 23.1.3). */
import { trust, type u32 } from '../../unsafe.ts';
import { isDenseArray, repeatElement } from '../core/objects/dense.ts';
import { StringBuilder } from '../core/strings/primitives.ts';
import { lengthOfArrayLike, MAX_SAFE_LENGTH, relativeEnd, relativeStart } from './indices.ts';

/** Appends `item`, or its elements when it is concat-spreadable, from index `length` on; the new length. ECMA-262 23.1.3.2. */
export function concatInto<T>(out: T[], length: number, item: unknown): number {
  if (!isConcatSpreadable(item)) {
    out[length] = trust<T>(item);
    return length + 1;
  }
  const source = trust<ArrayLike<T>>(item);
  const count = lengthOfArrayLike(source);
  if (length + count > MAX_SAFE_LENGTH) throw new TypeError('Invalid array length');
  for (let i = 0; i < count; i++) {
    const value = source[i];
    if (value === undefined && !(i in source)) continue;
    out[length + i] = trust<T>(value);
  }
  return length + count;
}

/** ECMA-262 23.1.3.2.1. */
function isConcatSpreadable(item: unknown): boolean {
  if ((typeof item !== 'object' || item === null) && typeof item !== 'function') return false;
  const spreadable = trust<{ [Symbol.isConcatSpreadable]?: unknown }>(item)[Symbol.isConcatSpreadable];
  if (spreadable !== undefined) return !!spreadable;
  return Array.isArray(item);
}

/** ECMA-262 23.1.3.4. */
export function copyWithinArray<T>(array: T[], target: unknown, start: unknown, end: unknown): T[] {
  const length = lengthOfArrayLike(array);
  const to = relativeStart(target, length);
  const from = relativeStart(start, length);
  const last = relativeEnd(end, length);
  const count = Math.min(last - from, length - to);
  const backwards = from < to && to < from + count;
  for (let step = 0; step < count; step++) {
    const offset = backwards ? count - 1 - step : step;
    if (from + offset in array) array[to + offset] = trust<T>(array[from + offset]);
    else delete array[to + offset];
  }
  return array;
}

/** ECMA-262 23.1.3.7. */
export function fillArray<T>(array: T[], value: T, start: unknown, end: unknown): T[] {
  const length = lengthOfArrayLike(array);
  const from = start === undefined ? 0 : relativeStart(start, length);
  const to = relativeEnd(end, length);
  if (from >= to) return array;
  array[from] = value;
  if (isDenseArray(array) && repeatElement(array, from as u32, to as u32)) return array;
  for (let i = from + 1; i < to; i++) array[i] = value;
  return array;
}

/** FlattenIntoArray without a mapper: appends from index `length` on; the new length. ECMA-262 23.1.3.13.1. */
export function flattenInto(
  out: unknown[],
  length: number,
  source: ArrayLike<unknown>,
  depth: number,
): number {
  const count = lengthOfArrayLike(source);
  let next = length;
  for (let i = 0; i < count; i++) {
    const value = source[i];
    if (value === undefined && !(i in source)) continue;
    if (depth > 0 && Array.isArray(value)) next = flattenInto(out, next, value, depth - 1);
    else out[next++] = value;
  }
  return next;
}

/** ECMA-262 23.1.3.18. */
export function joinArray(array: ArrayLike<unknown>, separator: string): string {
  const length = lengthOfArrayLike(array);
  if (length === 0) return '';
  if (length === 1) return joinedElement(array, 0);
  const out = new StringBuilder();
  out.add(joinedElement(array, 0));
  for (let i = 1; i < length; i++) {
    out.add(separator);
    out.add(joinedElement(array, i));
  }
  return out.finish();
}

function joinedElement(array: ArrayLike<unknown>, index: number): string {
  const value = array[index];
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? joinedObject(array, value) : `${value}`;
}

/** Arrays of which an element that is an object is being converted: an array inside itself joins to '', as in V8. */
let joining: unknown[] | undefined;

function joinedObject(array: ArrayLike<unknown>, value: object): string {
  if (value === array) return '';
  joining ??= [];
  const outer = joining;
  for (let i = 0; i < outer.length; i++) if (outer[i] === value) return '';
  outer.push(array);
  try {
    return `${value}`;
  } finally {
    outer.pop();
  }
}

/** ECMA-262 23.1.3.32, separated by commas. */
export function joinLocale(array: ArrayLike<unknown>): string {
  const length = lengthOfArrayLike(array);
  let text = '';
  for (let i = 0; i < length; i++) {
    const value = array[i];
    if (i > 0) text += ',';
    if (value !== undefined && value !== null) text += `${trust<object>(value).toLocaleString()}`;
  }
  return text;
}

/** ECMA-262 23.1.3.26: holes change places too. */
export function reverseArray<T>(array: T[]): T[] {
  const length = lengthOfArrayLike(array);
  for (let lower = 0, upper = length - 1; lower < upper; lower++, upper--) {
    const low = trust<T>(array[lower]);
    const high = trust<T>(array[upper]);
    const hasLow = low !== undefined || lower in array;
    const hasHigh = high !== undefined || upper in array;
    if (hasHigh) array[lower] = high;
    else if (hasLow) delete array[lower];
    if (hasLow) array[upper] = low;
    else if (hasHigh) delete array[upper];
  }
  return array;
}
