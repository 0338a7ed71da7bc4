// Objects of classes and literals get and lose properties where nobody knows which objects these are.

const made = JSON.parse('{"a":{"x":1},"b":[1,2]}');

class Plain {
  constructor() {
    this.p = 1;
  }
  late() {
    return this.added === undefined ? 'no' : this.added;
  }
}
const literal = { q: 1 };
const plain = new Plain();
made.plain = plain;
made.literal = literal;
for (const k of Object.keys(made)) made[k].added = k;
console.log(plain.late(), plain.added, literal.added, Object.keys(plain), Object.keys(literal), JSON.stringify(made));
for (const k of Object.keys(made)) delete made[k].added;
console.log(plain.late(), plain.added, literal.added, Object.keys(plain), JSON.stringify(made));
for (const k of Object.keys(made)) made[k][`${k}2`] = k;
console.log(plain.plain2, literal.literal2, JSON.stringify(made));

// More classes than inference follows one by one.
const classes = Array.from({ length: 3 }, (_, n) => n);
const many = [
  class { a = 0 }, class { b = 1 }, class { c = 2 }, class { d = 3 }, class { e = 4 }, class { f = 5 }, class { g = 6 },
  class { h = 7 }, class { i = 8 }, class { j = 9 }, class { k = 10 }, class { l = 11 }, class { m = 12 }, class { n = 13 },
  class { o = 14 }, class { p = 15 }, class { q = 16 }, class { r = 17 }, class { s = 18 }, class { t = 19 }, class { u = 20 },
  class { v = 21 }, class { w = 22 }, class { x = 23 }, class { y = 24 }, class { z = 25 }, class { aa = 26 }, class { bb = 27 },
].map((C) => new C());
for (const o of many) o.extra = classes.length;
console.log(many.map((o) => o.extra).join(''), many.map((o) => Object.keys(o).join('+')).join());
