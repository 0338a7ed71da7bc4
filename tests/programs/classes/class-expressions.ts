// Class expressions: inner name, anonymous name from the binding, immediately instantiated, in arrays.
const Outer = class Inner {
  static self(): boolean {
    return Inner === Outer;
  }
  who(): string {
    return Inner.name;
  }
};
const Anonymous = class {};
console.log(Outer.name, Outer.self(), new Outer().who(), Anonymous.name);
console.log(
  new (class {
    v = 5;
  })().v,
  new (class extends Outer {})().who(),
);
const classes = [
  class {
    n = 1;
  },
  class {
    n = 2;
  },
];
console.log(classes.map((C) => new C().n).join(), classes.map((C) => C.name === '').join());
class Renamed {
  static name2 = Renamed.name;
}
const Alias = Renamed;
console.log(Alias.name, Renamed.name2);
