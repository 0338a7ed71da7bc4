// Indices and keys of the wrong kind.
const at = (xs: string[], i: number): string => xs[i]!;
const xs = ['a', 'b', 'c'];
for (const i of ['1', '01', 1.5, -1, NaN, null, undefined, true, 'length', [2], {}, 2 ** 33, '__proto__', -0])
  console.log(String(at(xs, i as any)).slice(0, 5));
const put = (a: number[], i: number, v: number): string => {
  a[i] = v;
  return `${JSON.stringify(a)} ${a.length} ${Object.keys(a).join()}`;
};
console.log(
  put([1], '0' as any, 9),
  put([1], 'x' as any, 9),
  put([1], 3, 'v' as any),
  put([1], -1, 9),
  put([1], 1.5, 9),
  put({} as any, 2, 5),
  put(new Uint8Array(2) as any, 5, 1),
  put(new Uint8Array(2) as any, 1, 257),
);
const g = (o: Record<string, number>, k: string): number => o[k]!;
console.log(
  g([7] as any, 0 as any),
  g('str' as any, 'length'),
  g({ null: 4 }, null as any),
  g({ '1,2': 5 }, [1, 2] as any),
  g((() => 0) as any, 'length'),
);
const loop = (n: number): number => {
  let s = 0;
  for (let i = 0; i < n; i++) s += i;
  return s;
};
console.log(
  loop('4' as any),
  loop(3.5),
  loop(null as any),
  loop(undefined as any),
  loop([3] as any),
  loop(NaN),
  loop(true as any),
);
