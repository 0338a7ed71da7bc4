// Objects: keys that need quotes, nesting, methods, symbols, accessors.
console.log({
  a: 1,
  'b-c': 2,
  3: 4,
  [Symbol('k')]: 5,
  d() {},
  e: () => 0,
  f: class {},
  g: class Named {},
  get h() {
    return 1;
  },
  set i(_: number) {},
  get j() {
    return 1;
  },
  set j(_: number) {},
});
console.log({ a: { b: { c: { d: 1 } } }, list: [[[[1]]]] });
console.log({
  first: 'a longer text value here',
  second: 'another longer text value',
  third: 'and one more of them',
});
console.log(
  Object.create(null),
  Object.create({ inherited: 1 }),
  Object.assign(Object.create(null), { x: 1 }),
);
