// Methods are not enumerable, live on the prototype, and can be replaced there.
class A {
  field = 1;
  method(): string {
    return 'm';
  }
  static stat(): void {}
  get g(): number {
    return 1;
  }
}
const a = new A();
const keys: string[] = [];
for (const k in a) keys.push(k);
console.log(
  keys.join(),
  Object.keys(A).length,
  Object.getOwnPropertyNames(A.prototype).join(),
  Object.hasOwn(a, 'method'),
);
A.prototype.method = () => 'replaced';
console.log(a.method());
a.method = () => 'own';
console.log(a.method(), new A().method());
delete (a as Partial<A>).method;
console.log(
  a.method(),
  typeof A,
  A.name,
  A.length,
  Object.getOwnPropertyDescriptor(A, 'prototype')!.writable,
);
