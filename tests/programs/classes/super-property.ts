// super.x reads from the parent prototype, super.x = v writes to this (ECMA-262 13.3.7.3); also in object literals.
class A {
  m(): string {
    return 'A.m';
  }
}
class B extends A {
  test(): string {
    const s = super.m;
    return `${s === A.prototype.m} ${super['m']()} ${(super.constructor as { name: string }).name}`;
  }
  write(): void {
    (super.m as unknown) = (() => 'own') as never;
  }
}
const b = new B();
console.log(b.test(), b.m());
b.write();
console.log(b.m(), new B().m(), Object.keys(b).join());
const base = {
  hi() {
    return `base ${(this as unknown as { n: string }).n}`;
  },
};
const o = {
  __proto__: base,
  n: 'o',
  hi() {
    return `o+${super['hi' as 'toString']()}`;
  },
};
console.log(o.hi());
