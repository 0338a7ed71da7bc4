// Calling with too few, too many or wrong arguments through any.
const add = (a: number, b: number): number => a + b;
const any: any = add;
console.log(any(), any(1), any(1, 2, 3), any('1', 2), any(null, undefined), any([1], [2]), any({}, 1));
class P {
  constructor(
    public x: number,
    public y: number,
  ) {}
  dist(o: P): number {
    return Math.abs(this.x - o.x) + Math.abs(this.y - o.y);
  }
}
const p = new (P as any)('3');
console.log(p.x, p.y, p.dist(new P(1, 1)), new P(5, 5).dist({ x: 1, y: 2 } as P));
try {
  p.dist();
} catch (e) {
  console.log((e as Error).name);
}
console.log(
  new P(1, 2).dist({ x: '4', y: true } as any),
  (P.prototype.dist as any).call({ x: 0, y: 0 }, { x: 9, y: 'q' }),
);
const rest = (...xs: number[]): number => xs.length;
console.log(
  (rest as any)('a', undefined),
  (rest as any)(),
  ((s: string, n = 5) => (s + n) as any)(undefined as any, null as any),
);
const cb = (f: (x: number) => number): number => f(1) + 1;
for (const f of [undefined, 5, 'f', (x: any) => `${x}`, () => {}, class {}]) {
  try {
    console.log(cb(f as any));
  } catch (e) {
    console.log((e as Error).name);
  }
}
