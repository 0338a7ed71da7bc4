// Functions as values: immediate calls, currying, composition, memoisation.
const add =
  (a: number) =>
  (b: number) =>
  (c: number): number =>
    a + b + c;
const compose =
  <A>(...fs: ((x: A) => A)[]) =>
  (x: A): A =>
    fs.reduceRight((v, f) => f(v), x);
const memo = <A, B>(f: (a: A) => B): ((a: A) => B) => {
  const seen = new Map<A, B>();
  return (a) => {
    if (!seen.has(a)) seen.set(a, f(a));
    return seen.get(a)!;
  };
};
let runs = 0;
const slow = memo((n: number) => (runs++, n * n));
console.log(
  add(1)(2)(3),
  compose<number>(
    (x) => x + 1,
    (x) => x * 10,
  )(5),
  slow(4) + slow(4),
  runs,
);
console.log(
  (function self(n: number): number {
    return n ? n + self(n - 1) : 0;
  })(4),
  (() => 7)(),
);
