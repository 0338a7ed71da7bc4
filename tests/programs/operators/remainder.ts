// % takes the sign of the dividend and works on fractions (ECMA-262 6.1.6.1.6).
const s = (x: number): string => (Object.is(x, -0) ? '-0' : `${x}`);
console.log(
  [
    [5, 3],
    [-5, 3],
    [5, -3],
    [-5, -3],
    [5.5, 2],
    [-0, 3],
    [3, 0],
    [0, 3],
    [-3, 3],
    [1e17, 7],
    [0.3, 0.1],
    [5, Infinity],
    [-2147483648, -1],
    [4, 2 ** 40],
  ]
    .map(([a, b]) => s(a! % b!))
    .join(' '),
);
let x = 17;
x %= 5;
console.log(x, 7 % 2 === 1, -7 % 2 === 1, ((-7 % 3) + 3) % 3);
