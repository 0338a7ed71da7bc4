// Math's functions of doubles, called as programs call them.
const values = [
  0, -0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2.5, -2.5, 0.49999999999999994, -0.49999999999999994, 4503599627370495.5, -4503599627370495.5,
  4503599627370496.5, 9007199254740991, -9007199254740993, 9.223372036854775e18, 9.223372036854776e18, -9.223372036854775e18,
  -9.223372036854776e18, 1e300, -1e300, 5e-324, -5e-324, Number.MAX_VALUE, Infinity, -Infinity, NaN, 2147483647.5, -2147483648.5, 4294967295.9,
];
const show = (n: number): string => (Object.is(n, -0) ? '-0' : String(n));

function all(x: number): string {
  return [Math.floor(x), Math.ceil(x), Math.trunc(x), Math.round(x), Math.abs(x), Math.sqrt(x)].map(show).join(' ');
}
for (const value of values) console.log(show(value), '→', all(value));

function halves(from: number, to: number): number {
  let sum = 0;
  for (let x = from; x < to; x += 0.25) sum += Math.floor(x) * 2 + Math.ceil(-x) - Math.trunc(x / 2) + Math.abs(x - 3);
  return sum;
}
console.log(halves(-10, 10), halves(1e6, 1e6 + 3));
const list = ['a', 'b', 'c', 'd'];
const pick = (at: number): string | undefined => list[Math.floor(at * list.length)];
console.log(pick(0), pick(0.26), pick(0.99), pick(1), pick(-0.1), pick(NaN), Math.floor(7 / 2) | 0, Math.floor(-7 / 2) | 0);
console.log(Math.sqrt(2), Math.sqrt(-0) === 0, show(Math.sqrt(-0)), Math.sqrt(-1), Math.sqrt(1e300 * 1e300), Math.floor(8.5, ...[]));
