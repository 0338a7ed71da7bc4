const { Animal } = require('./animals');
module.exports = class Dog extends Animal {
  speak() {
    return `${super.speak()} woof`;
  }
};
