// Getters and setters on instances and classes, inherited one by one; a getter without a setter refuses writes.
class T {
  #c = 0;
  get f(): number {
    return this.#c * 1.8 + 32;
  }
  set f(v: number) {
    this.#c = (v - 32) / 1.8;
  }
  get only(): string {
    return 'only';
  }
  static #s = 1;
  static get s(): number {
    return T.#s;
  }
  static set s(v: number) {
    T.#s = v * 10;
  }
}
const t = new T();
t.f = 212;
console.log(t.f);
t.f += 18;
console.log(Math.round(t.f), T.s, (T.s = 5), T.s);
try {
  (t as { only: string }).only = 'x';
} catch (e) {
  console.log((e as Error).name, t.only);
}
class U extends T {
  override get f(): number {
    return super.f + 1000;
  }
  override set f(v: number) {
    super.f = v;
  }
}
const u = new U();
u.f = 32;
console.log(u.f, Object.keys(u).length, 'f' in u, Object.hasOwn(u, 'f'));
