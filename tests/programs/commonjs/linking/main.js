// Names that are linked and names that can't be: the same either way.
const { Animal, kinds: allKinds, make } = require('./animals');
const animals = require('./animals');
const Dog = require('./dog');
const create = require('./animals').make;
const tools = require('./tools');
const literal = require('./literal');
const mutated = require('./mutated');
var late = require('./late');

class Cat extends Animal {
  speak() {
    return `${super.speak()} meow`;
  }
}
console.log(new Cat('tom').speak(), new Dog('rex').speak(), new Dog('a') instanceof animals.Animal);
console.log(allKinds.join(), make('x').name, create('y').name, animals.make === make, animals.make('z') instanceof Animal);

// a method of the exports: `this` is the object
console.log(tools.double(4), tools.useOther(5), tools.self() === tools);
const { double } = tools;
console.log(double(3));

console.log(literal.a, literal.sum(1, 2), literal.nested.deep, Object.keys(literal).join());
// the exports change under whoever holds them
console.log(mutated.value, mutated.get());
mutated.value = 'changed from outside';
console.log(mutated.get(), require('./mutated').value);
mutated.added = () => 'added';
console.log(require('./mutated').added());

console.log(usesLate(), late.now());
function usesLate() {
  return typeof late.now;
}
const { value: hoisted } = require('./late');
function before() {
  return hoisted;
}
console.log(before(), require('./assigned-twice').name, require('./conditional').name, require('./deleted').left);
console.log('toString' in require('./animals'), require('./inherits').hasOwnProperty('own'), `${require('./inherits')}`);
const { missing = 'default', ...others } = require('./literal');
console.log(missing, Object.keys(others).join());
exports.unused = 1;
