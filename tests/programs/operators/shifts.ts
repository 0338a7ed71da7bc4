// Shift counts are taken modulo 32; >> keeps the sign, >>> gives unsigned (ECMA-262 6.1.6.1.9).
console.log(1 << 31, 1 << 32, 1 << 33, 1 << -1, -1 >> 1, -1 >>> 0, -1 >>> 1, -1 >>> 31, -1 >>> 32);
console.log(
  5 >> 1,
  -5 >> 1,
  -5 >>> 28,
  (2 ** 32) >> 0,
  (2 ** 32 + 5) << 1,
  1.9 << 1,
  -1.9 >> 0,
  NaN << 1,
  Infinity >>> 0,
);
const f = (a: any, n: any): number => a << n;
console.log(f('3', '2'), f(null, 1), f(undefined, 1), f([4], true), f(0x7fffffff, 1), f(1, 31.9));
