// NaN is unequal to itself and survives arithmetic; infinities.
const nan: number = NaN;
console.log(
  nan === nan,
  nan !== nan,
  Object.is(NaN, NaN),
  [NaN].includes(NaN),
  [NaN].indexOf(NaN),
  new Set([NaN, NaN]).size,
);
console.log(
  NaN + 1,
  NaN ** 0,
  0 / 0,
  Infinity - Infinity,
  Infinity * 0,
  5 / 0,
  -5 / 0,
  Infinity % 2,
  2 % Infinity,
  1 ** Infinity,
);
console.log(
  Math.max(1, NaN),
  Math.max(),
  Math.min(),
  isNaN('x' as any),
  Number.isNaN('x'),
  typeof NaN,
  !NaN,
  NaN || 'or',
  NaN ?? 'nn',
);
