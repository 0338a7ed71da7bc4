// Type guards and assertions that are wrong don't change what happens.
const isString = (_x: unknown): _x is string => true;
const len = (x: unknown): unknown => (isString(x) ? x.length : 0);
console.log(
  len('abc'),
  len([1, 2]),
  len(5),
  len({ length: 'L' }),
  len(() => 0),
);
type A = { kind: 'a'; n: number } | { kind: 'b'; s: string };
const f = (x: A): unknown => (x.kind === 'a' ? x.n + 1 : x.s.length);
console.log(f({ kind: 'a' } as any), f({ kind: 'b', s: [1, 2] } as any), f({ kind: 'a', n: '5' } as any));
try {
  f({ kind: 'c' } as any);
} catch (e) {
  console.log((e as Error).name);
}
enum E {
  X = 1,
  Y,
}
const e = (v: E): string => {
  switch (v) {
    case E.X:
      return 'x';
    case E.Y:
      return 'y';
  }
};
console.log(e(99 as E), e('1' as any), E[e('z' as any) as any]);
const t = [1] as any as [number, string];
console.log(t[1], t.length, typeof t[1]);
const ro = Object.freeze({ v: 1 }) as { v: number };
try {
  ro.v = 2;
} catch (err) {
  console.log((err as Error).name);
}
let u: string | undefined;
const set = (): void => {
  u = 5 as any;
};
set();
if (u !== undefined) console.log(u + 1);
const int = (x: number): number => (x | 0) + 1;
console.log(int('7' as any), int({} as any), int([8] as any), int(3000000000));
