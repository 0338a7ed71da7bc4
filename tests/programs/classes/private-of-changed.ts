// Private members stay with an object whatever happens to its properties and its prototype.
class Counter {
  #count = 1;
  name = 'counter';
  static has(value: object): boolean {
    return #count in value;
  }
  next(): number {
    return ++this.#count;
  }
}
const shapes: any[] = [
  new Counter(),
  Object.assign(new Counter(), { extra: 1 }),
  Object.setPrototypeOf(new Counter(), null),
  { name: 'none' },
];
delete shapes[0].name;
const other = new Counter() as any;
Object.defineProperty(other, 'name', { get: () => 'getter' });
for (const value of [...shapes, other, Object.create(new Counter())]) {
  try {
    console.log(Counter.has(value), Counter.prototype.next.call(value), value.name, value.extra);
  } catch (error) {
    console.log((error as Error).name);
  }
}
