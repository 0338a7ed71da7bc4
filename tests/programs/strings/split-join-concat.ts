// split with limits and edge separators, join of mixed values, concat.
console.log(
  'a,b,,c'.split(',').length,
  'abc'.split('').join('|'),
  ('abc' as any).split().length,
  ''.split(',').length,
  ''.split('').length,
  'a,b,c'.split(',', 2).join(),
  'aXXb'.split('XX').join('-'),
  ','.split(',').length,
  'abc'.split('abc').length,
);
console.log(
  'a😀'.split('').length,
  'a-b-c'.split('-', 0).length,
  'undefinedx'.split(undefined as any, 1)[0],
  'anulla'.split(null as any).join('_'),
);
console.log(
  [1, null, 'a', undefined, [2, [3]], {}, true].join('-'),
  [].join() === '',
  [undefined].join(),
  ['a', 'b'].join(undefined),
  ['a', 'b'].join(''),
);
console.log('a'.concat('b', 1 as any, null as any, [2] as any), ''.concat().length);
