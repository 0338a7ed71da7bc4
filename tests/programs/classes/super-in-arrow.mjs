// super() in an arrow function binds the constructor's `this`, once, and runs the field initialisers (ECMA-262 13.3.7.1).
class Base {
  base;
  constructor(x) { this.base = x; }
  get who() { return 'base ' + this.base; }
}
function make(tag) {
  return class Derived extends Base {
    name = tag;
    later = () => `${tag} ${this.base} ${super.who}`;
    #secret = 7;
    constructor(...args) {
      const nested = () => () => super(...args);
      if (args[0] > 5) super(args[0]);
      else nested()();
      console.log(new.target === Derived, this.name, this.later());
    }
    get secret() { return this.#secret; }
  };
}
const D = make('tag');
for (const n of [1, 9]) { const d = new D(n); console.log(d.base, d.name, d.later(), d.secret, d instanceof Base); }
class Late extends Base {
  n = 3;
  constructor(times) {
    const init = () => super(times);
    for (let i = 0; i < times; i++) console.log(init() === this, this.n, this.base);
  }
}
for (const times of [0, 1, 2]) {
  try { console.log(new Late(times).n); } catch (e) { console.log(e.name, e.message); }
}
class After extends Base {
  constructor(again) {
    super(1);
    const init = () => super(2);
    if (again) init();
  }
}
for (const again of [false, true]) {
  try { console.log(new After(again).base); } catch (e) { console.log(e.name, e.message); }
}
