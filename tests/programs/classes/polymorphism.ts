// The same call site sees several classes, also ones with different field layouts, and plain objects.
interface Shape {
  area(): number;
  readonly name: string;
}
class Square implements Shape {
  name = 'square';
  constructor(private side: number) {}
  area(): number {
    return this.side ** 2;
  }
}
class Circle implements Shape {
  constructor(
    private r: number,
    readonly name = 'circle',
  ) {}
  area(): number {
    return Math.floor(Math.PI * this.r * this.r);
  }
}
class Big extends Square {
  override area(): number {
    return super.area() * 100;
  }
}
const shapes: Shape[] = [
  new Square(2),
  new Circle(3),
  new Big(1),
  { name: 'literal', area: () => 7 },
  {
    area() {
      return this.name.length;
    },
    name: 'other order',
  },
];
let total = 0;
for (let round = 0; round < 100; round++) for (const s of shapes) total += s.area();
console.log(total, shapes.map((s) => s.name).join());
