// Everything else is a SyntaxError.
let errors = 0;
const bad = [
  '',
  ' ',
  '{',
  '[',
  '[1,]',
  '{"a":1,}',
  '{a:1}',
  "'a'",
  '01',
  '1.',
  '.5',
  '+1',
  '-',
  '1e',
  '0x1',
  'NaN',
  'Infinity',
  'undefined',
  'nul',
  'tru',
  '"\n"',
  '"\\x41"',
  '"\\u12"',
  '"abc',
  '[1 2]',
  '{"a" 1}',
  '{"a":}',
  '{1:2}',
  '1 2',
  '[]]',
  '{}}',
  '// c\n1',
  '"\t"',
  '\u00a01',
  '-01',
  '1.e5',
  '[,1]',
  '{,}',
  '"\\',
];
for (const s of bad) {
  try {
    JSON.parse(s);
    console.log('accepted', JSON.stringify(s));
  } catch (e) {
    if (e instanceof SyntaxError) errors++;
    else console.log('other', s);
  }
}
console.log(errors, bad.length);
try {
  JSON.parse(undefined as any);
} catch (e) {
  console.log((e as Error).name);
}
try {
  JSON.parse(Symbol() as any);
} catch (e) {
  console.log((e as Error).name);
}
