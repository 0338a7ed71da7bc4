// typeof each kind, of undeclared names, and of void.
const xs: unknown[] = [
  undefined,
  null,
  0,
  NaN,
  '',
  true,
  Symbol(),
  {},
  [],
  () => 0,
  class {},
  Math,
  new Number(1),
  async () => {},
  Symbol.iterator,
];
console.log(xs.map((x) => typeof x).join(' '));
console.log(
  typeof (globalThis as any).notThere,
  void 0,
  void 'x',
  typeof void 1,
  typeof typeof 1,
  typeof (() => 0)(),
);
declare const neverDeclared: unknown;
console.log(typeof neverDeclared);
try {
  console.log(neverDeclared);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
