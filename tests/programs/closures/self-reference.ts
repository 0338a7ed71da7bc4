// A named function expression's name is bound inside only, and can't be assigned in strict code.
let f: ((n: number) => number) | null = function fact(n: number): number {
  return n < 2 ? 1 : n * fact(n - 1);
};
const g = f;
f = null;
console.log(g(5), f);
const h = function me(): string {
  try {
    (me as unknown) = 1 as never;
  } catch (e) {
    return (e as Error).message;
  }
  return 'assigned';
} as () => string;
console.log(h());
const fix = <A, B>(f: (self: (a: A) => B) => (a: A) => B): ((a: A) => B) => {
  const s: (a: A) => B = (a) => f(s)(a);
  return s;
};
console.log(fix<number, number>((self) => (n) => (n === 0 ? 0 : n + self(n - 1)))(10));
