// A method taken off its object loses `this`; V8's message says which property was read.
class A {
  n = 5;
  get(): number {
    return this.n;
  }
  arrow = (): number => this.n;
}
const { get, arrow } = new A();
console.log(arrow());
try {
  get();
} catch (e) {
  console.log((e as Error).message);
}
console.log(get.call({ n: 6 } as A), get.bind(new A())());
