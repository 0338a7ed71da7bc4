// Array.from: iterables first, then array-likes, with mapper; Array.of; isArray.
console.log(
  Array.from('héy').join(),
  Array.from({ length: 3 }, (_, i) => i * i).join(),
  Array.from(new Map([[1, 2]])).join(),
  Array.from(new Set([1, 1, 2])).length,
  Array.from([1, , 3]).includes(undefined as any),
  Array.from(5 as any).length,
  Array.from({} as any).length,
);
console.log(
  Array.of(7).length,
  Array.of().length,
  Array.of(1, undefined).length,
  Array.isArray([]),
  Array.isArray({ length: 0 }),
  Array.isArray(new Uint8Array()),
  Array.isArray(Array.prototype),
  Array(3).length,
  Array('3').length,
);
try {
  Array.from(null as any);
} catch (e) {
  console.log((e as Error).name);
}
function sum(..._: number[]): number {
  return Array.from(arguments).reduce((a: number, b) => a + b, 0);
}
console.log(
  sum(1, 2, 3),
  Array.from({
    length: 2,
    [Symbol.iterator]: function* () {
      yield 'it';
    },
  }).join(),
  Array.from(
    [1, 2],
    function (this: any, x) {
      return x + this.d;
    },
    { d: 5 },
  ).join(),
);
