// == over a table of mixed values (ECMA-262 7.2.13).
const values: [string, any][] = [
  ['0', 0],
  ['-0', -0],
  ['NaN', NaN],
  ['1', 1],
  ['""', ''],
  ['"0"', '0'],
  ['"1"', '1'],
  ['" 1 "', ' 1 '],
  ['true', true],
  ['false', false],
  ['null', null],
  ['undef', undefined],
  ['[]', []],
  ['[0]', [0]],
  ['{}', {}],
];
for (const [name, a] of values)
  console.log(
    name.padEnd(6),
    values.map(([, b]) => (a == b ? '=' : '.')).join(''),
    values.map(([, b]) => (a === b ? '=' : '.')).join(''),
  );
