// What JSON.stringify does with each kind of value.
class P {
  x = 1;
  #y = 2;
  get z() {
    return 3;
  }
  m() {}
  static s = 4;
  y(): number {
    return this.#y;
  }
}
const xs: any[] = [
  undefined,
  () => 0,
  Symbol(),
  null,
  NaN,
  Infinity,
  -0,
  true,
  'q"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028é😀\ud800',
  [undefined, () => 0, Symbol(), NaN],
  { a: undefined, b: () => 0, c: null },
  new P(),
  [],
  {},
  [[]],
  new Map([[1, 2]]),
  new Set([1]),
  new Number(3),
  new String('s'),
  new Boolean(false),
  Object.create({ inherited: 1 }),
  [1, , 2],
  { 1: 1, a: 2, 0: 3 },
  1e21,
  1e-7,
  new Error('e'),
  Object.create(null),
];
for (const x of xs) console.log(JSON.stringify(x));
console.log(
  typeof JSON.stringify(undefined),
  JSON.stringify({ a: { b: { c: [1, { d: 2 }] } } }),
  JSON.stringify('\ud83d'),
  JSON.stringify({ ['k"\n']: 1 }),
);
