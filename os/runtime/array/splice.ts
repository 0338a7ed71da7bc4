/** Removing and inserting in the middle of arrays: shift, unshift, splice, toSpliced (ECMA-262 23.1.3). */
import { trust } from '../../unsafe.ts';
import { addToFront, removeFromFront } from '../core/objects/dense.ts';
import { integerOf, lengthOfArrayLike, MAX_SAFE_LENGTH, relativeStart } from './indices.ts';
import { arraySpeciesCreate } from './species.ts';

/** Moves `count` elements from index `from` to index `to`, holes included; the ranges may overlap. */
function moveElements<T>(array: T[], from: number, to: number, count: number): void {
  const step = from < to ? -1 : 1;
  let i = step > 0 ? 0 : count - 1;
  for (let left = count; left > 0; left--, i += step) {
    const value = trust<T>(array[from + i]);
    if (value !== undefined || from + i in array) array[to + i] = value;
    else delete array[to + i];
  }
}

/** Shortens to `length`; on array-likes what was above is deleted one by one. */
function truncate<T>(array: T[], oldLength: number, length: number): void {
  if (!Array.isArray(array)) for (let i = oldLength - 1; i >= length; i--) delete trust<T[]>(array)[i];
  array.length = length;
}

/** ECMA-262 23.1.3.27. */
export function removeFirst<T>(array: T[]): T | undefined {
  const length = lengthOfArrayLike(array);
  if (length === 0) {
    array.length = 0;
    return undefined;
  }
  const first = array[0];
  if (removeFromFront(array, 1)) return first;
  moveElements(array, 1, 0, length - 1);
  truncate(array, length, length - 1);
  return first;
}

/** ECMA-262 23.1.3.37. */
export function unshiftArray<T>(array: T[], items: T[]): number {
  const length = lengthOfArrayLike(array);
  const count = trust<number>(items.length);
  if (count > 0) {
    if (length + count > MAX_SAFE_LENGTH) throw new TypeError('Invalid array length');
    const isMade = addToFront(array, count);
    if (!isMade) moveElements(array, 0, count, length);
    for (let i = 0; i < count; i++) array[i] = trust<T>(items[i]);
    if (isMade) return length + count;
  }
  array.length = length + count;
  return length + count;
}

/** How many elements to remove, from what was passed (ECMA-262 23.1.3.31 steps 5–9). */
function countToRemove(argumentCount: number, deleteCount: unknown, start: number, length: number): number {
  if (argumentCount === 0) return 0;
  if (argumentCount === 1) return length - start;
  const wanted = integerOf(deleteCount);
  return wanted < 0 ? 0 : wanted > length - start ? length - start : wanted;
}

/** ECMA-262 23.1.3.31; the removed elements. */
export function spliceArray<T>(
  array: T[],
  argumentCount: number,
  startArgument: unknown,
  deleteCount: unknown,
  items: T[],
): T[] {
  const length = lengthOfArrayLike(array);
  const start = relativeStart(startArgument, length);
  const remove = countToRemove(argumentCount, deleteCount, start, length);
  const insert = trust<number>(items.length);
  if (length + insert - remove > MAX_SAFE_LENGTH) throw new TypeError('Invalid array length');
  const removed = arraySpeciesCreate<T>(array, remove);
  for (let i = 0; i < remove; i++) {
    const value = trust<T>(array[start + i]);
    if (value !== undefined || start + i in array) removed[i] = value;
  }
  removed.length = remove;
  // The constructor that made `removed` may have changed the array.
  const isAtFront = start === 0 && insert === 0 && remove > 0 && array.length === length;
  if (isAtFront && removeFromFront(array, remove)) return removed;
  if (insert !== remove) moveElements(array, start + remove, start + insert, length - start - remove);
  if (insert < remove) truncate(array, length, length - remove + insert);
  for (let i = 0; i < insert; i++) array[start + i] = trust<T>(items[i]);
  array.length = length - remove + insert;
  return removed;
}

/** ECMA-262 23.1.3.35. */
export function toSplicedArray<T>(
  array: T[],
  argumentCount: number,
  startArgument: unknown,
  skipCount: unknown,
  items: T[],
): T[] {
  const length = lengthOfArrayLike(array);
  const start = relativeStart(startArgument, length);
  const skip = countToRemove(argumentCount, skipCount, start, length);
  const insert = trust<number>(items.length);
  if (length + insert - skip > MAX_SAFE_LENGTH) throw new TypeError('Invalid array length');
  const out: T[] = [];
  for (let i = 0; i < start; i++) out.push(trust<T>(array[i]));
  for (let i = 0; i < insert; i++) out.push(trust<T>(items[i]));
  for (let i = start + skip; i < length; i++) out.push(trust<T>(array[i]));
  return out;
}
