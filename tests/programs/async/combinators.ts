// Promise.all, allSettled, race and any: results in order, plain values, empty input (ECMA-262 27.2.4).
const later = <T>(v: T, n: number): Promise<T> => new Promise((r) => setTimeout(() => r(v), n));
const fail = (m: string, n = 0): Promise<never> =>
  new Promise((_, r) => setTimeout(() => r(new Error(m)), n));
console.log(
  (await Promise.all([later('a', 15), 'b', later('c', 1)])).join(),
  (await Promise.all([])).length,
  (await Promise.all(new Set([1, 2]))).join(),
);
console.log(
  (await Promise.allSettled([1, fail('x'), later(2, 1)]))
    .map((r) => (r.status === 'fulfilled' ? r.value : (r.reason as Error).message))
    .join(),
);
console.log(
  await Promise.race([later('slow', 40), later('fast', 1)]),
  await Promise.race([later('no', 5), 'now']),
  await Promise.any([fail('1'), later('ok', 3), fail('2')]),
);
try {
  await Promise.all([later(1, 40), fail('first', 1), fail('second', 20)]);
} catch (e) {
  console.log((e as Error).message);
}
try {
  await Promise.any([fail('1'), fail('2')]);
} catch (e) {
  console.log((e as AggregateError).name, (e as AggregateError).errors.map((x: Error) => x.message).join());
}
try {
  await Promise.any([]);
} catch (e) {
  console.log((e as AggregateError).errors.length);
}
try {
  await Promise.all(5 as any);
} catch (e) {
  console.log((e as Error).name);
}
