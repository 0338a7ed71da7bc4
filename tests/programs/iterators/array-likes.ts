// entries, keys, values, and iterating over arguments, typed arrays and array-likes.
console.log([...['a', 'b'].entries()].join(';'), [...[5, , 6].keys()].join(), [...['x'].values()].join());
console.log(
  Array.from({ length: 3, 0: 'a', 2: 'c' }).join('|'),
  Array.from({ length: '2' as any }).length,
  Array.from({ length: -1 }).length,
);
(function (..._: number[]) {
  for (const x of arguments) console.log(x);
})(7, 8);
for (const [i, v] of new Uint8Array([3, 4]).entries()) console.log(i, v);
const it = [1, 2, 3][Symbol.iterator]();
it.next();
console.log(
  [...it].join(),
  Array.prototype[Symbol.iterator] === Array.prototype.values,
  new Map().entries === (new Map()[Symbol.iterator] as unknown),
);
for (const x of Object.entries({ a: 1 })) console.log(x.length, x[0], x[1]);
