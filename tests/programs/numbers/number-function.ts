// Number() of every kind of value.
const xs: any[] = [
  undefined,
  null,
  true,
  false,
  '',
  ' 12 ',
  '12px',
  '1,2',
  [],
  [5],
  [1, 2],
  {},
  { valueOf: () => 3 },
  { toString: () => '4' },
  () => 0,
  '0x1F',
  '-0x1F',
  '1e-3',
  '.',
  '+',
  '-',
  '0.0000001',
];
console.log(xs.map((x) => Number(x)).join(), Number(), new Number(3).valueOf() + 1, typeof Number('1'));
try {
  Number(Symbol());
} catch (e) {
  console.log((e as Error).name);
}
console.log(
  0x1f,
  0b101,
  0o17,
  1_000_000,
  0.5,
  5,
  1e3,
  1e-3,
  0xfffffffff,
  0.1e1,
  (5).toString(),
  (5).toFixed(1),
);
