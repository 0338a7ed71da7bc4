// The same code over objects of many shapes and field orders, and of one shape with changing kinds.
const make = (i: number): any => {
  const o: any = {};
  for (let j = 0; j <= i % 7; j++) o['abcdefg'[(i + j) % 7]!] = i;
  return o;
};
let sum = 0;
for (let i = 0; i < 300; i++) {
  const o = make(i);
  sum += (o.a ?? 0) + (o.d ?? 1) - (o.g ?? 2);
}
console.log(sum);
const cell: { v: unknown } = { v: 1 };
const out: string[] = [];
for (const v of [1, 1.5, 'text', null, undefined, [1], true, -0, NaN, () => 0]) {
  cell.v = v;
  out.push(typeof cell.v);
}
console.log(out.join());
