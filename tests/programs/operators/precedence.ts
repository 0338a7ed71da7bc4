// Precedence and evaluation order of operands.
const log: string[] = [];
const v = (n: number): number => (log.push(`${n}`), n);
console.log(v(1) + v(2) * v(3) - v(4) / v(2), log.splice(0).join(''));
console.log(v(2) ** (v(3) ** v(0)), log.splice(0).join(''));
console.log(
  1 || (0 && 0),
  (!1 as any) + 1,
  -2 + +'3',
  typeof 1 + 1,
  1 + 1 + '1',
  2 * ('3' as any) + 1,
  (5 & 3) | (4 ^ 1),
  1 < 2 === true,
  (6 / 2) * (1 + 2),
  10 - 2 - 3,
  ~1 + 1,
);
let a = 1;
a = a++ + ++a * a--;
console.log(a);
const arr = [0, 0, 0];
let i = 0;
arr[i] = i++ + arr[i]!;
arr[i++] = i;
console.log(arr.join(), i);
