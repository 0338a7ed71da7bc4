// The same function over plain arrays and several typed arrays.
const sum = (xs: ArrayLike<number>): number => {
  let s = 0;
  for (let i = 0; i < xs.length; i++) s += xs[i]!;
  return s;
};
console.log(
  [
    [1, 2.5],
    new Uint8Array([250, 10]),
    new Float64Array([0.1, 0.2]),
    new Int8Array([-128, 1]),
    { length: 1, 0: 42 },
  ]
    .map(sum)
    .join(),
);
class Bytes extends Uint8Array {
  hex(): string {
    return [...this].map((x) => x.toString(16).padStart(2, '0')).join('');
  }
}
const b = new Bytes([1, 171]);
console.log(
  b.hex(),
  b.map((x) => x + 1) instanceof Bytes,
  (b.subarray(1) as Bytes).hex(),
  b instanceof Uint8Array,
  Object.getPrototypeOf(Uint8Array).name,
  Array.isArray(b),
);
const write = (a: any, v: any): unknown => {
  a[0] = v;
  return a[0];
};
console.log(
  write(new Uint8Array(1), '0x10'),
  write([0], '0x10'),
  write(new Int16Array(1), 40000),
  write({}, 40000),
  write(new Float32Array(1), 1 / 3),
);
