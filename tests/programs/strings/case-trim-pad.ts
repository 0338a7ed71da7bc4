// Case mapping beyond ASCII, trimming of all white space, padding and repeating.
console.log(
  'Straße'.toUpperCase(),
  'ÀÉ'.toLowerCase(),
  'ı'.toUpperCase(),
  'İ'.toLowerCase().length,
  'ΑΣ'.toLowerCase(),
  'ﬁ'.toUpperCase(),
  'ÿ'.toUpperCase(),
  'µ'.toUpperCase(),
  '𐐨'.toUpperCase() === '𐐀',
);
console.log(
  JSON.stringify('\t\n\v\f\r \u00a0\ufeff\u2003\u2028x y\u3000 '.trim()),
  JSON.stringify('  a '.trimStart()),
  JSON.stringify(' a  '.trimEnd()),
  '\u200bx'.trim().length,
);
console.log(
  '5'.padStart(3, '0'),
  'abc'.padStart(2),
  'a'.padEnd(5, 'xy'),
  'a'.padEnd(4, ''),
  'x'.padStart(6, 'abc'),
  'ab'.repeat(3),
  'ab'.repeat(0) === '',
  'x'.repeat(2.9),
  JSON.stringify('z'.padStart(3)),
);
for (const n of [-1, Infinity]) {
  try {
    'x'.repeat(n);
  } catch (e) {
    console.log((e as Error).name);
  }
}
