// BigInt arithmetic, mixing errors, comparison with numbers.
const a = 2n ** 64n;
console.log(a.toString(), (a * a - 1n).toString(16), -7n / 2n, -7n % 2n, BigInt('0xff') & 15n, typeof a);
const any: any = 1n;
try {
  console.log(any + 1);
} catch (e) {
  console.log((e as Error).name);
}
console.log(
  any < 2,
  any == 1,
  any === 1,
  any + 'x',
  10n > 9,
  BigInt.asIntN(8, 255n),
  BigInt.asUintN(8, -1n),
  Number(2n ** 53n),
);
try {
  BigInt(1.5);
} catch (e) {
  console.log((e as Error).name);
}
