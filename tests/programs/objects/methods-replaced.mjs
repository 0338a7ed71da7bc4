// Methods of prototypes that are replaced, hidden and removed while the same places go on calling them; receivers that the compiler knows.

function Point(x, y) { this.x = x; this.y = y; }
Point.prototype.sum = function () { return this.x + this.y; };
function Sub(x) { Point.call(this, x, 1); this.z = 3; }
Object.setPrototypeOf(Sub.prototype, Point.prototype);
Sub.prototype.twice = function () { return this.sum() * 2; };
function calls(p, n) { let t = 0; for (let i = 0; i < n; i++) t += p.sum(); return t; }
const p = new Point(1, 2), s = new Sub(5);
console.log(calls(p, 3), calls(s, 3), s.twice());
Point.prototype.sum = function () { return this.x - this.y; };
console.log(calls(p, 3), calls(s, 3), s.twice());
Sub.prototype.sum = () => 100;
console.log(calls(p, 3), calls(s, 3), s.twice());
p.sum = () => 7;
console.log(calls(p, 3), calls(s, 3), s.twice());
delete Sub.prototype.sum;
console.log(calls(p, 3), calls(s, 3), s.twice());
let k = 0;
function Late() { this.a = ++k; }
function tryLate(o) { try { return o.late(1); } catch (e) { return e.message; } }
const l = new Late();
for (let i = 0; i < 4; i++) { console.log(tryLate(l)); if (i === 1) Late.prototype.late = function (n) { return this.a + n; }; }
for (let i = 0; i < 30; i++) Late.prototype['m' + i] = i;
console.log(tryLate(l), tryLate(new Late()));
const frozen = Object.freeze(Late.prototype);
console.log(tryLate(l), Object.isFrozen(frozen));
function Counter() {}
Counter.prototype.inc = function () { this.n = (this.n || 0) + 1; return this.n; };
const c = new Counter(); let last;
for (let i = 0; i < 5; i++) last = c.inc();
console.log(last, c);
class Base { hello() { return 'base'; } }
class Derived extends Base {}
const objs = [new Base(), new Derived(), Object.create(new Derived())];
const hello = (o) => o.hello();
const say = () => objs.map(hello).join();
console.log(say()); Base.prototype.hello = () => 'changed'; console.log(say());
Derived.prototype.hello = () => 'derived'; console.log(say());
delete Derived.prototype.hello; console.log(say());

// What can't be read of undefined and null is named, symbols too.
const nothing = JSON.parse('{"none":null}');
for (const read of [() => nothing.none[Symbol.toStringTag], () => nothing.none.name]) {
  try {
    read();
  } catch (error) {
    console.log(error.message.includes('not iterable') ? 'not iterable' : error.message);
  }
}
