// Nested arrays: building, transposing, rotating, flood filling.
const g = Array.from({ length: 3 }, (_, y) => Array.from({ length: 4 }, (_, x) => y * 4 + x));
const t = g[0]!.map((_, x) => g.map((r) => r[x]!));
const rot = t.map((r) => [...r].reverse());
console.log(
  JSON.stringify(t),
  JSON.stringify(rot[0]),
  g.flat().reduce((a, b) => a + b),
);
const map = ['..##.', '.#...', '.####', '.....'].map((r) => r.split(''));
const fill = (x: number, y: number): number => {
  if (map[y]?.[x] !== '.') return 0;
  map[y]![x] = '~';
  return 1 + fill(x + 1, y) + fill(x - 1, y) + fill(x, y + 1) + fill(x, y - 1);
};
console.log(fill(0, 0), map.map((r) => r.join('')).join('/'));
const shared = Array(2).fill([0]);
shared[0][0] = 5;
console.log(shared[1][0]);
