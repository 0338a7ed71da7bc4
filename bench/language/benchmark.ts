/** What a problem of the suite is to the harness. */

/** One problem. */
export interface Benchmark {
  /** The suite's name of it. */
  readonly name: string;
  /** Does the work that an inner iteration count asks for; whether the result was right. */
  readonly run: (innerIterations: number) => boolean;
}

/** A problem whose inner iterations are the same work again and again. */
export function repeated(name: string, work: () => boolean): Benchmark {
  const run = (innerIterations: number): boolean => {
    for (let i = 0; i < innerIterations; i++) {
      if (!work()) return false;
    }
    return true;
  };
  return { name, run };
}

/** A problem whose inner iteration count is the size of the work; `expected` has the results of the sizes known. */
export function sized(
  name: string,
  work: (size: number) => number,
  expected: ReadonlyMap<number, number>,
): Benchmark {
  const run = (size: number): boolean => {
    const result = work(size);
    const wanted = expected.get(size);
    if (wanted === undefined) throw new RangeError(`${name}: the result of size ${size} is not known`);
    return result === wanted;
  };
  return { name, run };
}
