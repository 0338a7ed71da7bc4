// Shortest paths by Dijkstra with a heap, checked against Floyd-Warshall; a maze by breadth-first search.
const n = 30;
const adj: [number, number][][] = Array.from({ length: n }, () => []);
let seed = 7;
const rnd = (m: number): number => {
  seed = (seed * 16807) % 2147483647;
  return seed % m;
};
for (let i = 0; i < 90; i++) adj[rnd(n)]!.push([rnd(n), 1 + rnd(20)]);
function dijkstra(s: number): { dist: number[]; prev: (number | undefined)[] } {
  const dist = new Array<number>(n).fill(Infinity);
  const prev: (number | undefined)[] = [];
  dist[s] = 0;
  const heap: [number, number][] = [[0, s]];
  while (heap.length) {
    let best = 0;
    for (let i = 1; i < heap.length; i++) if (heap[i]![0] < heap[best]![0]) best = i;
    const [d, u] = heap.splice(best, 1)[0]!;
    if (d > dist[u]!) continue;
    for (const [v, w] of adj[u]!)
      if (d + w < dist[v]!) {
        dist[v] = d + w;
        prev[v] = u;
        heap.push([dist[v]!, v]);
      }
  }
  return { dist, prev };
}
const fw = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 0 : Infinity)));
adj.forEach((es, u) =>
  es.forEach(([v, w]) => {
    fw[u]![v] = Math.min(fw[u]![v]!, w);
  }),
);
for (let k = 0; k < n; k++)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) fw[i]![j] = Math.min(fw[i]![j]!, fw[i]![k]! + fw[k]![j]!);
let same = true;
for (let s = 0; s < n; s++) if (dijkstra(s).dist.join() !== fw[s]!.join()) same = false;
const { dist, prev } = dijkstra(0);
const far = dist.reduce((b, d, i) => (d !== Infinity && d > dist[b]! ? i : b), 0);
const path: number[] = [];
for (let v: number | undefined = far; v !== undefined; v = prev[v]) path.unshift(v);
console.log(same, dist.join(' '), path.join('>'));
const maze = ['S.#.....', '..#.###.', '.##.#...', '....#.#.', '.####.#E'];
const q: [number, number, string][] = [[0, 0, '']];
const seen = new Set(['0,0']);
while (q.length) {
  const [x, y, p] = q.shift()!;
  if (maze[y]![x] === 'E') {
    console.log(p, p.length);
    break;
  }
  for (const [dx, dy, c] of [
    [1, 0, 'R'],
    [0, 1, 'D'],
    [-1, 0, 'L'],
    [0, -1, 'U'],
  ] as const) {
    const k = `${x + dx},${y + dy}`;
    const cell = maze[y + dy]?.[x + dx];
    if (cell !== undefined && cell !== '#' && !seen.has(k)) {
      seen.add(k);
      q.push([x + dx, y + dy, p + c]);
    }
  }
}
