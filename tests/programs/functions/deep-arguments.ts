// Many parameters and many spread arguments arrive in order.
function many(
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
  j: number,
  k: number,
  l: string,
): string {
  return [a, b, c, d, e, f, g, h, i, j, k, l].join('');
}
console.log(many(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 'x'));
const big = Array.from({ length: 10000 }, (_, i) => i);
const count = (...xs: number[]): number => xs.length + xs[xs.length - 1]!;
console.log(count(...big), Math.max(...big), String.fromCharCode(...big.slice(65, 91)));
