// What a constructor returns is the instance, for derived classes too; most return nothing and give the object itself.
class A { static made: A | undefined; n = 1; constructor(reuse: boolean) { if (reuse && A.made !== undefined) return A.made; A.made = this; } }
class B extends A { m: number; constructor(reuse: boolean) { super(reuse); this.m = this.n + 1; } }
class C extends B { k = 'k'; }
const b = new B(false); const b2 = new B(true); const c = new C(true) as unknown;
console.log(b === b2, b2.m, c === b, (c as C).k);
class D { x = 1; constructor() { this.x = 2; } } class E extends D { y = 3; f = (): number => this.x + this.y; } class F extends E { z: number; constructor() { super(); this.z = this.f(); } }
console.log(new F().z, new E().f());
