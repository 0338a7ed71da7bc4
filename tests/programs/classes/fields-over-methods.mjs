// A field that a class also has a method or an accessor for is what is inherited until something assigns it (ECMA-262 10.1.8, 10.1.9).
class Counter {
  constructor() {
    this.count = 0;
    this.step = this.step.bind(this);
    this.label = 'counter';
  }
  step() {
    return ++this.count;
  }
}
const counter = new Counter();
const { step } = counter;
console.log(step(), step(), counter.step(), Object.keys(counter).join(), counter.label);
console.log(Object.hasOwn(new Counter(), 'step'), Counter.prototype.step === new Counter().step);

class Wrapped {
  constructor() {
    const inherited = this.show;
    this.seen = [Object.hasOwn(this, 'show'), 'show' in this, typeof this.show, this.show()];
    this.show = () => `<${inherited.call(this)}>`;
  }
  show() {
    return 'plain';
  }
}
const wrapped = new Wrapped();
console.log(wrapped.seen, wrapped.show(), Object.keys(wrapped).join());
delete wrapped.show;
console.log(wrapped.show());

class Initialised {
  first = 1;
  read = this.read.bind(this);
  last = 2;
  read() {
    return [this.first, this.last, ...Object.keys(this)].join();
  }
}
const { read } = new Initialised();
console.log(read());

class Base {
  constructor(name) {
    this.name = name;
    this.greet = this.greet.bind(this);
    this.after = this.describe();
  }
  greet() {
    return `base ${this.name}`;
  }
  describe() {
    return 'base';
  }
}
class Derived extends Base {
  own = 'own';
  describe = () => 'field';
  greet() {
    return `derived ${this.name} ${this.own}`;
  }
}
const { greet } = new Derived('d');
console.log(greet(), new Base('b').greet(), new Derived('e').after, new Derived('f').describe(), Object.keys(new Derived('g')).join());

class Loud extends Base {
  set name(text) {
    this.held = text.toUpperCase();
  }
  get name() {
    return this.held;
  }
}
console.log(new Loud('loud').name, new Loud('x').greet(), Object.keys(new Loud('y')).join(), new Base('quiet').name);

class Fixed extends Base {
  get name() {
    return 'fixed';
  }
}
try {
  console.log(new Fixed('z').name);
} catch (error) {
  console.log(error.constructor.name, error.message.split(' of ')[0]);
}

class Defined {
  value = 5;
}
class Shadowed extends Defined {
  get value() {
    return 'never seen';
  }
}
console.log(new Shadowed().value, Object.getOwnPropertyNames(new Shadowed()).join());

// Many of them, as components have.
class Component {
  constructor(props) {
    this.props = props;
    this.state = { clicks: 0, keys: '' };
    this.onClick = this.onClick.bind(this);
    this.onKey = this.onKey.bind(this);
    this.onFocus = this.onFocus.bind(this);
    this.onBlur = this.onBlur.bind(this);
    this.onMove = this.onMove.bind(this);
    this.onDrop = this.onDrop.bind(this);
    this.render = this.render.bind(this);
    this.mounted = false;
  }
  onClick() {
    this.state.clicks++;
  }
  onKey(key) {
    this.state.keys += key;
  }
  onFocus() {
    this.mounted = true;
  }
  onBlur() {
    this.mounted = false;
  }
  onMove() {}
  onDrop() {}
  render() {
    return `${this.props.title} ${this.state.clicks} ${this.state.keys} ${this.mounted}`;
  }
}
const components = ['a', 'b'].map((title) => new Component({ title }));
for (const { onClick, onKey, onFocus } of components) {
  onClick();
  onClick();
  onKey('k');
  onFocus();
}
console.log(components.map(({ render }) => render()).join('; '), Object.keys(components[0]).join());
