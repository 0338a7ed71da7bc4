// BigInts compare with numbers but don't mix in arithmetic; division truncates; shifts.
console.log(
  1n == (1 as any),
  2n > 1,
  1n < 1.5,
  [0n].map((x) => (x ? 't' : 'f'))[0],
  -5n / 2n,
  -5n % 2n,
  1n << 70n,
  -1n >> 3n,
  5n & -2n,
  ~5n,
  (-3n) ** 3n,
);
for (const f of [
  () => (1n as any) + 1,
  () => 1n / 0n,
  () => +(1n as any),
  () => (1n as any) >>> (0n as any),
  () => Math.max(1n as any),
  () => 2n ** -1n,
]) {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(
  [3n, 1, 2n, 10].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join(),
  typeof Object(1n),
  BigInt('  12  '),
  BigInt(''),
  BigInt.asIntN(64, 2n ** 63n),
  0x1fn,
  1_000n,
);
