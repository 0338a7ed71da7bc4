// Spread copies own enumerable properties, calls getters, takes symbols, never setters of the target.
const s = Symbol('s');
let gets = 0;
const source = Object.create(
  { inherited: 1 },
  { hidden: { value: 2 }, seen: { value: 3, enumerable: true } },
);
source[s] = 4;
Object.defineProperty(source, 'got', { get: () => ++gets, enumerable: true });
const o: any = { ...source };
console.log(o.inherited, o.hidden, o.seen, o[s], o.got, gets);
const t: any = {
  set x(_v: number) {
    throw new Error('no');
  },
  ...{ x: 1 },
};
console.log(t.x, Object.keys({ a: 1, ...({ b: 2, a: 3 } as object) }).join());
console.log(
  { ...{ a: 1 }, a: undefined }.a,
  JSON.stringify({ ...((false as boolean) && { a: 1 }), ...((true as boolean) && { b: 2 }) }),
);
