// Conway's game of life: a glider on a torus, by arrays and by a set of living cells.
const size = 12;
let grid = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
for (const [x, y] of [
  [1, 0],
  [2, 1],
  [0, 2],
  [1, 2],
  [2, 2],
  [7, 7],
  [8, 7],
  [9, 7],
] as const)
  grid[y]![x] = true;
const stepGrid = (g: boolean[][]): boolean[][] =>
  g.map((row, y) =>
    row.map((alive, x) => {
      let n = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++)
          if ((dx || dy) && g[(y + dy + size) % size]![(x + dx + size) % size]) n++;
      return n === 3 || (alive && n === 2);
    }),
  );
let cells = new Set<number>();
grid.forEach((r, y) =>
  r.forEach((a, x) => {
    if (a) cells.add(y * size + x);
  }),
);
const stepSet = (s: Set<number>): Set<number> => {
  const counts = new Map<number, number>();
  for (const c of s) {
    const x = c % size,
      y = (c - x) / size;
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        if (dx || dy) {
          const k = ((y + dy + size) % size) * size + ((x + dx + size) % size);
          counts.set(k, (counts.get(k) ?? 0) + 1);
        }
  }
  return new Set([...counts].filter(([k, n]) => n === 3 || (n === 2 && s.has(k))).map(([k]) => k));
};
let same = true;
for (let i = 0; i < 40; i++) {
  grid = stepGrid(grid);
  cells = stepSet(cells);
  const living = grid.flatMap((r, y) => r.flatMap((a, x) => (a ? [y * size + x] : [])));
  if (living.join() !== [...cells].sort((a, b) => a - b).join()) same = false;
}
console.log(same, cells.size);
console.log(grid.map((r) => r.map((c) => (c ? '#' : '.')).join('')).join('\n'));
