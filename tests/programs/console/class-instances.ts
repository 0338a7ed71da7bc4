// Instances show their class; private members are hidden; toStringTag is added.
class P {
  x = 1;
  #hidden = 2;
  y = 'two';
  m(): number {
    return this.#hidden;
  }
}
class Q extends P {
  z = [1];
}
class Empty {}
class Tagged {
  get [Symbol.toStringTag]() {
    return 'Tag';
  }
  a = 1;
}
console.log(new P(), new Q(), new Empty(), new Tagged(), [new P()]);
console.log(P, Q, Empty, class {}, { C: P });
console.log(
  new (class extends Array<number> {})(2),
  new (class Mine extends Map<string, number> {})([['a', 1]]),
);
