// Remainders of integers of both signs, zeros of both signs, and what is no int32.
const values = [0, -0, 1, -1, 2, -2, 3, 7, -7, 10, 2147483647, -2147483648, 2147483648, 0.5, -5.5, 1e300, Infinity, -Infinity, NaN];
for (const a of values) console.log(values.map((b) => (Object.is(a % b, -0) ? '-0' : a % b)).join(' '));
const whole = (a: number, b: number): number => (a | 0) % (b | 0);
for (const a of values) console.log(values.map((b) => (Object.is(whole(a, b), -0) ? '-0' : whole(a, b))).join(' '));
const list = ['a', 'b', 'c'];
const empty: string[] = [];
let text = '';
for (let i = 0; i < 10; i++) text += list[i % list.length];
console.log(text, 5 % empty.length, empty[5 % empty.length]);
let sum = 0;
for (let i = -50; i < 50; i++) for (let j = -5; j < 5; j++) if (j !== 0) sum += (i % j) * j;
console.log(sum);
