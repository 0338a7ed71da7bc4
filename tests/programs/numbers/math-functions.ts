// Math functions at exact points and special values.
const s = (x: number): string => (Object.is(x, -0) ? '-0' : `${x}`);
console.log(
  [
    Math.sqrt(2),
    Math.sqrt(-1),
    Math.cbrt(27),
    Math.cbrt(-8),
    Math.hypot(3, 4),
    Math.hypot(),
    Math.hypot(NaN, Infinity),
    Math.pow(2, 0.5),
    Math.exp(0),
    Math.log(1),
    Math.log(-1),
    Math.log(0),
    Math.log2(8),
    Math.log10(1000),
    Math.log1p(0),
    Math.expm1(0),
  ]
    .map(s)
    .join(' '),
);
console.log(
  [
    Math.sin(0),
    Math.cos(0),
    Math.tan(-0),
    Math.atan2(0, -1),
    Math.atan2(-0, -1),
    Math.atan2(1, 1),
    Math.asin(2),
    Math.acos(1),
    Math.atan(Infinity),
    Math.sinh(0),
    Math.cosh(0),
    Math.tanh(Infinity),
  ]
    .map(s)
    .join(' '),
);
console.log(
  Math.max(1, '3' as any, 2),
  Math.min(),
  Math.max(NaN, 1),
  Math.max(...[]),
  Math.min(-0, 0) === 0,
  Math.clz32(1),
  Math.clz32(0),
  Math.clz32(-1),
  Math.clz32(0.5),
  Math.imul(0xffffffff, 5),
  Math.imul(2 ** 31, 2),
  Math.imul(1.9, 3),
  Math.fround(5.5),
  Math.fround(5.05),
  Math.fround(1e40),
);
console.log(Math.PI, Math.E, Math.LN2, Math.LN10, Math.LOG2E, Math.LOG10E, Math.SQRT2, Math.SQRT1_2);
const r = Math.random();
console.log(r >= 0 && r < 1, Math.random() !== Math.random());
