// Sums of doubles come out to the last bit.
let s = 0;
for (let i = 1; i <= 1000; i++) s += 1 / i;
console.log(s);
let t = 0;
for (let i = 0; i < 10; i++) t += 0.1;
console.log(t, t === 1);
let x = 1;
for (let i = 0; i < 60; i++) x = x * 1.1 - 0.05;
console.log(x);
let pi = 0;
for (let k = 0; k < 1000; k++) pi += (k % 2 ? -4 : 4) / (2 * k + 1);
console.log(pi);
const kahan = (xs: number[]): number => {
  let sum = 0,
    c = 0;
  for (const v of xs) {
    const y = v - c;
    const tt = sum + y;
    c = tt - sum - y;
    sum = tt;
  }
  return sum;
};
console.log(
  kahan(Array(1000).fill(0.1)),
  Array(1000)
    .fill(0.1)
    .reduce((a: number, b: number) => a + b),
);
let g = 1;
for (let i = 0; i < 20; i++) g = (g + 2 / g) / 2;
console.log(g, 0.1 * 3, 0.7 + 0.1, 1.1 + 2.2, 4.35 * 100, (1.15).toFixed(1), 9.95 * 10);
