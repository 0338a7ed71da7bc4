// A field defines an own property and does not call an inherited setter ([[Define]] semantics).
class A {
  set x(v: number) {
    console.log('setter', v);
  }
  get x(): number {
    return -1;
  }
}
class B extends A {
  constructor() {
    super();
    Object.defineProperty(this, 'x', { value: 7, writable: true, configurable: true, enumerable: true });
  }
}
class C {
  y;
  constructor(y: number) {
    this.y = y;
  }
}
class D {
  undefinedField?: string;
  'quoted name' = 1;
  42 = 'n';
  ['computed'] = 2;
}
new A().x = 5;
console.log(new B().x, new C(3).y, Object.keys(new D()).join(), 'undefinedField' in new D());
