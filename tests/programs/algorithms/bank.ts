// Accounts with classes, inheritance, errors, a transaction log and rollback.
class InsufficientFunds extends Error {
  override name = 'InsufficientFunds';
  constructor(readonly missing: number) {
    super(`${missing.toFixed(2)} missing`);
  }
}
abstract class Account {
  static #next = 1;
  readonly id = Account.#next++;
  #cents = 0;
  protected abstract readonly limit: number;
  constructor(readonly owner: string) {}
  get balance(): number {
    return this.#cents / 100;
  }
  deposit(amount: number): this {
    if (!(amount > 0)) throw new RangeError(`bad amount ${amount}`);
    this.#cents += Math.round(amount * 100);
    return this;
  }
  withdraw(amount: number): this {
    const left = this.#cents - Math.round(amount * 100);
    if (left < -this.limit * 100) throw new InsufficientFunds(-this.limit - left / 100);
    this.#cents = left;
    return this;
  }
  monthEnd(): void {}
  toString(): string {
    return `${this.constructor.name}#${this.id} ${this.owner}: ${this.balance.toFixed(2)}`;
  }
}
class Savings extends Account {
  protected readonly limit = 0;
  constructor(
    owner: string,
    private rate: number,
  ) {
    super(owner);
  }
  override monthEnd(): void {
    const i = (this.balance * this.rate) / 12;
    if (i >= 0.01) this.deposit(i);
  }
}
class Checking extends Account {
  protected readonly limit: number;
  constructor(owner: string, limit = 100) {
    super(owner);
    this.limit = limit;
  }
  override monthEnd(): void {
    if (this.balance < 0) this.withdraw(-this.balance * 0.01);
  }
}
class Bank {
  #accounts = new Map<number, Account>();
  readonly log: string[] = [];
  open<T extends Account>(a: T): T {
    this.#accounts.set(a.id, a);
    return a;
  }
  transfer(from: number, to: number, amount: number): boolean {
    const a = this.#accounts.get(from),
      b = this.#accounts.get(to);
    try {
      if (!a || !b) throw new ReferenceError('no such account');
      a.withdraw(amount);
      try {
        b.deposit(amount);
      } catch (e) {
        a.deposit(amount);
        throw e;
      }
      this.log.push(`${from}->${to} ${amount}`);
      return true;
    } catch (e) {
      this.log.push(`${from}->${to} failed: ${(e as Error).name} ${(e as Error).message}`);
      return false;
    } finally {
      if (this.log.length % 2 === 0) this.log.push('audit');
    }
  }
  monthEnd(): void {
    for (const a of this.#accounts.values()) a.monthEnd();
  }
  total(): number {
    return [...this.#accounts.values()].reduce((s, a) => s + a.balance, 0);
  }
  *[Symbol.iterator]() {
    yield* this.#accounts.values();
  }
}
const bank = new Bank();
const s = bank.open(new Savings('Ann', 0.05)).deposit(1000.1);
const c = bank.open(new Checking('Bob', 50));
console.log(
  bank.transfer(s.id, c.id, 200.35),
  bank.transfer(c.id, s.id, 240),
  bank.transfer(c.id, s.id, 500),
  bank.transfer(9, 1, 1),
  bank.transfer(s.id, c.id, 0),
);
for (let m = 0; m < 12; m++) bank.monthEnd();
for (const a of bank) console.log(`${a}`);
console.log(bank.log.join('\n'));
console.log(bank.total().toFixed(2));
