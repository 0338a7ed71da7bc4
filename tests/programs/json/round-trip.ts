// What comes back equals what went in, for a larger document.
type Doc = { id: number; name: string; tags: string[]; nested: { depth: number; child?: Doc | undefined } };
const make = (n: number): Doc => ({
  id: n,
  name: `näme "${n}"\n`,
  tags: Array.from({ length: n % 4 }, (_, i) => `t${i}`),
  nested: { depth: n / 3, child: n > 0 ? make(n - 1) : undefined },
});
const text = JSON.stringify(make(30));
const back = JSON.parse(text) as Doc;
console.log(
  text.length,
  JSON.stringify(back) === text,
  back.nested.child!.nested.child!.name,
  'child' in make(0).nested,
  back.nested.depth,
);
const big = JSON.parse(
  `[${Array.from({ length: 2000 }, (_, i) => `{"i":${i},"v":"${'x'.repeat(i % 7)}"}`).join()}]`,
) as { i: number; v: string }[];
console.log(
  big.length,
  big.reduce((s, x) => s + x.i + x.v.length, 0),
);
let deep = '['.repeat(500) + ']'.repeat(500);
console.log(JSON.stringify(JSON.parse(deep)) === deep);
