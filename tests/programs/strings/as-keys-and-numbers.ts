// Strings converted to numbers, used as keys, compared with numbers.
console.log(
  [
    '',
    ' ',
    '0x10',
    '0b11',
    '0o17',
    '1e3',
    '.5',
    '5.',
    '+7',
    '-7',
    '--7',
    '1_000',
    '1n',
    'Infinity',
    '-Infinity',
    'infinity',
    '\n42\t',
    '0x',
    '1e',
    '00012',
    '0x-1',
    'NaN',
    '\u00a05',
  ]
    .map(Number)
    .join(),
);
const m = new Map([['1', 's']]);
const o: any = { 1: 'n' };
console.log(
  m.get(1 as any),
  o['1'],
  o[1],
  (('1' + 1) as any) - 1,
  ('3' as any) * ('4' as any),
  -'5',
  ('5' as any) / 2,
);
