// Constructors of JavaScript that choose, try, loop and show themselves before they are done: which properties there are, and in which order.
class Tries {
  constructor(f) {
    try {
      this.value = f();
    } catch {
      this.failed = true;
    }
    this.rest = 1;
  }
  sum() {
    return this.value + this.rest;
  }
}
const bad = new Tries(() => {
  throw new Error('x');
});
const good = new Tries(() => 41);
console.log(bad.value, Object.keys(bad).join(), bad.sum(), 'value' in bad);
console.log(good.value, Object.keys(good).join(), good.sum());

class Chooses {
  constructor(size) {
    this.size = size === undefined ? 10 : size;
    if (size > 3) this.big = true;
    this.last = size ?? 'none';
  }
}
for (const size of [undefined, 2, 5]) {
  const made = new Chooses(size);
  console.log(JSON.stringify(made), Object.keys(made).join());
}

class Loops {
  constructor(n) {
    for (let i = 0; i < n; i++) if (i === 2) this.early = i;
    this.done = n;
  }
}
for (const n of [0, 5]) console.log(JSON.stringify(new Loops(n)), Object.keys(new Loops(n)).join());

class Returns {
  constructor(n) {
    if (n === 0) return { other: true };
    this.n = n;
  }
  get() {
    return this.n;
  }
}
console.log(JSON.stringify(new Returns(0)), new Returns(3).get());

class Shows {
  constructor(n) {
    const self = n > 2 ? this : { show() {} };
    self.show();
    this.value = n;
  }
  show() {
    console.log('seen', this.value);
  }
}
console.log(new Shows(1).value, new Shows(5).value);

class Keeps {
  constructor(n) {
    if (n > 2) {
      Keeps.kept = this;
      Keeps.read();
    }
    this.value = n;
  }
  static read() {
    console.log('kept', Keeps.kept.value);
  }
}
console.log(new Keeps(1).value, new Keeps(5).value, Keeps.kept.value);

// One class for everything: what is in it at one place is none of what is in it at another, and where they meet it may be both.
class Stack {
  constructor(size) {
    this.items = size === undefined ? [] : new Array(size);
    this.count = 0;
  }
  static of(value) {
    const stack = new Stack();
    stack.push(value);
    return stack;
  }
  push(value) {
    this.items[this.count] = value;
    this.count += 1;
    return this;
  }
  pop() {
    if (this.count === 0) return null;
    this.count -= 1;
    const value = this.items[this.count];
    this.items[this.count] = undefined;
    return value;
  }
  map(f) {
    const out = new Stack(this.count);
    for (let i = 0; i < this.count; i++) out.push(f(this.items[i]));
    return out;
  }
  each(f) {
    for (let i = 0; i < this.count; i++) f(this.items[i]);
  }
}
class Named extends Stack {
  constructor(name) {
    super();
    this.name = name;
  }
  push(value) {
    return super.push(`${this.name}:${value}`);
  }
}
class Bag {
  constructor() {
    this.stack = new Stack();
  }
  add(value) {
    this.stack.push(value);
    return this;
  }
  all() {
    const out = [];
    this.stack.each((value) => out.push(value));
    return out;
  }
}
const numbers = new Stack().push(1).push(2.5).push(-0);
const objects = Stack.of({ a: 1 }).push({ a: 2 });
console.log(numbers.map((x) => x * 2).pop(), objects.map((o) => o.a).pop(), objects.pop().a, Stack.of('x').pop());
console.log(new Named('n').push(1).push('b').pop(), new Bag().add(1).add(2).all().join(), new Bag().add({ b: 3 }).all()[0].b);
for (const stack of [numbers, objects, new Named('m').push(true), Stack.of(Stack.of(7))]) {
  const top = stack.pop();
  console.log(top instanceof Stack ? top.pop() : typeof top === 'object' ? top.a : top, stack.pop() ?? 'empty', stack instanceof Named);
}
