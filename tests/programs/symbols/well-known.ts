// Well-known symbols that change what built-ins do.
const o: any = {
  get [Symbol.toStringTag]() {
    return 'Tag';
  },
  [Symbol.toPrimitive](h: string) {
    return h.length;
  },
  *[Symbol.iterator]() {
    yield* [1, 2];
  },
};
console.log(`${o}`, o + 1, +o, [...o].join(), Object.prototype.toString.call(o));
class Arr extends Array {
  static get [Symbol.species]() {
    return Array;
  }
}
console.log(Arr.from([1]).map((x) => x) instanceof Arr, Array[Symbol.species] === Array);
class Odd {
  static [Symbol.hasInstance](x: any) {
    return x % 2 === 1;
  }
}
console.log((3 as any) instanceof Odd, (4 as any) instanceof Odd);
console.log(
  [1, 2, 3][Symbol.unscopables as any] !== null,
  Object.getOwnPropertyDescriptor(Symbol, 'iterator')!.writable,
  Object.prototype.toString.call(Symbol.prototype),
  typeof Symbol.hasInstance,
);
Object.defineProperty(o, Symbol.toPrimitive, { value: () => ({}) });
try {
  `${o}`;
} catch (e) {
  console.log((e as Error).name);
}
