// Object.assign, entries, fromEntries, values, is, getOwnPropertyNames.
const target = { a: 1, b: 1 };
console.log(Object.assign(target, { b: 2 }, null, { c: 3 }) === target, JSON.stringify(target));
console.log(
  Object.entries({ x: 1, y: [2] }).join(';'),
  Object.values('ab').join(),
  Object.entries([7]).join(),
);
console.log(
  JSON.stringify(
    Object.fromEntries(
      new Map([
        ['k', 1],
        ['l', 2],
      ]),
    ),
  ),
  JSON.stringify(
    Object.fromEntries([
      ['a', 1],
      ['a', 2],
    ]),
  ),
);
console.log(
  Object.is(NaN, NaN),
  Object.is(0, -0),
  Object.is('a', 'a'),
  Object.getOwnPropertyNames('ab').join(),
);
const o: any = {};
Object.assign(o, 'hi', [9]);
console.log(
  JSON.stringify(o),
  Object.keys(
    Object.getOwnPropertyDescriptors({
      get a() {
        return 1;
      },
    }).a,
  ).join(),
);
try {
  Object.assign(Object.freeze({ a: 1 }), { a: 2 });
} catch (e) {
  console.log((e as Error).name);
}
try {
  Object.keys(null as any);
} catch (e) {
  console.log((e as Error).name);
}
