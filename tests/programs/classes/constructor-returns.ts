// A constructor may return another object; a derived one may not return a primitive.
class A {
  a = 1;
  constructor(o?: object) {
    if (o) return o as A;
  }
}
class B extends A {
  b = 2;
  constructor(o?: object) {
    super(o);
  }
}
const other = { c: 3 };
console.log(new A().a, new A(other) === (other as unknown), new B(other) === (other as unknown));
console.log(Object.keys(other).join());
class C extends A {
  constructor(v: unknown) {
    super();
    return v as C;
  }
}
for (const v of [undefined, null, 1, {}]) {
  try {
    console.log(String(v), new C(v) instanceof C);
  } catch (e) {
    console.log(String(v), (e as Error).name);
  }
}
