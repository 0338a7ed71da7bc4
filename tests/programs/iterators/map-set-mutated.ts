// Entries added while iterating are visited, deleted ones not, re-added ones again at the end (ECMA-262 24.1.3.5).
const m = new Map([
  [1, 'a'],
  [2, 'b'],
  [3, 'c'],
]);
const seen: number[] = [];
for (const [k] of m) {
  seen.push(k);
  if (k === 1) {
    m.delete(2);
    m.set(4, 'd');
  }
  if (k === 3) {
    m.delete(1);
    m.set(1, 'again');
  }
  if (seen.length > 10) break;
}
console.log(seen.join(), [...m.keys()].join());
const s = new Set([1]);
for (const x of s) {
  if (x < 6) s.add(x + 1);
  s.delete(x - 1);
}
console.log([...s].join());
const t = new Set([1, 2, 3]);
const out: number[] = [];
t.forEach((x) => {
  out.push(x);
  if (x === 1) t.clear();
  if (out.length === 1) t.add(7);
});
console.log(out.join());
const it = m.values();
m.clear();
m.set(9, 'late');
console.log(it.next().value, it.next().done);
