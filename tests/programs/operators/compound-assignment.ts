// Every compound operator; the left side's value is read before the right side runs (ECMA-262 13.15.2).
let x = 100;
x += 5;
x -= 1;
x *= 2;
x /= 8;
x %= 7;
x **= 2;
x <<= 3;
x >>= 1;
x >>>= 1;
x &= 0xff;
x |= 0x100;
x ^= 1;
console.log(x);
let y = 1;
const f = (): number => {
  y = 50;
  return 1;
};
y += f();
console.log(y);
const o = { n: 1 };
const g = (): number => {
  o.n = 10;
  return 2;
};
o.n *= g();
console.log(o.n);
let str: any = 'a';
str += 1;
str += null;
str += [1, 2];
str += {};
console.log(str);
let m: any = '10';
m -= '3' as any;
m *= '2' as any;
console.log(m, typeof m);
