// An object goes over several lines when it is longer than 72 characters or has too many entries of its own.
console.log({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 });
console.log({ aaaaaaaaaa: 1111111111, bbbbbbbbbb: 2222222222, cccccccccc: 3333333333, d: 4 });
console.log({ aaaaaaaaaa: 1111111111, bbbbbbbbbb: 2222222222, cccccccccc: 3333333333, dddd: 44444 });
console.log([
  { id: 1, name: 'one' },
  { id: 2, name: 'two' },
  { id: 3, name: 'three', tags: ['x', 'y'] },
]);
console.log({ x: { y: { z: 'deep' } }, w: [1, [2, [3, [4]]]] });
console.log(
  [
    ['a', 1],
    ['b', 2],
  ],
  { k: 'v'.repeat(80) },
);
