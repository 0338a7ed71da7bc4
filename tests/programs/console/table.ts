// console.table for arrays of objects, arrays of arrays and primitives.
console.table([
  { a: 1, b: 'x' },
  { a: 2, c: true },
]);
console.table([[1, 2], [3]]);
console.table([1, 'two', null]);
console.table({ r1: { v: 1 }, r2: { v: 2 } });
console.table([{ a: 1, b: 2 }], ['b']);
console.table('not a table');
