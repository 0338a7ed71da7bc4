// Namespaces: several parts are one object, exported variables are shared by all, what isn't exported is private.
namespace Shapes {
  export let count = 0;
  export const names: string[] = [];
  const secret = 'secret';
  export function add(name: string): number {
    names.push(name);
    return ++count;
  }
  export class Square {
    constructor(readonly side: number) {
      add('square');
    }
    area(): number {
      return this.side ** 2;
    }
  }
  export enum Kind {
    Round,
    Angular,
  }
  export const reveal = (): string => secret;
}
namespace Shapes {
  export const twice = (name: string): number => {
    add(name);
    return add(name);
  };
  export namespace Inner {
    export const depth = 2;
  }
  export const { a, b: renamed } = { a: 'a', b: 'b' };
}
namespace Shapes.Inner {
  export const more = depth + count;
}
console.log(new Shapes.Square(3).area(), Shapes.twice('x'), Shapes.count, Shapes.names.join());
Shapes.count = 10;
console.log(Shapes.add('y'), Shapes.Kind[1], Shapes.reveal(), Shapes.a + Shapes.renamed);
console.log(Object.keys(Shapes).join(), Object.keys(Shapes.Inner).join(), Shapes.Inner.more);
class Point {
  constructor(readonly x: number) {}
  static origin = new Point(0);
}
namespace Point {
  export const unit = new Point(1);
  export function of(x: number): Point {
    return new Point(x);
  }
}
console.log(Point.unit.x, Point.of(5).x, Point.origin.x, Point.of(1) instanceof Point);
enum Level {
  Low = 1,
  High = 2,
}
namespace Level {
  export const highest = Level.High;
  export type Name = keyof typeof Level;
}
namespace OnlyTypes {
  export interface Nothing {
    readonly n: number;
  }
}
const nothing: OnlyTypes.Nothing = { n: 1 };
console.log(Level.highest, Level[2], nothing.n);
namespace Closed {
  const hidden = 2;
  export function onlyExported(): number {
    return hidden;
  }
  export const later = (): number => onlyExported() + hidden;
}
console.log(Closed.onlyExported(), Closed.later(), Object.keys(Closed).join());
