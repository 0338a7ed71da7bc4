// Rounding functions with halves, negatives, -0 and large values (ECMA-262 21.3.2).
const s = (x: number): string => (Object.is(x, -0) ? '-0' : `${x}`);
const xs = [
  0.5,
  -0.5,
  1.5,
  2.5,
  -1.5,
  -2.5,
  0.49999999999999994,
  -0.2,
  2 ** 52 + 0.5,
  1e300,
  NaN,
  -Infinity,
  -0,
  4503599627370495.5,
  0.9999999999999999,
];
for (const f of [Math.round, Math.floor, Math.ceil, Math.trunc, Math.sign, Math.abs, Math.fround])
  console.log(f.name, xs.map((x) => s(f(x))).join(' '));
console.log(
  xs.map((x) => x | 0).join(),
  Math.round('2.5' as any),
  Math.floor(null as any),
  Math.trunc(undefined as any),
);
