// #names: fields, methods, accessors, statics; wrong receivers throw; `#x in o` asks (ECMA-262 13.10.1).
class Account {
  #balance = 0;
  static #count = 0;
  constructor() {
    Account.#count++;
  }
  #check(n: number): void {
    if (n < 0) throw new RangeError('negative');
  }
  get #double(): number {
    return this.#balance * 2;
  }
  set #raw(v: number) {
    this.#balance = v;
  }
  add(n: number): this {
    this.#check(n);
    this.#balance += n;
    this.#balance++;
    return this;
  }
  put(n: number): string {
    this.#raw = n;
    return `${this.#balance} ${this.#double}`;
  }
  static is(o: unknown): boolean {
    return typeof o === 'object' && o !== null && #balance in o;
  }
  static steal(o: unknown): number {
    return (o as Account).#balance;
  }
  static get count(): number {
    return Account.#count;
  }
}
const a = new Account();
console.log(a.add(5).add(1).put(3), Account.is(a), Account.is({}), Account.is(null), Account.count);
for (const f of [() => Account.steal({}), () => a.add(-1), () => Account.steal(Object.create(a))]) {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(Object.keys(a).length, JSON.stringify(a), '#balance' in a);
