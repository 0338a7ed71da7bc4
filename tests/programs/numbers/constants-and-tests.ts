// Number.* constants and predicates.
console.log(
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  Number.EPSILON,
  Number.POSITIVE_INFINITY,
  Number.NaN,
);
const xs: any[] = [
  0,
  -0,
  1.5,
  5.0,
  NaN,
  Infinity,
  '5',
  null,
  2 ** 53,
  2 ** 53 - 1,
  -(2 ** 53),
  1e300,
  true,
  0.1 + 0.2,
];
console.log(
  xs
    .map((x) =>
      [Number.isInteger(x), Number.isSafeInteger(x), Number.isFinite(x), isFinite(x), isNaN(x)]
        .map(Number)
        .join(''),
    )
    .join(' '),
);
console.log(
  Math.abs(0.3 - (0.1 + 0.2)) < Number.EPSILON,
  Number.MAX_SAFE_INTEGER + 1 === Number.MAX_SAFE_INTEGER + 2,
  Number.MIN_VALUE / 2,
  Number.MAX_VALUE * 2,
  Number.MAX_VALUE + 1 === Number.MAX_VALUE,
);
