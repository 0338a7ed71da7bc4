// A class can extend one from another module; `instanceof` and statics go through.
import { Base } from './base.ts';
import { make } from './factory.ts';

class Derived extends Base {
  override name(): string {
    return `derived of ${super.name()}`;
  }
}
console.log(new Derived().name(), Derived.made, Base.made);
console.log(make() instanceof Base, make() instanceof Derived, Derived.made);
