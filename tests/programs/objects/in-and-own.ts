// `in` looks through the chain and takes any key; own checks don't.
class A {
  x = 1;
  m(): void {}
}
const a: any = new A();
console.log(
  'x' in a,
  'm' in a,
  'toString' in a,
  Object.hasOwn(a, 'm'),
  a.hasOwnProperty('x'),
  a.propertyIsEnumerable('x'),
);
console.log(1 in [5], 0 in [5], 'length' in [], '0' in [undefined], (Symbol.iterator as any) in []);
try {
  console.log('x' in ('str' as any));
} catch (e) {
  console.log((e as Error).name);
}
a.u = undefined;
console.log(
  'u' in a,
  a.u === a.nothing,
  Object.hasOwn(a, 'u'),
  A.prototype.isPrototypeOf(a),
  Object.prototype.isPrototypeOf(A),
);
