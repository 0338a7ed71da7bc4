// What `new` makes of functions: properties from the beginning, those that methods add, and everything that keeps a layout from being known.

const shown = (o) => `${Object.keys(o)} ${JSON.stringify(o)}`;

function Point(x, y) {
  this.x = x;
  this.y = y;
}
Point.prototype.sum = function () {
  return this.x + this.y;
};
Point.prototype.name = function (text) {
  this.text = text;
  return this;
};
{
  const p = new Point(1, 2);
  const q = new Point(1.5, 'a');
  console.log(p.sum(), q.sum(), shown(p), shown(q), p instanceof Point, p.constructor === Point);
  console.log(shown(p.name('p')), shown(q), q.text, 'text' in q, 'text' in p);
  const names = [];
  for (const name in p) names.push(name);
  console.log(names.join());
  p.x = undefined;
  console.log(p.x, shown(p), p.sum());
}

// Seen before it is complete.
const seen = [];
function Early(n) {
  this.first = n;
  seen.push(this);
  show(this);
  this.second = n + 1;
}
function show(o) {
  console.log('second' in o, o.second, shown(o));
}
console.log(shown(new Early(1)), seen[0].second);

function Self() {
  this.self = this;
  this.me = this.self.later === undefined;
  this.later = 1;
}
console.log(new Self().me, Object.keys(new Self()).join());

// Choices before and between.
function Choice(flag) {
  const size = flag ? 10 : 20;
  this.size = size;
  this.kind = flag === undefined ? 'none' : String(flag);
  if (flag) this.extra = true;
  this.end = 1;
}
console.log(shown(new Choice(true)), shown(new Choice(false)), shown(new Choice()));

// Methods of the object run in its constructor.
function Started() {
  this.a = 1;
  this.start();
  this.c = 3;
}
Started.prototype.start = function () {
  this.b = 2;
  console.log(shown(this), this.c);
};
console.log(shown(new Started()));

// Bases by call.
function Animal(name) {
  this.name = name;
}
Animal.prototype.speak = function () {
  return `${this.name} ${this.sound ?? '?'}`;
};
function Dog(name) {
  Animal.call(this, name);
  this.sound = 'woof';
}
Dog.prototype = Object.create(Animal.prototype);
Dog.prototype.constructor = Dog;
console.log(shown(new Animal('a')), shown(new Dog('d')));

// Called as functions and methods, with other objects.
function Tag(n) {
  this.tag = n;
  this.twice = n * 2;
}
{
  const other = { z: 0 };
  Tag.call(other, 4);
  Tag.apply(other, [5]);
  const t = new Tag(1);
  console.log(shown(other), shown(t));
  try {
    Tag(3);
  } catch (error) {
    console.log(error.constructor.name);
  }
}

// Accessors on the prototype.
function Setting(v) {
  this.value = v;
  this.done = true;
}
Object.defineProperty(Setting.prototype, 'value', {
  get() {
    return this.kept;
  },
  set(v) {
    this.kept = [v];
  },
});
console.log(new Setting(1).value, shown(new Setting(2)));

// Returned objects, new.target, Reflect.construct.
function Other(flag) {
  this.mine = 1;
  if (flag) return { yours: 2 };
}
console.log(shown(new Other(false)), shown(new Other(true)));
function Target() {
  this.target = new.target === Target;
}
console.log(shown(new Target()), shown(Reflect.construct(Target, [], Point)));

// Removed, frozen, computed, counted.
function Bag() {
  this.count = 0;
}
Bag.prototype.put = function (key, value) {
  this[key] = value;
  this.count += 1;
};
{
  const bag = new Bag();
  for (const key of ['b', 'a', '1', 'count']) bag.put(key, key.length);
  console.log(shown(bag));
  delete bag.a;
  console.log(shown(bag), bag.a);
}
function Cold() {
  this.t = 1;
}
{
  const c = Object.freeze(new Cold());
  try {
    c.t = 2;
  } catch (error) {
    console.log(error.message);
  }
  console.log(c.t);
}

// As many as it takes, with what the collector must see.
function Link(next, value) {
  this.next = next;
  this.value = value;
}
{
  let list = null;
  for (let i = 0; i < 50000; i++) list = new Link(i % 1000 === 0 ? null : list, { i });
  let n = 0;
  for (let each = list; each !== null; each = each.next) n += each.value.i;
  console.log(n);
}

// A function made again and again, and one that is a value.
function make(k) {
  function Made(v) {
    this.v = v + k;
  }
  Made.prototype.get = function () {
    return this.v;
  };
  return Made;
}
{
  const A = make(1);
  const B = make('x');
  console.log(new A(1).get(), new B(1).get(), [A, B].map((C) => shown(new C(7))).join());
}
