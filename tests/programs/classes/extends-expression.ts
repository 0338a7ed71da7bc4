// `extends` takes any expression: a mixin call, a conditional, null.
type Ctor = new (...args: any[]) => object;
const Named = <B extends Ctor>(Base: B) =>
  class extends Base {
    name = 'named';
  };
const Loud = <B extends Ctor>(Base: B) =>
  class extends Base {
    shout(): string {
      return `${(this as unknown as { name: string }).name.toUpperCase()}!`;
    }
  };
class Thing extends Loud(Named(Object)) {}
console.log(new Thing().shout(), new Thing().name);
class Nothing extends (null as unknown as Ctor) {
  static s = 1;
  m(): string {
    return 'm';
  }
}
console.log(
  Nothing.s,
  Object.getPrototypeOf(Nothing.prototype),
  Nothing.prototype.m(),
  Object.getPrototypeOf(Nothing) === Function.prototype,
);
for (const bad of [1, {}, () => 0, undefined]) {
  try {
    class X extends (bad as unknown as Ctor) {}
    console.log(new X() !== null);
  } catch (e) {
    console.log((e as Error).name);
  }
}
