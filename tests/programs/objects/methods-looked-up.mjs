// Methods that are looked up at one place again and again, while their prototypes change in between.

function Animal(name) {
  this.name = name;
}
Animal.prototype.speak = function () {
  return `${this.name} says nothing`;
};
Animal.prototype.walk = function () {
  return `${this.name} walks`;
};
function Dog(name) {
  Animal.call(this, name);
}
Dog.prototype = Object.create(Animal.prototype);
Dog.prototype.constructor = Dog;
Dog.prototype.fetch = function () {
  return `${this.speak()}, and fetches`;
};

function speakOf(animal) {
  return animal.speak();
}
function show(label, animal) {
  let text = '';
  for (let n = 0; n < 3; n++) {
    try {
      text = speakOf(animal);
    } catch (error) {
      text = `${error.name}: ${error.message}`;
    }
  }
  console.log(label, text);
}

const cat = new Animal('cat');
const dog = new Dog('dog');
show('at first', cat);
show('inherited', dog);
console.log(dog.fetch(), dog.walk());

// An own property, a nearer one, and gone again.
cat.speak = () => 'own';
show('own', cat);
delete cat.speak;
show('own gone', cat);
Dog.prototype.speak = function () {
  return `${this.name} barks`;
};
show('nearer', dog);
show('the other', cat);
console.log(dog.fetch());
delete Dog.prototype.speak;
show('nearer gone', dog);

// The same property with another function, with an accessor, with no function at all.
Animal.prototype.speak = function () {
  return `${this.name} hums`;
};
show('replaced', dog);
Object.defineProperty(Animal.prototype, 'speak', {
  configurable: true,
  get() {
    return () => `a getter of ${this.name}`;
  },
});
show('accessor', dog);
Object.defineProperty(Animal.prototype, 'speak', {
  configurable: true,
  writable: true,
  value() {
    return 'a value again';
  },
});
show('value', dog);
Animal.prototype.speak = 1;
show('a number', dog);
delete Animal.prototype.speak;
show('nothing', dog);
Object.prototype.speak = function () {
  return `an object called ${this.name}`;
};
show('of every object', dog);
delete Object.prototype.speak;
show('of no object', dog);

// Another prototype further up, and of the receiver itself.
Animal.prototype.speak = function () {
  return 'back';
};
show('back', dog);
Object.setPrototypeOf(Dog.prototype, { speak: () => 'from a literal' });
show('another base', dog);
Object.setPrototypeOf(dog, { speak: () => 'from another prototype' });
show('another prototype', dog);

// Many methods, so that a prototype becomes a table.
function Wide() {}
for (let n = 0; n < 100; n++) Wide.prototype[`m${n}`] = () => n;
const wide = new Wide();
function m50Of(object) {
  return object.m50();
}
console.log(m50Of(wide), m50Of(wide));
for (let n = 100; n < 300; n++) Wide.prototype[`m${n}`] = () => n;
console.log(m50Of(wide), wide.m299());
Wide.prototype.m50 = () => 'fifty';
console.log(m50Of(wide));

// One place, receivers of every kind.
class Plain {
  speak() {
    return 'a method of a class';
  }
}
const receivers = [cat, new Plain(), { speak: () => 'a literal' }, new Plain(), cat, Object.create(cat), 'text', 5, null, () => 1, [1]];
Array.prototype.speak = function () {
  return `an array of ${this.length}`;
};
Function.prototype.speak = () => 'a function';
String.prototype.speak = function () {
  return `a string of ${this.length}`;
};
for (let round = 0; round < 2; round++)
  for (const receiver of receivers) {
    try {
      console.log(round, speakOf(receiver));
    } catch (error) {
      console.log(round, error.name, error.message);
    }
  }

// A prototype that is collected, and one at its place.
function made(n) {
  const Made = function () {};
  Made.prototype.speak = () => `made ${n}`;
  return new Made();
}
let last = '';
for (let n = 0; n < 20000; n++) last = speakOf(made(n));
console.log(last);
