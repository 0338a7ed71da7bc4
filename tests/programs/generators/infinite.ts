// Endless generators, taken lazily through a pipeline.
function* naturals(): Generator<number> {
  for (let n = 0; ; n++) yield n;
}
function* take<T>(n: number, xs: Iterable<T>): Generator<T> {
  if (n <= 0) return;
  for (const x of xs) {
    yield x;
    if (--n === 0) return;
  }
}
function* map<A, B>(f: (a: A) => B, xs: Iterable<A>): Generator<B> {
  for (const x of xs) yield f(x);
}
function* filter<A>(f: (a: A) => boolean, xs: Iterable<A>): Generator<A> {
  for (const x of xs) if (f(x)) yield x;
}
function* fib(): Generator<number> {
  let [a, b] = [0, 1];
  for (;;) {
    yield a;
    [a, b] = [b, a + b];
  }
}
console.log(
  [...take(10, fib())].join(),
  [
    ...take(
      5,
      map(
        (x) => x * x,
        filter((x) => x % 3 === 1, naturals()),
      ),
    ),
  ].join(),
);
function* sieve(): Generator<number> {
  const ps: number[] = [];
  for (const n of naturals()) {
    if (n > 1 && ps.every((p) => n % p)) {
      ps.push(n);
      yield n;
    }
  }
}
console.log([...take(12, sieve())].join());
