// Fields written with other kinds through any are seen by typed code.
class Counter {
  n = 0;
  f = 0.5;
  s = 'a';
  b = true;
  list: number[] = [];
  o: { k: number } | null = null;
}
const read = (c: Counter): string =>
  `${c.n + 1} ${c.f * 2} ${c.s + 'b'} ${c.b ? 'T' : 'F'} ${c.list.length} ${c.o?.k}`;
const c = new Counter();
console.log(read(c));
const a: any = c;
a.n = 'one';
a.f = null;
a.s = 9;
a.b = 'yes';
a.list = 'text';
a.o = { k: 'K' };
console.log(read(c));
a.n = 2 ** 40;
a.f = 3;
a.s = undefined;
a.b = 0;
a.list = { length: -1 };
a.o = 5;
console.log(read(c));
a.n = NaN;
delete a.f;
a['s'] = [1];
a.list = [];
console.log(read(c));
for (const k of ['n', 'f', 's']) a[k] = k;
console.log(read(c));
Object.defineProperty(c, 'n', { get: () => 41 });
console.log(read(c));
const mixed = [1, 'two', null, { valueOf: () => 3 }, 4.5] as any[];
for (const v of mixed) {
  const d = new Counter();
  (d as any).n = v;
  d.n++;
  d.f += v as any;
  console.log(d.n, d.f);
}
