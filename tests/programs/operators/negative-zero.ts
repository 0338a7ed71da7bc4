// Where -0 comes from and where it can be seen.
const sign = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));
console.log(
  sign(-0),
  sign(0 * -1),
  sign(-0 + 0),
  sign(-0 + -0),
  sign(-0 - 0),
  sign(-1 % 1),
  sign(Math.round(-0.4)),
  sign(Math.ceil(-0.5)),
  sign(-0 * -0),
  sign(Math.trunc(-0.9)),
);
console.log(
  1 / -0,
  -0 === 0,
  String(-0),
  `${-0}`,
  (-0).toFixed(1),
  JSON.stringify(-0),
  [-0].includes(0),
  [-0].indexOf(0),
);
console.log(
  sign(Math.min(0, -0)),
  sign(Math.max(-0, 0)),
  sign(parseInt('-0')),
  sign(Number('-0')),
  sign(+'-0'),
  sign(-0 | 0),
  sign(Math.sqrt(-0)),
  sign(0 / -5),
  sign((-0) ** 1),
);
let z = 0;
z = -z;
console.log(sign(z), sign(-z), sign(z--), z);
for (let i = 2; i >= -1; i--) console.log(i, sign(i * -1), sign(-i), sign(i % 2));
