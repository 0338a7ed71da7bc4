// parseInt and parseFloat take the longest prefix (ECMA-262 19.2.4, 19.2.5).
console.log(
  [
    '42px',
    ' 7',
    '-0x1f',
    '0x',
    '',
    'abc',
    '1e3',
    '3.9',
    '-',
    '+5',
    '0b1',
    '9'.repeat(20),
    '\u00a0\n8',
    '1_0',
    'Infinity',
  ]
    .map((s) => parseInt(s))
    .join(),
);
console.log(
  [
    '3.14abc',
    '.5',
    '-.5e-2x',
    '1e',
    '1e+',
    '1.2.3',
    '  -7  ',
    '',
    'e5',
    'Infinityx',
    '-Infinity',
    '0x10',
    '+.1',
    '1_0',
    '5.',
    '1e1000',
    '-0',
  ]
    .map((s) => parseFloat(s))
    .join(),
);
console.log(
  parseInt('10', 0),
  parseInt('10', 1),
  parseInt('10', 37),
  parseInt(null as any),
  parseInt(null as any, 36),
  parseInt(0.0000005 as any),
  parseInt(1e21 as any),
  parseInt('0x10', 16),
  parseInt('0x10', 10),
  parseInt('7', -1),
  parseInt('11', 2.9),
  Object.is(parseInt('-0'), -0),
  parseInt === Number.parseInt,
);
