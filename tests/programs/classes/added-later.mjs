// Properties that methods add to instances after their construction: which are there, in which order, and what is found until then.

const keys = (o) => Object.keys(o).join();
const forIn = (o) => {
  const names = [];
  for (const name in o) names.push(name);
  return names.join();
};
const all = (o) => `${keys(o)} ${forIn(o)} ${JSON.stringify(o)} ${Object.values(o).length} ${Object.getOwnPropertyNames(o)}`;

class Node {
  init(a, b) {
    this.parent = this;
    this.a = a;
    this.b = b;
    this.loop = null;
  }
  setB(b) {
    this.b = b;
  }
  setA(a) {
    this.a = a;
  }
  sum() {
    return this.a + this.b;
  }
  root() {
    let node = this;
    while (node.parent !== node) node = node.parent;
    return node;
  }
}

{
  const nodes = [new Node(), new Node(), new Node(), new Node()];
  console.log(nodes[0].a, 'a' in nodes[0], nodes[0].sum(), Object.keys(nodes[0]).length, Object.hasOwn(nodes[0], 'a'));
  nodes[0].init(1, 2);
  nodes[1].setB(3);
  console.log('b' in nodes[1], 'a' in nodes[1], nodes[1].sum());
  nodes[1].setA(4);
  nodes[2].setA('x');
  nodes[2].init(5, 6);
  nodes[3].setB(undefined);
  nodes[3].loop = 1;
  nodes[3].setA(2.5);
  nodes[3].parent = nodes[0];
  const show = (n) => Object.keys(n).map((k) => `${k}=${k === 'parent' ? typeof n[k] : n[k]}`).join();
  for (const n of nodes) console.log(show(n), forIn(n), n.sum());
  console.log(nodes[3].root() === nodes[0]);
  console.log(nodes[1], { ...nodes[1] }, Object.entries(nodes[1]), Object.assign({}, nodes[1]));
}

class Six {
  constructor() {
    this.first = 0;
  }
  put(n, value) {
    if (n === 0) this.p = value;
    else if (n === 1) this.q = value;
    else if (n === 2) this.r = value;
    else if (n === 3) this.s = value;
    else if (n === 4) this.t = value;
    else this.u = value;
  }
}

for (const order of ['012345', '543210', '503142', '204', '0123', '4', '45', '54', '10', '2222', '3512', '151515', '012354', '123450', '50', '025'])
  {
    const six = new Six();
    for (const n of order) six.put(Number(n), `v${n}`);
    console.log(order, all(six));
  }

// Inherited: the bases' properties, the derived ones, and what is added by methods of either.
class Base {
  constructor(name) {
    this.name = name;
  }
  mark(value) {
    this.marked = value;
  }
  isMarked() {
    return this.marked === undefined ? 'no' : this.marked;
  }
}
class Left extends Base {
  constructor() {
    super('left');
    this.own = 1;
  }
  extra() {
    this.more = [this.own];
  }
}
class Right extends Base {
  constructor() {
    super('right');
    this.other = 2;
  }
}
for (const o of [new Base('b'), new Left(), new Right()]) {
  console.log(o.isMarked(), keys(o));
  if (o instanceof Left) o.extra();
  o.mark(o.name.length);
  console.log(o.isMarked(), all(o));
}

// What a prototype has is found until the object has its own.
class Default {
  greet() {
    return 'default';
  }
  replace(f) {
    this.greet = f;
  }
}
{
  const d = new Default();
  const e = new Default();
  const read = (x) => typeof x.greet;
  console.log(d.greet(), read(d), keys(d));
  d.replace(() => 'own');
  console.log(d.greet(), e.greet(), keys(d), keys(e), d.greet === Default.prototype.greet, e.greet === Default.prototype.greet);
  d.replace(5);
  console.log(read(d), read(e));
}

// A setter that adds, before the constructor's own.
class Setter {
  constructor(v) {
    this.value = v;
    this.last = true;
  }
  set value(v) {
    this.held = v;
  }
  get value() {
    return this.held;
  }
}
console.log(new Setter(3).value, new Setter(4).held);

// An accessor of the prototype takes what would be added.
class Trap {
  fill() {
    this.x = 1;
    this.y = 2;
  }
}
Object.defineProperty(Trap.prototype, 'x', {
  get() {
    return 'got';
  },
  set(v) {
    this.z = v;
  },
});
{
  const t = new Trap();
  t.fill();
  console.log(t.x, keys(t), t.z);
}

// Removed, frozen, computed, defined.
class Removed {
  add() {
    this.k = 1;
    this.l = 2;
  }
  remove() {
    delete this.k;
  }
}
{
  const r = new Removed();
  r.add();
  r.remove();
  console.log(keys(r), r.k);
  r.add();
  console.log(keys(r), r.k);
}
class Frozen {
  add() {
    this.k = 1;
  }
}
{
  const f = Object.freeze(new Frozen());
  try {
    f.add();
    console.log('added', keys(f));
  } catch (error) {
    console.log(error.message);
  }
  const g = new Frozen();
  g.add();
  console.log(keys(g));
}
class FrozenPrototype {
  add() {
    this.k = 1;
  }
}
Object.defineProperty(FrozenPrototype.prototype, 'k', { value: 0, writable: false });
try {
  const f = new FrozenPrototype();
  f.add();
  console.log('added');
} catch (error) {
  console.log(error.message);
}
class Computed {
  add(name) {
    this.k = 1;
    this[name] = 2;
  }
}
{
  const c = new Computed();
  c.add(['a', 'k'][Math.min(0, c.constructor.length)]);
  console.log(all(c));
}
class Indexed {
  add() {
    this.z = 1;
    this['7'] = 2;
    this['3'] = 3;
  }
}
{
  const i = new Indexed();
  i.add();
  console.log(all(i));
}
class Assigned {
  constructor(options) {
    this.id = 1;
    Object.assign(this, options);
  }
  size() {
    return (this.width ?? 1) * (this.height ?? 1);
  }
}
console.log(new Assigned({ height: 3, width: 2 }), new Assigned({ width: 2 }).size(), new Assigned({}).size());

// An object that others inherit from gets a property.
class Parent {
  add() {
    this.late = 'late';
  }
}
{
  const parent = new Parent();
  const child = Object.create(parent);
  console.log(child.late);
  parent.add();
  console.log(child.late, keys(child), keys(parent));
}

// Conditional, in the constructor.
class Conditional {
  constructor(flag) {
    if (flag) this.early = 1;
    this.sure = 2;
  }
  addEarly() {
    this.early = 3;
  }
}
{
  const c = new Conditional(false);
  c.addEarly();
  console.log(new Conditional(true), c);
}

// A lazily computed property, many times.
class Lazy {
  get() {
    if (this.cache === undefined) this.cache = Math.sqrt(16);
    return this.cache;
  }
  count() {
    this.n = (this.n ?? 0) + 1;
    return this.n;
  }
}
{
  const lazy = new Lazy();
  for (let i = 0; i < 1000; i++) lazy.count();
  console.log(lazy.get() + lazy.get(), lazy.count(), keys(lazy));
  const kept = [];
  for (let i = 0; i < 20000; i++) {
    const node = new Node();
    node.init({ i }, [i]);
    if (i % 100 === 0) kept.push(node);
  }
  console.log(kept.map((n) => n.a.i + n.b[0]).reduce((a, b) => a + b, 0));
}
