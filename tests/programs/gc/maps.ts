// Maps that grow and shrink; keys of strings and objects.
const m = new Map<string, { n: number }>();
for (let i = 0; i < 400_000; i++) {
  m.set(`k${i}`, { n: i });
  if (i >= 1000) m.delete(`k${i - 1000}`);
}
console.log(m.size, m.get('k399999')!.n, m.has('k0'), [...m.keys()][0]);
const o: Record<string, number> = {};
for (let i = 0; i < 50_000; i++) {
  o[`p${i}`] = i;
  if (i >= 100) delete o[`p${i - 100}`];
}
console.log(Object.keys(o).length, o['p49999']);
const w = new WeakMap<object, number[]>();
let hit = 0;
for (let i = 0; i < 200_000; i++) {
  const k = { i };
  w.set(k, [i]);
  hit += w.get(k)![0]! & 1;
}
console.log(hit);
