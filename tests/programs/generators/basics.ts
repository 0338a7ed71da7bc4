// Generators run step by step; next's value is the result of yield; return ends (ECMA-262 27.5).
function* g(a: number): Generator<number, string, number> {
  const b = yield a;
  const c = yield a + b;
  return `${a}${b}${c}`;
}
const it = g(1);
console.log(JSON.stringify([it.next(99), it.next(10), it.next(100), it.next(5)]));
console.log(
  [...(g(2) as Iterable<number>)].join(),
  it[Symbol.iterator]() === it,
  typeof it.throw,
  Object.prototype.toString.call(it),
);
function* empty() {}
console.log(JSON.stringify([...empty()]), empty().next().done, JSON.stringify(empty().return(7 as never)));
let started = false;
function* lazy() {
  started = true;
  yield 1;
}
const l = lazy();
console.log(started);
l.next();
console.log(started);
const o = {
  *m() {
    yield this === o;
  },
  async *am() {
    yield 1;
  },
};
console.log(o.m().next().value);
try {
  new (g as any)(1);
} catch (e) {
  console.log((e as Error).name);
}
