// Shorthand, methods, numeric and computed names, duplicates, __proto__ in its two meanings.
const a = 1,
  key = 'k';
const o = {
  a,
  m() {
    return this.a;
  },
  0x10: 'hex',
  1e3: 'exp',
  0.5: 'half',
  'str-ing': 1,
  [key + 1]: 2,
  [`${key}2`]: 3,
  async am() {
    return 4;
  },
};
console.log(Object.keys(o).join(), o.m(), await o.am());
const proto = { inherited: true };
const p: any = { __proto__: proto, own: 1 };
const q: any = { ['__proto__']: proto };
const __proto__ = proto;
const r: any = { __proto__ };
console.log(
  p.inherited,
  Object.keys(p).join(),
  Object.keys(q).join(),
  q.inherited,
  Object.keys(r).join(),
  Object.getPrototypeOf(r) === Object.prototype,
);
const s: any = {
  x: 1,
  ...({ x: 2 } as object),
  y: 1,
  ...(null as any),
  ...(undefined as any),
  ...('hi' as any),
  ...(5 as any),
  ...[9],
};
console.log(JSON.stringify(s));
