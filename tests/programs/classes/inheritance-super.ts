// super calls the parent's method with the same this, through several levels and in arrows (ECMA-262 13.3.7).
class A {
  constructor(protected n: number) {}
  describe(): string {
    return `A${this.n}`;
  }
  static make(): string {
    return `make ${this.name}`;
  }
}
class B extends A {
  override describe(): string {
    return `B(${super.describe()})`;
  }
  static override make(): string {
    return `B+${super.make()}`;
  }
}
class C extends B {
  constructor(n: number) {
    super(n * 2);
  }
  override describe(): string {
    const f = (): string => super.describe();
    return `C(${f()})`;
  }
}
console.log(new C(4).describe(), C.make(), new B(1).describe());
console.log(
  Object.getPrototypeOf(C) === B,
  Object.getPrototypeOf(C.prototype) === B.prototype,
  new C(1) instanceof A,
);
