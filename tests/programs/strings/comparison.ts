// Strings compare by code units; sorting without a comparator too.
console.log(
  'a' < 'b',
  'a' < 'B',
  'Z' < 'a',
  '10' < '9',
  'a' < 'aa',
  '' < 'a',
  'é' > 'z',
  '\uffff' > '😀',
  'abc' === 'ab' + 'c',
  ('A' as string) == 'a',
);
console.log(
  ['b', 'a', 'C', 'ä', 'Z', '10', '9', '', 'aa'].sort().join('|'),
  [3, 20, 100].sort().join(),
  [true, false, 'm', null, undefined, 5].sort().join(),
);
const big1 = 'x'.repeat(1000) + 'a';
const big2 = 'x'.repeat(1000) + 'b';
console.log(
  big1 < big2,
  big1 === 'x'.repeat(500) + 'x'.repeat(500) + 'a',
  big1.slice(0, 1000) === big2.slice(0, -1),
);
