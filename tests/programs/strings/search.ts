// indexOf, lastIndexOf, includes, startsWith, endsWith with positions and the empty string.
const s = 'banana';
console.log(
  s.indexOf('an'),
  s.indexOf('an', 2),
  s.indexOf('x'),
  s.indexOf(''),
  s.indexOf('', 3),
  s.indexOf('', 99),
  s.indexOf('b', -5),
);
console.log(
  s.lastIndexOf('an'),
  s.lastIndexOf('an', 2),
  s.lastIndexOf('', 2),
  s.lastIndexOf('b', 0),
  s.lastIndexOf('a', -1),
  s.lastIndexOf('a', NaN),
);
console.log(
  s.includes('nan'),
  s.includes('ban', 1),
  s.includes(''),
  s.startsWith('na', 2),
  s.startsWith('', 9),
  s.endsWith('nan', 5),
  s.endsWith(''),
  s.endsWith('banana', 99),
);
console.log(
  'undefined'.indexOf(undefined as any),
  'a1'.includes(1 as any),
  'null'.startsWith(null as any),
  ''.indexOf(''),
  ''.includes('a'),
);
