// WeakMap and WeakSet: object keys only, not iterable, basic operations.
const w = new WeakMap<object, number>();
const k1 = {},
  k2 = () => 0;
w.set(k1, 1).set(k2, 2);
console.log(w.get(k1), w.get(k2), w.has({}), w.delete(k1), w.has(k1), w.get({}), w.delete({}));
for (const k of [1, 'x', null, Symbol.for('registered')]) {
  try {
    w.set(k as any, 1);
    console.log('ok');
  } catch (e) {
    console.log((e as Error).name, w.has(k as any), w.get(k as any));
  }
}
const s = new WeakSet([k1]);
console.log(
  s.has(k1),
  s.add(k2) === s,
  s.delete(k1),
  s.has(k1),
  (w as any)[Symbol.iterator],
  (w as any).size,
);
const priv = new WeakMap<object, { n: number }>();
class C {
  constructor() {
    priv.set(this, { n: 0 });
  }
  inc(): number {
    return ++priv.get(this)!.n;
  }
}
const c = new C();
c.inc();
console.log(c.inc(), new C().inc());
