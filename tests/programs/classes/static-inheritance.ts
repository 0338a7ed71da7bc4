// Statics are inherited through the constructor's prototype; writing through the subclass makes an own property.
class A {
  static n = 1;
  static list: string[] = [];
  static inc(): number {
    return ++this.n;
  }
  static create<T>(this: new () => T): T {
    return new this();
  }
}
class B extends A {}
console.log(B.n, B.inc(), A.n, Object.hasOwn(B, 'n'));
A.inc();
A.inc();
B.list.push('shared');
console.log(A.n, B.n, A.list.length, B.create() instanceof B, A.create() instanceof B);
