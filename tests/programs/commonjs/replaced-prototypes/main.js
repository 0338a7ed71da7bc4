// Prototypes of constructor functions that are replaced: as literals, by Object.create, before and after there are instances, and by classes.
const util = require('util');

function show(...values) {
  console.log(values.map((v) => (typeof v === 'string' ? v : util.inspect(v))).join(' | '));
}

// A literal, with a method, an accessor and a value.
function Point(x, y) {
  this.x = x;
  this.y = y;
}
const first = Point.prototype;
const early = new Point(1, 2);
Point.prototype = {
  constructor: Point,
  shared: 'shared',
  sum() {
    return this.x + this.y;
  },
  get double() {
    return this.sum() * 2;
  },
  set double(value) {
    this.x = value / 2 - this.y;
  },
};
const late = new Point(3, 4);
show(late.sum(), late.double, late.shared, late.constructor === Point, 'sum' in late, Object.keys(late));
late.double = 20;
show(late.x, late.double);
show(early.sum, early instanceof Point, late instanceof Point, first.isPrototypeOf(early), first.isPrototypeOf(late));
first.old = () => 'old';
show(early.old(), typeof late.old, Object.getPrototypeOf(early) === first);
Point.prototype.later = function () {
  return `later ${this.x}`;
};
show(late.later(), new Point(5, 6).later());

// Three levels, by Object.create; constructors that call their bases.
function Animal(name) {
  this.name = name;
}
Animal.prototype.speak = function () {
  return `${this.name} ${this.sound()}`;
};
Animal.prototype.sound = () => 'makes a noise';
function Dog(name, breed) {
  Animal.call(this, name);
  this.breed = breed;
}
Dog.prototype = Object.create(Animal.prototype);
Dog.prototype.constructor = Dog;
Dog.prototype.sound = () => 'barks';
function Puppy() {
  Dog.apply(this, arguments);
}
Puppy.prototype = Object.create(Dog.prototype, { constructor: { value: Puppy, writable: true, configurable: true } });
Puppy.prototype.sound = function () {
  return `${Dog.prototype.sound.call(this)} softly`;
};
const puppy = new Puppy('Rex', 'beagle');
show(puppy.speak(), new Dog('Ada', 'poodle').speak(), new Animal('It').speak());
show(puppy instanceof Animal, puppy instanceof Dog, puppy.constructor === Puppy, Object.keys(puppy), JSON.stringify(puppy));
const own = [];
for (const key in puppy) own.push(key);
show(own);

// The other ways to say it.
function Base() {
  this.base = true;
}
Base.prototype.who = function () {
  return `base of ${this.constructor.name}`;
};
function Set1() {
  Base.call(this);
}
Object.setPrototypeOf(Set1.prototype, Base.prototype);
function Inherits() {
  Base.call(this);
}
util.inherits(Inherits, Base);
Inherits.prototype.own = function () {
  return this.who();
};
function Defined() {}
Object.defineProperty(Defined, 'prototype', { value: { defined: () => 'defined' } });
function Named() {}
Named[['proto', 'type'].join('')] = { named: () => 'named' };
function NewBase() {}
NewBase.prototype = new Base();
show(new Set1().who(), new Inherits().own(), Inherits.super_ === Base, new Defined().defined(), new Named().named());
show(new NewBase().base, Object.keys(new NewBase()), new NewBase() instanceof Base, new NewBase().who());

// What is no object is no prototype.
function Odd() {}
Odd.prototype = 5;
show(Object.getPrototypeOf(new Odd()) === Object.prototype, new Odd().toString());
try {
  show({} instanceof Odd);
} catch (error) {
  show(error.name, error.message);
}
Odd.prototype = null;
show(Object.getPrototypeOf(new Odd()) === Object.prototype);

// Through values: constructors in a table, bound, spread, by Reflect.
const table = { point: Point, dog: Dog, puppy: Puppy };
for (const [name, Make] of Object.entries(table)) show(name, new Make('a', 'b'));
const args = ['Max', 'boxer'];
show(new Dog(...args).speak(), new (Dog.bind(null, 'Bound'))('x').speak(), Reflect.construct(Dog, args).speak());
show(Reflect.construct(Animal, ['other'], Puppy).speak(), Reflect.construct(Animal, ['other'], Puppy) instanceof Dog);

// Replaced while there are instances, and each time anew.
function Changing() {}
const instances = [];
for (let i = 0; i < 4; i++) {
  instances.push(new Changing());
  Changing.prototype = { version: i };
}
show(instances.map((each) => each.version), instances.map((each) => each instanceof Changing), new Changing().version);
Changing.prototype = Object.getPrototypeOf(instances[2]);
show(instances.map((each) => each instanceof Changing));

// A function that returns an object, and one that constructs itself.
function Wrapped() {
  return { wrapped: true };
}
Wrapped.prototype = { lost: true };
function Kind() {
  if (!(this instanceof Kind)) return new Kind();
  this.made = true;
}
Kind.prototype = { kind: () => 'kind' };
show(new Wrapped(), new Kind().kind(), Kind().kind(), Kind().made, Kind() instanceof Kind);

// Classes that extend functions.
class Cat extends Animal {
  #lives = 9;
  toy = 'ball';
  constructor(name) {
    super(name);
    this.fur = 'soft';
  }
  sound() {
    return `purrs, not ${super.sound()}`;
  }
  get lives() {
    return this.#lives--;
  }
  static make(name) {
    return new this(name);
  }
}
class Kitten extends Cat {
  speak() {
    return `${super.speak()} (${this.toy})`;
  }
}
class Shape extends Point {
  sum() {
    return super.sum() + 0.5;
  }
  twice() {
    return super.double;
  }
}
class Hound extends Dog {}
const kitten = Kitten.make('Tom');
show(kitten.speak(), kitten.lives, kitten.lives, Object.keys(kitten), kitten instanceof Animal);
show(new Cat('Cleo'), new Shape(1, 2).sum(), new Shape(1, 2).twice(), new Shape(1, 2) instanceof Point, new Hound('H', 'b').speak());
Animal.prototype.added = function () {
  return `added ${this.name}`;
};
show(kitten.added(), puppy.added(), new Hound('L').added());

// Many of them: nothing is made anew for each.
function Vector(x) {
  this.x = x;
  this.y = x + 1;
}
Vector.prototype = {
  add(other) {
    return new Vector(this.x + other.y);
  },
};
let vector = new Vector(1);
for (let i = 0; i < 20000; i++) vector = vector.add(new Vector(i % 5));
show(vector);
