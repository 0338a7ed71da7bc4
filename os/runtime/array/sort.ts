/**
 * Array.prototype.sort and toSorted (ECMA-262 23.1.3.30, 23.1.3.34): collects what is to be sorted, sorts a dense copy,
 * writes back; `undefined` goes behind everything else and holes behind that.
 * Without a comparator elements are ordered by their strings: strings directly, small integers by their digits, the rest
 * by strings made once each.
 */
import { trust } from '../../unsafe.ts';
import { compare } from '../core/strings/compare.ts';
import { sortStrings } from '../core/strings/sort.ts';
import { lengthOfArrayLike } from './indices.ts';
import { mergeSort } from './merge-sort.ts';

type Comparator<T> = ((a: T, b: T) => number) | undefined;

function requireComparator(comparator: unknown): void {
  if (comparator !== undefined && typeof comparator !== 'function') {
    throw new TypeError('The comparison function must be either a function or undefined');
  }
}

/** Sorts in place. */
export function sortArray<T>(array: T[], comparator: Comparator<T>): T[] {
  requireComparator(comparator);
  const length = lengthOfArrayLike(array);
  const values: T[] = [];
  let undefinedCount = 0;
  for (let i = 0; i < length; i++) {
    const value = trust<T>(array[i]);
    if (value !== undefined) values.push(value);
    else if (i in array) undefinedCount++;
  }
  sortValues(values, comparator);
  const count = values.length;
  for (let i = 0; i < count; i++) array[i] = trust<T>(values[i]);
  for (let i = 0; i < undefinedCount; i++) array[count + i] = trust<T>(undefined);
  for (let i = count + undefinedCount; i < length; i++) delete array[i];
  return array;
}

/** A sorted copy in which holes have become undefined. */
export function sortedCopy<T>(array: ArrayLike<T>, comparator: Comparator<T>): T[] {
  requireComparator(comparator);
  const length = lengthOfArrayLike(array);
  const values: T[] = [];
  for (let i = 0; i < length; i++) {
    const value = trust<T>(array[i]);
    if (value !== undefined) values.push(value);
  }
  sortValues(values, comparator);
  while (values.length < length) values.push(trust<T>(undefined));
  return values;
}

function sortValues<T>(values: T[], comparator: Comparator<T>): void {
  if (values.length < 2) return;
  if (comparator === undefined) sortByText(values);
  else mergeSort<T>(values, comparator);
}

function sortByText<T>(values: T[]): void {
  let strings = true;
  for (let i = 0; i < values.length && strings; i++) strings = typeof values[i] === 'string';
  if (strings) {
    sortStrings(values);
    return;
  }
  const keyed: Keyed<T>[] = [];
  for (let i = 0; i < values.length; i++) keyed.push(new Keyed<T>(`${values[i]}`, trust<T>(values[i])));
  mergeSort<Keyed<T>>(keyed, (a, b) => compare(a.text, b.text));
  for (let i = 0; i < keyed.length; i++) values[i] = trust<Keyed<T>>(keyed[i]).value;
}

class Keyed<T> {
  readonly text: string;
  readonly value: T;
  constructor(text: string, value: T) {
    this.text = text;
    this.value = value;
  }
}
