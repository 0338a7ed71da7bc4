// Properties and methods of objects of more shapes than a place in the program can tell apart, and of shapes that change.
class A {
  constructor() {
    this.x = 1;
    this.tag = 'a';
  }
  name() {
    return `A${this.x}`;
  }
}
class B {
  constructor() {
    this.tag = 'b';
    this.x = 2.5;
  }
  name() {
    return `B${this.x}`;
  }
}
class C extends A {
  constructor() {
    super();
    this.more = [1];
  }
  name() {
    return `C(${super.name()})`;
  }
}
class D {
  get x() {
    return this.hidden ?? 'none';
  }
  set x(value) {
    this.hidden = value;
  }
  name() {
    return `D${this.x}`;
  }
}
const literal = { x: 'literal', name: () => 'L' };
const frozen = Object.freeze({ x: 'frozen', name: () => 'F' });
const inherits = Object.create({ x: 'inherited', name: () => 'I' });
const dictionary = { x: 1, y: 2, name: () => 'dictionary' };
delete dictionary.y;
const nothing = { name: () => 'nothing' };

function all() {
  return [new A(), new B(), new C(), new D(), literal, frozen, inherits, dictionary, nothing, [1], 'text', 5, null, undefined];
}
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return error.constructor.name;
  }
}
function read(o) {
  return o.x;
}
function write(o, value) {
  o.x = value;
  return o.x;
}
function call(o) {
  return o.name();
}

for (let round = 0; round < 3; round++) {
  for (const o of all()) console.log(attempt(() => read(o)), attempt(() => call(o)));
  for (const value of [round, round + 0.5, 'text', undefined, { round }])
    for (const o of all()) console.log(attempt(() => write(o, value)), attempt(() => call(o)));
}

// A shape that one place has seen often, and then another one.
const seen = [];
for (let n = 0; n < 50; n++) seen.push(read(n % 17 === 16 ? new B() : new A()));
console.log(seen.join(' '));

// Methods that are replaced, and shadowed.
const late = new A();
console.log(call(late));
late.name = () => 'own';
console.log(call(late), call(new A()));
A.prototype.name = function () {
  return `replaced ${this.x}`;
};
console.log(call(new A()), call(new C()), call(late));

// Prototypes that change afterwards.
const other = new B();
Object.setPrototypeOf(other, { name: () => 'another prototype' });
console.log(call(other), read(other), Object.getPrototypeOf(other) === B.prototype);

// What walks arrays takes anything that can be walked.
function walk(source) {
  const out = [];
  for (const value of source) {
    if (value === 'stop') break;
    out.push(value);
  }
  return out.join();
}
const own = [1, 2];
own[Symbol.iterator] = function* () {
  yield 'own';
};
const growing = [1, 2, 3];
class List extends Array {
  *[Symbol.iterator]() {
    yield 'list';
  }
}
for (const source of [[1, , 3], [0.5], [], ['a', 'stop', 'b'], 'text', new Set([1, 2]), new Map([[1, 2]]), own, List.of(1), new Uint8Array(2), 7, null])
  console.log(attempt(() => walk(source)));
let steps = 0;
for (const value of growing) {
  if (value === 2) growing.push(4);
  if (value === 3) growing.length = 3;
  steps++;
}
console.log(steps);
const next = Object.getPrototypeOf([][Symbol.iterator]());
console.log(typeof next.next, walk([5, 6]));
