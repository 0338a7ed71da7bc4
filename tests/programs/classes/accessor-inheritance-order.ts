// An object's own property, then each prototype in turn; assigning finds an inherited setter first.
class A {
  get v(): string {
    return 'A';
  }
}
class B extends A {
  store: string[] = [];
  override get v(): string {
    return `B<${super.v}`;
  }
  override set v(x: string) {
    this.store.push(x);
  }
}
class C extends B {}
const c = new C();
c.v = 'one';
c.v += '+two';
console.log(c.v, c.store.join('|'), Object.hasOwn(c, 'v'));
Object.defineProperty(c, 'v', { value: 'own', writable: false });
try {
  c.v = 'x';
} catch (e) {
  console.log((e as Error).name);
}
console.log(c.v, c.store.length);
