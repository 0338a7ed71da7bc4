// Patterns in for-of, for-in and catch.
for (const { id, tags: [first = 'none'] = [] } of [
  { id: 1, tags: ['x'] },
  { id: 2 },
  { id: 3, tags: [] },
] as { id: number; tags?: string[] }[])
  console.log(id, first);
for (const [k, v] of new Map<string, number[]>([
  ['a', [1]],
  ['b', []],
]))
  console.log(k, v.length);
const o: { k?: string } = {};
for (o.k in { p: 1, q: 2 }) console.log(o.k);
const pair: number[] = [];
for ([pair[0], pair[1]] of [
  [1, 2],
  [3, 4],
])
  console.log(pair.join());
try {
  throw { code: 'E', detail: { n: 1 } };
} catch ({ code, detail: { n } }: any) {
  console.log(code, n);
}
