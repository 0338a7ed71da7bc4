// this, arguments and captured variables across await, in methods and arrows.
class A {
  n = 0;
  async inc(by = 1): Promise<this> {
    const before = this.n;
    await null;
    this.n = before + by;
    return this;
  }
  arrow = async (): Promise<number> => {
    await null;
    return this.n;
  };
  static async make(): Promise<A> {
    await null;
    return new this();
  }
  async sup(): Promise<string> {
    await null;
    return 'A';
  }
}
class B extends A {
  override async sup(): Promise<string> {
    await null;
    return `B${await super.sup()}`;
  }
}
const a = await A.make();
await Promise.all([a.inc(), a.inc(), a.inc()]);
console.log(a.n);
await (await a.inc(5)).inc();
console.log(a.n, await a.arrow(), await new B().sup());
async function args(..._: number[]): Promise<number> {
  await null;
  return arguments.length;
}
console.log(await args(1, 2, 3));
const fs: (() => Promise<number>)[] = [];
for (let i = 0; i < 3; i++)
  fs.push(async () => {
    await null;
    return i++;
  });
console.log((await Promise.all(fs.map((f) => f()))).join(), (await Promise.all(fs.map((f) => f()))).join());
