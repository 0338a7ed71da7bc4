/**
 * A stable merge sort over plain dense arrays; nothing here knows of holes or of `undefined`.
 * Short runs are sorted by insertion, then merged bottom-up between the array and one scratch array; two runs that are
 * in order already are copied without comparing, so that sorted input costs n comparisons.
 * A comparator that lies or throws leaves a permutation of the elements, or the array as it was.
 */

/** Sorts `values` in place by `compare`, whose result is taken as a number: negative means "a before b". As V8 asks: whether the later of two goes first. */
export function mergeSort<T>(values: T[], compare: (a: T, b: T) => number): void {
  const length = values.length;
  const run = 8;
  for (let start = 0; start < length; start += run) {
    insertionSort(values, start, start + run < length ? start + run : length, compare);
  }
  if (length <= run) return;
  let from = values;
  let to = new Array<T>(length);
  for (let width = run; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = start + width < length ? start + width : length;
      const end = start + 2 * width < length ? start + 2 * width : length;
      mergeRuns(from, to, start, middle, end, compare);
    }
    const sorted = to;
    to = from;
    from = sorted;
  }
  if (from !== values) for (let i = 0; i < length; i++) values[i] = from[i] as T;
}

function insertionSort<T>(values: T[], start: number, end: number, compare: (a: T, b: T) => number): void {
  for (let i = start + 1; i < end; i++) {
    const value = values[i] as T;
    let hole = i;
    while (hole > start && compare(value, values[hole - 1] as T) < 0) {
      values[hole] = values[hole - 1] as T;
      hole--;
    }
    values[hole] = value;
  }
}

function mergeRuns<T>(
  from: T[],
  to: T[],
  start: number,
  middle: number,
  end: number,
  compare: (a: T, b: T) => number,
): void {
  let left = start;
  let right = middle;
  let out = start;
  if (middle < end && compare(from[middle] as T, from[middle - 1] as T) < 0) {
    while (left < middle && right < end) {
      if (compare(from[right] as T, from[left] as T) < 0) to[out++] = from[right++] as T;
      else to[out++] = from[left++] as T;
    }
  }
  while (left < middle) to[out++] = from[left++] as T;
  while (right < end) to[out++] = from[right++] as T;
}
