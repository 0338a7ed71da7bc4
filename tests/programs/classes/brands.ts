// Private methods and accessors belong to instances of their class; whoever else is `this` gets a TypeError.
class Account {
  #balance = 1;
  #log: string[] = [];
  #note(text: string): number {
    return this.#log.push(text);
  }
  get #level(): number {
    return this.#balance * 2;
  }
  set #level(value: number) {
    this.#balance = value;
  }
  static #make(): Account {
    return new Account();
  }
  note(): number {
    return this.#note('x');
  }
  level(): number {
    return this.#level;
  }
  raise(): void {
    const self = this;
    const inner = (): void => {
      self.#level = 7;
    };
    inner();
  }
  static make(): Account {
    return this.#make();
  }
  static isOne(value: object): boolean[] {
    return [#balance in value, #note in value, #level in value];
  }
}
class Savings extends Account {}
const savings = new Savings();
savings.raise();
console.log(savings.note(), savings.level(), Account.make() instanceof Account);
console.log(Account.isOne(savings), Account.isOne({}), Account.isOne(Account), Account.isOne(Account.prototype));
const attempts: [string, () => unknown][] = [
  ['note', () => Account.prototype.note.call({} as Account)],
  ['level', () => Account.prototype.level.call([] as unknown as Account)],
  ['raise', () => Account.prototype.raise.call((() => 1) as unknown as Account)],
  ['number', () => Account.prototype.note.call(5 as unknown as Account)],
  ['prototype', () => Account.prototype.note()],
  ['static', () => Savings.make()],
  ['late', () => Reflect.apply(Account.prototype.note, savings, [])],
];
for (const [name, attempt] of attempts) {
  try {
    console.log(name, attempt());
  } catch (error) {
    console.log(name, String(error));
  }
}
