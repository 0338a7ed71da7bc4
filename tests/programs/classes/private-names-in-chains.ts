// The same private name in a base, a derived class, and a stranger: three names.
class A { #x = 1; ax(): number { return this.#x; } static has(o: object): boolean { return #x in o; } }
class B extends A { #x = 2; bx(): number { return this.#x; } static hasB(o: object): boolean { return #x in o; } }
class C { #x = 3; }
const b = new B();
console.log(b.ax(), b.bx(), A.has(b), B.hasB(b), B.hasB(new A()), A.has(new C()), B.hasB(new C()));
class D { #m(): string { return 'D'; } static #s = 'Ds'; run(): string { return this.#m() + D.#s; } get #g(): number { return 1; } g(): number { return this.#g; } }
class F extends D { #m(): string { return 'F'; } static #s = 'Fs'; runF(): string { return this.#m() + F.#s; } get #g(): number { return 2; } gF(): number { return this.#g; } }
const f = new F();
console.log(f.run(), f.runF(), f.g(), f.gF());
const o = { '#x': 5 } as Record<string, number>;
console.log(A.has(o), o['#x'], Object.keys(b), Object.keys(o));
try {
  A.prototype.ax.call(new C() as unknown as A);
} catch (error) {
  console.log((error as Error).name, (error as Error).message);
}
