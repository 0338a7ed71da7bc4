// BigInts of many digits, in 64-bit typed arrays and DataViews, as keys, in templates and loops (ECMA-262 6.1.6.2, 21.2).
function factorial(n: bigint): bigint {
  let out = 1n;
  for (let i = 2n; i <= n; i++) out *= i;
  return out;
}
const big = factorial(60n);
console.log(`${big}`, big / factorial(57n), big % (10n ** 20n + 39n), big.toString(36));
console.log(0xffff_ffff_ffff_ffff_ffffn, 0b1011n, 0o777n, 123456789012345678901234567890n);
console.log(-big >> 100n, big << 3n, ~big & 0xffffffffffffn, -big | 12345n, (big ^ -1n) === ~big);

const signed = new BigInt64Array(4);
const unsigned = new BigUint64Array(signed.buffer);
signed[0] = -1n;
signed[1] = 2n ** 63n;
signed[2] = 2n ** 64n + 5n;
unsigned[3] = -2n;
console.log(signed, unsigned);
console.log([...signed].join(), unsigned.at(-1), BigUint64Array.of(1n, 2n).map((x) => x * x)[1]);
console.log(new BigInt64Array([3n, 1n, 2n]).fill(7n, 1).toString());
const view = new DataView(new ArrayBuffer(16));
view.setBigInt64(0, -5n);
view.setBigUint64(8, 0x0102030405060708n, true);
console.log(view.getBigInt64(0), view.getBigUint64(0), view.getBigUint64(8), view.getUint8(8));

const seen = new Map<unknown, string>([
  [1n, 'one'],
  [big, 'big'],
]);
console.log(seen.get(1n), seen.get(factorial(60n)), seen.get(1), new Set([5n, 5n, 5]).size);
const any = (value: unknown): any => value;
console.log(2n == any('2'), any('9') > 10n, 10n < any('1e3'), 1n < any('x'), 0n == any(''), 0n == any(false));
console.log(2n ** 64n > 1.8446744073709552e19, 2n ** 64n == any(2 ** 64), 5n < Infinity, any(NaN) < 1n);
let count = 5n;
count++;
++count;
count--;
count **= 3n;
console.log(count, -count, typeof count, !any(0n), any(1n) && 'yes', [0n, 1n, -1n].filter(Boolean));
console.log(BigInt(Number.MAX_SAFE_INTEGER) + 2n, BigInt(1e30), BigInt(true), BigInt('-0x1'.slice(1)), Number(big));
console.log(BigInt.asIntN(64, big), BigInt.asUintN(64, -big), BigInt.asUintN(200, -1n), BigInt.asIntN(0, 7n));
console.log((255n).toString(16), (-255n).toString(2), (1000n).toLocaleString === undefined, Object(3n) + 1n);
for (const f of [
  () => BigInt('1.5'),
  () => BigInt('-0x1'),
  () => BigInt(any(undefined)),
  () => any(1n) * 1,
  () => any(signed).fill(1),
  () => (signed[0] = any(1)),
  () => (1n).toString(37),
  () => 1n % 0n,
  () => 1n << (2n ** 64n),
  () => JSON.stringify({ n: 1n }),
  () => new (any(BigInt))(1),
]) {
  try {
    console.log('no error', f());
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
