// <, <=, >, >= compare strings by code units, everything else as numbers; NaN makes all false (ECMA-262 7.2.12).
const c = (a: any, b: any): string => [a < b, a <= b, a > b, a >= b].map((x) => (x ? 1 : 0)).join('');
console.log(
  c(1, 2),
  c('10', '9'),
  c('10', 9),
  c('a', 'B'),
  c('a', 'ab'),
  c(NaN, 1),
  c(undefined, undefined),
  c(null, 0),
  c(null, undefined),
);
console.log(
  c(true, 1),
  c([], 0),
  c([2], '12'),
  c({}, {}),
  c('\ud83d', '\uffff'),
  c('x', 5),
  c(-0, 0),
  c(Infinity, 1e308),
);
console.log(c({ valueOf: () => 3 }, 4), c('', ' '), c('', 0));
