// Objects of another class, or of no class, where a class is declared.
class Dog {
  name = 'rex';
  #age = 3;
  bark(): string {
    return `${this.name} barks`;
  }
  age(): number {
    return this.#age;
  }
}
class Cat {
  lives = 9;
  name = 'tom';
  bark(): string {
    return `${this.name} says no`;
  }
}
const speak = (d: Dog): string => d.bark();
console.log(speak(new Dog()), speak(new Cat() as any), speak({ bark: () => 'fake' } as any));
for (const d of [{}, null, undefined, 5, 'str', { bark: 1 }, Object.create(Dog.prototype)]) {
  try {
    console.log(speak(d as any));
  } catch (e) {
    console.log((e as Error).name);
  }
}
const age = (d: Dog): number => d.age();
try {
  age(Object.create(Dog.prototype));
} catch (e) {
  console.log((e as Error).name);
}
try {
  console.log(Dog.prototype.age.call(new Cat() as any));
} catch (e) {
  console.log((e as Error).name);
}
const d = new Dog() as any;
d.name = 5;
d.extra = 'e';
delete d.name;
console.log(d.name, Object.keys(d).join(), d.bark());
Object.setPrototypeOf(d, Cat.prototype);
console.log(d.bark(), d instanceof Dog, Dog.prototype.age.call(d));
const got: Dog = Object.assign({}, new Dog()) as Dog;
console.log(got.name, typeof got.bark);
