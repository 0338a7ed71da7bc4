// Object.create, changing prototypes, shadowing, cycles refused.
const animal = {
  legs: 4,
  speak() {
    return `${(this as any).name} has ${this.legs}`;
  },
};
const dog = Object.create(animal, { name: { value: 'dog', enumerable: true } });
console.log(dog.speak(), Object.keys(dog).join());
dog.legs = 3;
console.log(dog.speak(), animal.legs);
delete dog.legs;
animal.legs = 5;
console.log(dog.speak(), Object.getPrototypeOf(dog) === animal);
Object.setPrototypeOf(dog, { speak: () => 'new' });
console.log(dog.speak());
try {
  Object.setPrototypeOf(animal, Object.create(animal));
} catch (e) {
  console.log((e as Error).name);
}
const bare = Object.create(null);
try {
  String(bare);
} catch (e) {
  console.log((e as Error).name);
}
console.log(
  Object.getPrototypeOf(bare),
  Object.getPrototypeOf(Object.prototype),
  (dog as any).__proto__ === Object.getPrototypeOf(dog),
);
