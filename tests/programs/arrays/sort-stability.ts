// Sorting is stable and puts undefined last, then holes (ECMA-262 23.1.3.30).
const people = Array.from({ length: 40 }, (_, i) => ({ k: (i * 7) % 5, i }));
const sorted = [...people].sort((a, b) => a.k - b.k);
console.log(sorted.map((p) => `${p.k}.${p.i}`).join(' '));
console.log(
  [3, undefined, 1, undefined, 2].sort().join(),
  JSON.stringify([3, , 1, undefined].sort()),
  [3, undefined, 1].sort((a, b) => b! - a!).join(),
);
console.log(
  [10, 9, 1, 2, -1, 100].sort().join(),
  [10, 9, 1, -1].sort((a, b) => a - b).join(),
  [1, 2, 3].sort(() => 0).join(),
  [2, 1].sort((a, b) => (a > b) as any).join(),
  [1, 2, 3].sort(() => NaN).join(),
);
const big = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1009);
const copy = big.slice().sort((a, b) => a - b);
console.log(
  copy.every((x, i) => i === 0 || copy[i - 1]! <= x),
  copy[0],
  copy[999],
  big.toSorted((a, b) => b - a)[0],
  big[1],
);
try {
  [1, 2].sort('x' as any);
} catch (e) {
  console.log((e as Error).name);
}
console.log(
  ['b', 'a', 'c'].sort((a, b) => (a < b ? 1 : -1)).join(),
  [true, 1, 'a', null, [2]].sort().join('|'),
);
