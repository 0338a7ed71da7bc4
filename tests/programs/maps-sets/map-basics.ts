// Keys by SameValueZero: NaN equals itself, -0 is 0, objects by identity (ECMA-262 24.1).
const m = new Map<any, string>([
  [NaN, 'nan'],
  [0, 'zero'],
  ['0', 'string'],
  [null, 'null'],
  [undefined, 'undef'],
  [true, 'true'],
]);
const k = {};
m.set(k, 'obj').set({}, 'other').set(-0, 'ZERO');
console.log(
  m.get(NaN),
  m.get(-0),
  m.get(0),
  m.get('0'),
  m.get(null),
  m.get(undefined),
  m.get(k),
  m.get({}),
  m.has(undefined),
  m.has('undefined'),
  m.size,
);
console.log(
  m.delete(NaN),
  m.delete(NaN),
  m.size,
  Object.is([...new Map([[-0, 1]]).keys()][0], 0),
  m.set(1, 'a') === m,
  m.clear(),
  m.size,
);
for (const bad of [[1], [null], 5, [[1, 2], 'x']]) {
  try {
    console.log(new Map(bad as any).size);
  } catch (e) {
    console.log((e as Error).name);
  }
}
try {
  (Map as any)();
} catch (e) {
  console.log((e as Error).name);
}
console.log(new Map(null).size);
