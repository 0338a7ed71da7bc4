// Computed names of members are evaluated once, in order, when the class is defined.
const log: string[] = [];
const k = (s: string): string => (log.push(s), s);
class A {
  [k('m')](): string {
    return 'method';
  }
  static [k('s')](): string {
    return 'static';
  }
  get [k('g')](): string {
    return 'getter';
  }
  static async [k('am')]() {
    return 1;
  }
  *[k('gen')]() {
    yield 2;
  }
}
log.push('defined');
const a = new A() as any;
new A();
console.log(log.join(), a.m(), (A as any).s(), a.g, await (A as any).am(), [...a.gen()].join());
