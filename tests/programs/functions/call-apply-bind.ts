// bind keeps leading arguments, lessens `length`, prefixes `name`; apply takes array-likes (ECMA-262 20.2.3).
function f(this: unknown, a: unknown, b: unknown, c: unknown): string {
  return [this, a, b, c].map(String).join(' ');
}
const g = f.bind('t', 1, 2);
console.log(g(3), g.length, g.name, (g as (...a: unknown[]) => string).bind('u', 9)(10));
console.log(f.apply('x', { length: 2, 0: 'a', 1: 'b' } as unknown as [unknown, unknown, unknown]));
console.log(f.call(undefined, 1, 2, 3));
class P {
  a;
  b;
  constructor(...[a, b]: number[]) {
    this.a = a;
    this.b = b;
  }
}
const BoundP = P.bind(null, 1) as unknown as new (b: number) => P;
const p = new BoundP(2);
console.log(p.a, p.b, p instanceof P, p instanceof BoundP, 'prototype' in BoundP);
