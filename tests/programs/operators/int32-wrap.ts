// Bit operators wrap to 32 bits, arithmetic does not.
let x = 0x7fffffff;
console.log(x + 1, (x + 1) | 0, ~x, x ^ -1, (x * 2) | 0, Math.imul(x, 2), x * x, Math.imul(x, x));
console.log(
  (2 ** 31) | 0,
  (2 ** 32) | 0,
  (2 ** 53) | 0,
  1e20 | 0,
  -1e20 | 0,
  4294967295 | 0,
  4294967295 & 0xff,
  ~~-3.7,
  ~'5' as unknown,
);
let h = 0;
for (let i = 0; i < 20; i++) h = (h * 31 + i * 1000003) | 0;
console.log(h);
let u = 1;
for (let i = 0; i < 40; i++) u = u * 2;
console.log(u, u | 0);
let c = 2147483646;
c++;
c++;
console.log(c);
c |= 0;
c--;
console.log(c);
let d = -2147483648;
console.log(-d, d - 1, d / -1, (d / -1) | 0, d % -1 === 0, Math.abs(d));
