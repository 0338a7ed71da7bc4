// instanceof follows the prototype chain at the time of asking, and refuses non-callables.
class A {}
class B {}
const a = new A();
console.log(a instanceof A, (a as unknown) instanceof B);
Object.setPrototypeOf(a, B.prototype);
console.log(a instanceof A, (a as unknown) instanceof B, Object.create(null) instanceof Object);
console.log(
  (5 as unknown) instanceof Number,
  new Number(5) instanceof Number,
  (null as unknown) instanceof Object,
);
for (const bad of [{}, 5, undefined, () => 0]) {
  try {
    console.log(({} as unknown) instanceof (bad as any));
  } catch (e) {
    console.log((e as Error).name);
  }
}
const bound = A.bind(null);
console.log(new A() instanceof bound);
