// Overriding only the getter hides the parent's setter.
class A {
  v = 1;
  get p(): number {
    return this.v;
  }
  set p(x: number) {
    this.v = x;
  }
}
class B extends A {}
Object.defineProperty(B.prototype, 'p', {
  get(this: A) {
    return this.v * 2;
  },
  configurable: true,
});
const b = new B();
console.log(b.p);
try {
  b.p = 5;
  console.log('set');
} catch (e) {
  console.log((e as Error).name);
}
console.log(b.v, new A().p);
