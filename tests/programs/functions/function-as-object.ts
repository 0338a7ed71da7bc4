// Functions have properties, and `length`/`name` are read-only but configurable.
const f = (a: number, b: number) => a + b;
const bag = f as typeof f & { hits?: number };
bag.hits = 3;
bag.hits++;
console.log(bag.hits, Object.keys(bag).join(), typeof bag, bag instanceof Function, bag instanceof Object);
try {
  (bag as { length: number }).length = 9;
} catch (error) {
  console.log((error as Error).name);
}
Object.defineProperty(bag, 'name', { value: 'renamed' });
console.log(bag.length, bag.name, 'prototype' in bag, 'prototype' in function () {});
const d = Object.getOwnPropertyDescriptor(bag, 'length')!;
console.log(d.writable, d.enumerable, d.configurable);
