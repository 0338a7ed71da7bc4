// Recursive generators over a tree, in three orders, and two running side by side.
type T = { v: number; l?: T; r?: T };
const insert = (t: T | undefined, v: number): T =>
  !t ? { v } : v < t.v ? { ...t, l: insert(t.l, v) } : { ...t, r: insert(t.r, v) };
function* walk(t: T | undefined, order: 'pre' | 'in' | 'post'): Generator<number> {
  if (!t) return;
  if (order === 'pre') yield t.v;
  yield* walk(t.l, order);
  if (order === 'in') yield t.v;
  yield* walk(t.r, order);
  if (order === 'post') yield t.v;
}
let t: T | undefined;
for (const v of [5, 2, 8, 1, 9, 3]) t = insert(t, v);
for (const o of ['pre', 'in', 'post'] as const) console.log(o, [...walk(t, o)].join());
const a = walk(t, 'in');
const b = walk(t, 'post');
const both: number[] = [];
for (let i = 0; i < 3; i++) both.push(a.next().value, b.next().value);
console.log(both.join());
