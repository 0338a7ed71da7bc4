class Animal {
  constructor(name) {
    this.name = name;
  }
  speak() {
    return `${this.name}:`;
  }
}
const kinds = ['cat', 'dog'];
exports.Animal = Animal;
exports.kinds = kinds;
exports.make = (name) => new Animal(name);
