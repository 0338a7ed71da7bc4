// Insertion order; overwriting keeps the place, delete and set again moves to the end.
const m = new Map([
  ['b', 1],
  ['a', 2],
  ['c', 3],
]);
m.set('b', 9);
m.delete('a');
m.set('a', 5);
console.log([...m].join(' '), [...m.keys()].join(), [...m.values()].join(), [...m.entries()].length);
m.forEach((v, k, self) => console.log(k, v, self === m));
const s = new Set([3, 1, 2, 3]);
s.add(1);
s.delete(3);
s.add(3);
console.log(
  [...s].join(),
  [...s.entries()].join(' '),
  s.keys === s.values,
  s.add(9) === s,
  s.has(9),
  s.delete(100),
);
const big = new Map<number, number>();
for (let i = 0; i < 5000; i++) big.set((i * 7919) % 10007, i);
for (let i = 0; i < 5000; i += 2) big.delete((i * 7919) % 10007);
console.log(big.size, [...big.values()].slice(0, 5).join(), [...big.keys()].at(-1));
