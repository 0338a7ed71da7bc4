// console.log of primitives, alone and in lists; strings are bare at the top only.
console.log('text', 1, -0, NaN, true, null, undefined, Symbol('s'), '');
console.log([
  `text`,
  "it's",
  'a "q"',
  `a 'b' "c"`,
  'a\nb',
  '\\',
  -0,
  1e21,
  null,
  undefined,
  Symbol('s'),
  true,
]);
console.log({ s: 'x', n: -0, u: undefined, b: false });
console.log();
console.log('');
console.log([], {}, [[]], [{}], { a: {} }, { a: [] });
