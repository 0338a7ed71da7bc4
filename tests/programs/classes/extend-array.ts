// A subclass of Array keeps its exotic length, and map/filter make the subclass through Symbol.species.
class Stack<T> extends Array<T> {
  top(): T | undefined {
    return this[this.length - 1];
  }
}
const s = new Stack<number>();
s.push(1, 2, 3);
s[5] = 9;
console.log(s.length, s.top(), Array.isArray(s), s instanceof Stack);
const doubled = s.map((x) => x * 2);
console.log(doubled instanceof Stack, (doubled as Stack<number>).top(), 4 in doubled);
console.log(
  Stack.from([1, 2]) instanceof Stack,
  Stack.of(7).length,
  s.slice(0, 1) instanceof Stack,
  s.concat([1]) instanceof Stack,
  [...s] instanceof Stack,
);
class Plain<T> extends Array<T> {
  static override get [Symbol.species]() {
    return Array;
  }
}
console.log(new Plain(1, 2).map((x) => x) instanceof Plain, new Plain(1, 2).length);
s.length = 1;
console.log(s.join());
