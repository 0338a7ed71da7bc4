// Functions that make classes: each call makes another class, with its own base, statics and captured variables.
type Ctor<T = object> = new (...args: any[]) => T;
const Timestamped = <T extends Ctor>(Base: T) =>
  class extends Base {
    created = 7;
    age(): number {
      return this.created * 2;
    }
  };
function Counted<T extends Ctor>(Base: T, step = 1) {
  return class Counted extends Base {
    static made = 0;
    #count = 0;
    constructor(...args: any[]) {
      super(...args);
      Counted.made++;
    }
    count(): number {
      this.#count += step;
      return this.#count;
    }
    static isCounted(value: object): boolean {
      return #count in value;
    }
  };
}
class User {
  constructor(readonly name: string) {}
  hello(): string {
    return `hi ${this.name}`;
  }
}
class Point {
  x = 1;
}
class TimedUser extends Timestamped(User) {
  extra = 1;
}
const CountedUser = Counted(TimedUser);
const CountedPoint = Counted(Point, 10);
const user = new CountedUser('ann');
console.log(user.hello(), user.age(), user.count(), user.count(), user.extra);
const point = new CountedPoint();
new CountedPoint();
console.log(point.x, point.count(), point.count(), CountedUser.made, CountedPoint.made);
console.log(CountedUser.isCounted(user), CountedUser.isCounted(point), CountedPoint.isCounted(point));
console.log(user instanceof User, user instanceof TimedUser, point instanceof (CountedUser as Ctor), CountedUser.name);
console.log(new (Counted(Timestamped(Point), 5))().count(), new (Timestamped(Counted(Point, 6)))().count());

const adders = [makeAdder(1), makeAdder(2)];
function makeAdder(n: number) {
  class Adder {
    static n = n;
    add(value: number): number {
      return value + n;
    }
  }
  return Adder;
}
const [One, Two] = [makeAdder(100), makeAdder(200)];
console.log(new One().add(1), new Two().add(1), One.n, Two.n, One === (Two as unknown), adders[0] === adders[1]);
console.log(adders.map((Adder) => new Adder().add(1)).join());

class Plain extends Object {
  v = 1;
  constructor() {
    super();
    this.v++;
  }
  m(): number {
    return this.v;
  }
}
console.log(new Plain().m(), new Plain() instanceof Plain, new Plain());
