// Abstract classes and interfaces have no run-time part of their own; the template method calls the subclass.
interface Walker {
  walk(): string;
}
abstract class Animal implements Walker {
  abstract readonly legs: number;
  abstract sound(): string;
  walk(): string {
    return `${this.sound()} on ${this.legs}`;
  }
}
class Dog extends Animal {
  readonly legs = 4;
  sound(): string {
    return 'woof';
  }
}
class Bird extends Animal {
  get legs(): number {
    return 2;
  }
  sound(): string {
    return 'tweet';
  }
}
for (const a of [new Dog(), new Bird()] as Walker[]) console.log(a.walk(), a instanceof Animal);
class Mute extends Dog {
  override sound = (): string => '...';
}
console.log(new Mute().walk(), Object.keys(new Mute()).join(), typeof Animal);
