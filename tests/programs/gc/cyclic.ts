// Cycles of objects, closures and maps are garbage like the rest.
interface Cell {
  self?: Cell;
  other?: Cell;
  f?: () => Cell;
  m: Map<Cell, Cell>;
  pad: number[];
}
let live: Cell | undefined;
for (let i = 0; i < 100_000; i++) {
  const a: Cell = { m: new Map(), pad: [i, i + 1] };
  const b: Cell = { m: new Map(), pad: [-i] };
  a.self = a;
  a.other = b;
  b.other = a;
  a.f = () => b;
  a.m.set(b, a);
  if (i === 77_777) live = a;
}
console.log(
  live!.other!.other === live,
  live!.f!().pad[0],
  live!.m.get(live!.other!) === live,
  live!.self!.self!.pad.join(),
);
