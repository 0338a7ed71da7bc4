// replace takes the first match of a string, replaceAll all of them; $ patterns and functions (ECMA-262 22.1.3.19).
console.log(
  'aXbX'.replace('X', '-'),
  'aXbX'.replaceAll('X', '-'),
  'abc'.replace('z', '-'),
  'abc'.replace('', '-'),
  'abc'.replaceAll('', '-'),
  'aaa'.replaceAll('aa', 'b'),
);
console.log(
  'abc'.replace('b', '[$&]'),
  'abc'.replace('b', "[$`|$']"),
  'abc'.replace('b', '$$'),
  'abc'.replace('b', '$1$'),
  'a.b'.replace('.', '$0'),
);
console.log(
  'abcb'.replace('b', (m, i, s) => `${m}${i}${s}`),
  'abcb'.replaceAll('b', (m, i) => m.toUpperCase() + i),
  'x'.replace('x', () => '$&'),
  'anull'.replace(null as any, undefined as any),
);
