// Generic functions, constraints and classes work on any value at run time.
function identity<T>(x: T): T {
  return x;
}
function pluck<T, K extends keyof T>(xs: T[], k: K): T[K][] {
  return xs.map((x) => x[k]);
}
class Box<T> {
  constructor(readonly v: T) {}
  map<U>(f: (t: T) => U): Box<U> {
    return new Box(f(this.v));
  }
}
console.log(
  identity(5),
  identity('s'),
  identity<null>(null),
  pluck(
    [
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ],
    'b',
  ).join(),
);
console.log(new Box(2).map((n) => n * 1.5).map((n) => `${n}!`).v);
type Tree<T> = { v: T; kids?: Tree<T>[] };
const flat = <T>(t: Tree<T>): T[] => [t.v, ...(t.kids ?? []).flatMap(flat)];
console.log(
  flat({ v: 'a', kids: [{ v: 'b', kids: [{ v: 'c' }] }, { v: 'd' }] }).join(''),
  flat<number>({ v: 1 }).length,
);
