// Arbitrary-size integers as arrays of digits: factorial, power, Fibonacci, division.
type Big = number[];
const base = 1e7;
const big = (n: number): Big => {
  const out: Big = [];
  do {
    out.push(n % base);
    n = Math.floor(n / base);
  } while (n > 0);
  return out;
};
const str = (b: Big): string =>
  b
    .map((d, i) => (i === b.length - 1 ? `${d}` : `${d}`.padStart(7, '0')))
    .reverse()
    .join('');
const mulSmall = (a: Big, n: number): Big => {
  const out: Big = [];
  let c = 0;
  for (const d of a) {
    const x = d * n + c;
    out.push(x % base);
    c = Math.floor(x / base);
  }
  while (c > 0) {
    out.push(c % base);
    c = Math.floor(c / base);
  }
  return out;
};
const add = (a: Big, b: Big): Big => {
  const out: Big = [];
  let c = 0;
  for (let i = 0; i < Math.max(a.length, b.length) || c; i++) {
    const x = (a[i] ?? 0) + (b[i] ?? 0) + c;
    out.push(x % base);
    c = x >= base ? 1 : 0;
  }
  return out;
};
const mul = (a: Big, b: Big): Big => {
  const out = new Array<number>(a.length + b.length).fill(0);
  for (let i = 0; i < a.length; i++) {
    let c = 0;
    for (let j = 0; j < b.length || c; j++) {
      const x = out[i + j]! + a[i]! * (b[j] ?? 0) + c;
      out[i + j] = x % base;
      c = Math.floor(x / base);
    }
  }
  while (out.length > 1 && out.at(-1) === 0) out.pop();
  return out;
};
const mod = (a: Big, n: number): number => a.reduceRight((r, d) => (r * base + d) % n, 0);
let f: Big = [1];
for (let i = 2; i <= 100; i++) f = mulSmall(f, i);
console.log(str(f));
let [x, y]: [Big, Big] = [[0], [1]];
for (let i = 0; i < 300; i++) [x, y] = [y, add(x, y)];
console.log(str(x));
let p: Big = [1];
for (let i = 0; i < 8; i++) p = mul(mul(p, p), big(3));
console.log(str(p), mod(p, 97), mod(f, 101), str(mul(big(123456789012), big(987654321098))));
