// new.target is the constructor that was called with new, undefined for plain calls (ECMA-262 13.3.12).
class A {
  kind: string;
  constructor() {
    this.kind = new.target.name;
  }
}
class B extends A {}
abstract class Shape {
  constructor() {
    if (new.target === Shape) throw new TypeError('abstract');
  }
}
class Square extends Shape {}
console.log(new A().kind, new B().kind, new Square() instanceof Shape);
try {
  new (Shape as unknown as new () => Shape)();
} catch (e) {
  console.log((e as Error).message);
}
function F(this: unknown): boolean {
  return new.target === undefined;
}
console.log((F as () => boolean)());
console.log(Reflect.construct(A, [], B).kind, Reflect.construct(A, [], B) instanceof B);
