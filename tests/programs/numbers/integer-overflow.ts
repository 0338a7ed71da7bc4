// Integer-looking arithmetic leaves the 32-bit and 53-bit ranges without a trace.
let i = 2147483640;
for (let k = 0; k < 10; k++) i++;
console.log(i);
let f = 1;
const facts: number[] = [];
for (let n = 1; n <= 25; n++) {
  f *= n;
  if (n % 5 === 0) facts.push(f);
}
console.log(facts.join(' '));
let a = 0,
  b = 1;
for (let n = 0; n < 90; n++) [a, b] = [b, a + b];
console.log(a);
let sum = 0;
for (let n = 0; n < 100000; n++) sum += n * n;
console.log(sum);
let neg = -2147483647;
neg--;
neg--;
console.log(neg, -neg, neg * neg);
let p = 46341;
console.log(p * p, (p * p) | 0, (p * p) % 1000, 65536 * 65536, 65535 * 65537);
let m = 3;
for (let n = 0; n < 7; n++) m *= m;
console.log(m);
let c = 5;
c = c / 2;
console.log(c, (c * 2) | 0, 7 / 7, 1e9 + 1e9 + 1e9);
