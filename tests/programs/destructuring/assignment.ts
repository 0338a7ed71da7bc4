// Assignment patterns write to any target: members, elements, nested; the value is the right side.
let a: number | undefined, b: number | undefined;
const o: { x?: number; list: number[] } = { list: [0, 0] };
[a, b] = [1, 2];
[a, b] = [b, a];
console.log(a, b);
[o.x, o.list[1]] = [5, 6];
({
  p: o.list[0],
  q: { r: o['x'] } = { r: 77 },
} = { p: 8 } as { p: number; q?: { r: number } });
console.log(o.x, o.list.join());
const source = [1, 2, 3];
const result = ([a, ...o.list] = source);
console.log(result === source, a, o.list.join());
const swap = [1, 2, 3];
[swap[0], swap[2]] = [swap[2]!, swap[0]!];
console.log(swap.join());
let m: number, n: number;
({ m, n = m! * 2 } = { m: 4 } as { m: number; n?: number });
console.log(m, n);
