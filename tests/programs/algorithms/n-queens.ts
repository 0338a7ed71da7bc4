// All solutions for n queens, by bit masks and by sets, and the first board drawn.
const count = (n: number): number => {
  const all = (1 << n) - 1;
  const go = (cols: number, l: number, r: number): number => {
    if (cols === all) return 1;
    let free = all & ~(cols | l | r),
      sum = 0;
    while (free) {
      const bit = free & -free;
      free ^= bit;
      sum += go(cols | bit, ((l | bit) << 1) & all, (r | bit) >> 1);
    }
    return sum;
  };
  return go(0, 0, 0);
};
function* solutions(n: number): Generator<number[]> {
  const rows: number[] = [];
  const cols = new Set<number>(),
    up = new Set<number>(),
    down = new Set<number>();
  function* place(r: number): Generator<number[]> {
    if (r === n) {
      yield [...rows];
      return;
    }
    for (let c = 0; c < n; c++) {
      if (cols.has(c) || up.has(r + c) || down.has(r - c)) continue;
      cols.add(c);
      up.add(r + c);
      down.add(r - c);
      rows.push(c);
      yield* place(r + 1);
      rows.pop();
      cols.delete(c);
      up.delete(r + c);
      down.delete(r - c);
    }
  }
  yield* place(0);
}
console.log(Array.from({ length: 9 }, (_, i) => count(i + 1)).join(), [...solutions(6)].length);
const first = solutions(8).next().value as number[];
for (const c of first) console.log('.'.repeat(c) + 'Q' + '.'.repeat(7 - c));
