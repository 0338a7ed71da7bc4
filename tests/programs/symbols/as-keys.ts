// Symbol keys are skipped by keys, for-in and JSON, copied by assign and spread.
const s = Symbol('s'),
  t = Symbol.for('t');
const o: any = { [s]: 1, a: 2, [t]: () => 3 };
const seen: string[] = [];
for (const k in o) seen.push(k);
console.log(
  seen.join(),
  Object.keys(o).join(),
  JSON.stringify(o),
  Object.getOwnPropertySymbols(o).length,
  Reflect.ownKeys(o).length,
  o[s],
  o[t](),
  s in o,
  Object.hasOwn(o, t),
  { ...o }[s],
  Object.assign({}, o)[s],
  o[Symbol('s')],
);
delete o[s];
console.log(s in o);
class C {
  [s] = 'field';
  static [t] = 'static';
  get [Symbol.toStringTag]() {
    return 'C';
  }
}
console.log(new C()[s], C[t], String(new C()));
o[s] = o;
console.log(o[s][s] === o, JSON.stringify([s]), JSON.stringify({ k: s }));
